"""One live map that is brought from one picture to the next with as little as possible."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from cluster_planner.present.layers import sigungu_style
from cluster_planner.present.map_elements import Legend
from cluster_planner.present.maps import COMPLEXES, REGIONS, SIGUNGU
from cluster_planner.present.overlays import Overlay
from cluster_planner.present.palette import THEMES, Theme, ThemeName
from cluster_planner.present.park_marks import Marks
from dashboards.explore.map.lookups import Lookups
from dashboards.explore.map.picture import Picture
from dashboards.map import FoliumMap

PARKS: Final = COMPLEXES
"""Layer of the page whose points are the parks (see `park_tables`)."""
AREAS: Final = "region_areas"
"""Added layer of coloured regions."""
CHOSEN: Final = "chosen_area"
_OVERLAY: Final = "overlay_"
_SMALLER: Final = 0.62
"""Points over coloured areas, so that the areas can be read."""

Mask = np.ndarray[Any, np.dtype[np.bool_]]


class Atlas:
    """Draws pictures on a FoliumMap."""

    def __init__(self, live: FoliumMap, found: Lookups, *, explains_points: bool = True) -> None:
        """Without `explains_points` the legend of the points is left to the map beside it."""
        self.live, self._found = live, found
        self._explains_points = explains_points
        self._last: Picture | None = None
        self._chosen = ""

    def draw(self, picture: Picture, visible: Mask) -> str:
        """Show a picture in one frame; return what it says in words."""
        last, self._last = self._last, picture
        turned = last is None or last.dark != picture.dark
        theme = _theme(picture)
        with self.live.together():
            if turned:
                self.live.set_theme(theme.name)
            if turned or last is None or _areas_of(last) != _areas_of(picture):
                self._fill(picture, last, turned)
            self._points(picture, visible)
            self._overlays(picture, last, turned)
            if turned:
                self._outline()
            said = " ".join(self._sentences(picture, visible))
            self.live.summary = said
        return said

    def choose(self, area: str) -> None:
        """Put an outline around an area (region:ID, sigungu:CODE), or take it away."""
        if area != self._chosen:
            self._chosen = area
            self._outline()

    def _outline(self) -> None:
        feature = self._found.outlines.get(self._chosen)
        if feature is None:
            self.live.remove_layer(CHOSEN)
            return
        ring = THEMES[_name(self._last)].ring
        look = {"color": ring, "weight": 2.6, "opacity": 1.0, "fill": False}
        content = {"type": "FeatureCollection", "features": [feature]}
        self.live.add_layer(CHOSEN, content, _all(look), interactive=False, below=PARKS)

    def _fill(self, picture: Picture, last: Picture | None, turned: bool) -> None:
        theme = _theme(picture)
        by_region = bool(picture.fill) and picture.level == "region"
        had_region = last is not None and bool(last.fill) and last.level == "region"
        if had_region and not by_region:
            self.live.remove_layer(AREAS)
        was_filled = last is not None and bool(last.fill) and last.level == "sigungu"
        if (turned or was_filled) and (by_region or not picture.fill):
            self.live.restyle(SIGUNGU, **sigungu_style(theme), hatch=False)
        if not picture.fill:
            self.live.set_legend(None, "areas")
            return
        drawn = self._found.areas(picture.fill, picture.level, picture.run, theme.name)
        columns = {
            "fillColor": [look.colour for look in drawn.looks.values()],
            "hatch": [look.hatch for look in drawn.looks.values()],
        }
        ids = list(drawn.looks)
        if not by_region:
            self.live.restyle(SIGUNGU, ids, **columns)
        else:
            if not had_region or turned:
                look = {"color": theme.sido_line, "weight": 1.2, "fill": True, "fillOpacity": 1.0}
                features = self._found.region_features
                self.live.add_layer(AREAS, dict(features), _all(look), below=REGIONS)
            self.live.restyle(AREAS, ids, **columns)
        self.live.set_legend(drawn.legend, "areas")

    def _points(self, picture: Picture, visible: Mask) -> None:
        theme = _theme(picture)
        self.live.set_visible(PARKS, picture.points != "none")
        if picture.points == "none":
            self.live.set_legend(None)
            return
        marks = self._found.marks(picture.points, picture.run, theme.name)
        self.live.restyle(PARKS, **point_columns(marks, visible, theme, bool(picture.fill)))
        told = self._explains_points or picture.points == "money"
        self.live.set_legend(marks.legend(visible) if told else None)

    def _overlays(self, picture: Picture, last: Picture | None, turned: bool) -> None:
        before = set(last.overlays) if last is not None else set()
        moved = last is not None and last.level != picture.level
        for overlay_id in sorted(before - set(picture.overlays)):
            self.live.remove_layer(_OVERLAY + overlay_id)
        found = [self._found.overlay(i, picture.level, _name(picture)) for i in picture.overlays]
        for drawn in found:
            if drawn.overlay_id in before and not turned and not (moved and drawn.by_level):
                continue
            self.live.add_layer(
                _OVERLAY + drawn.overlay_id, dict(drawn.features), dict(drawn.styles),
                interactive=drawn.interactive, below=PARKS if drawn.under_points else None,
            )  # fmt: skip
        self.live.set_legend(_together(found) if self._explains_points else None, "overlays")

    def _sentences(self, picture: Picture, visible: Mask) -> list[str]:
        name = _name(picture)
        said = []
        if picture.points != "none":
            said.append(self._found.marks(picture.points, picture.run, name).summary(visible))
        if picture.fill:
            said.append(self._found.areas(picture.fill, picture.level, picture.run, name).summary)
        said += [self._found.overlay(i, picture.level, name).summary for i in picture.overlays]
        if picture.needs_plan:
            said.append(
                "보고 있는 계획이 없어 계획 국비는 그리지 않았습니다. 시나리오 화면에서 실행하세요."
            )
        return said


def _together(found: Sequence[Overlay]) -> Legend | None:
    """One panel for all layers: a panel each would cover the map."""
    if not found:
        return None
    entries = tuple(entry for drawn in found for entry in drawn.legend.entries)
    notes = " / ".join(f"{drawn.legend.title}: {drawn.legend.note}" for drawn in found)
    return Legend("겹쳐 보기", entries, note=notes)


def point_columns(
    marks: Marks, visible: Mask, theme: Theme, over_areas: bool
) -> Mapping[str, list[Any]]:
    """Path options along the parks; those that do not pass the filters stay as specks."""
    faint = np.array([kind.faint for kind in marks.kinds])[marks.classes]
    colours = np.array([kind.colour for kind in marks.kinds], dtype=object)[marks.classes]
    shapes = np.array(
        ["circle" if kind.shape == "dot" else kind.shape for kind in marks.kinds], dtype=object
    )[marks.classes]
    radii = np.maximum(1.8, marks.radii * (_SMALLER if over_areas else 1.0)).round(1)
    opacity = np.where(faint, 0.55, 0.88)
    edge = theme.land if over_areas else theme.point_line
    return {
        "radius": np.where(visible, radii, 1.2).tolist(),
        "stroke": (visible & ~faint).tolist(),
        "color": [edge] * len(visible),
        "weight": np.where(over_areas, 0.9, 0.8).repeat(len(visible)).tolist(),
        "fillColor": np.where(visible, colours, theme.faint).tolist(),
        "fillOpacity": np.where(visible, opacity, 0.3).tolist(),
        "shape": np.where(visible, shapes, "circle").tolist(),
    }


def _all(look: Mapping[str, Any]) -> Mapping[str | None, Mapping[str, Any]]:
    return {None: look}


def _areas_of(picture: Picture) -> tuple[Any, ...]:
    run = picture.run.run_id if picture.run is not None and picture.fill == "plan_mkrw" else ""
    return picture.fill, picture.level if picture.fill else "", run


def _name(picture: Picture | None) -> ThemeName:
    return "dark" if picture is not None and picture.dark else "light"


def _theme(picture: Picture) -> Theme:
    return THEMES[_name(picture)]

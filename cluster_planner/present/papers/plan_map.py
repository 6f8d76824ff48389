"""The plan on a map that is drawn without a browser: same colours, sizes and classes as on screen."""

from collections.abc import Iterator
from typing import Final

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.layers import BaseShapes, base_shapes, place_labels
from cluster_planner.present.map_styles import (
    MONEY_STEPS_MKRW,
    faint_style,
    money_radius,
    plan_legend,
    plan_styles,
)
from cluster_planner.present.palette import LIGHT
from cluster_planner.present.papers.drawing import Area, Box, Dot, Drawing, Label, Mark, Ring
from cluster_planner.present.papers.frame_labels import free_places
from cluster_planner.present.papers.safe_text import paper_text
from cluster_planner.present.rows import park_rows
from cluster_planner.present.words import MISSING, day, money_short

WIDTH: Final = 760.0
_MARGIN: Final = 14.0
_FOOT: Final = 78.0
_METRIC: Final = 5179
_LONGEST_NAME: Final = 16
"""Of a plan, so that its name does not run into the credits."""
_NAMED: Final = 40
"""So many of the dearest parks get their name, where there is room for it."""


def plan_map_drawing(run: Run, snapshot: Snapshot, shapes: BaseShapes | None = None) -> Drawing:
    """Provinces, districts and every park, those of the plan by money, with names and a legend."""
    borders = shapes or base_shapes(snapshot.sido, snapshot.sigungu)
    paper = MapPaper(borders)
    chosen = park_rows(run, snapshot)
    marks: list[Mark] = [
        *paper.areas(borders.sigungu, LIGHT.land, LIGHT.sigungu_line, 0.5),
        *paper.areas(borders.sido, "", LIGHT.sido_line, 1.0),
        *_province_names(paper, borders),
        *_others(paper, snapshot, set(chosen["park_id"])),
        *_chosen(paper, chosen),
        *_foot(paper.height, chosen, snapshot, _plan_of(run)),
    ]
    return Drawing(WIDTH, paper.height + _FOOT, LIGHT.sea, tuple(marks))


def credits_of(snapshot: Snapshot) -> str:
    """Sources of the borders and of the parks, with the date of the statistic."""
    # A few split parks carry a later date than the statistic that the map stands on.
    as_of = snapshot.complexes["as_of"].dropna().astype("str").mode()
    dated = day(as_of.iloc[0]) if len(as_of) else MISSING
    return f"경계: 통계청 SGIS(가공) · 산업단지: 한국산업단지공단 {dated}"


class MapPaper:
    """Metres of EPSG:5179 to units of the drawing."""

    def __init__(self, borders: BaseShapes) -> None:
        left, low, right, self._top = borders.sido.to_crs(_METRIC).total_bounds
        self._left = float(left)
        self._scale = (WIDTH - 2 * _MARGIN) / float(right - left)
        self.height = float(self._top - low) * self._scale + 2 * _MARGIN

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (
            _MARGIN + (x - self._left) * self._scale,
            _MARGIN + float(self._top - y) * self._scale,
        )

    def points(self, lon: pd.Series, lat: pd.Series) -> list[tuple[float, float]]:
        metric = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326).to_crs(_METRIC)
        return [self.place(point.x, point.y) for point in metric]

    def areas(self, frame: gpd.GeoDataFrame, fill: str, line: str, width: float) -> Iterator[Area]:
        for shape in frame.to_crs(_METRIC).geometry:
            for part in getattr(shape, "geoms", (shape,)):
                yield Area(tuple(self._rings(part)), fill, line, width)

    def _rings(self, polygon: BaseGeometry) -> Iterator[Ring]:
        for ring in (polygon.exterior, *polygon.interiors):
            yield tuple(self.place(x, y) for x, y in ring.coords[:-1])


def _province_names(paper: MapPaper, borders: BaseShapes) -> Iterator[Label]:
    labels = [label for label in place_labels(borders) if not label.minor]
    lon, lat = (pd.Series([getattr(one, axis) for one in labels]) for axis in ("lon", "lat"))
    for label, (x, y) in zip(labels, paper.points(lon, lat), strict=True):
        yield Label(label.text, x, y, 11, LIGHT.quiet_text, "middle")


def _others(paper: MapPaper, snapshot: Snapshot, chosen: set[str]) -> Iterator[Dot]:
    parks = snapshot["parks"]
    rest = parks[~parks["park_id"].isin(chosen) & parks["lon"].notna()]
    style = faint_style(LIGHT)
    for x, y in paper.points(rest["lon"], rest["lat"]):
        yield Dot(x, y, float(style["radius"]) * 0.8, str(style["fillColor"]))


def _chosen(paper: MapPaper, chosen: pd.DataFrame) -> Iterator[Mark]:
    placed = chosen[chosen["lon"].notna()].sort_values("national_mkrw", ascending=False)
    if placed.empty:
        return
    styles = plan_styles(placed["park_id"], placed, LIGHT)
    dots = []
    for row, (x, y) in zip(
        placed.to_dict("records"), paper.points(placed["lon"], placed["lat"]), strict=True
    ):
        style = styles[row["park_id"]]
        fill = str(style["fillColor"])
        dots.append(Dot(x, y, float(style["radius"]), fill, LIGHT.point_line, 1.0))
    yield from dots
    names = [str(name) for name in placed["park_ko"]][:_NAMED]
    yield from free_places(names, dots, (0, 0, WIDTH, paper.height), LIGHT.text, LIGHT.land)


def _plan_of(run: Run) -> str:
    """Of which plan this is: the picture goes about without a caption."""
    return f"{paper_text(run.scenario.name)[:_LONGEST_NAME]} · 실행번호 {run.run_id}"


def _foot(top: float, chosen: pd.DataFrame, snapshot: Snapshot, plan: str) -> Iterator[Mark]:
    """Legend, plan and credits below the map."""
    legend = plan_legend(LIGHT, chosen)
    yield Box(0, top, WIDTH, _FOOT, LIGHT.surface)
    yield Label(legend.title, _MARGIN, top + 20, 12, LIGHT.text, bold=True)
    ends = [money_short(bound) for bound in MONEY_STEPS_MKRW]
    words = [f"{ends[0]} 미만", *(f"{end} 이상" for end in ends)]
    middle = [500, 2_000, 6_000, 20_000, 60_000, 150_000]
    for place, (text, colour) in enumerate(zip(words, LIGHT.oranges, strict=True)):
        x = _MARGIN + 80 + place * 105
        yield Dot(x, top + 16, min(9.0, money_radius(middle[place])), colour, LIGHT.point_line, 1)
        yield Label(text, x + 14, top + 20, 11, LIGHT.text)
    yield Label(legend.note, _MARGIN, top + 44, 10.5, LIGHT.quiet_text)
    yield Label(plan, WIDTH - _MARGIN, top + 64, 9.5, LIGHT.quiet_text, anchor="end")
    yield Label(credits_of(snapshot), _MARGIN, top + 64, 9.5, LIGHT.quiet_text)

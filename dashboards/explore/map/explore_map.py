"""The map of 탐색 with its tools: session choices in, clicks and drawn shapes out."""

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.plan import Run
from cluster_planner.errors import StoreError
from cluster_planner.present.choropleth import AREA_WORDS, cell
from cluster_planner.present.maps import SIGUNGU
from cluster_planner.store.shelf import Shelf
from dashboards.explore.map.area_list import AreaList
from dashboards.explore.map.atlas import AREAS, PARKS, Atlas
from dashboards.explore.map.choosing import inside, take_click
from dashboards.explore.map.lookups import lookups
from dashboards.explore.map.picture import RUN, Picture, main_picture, second_picture
from dashboards.explore.map.tools import Tools
from dashboards.map import FoliumMap
from dashboards.parts import html_pane
from dashboards.shell import Wire
from dashboards.state.session import Session

KOREA: Final = (125.2, 33.05, 130.1, 38.65)
_SHEET: Final = Path(__file__).with_name("explore_map.css")
_DRAWN: Final = "picked"
_SYNC: Final = "explore"


class ExploreMap:
    """One map, or two side by side that move together."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        self._found = lookups(session.catalog, session.desk.park_map.feature_ids[PARKS])
        self._from_map = False
        self.first = self._atlas(session.words("산업단지 지도"))
        self.second: Atlas | None = None
        self.tools = Tools(session, self._act)
        self.areas = AreaList(session, self._found)
        self.told = html_pane('<p class="map-told"></p>', _SHEET)
        self._maps = pn.Column(
            self.first.live, css_classes=["maps"], margin=0, sizing_mode="stretch_both",
            stylesheets=[_SHEET.read_text("utf-8")],
        )  # fmt: skip
        self.view = pn.Column(
            self.tools.view, self._maps, self.told, self.areas.view,
            css_classes=["atlas"], margin=0, sizing_mode="stretch_both",
            stylesheets=[_SHEET.read_text("utf-8")],
        )  # fmt: skip
        session.param.watch(self._draw, ["view", "run", "dark", "shown"])
        session.param.watch(self._finished, "run")
        session.param.watch(self._ring, "focus")
        session.param.watch(self._outline, "area")
        session.param.watch(self._forget_shape, "filters")
        self._draw()
        self._ring()
        self._outline()

    def _atlas(self, title: str, *, explains_points: bool = True) -> Atlas:
        tiles = self._session.desk.tiles
        live = FoliumMap(
            self._session.desk.park_map, title=title, sync=_SYNC, margin=0, min_height=0,
            tiles=tiles.for_map if tiles else None,
        )  # fmt: skip
        live.param.watch(self._clicked, "clicked")
        live.param.watch(self._drew, "drawn")
        live.param.watch(self._hovered, "hovered")
        return Atlas(live, self._found, explains_points=explains_points)

    @property
    def _atlases(self) -> list[Atlas]:
        return [self.first, *([self.second] if self.second else [])]

    def _pictures(self) -> tuple[Picture, Picture | None]:
        session = self._session
        run = session.run if session.run is not None and session.run.plan else None
        main = main_picture(session.view, run, session.dark)
        return main, second_picture(session.view, run, self._other_run(), session.dark)

    def _other_run(self) -> Run | None:
        beside = self._session.view.beside
        if not beside.startswith(RUN):
            return None
        run = _run(self._session.desk.shelf, beside.removeprefix(RUN))
        return run if run is not None and run.plan is not None else None

    def _draw(self, *_: Any) -> None:
        main, beside = self._pictures()
        self._show_second(beside is not None)
        visible = self._found.mask(self._session.shown)
        said = self.first.draw(main, visible)
        if beside is not None and self.second is not None:
            self.second.draw(beside, visible)
            self.second.live.title = self._heading(beside)
        self.first.live.title = self._heading(main)
        self._tell(said)
        if self.areas.view.visible:
            self._list_areas(main)

    def _show_second(self, wanted: bool) -> None:
        if wanted and self.second is None:
            self.second = self._atlas(
                self._session.words("나란히 보는 지도"), explains_points=False
            )
            if bounds := self.first.live.viewport.get("bounds"):
                self.second.live.fit(bounds, animate=False)
            self._maps.objects = [self.first.live, self.second.live]
            self._ring()
            self.second.choose(self._session.area)
        elif not wanted and self.second is not None:
            self.second = None
            self._maps.objects = [self.first.live]

    def _heading(self, picture: Picture) -> str:
        parts = []
        if picture.fill:
            parts.append(AREA_WORDS[picture.fill].name)
        if picture.points == "money" and picture.run is not None:
            parts.append(f"{picture.run.scenario.name} 국비")
        return f"산업단지 지도: {', '.join(parts) or '단지'}"

    def _tell(self, said: str) -> None:
        self.told.object = f'<p class="map-told" role="status" tabindex="0">{escape(said)}</p>'

    def _list_areas(self, picture: Picture) -> None:
        figures = None
        if picture.fill:
            figures = self._found.figures(picture.fill, picture.level, picture.run)
        self.areas.show(figures)

    def _finished(self, *_: Any) -> None:
        """A run that was made here shows its money at once; one from the address shows its view."""
        session = self._session
        job, run = session.last_job, session.run
        if run is None or run.plan is None:
            if session.view.colour == "money":
                session.draw(colour="kind")
        elif job is not None and job.run is run and session.view.colour == "kind":
            session.draw(colour="money")

    def _ring(self, *_: Any) -> None:
        park_id = self._session.focus
        for atlas in self._atlases:
            atlas.live.mark(PARKS if park_id else None, park_id or None)
        if park_id and not self._from_map:
            self.first.live.fly_to(PARKS, park_id, max_zoom=9.5)

    def _outline(self, *_: Any) -> None:
        area = self._session.area
        for atlas in self._atlases:
            atlas.choose(area)
        if area and not self._from_map and area in self._found.outlines:
            self.first.live.fit(self._found.bounds(area))

    def _clicked(self, event: Any) -> None:
        self._from_map = True
        try:
            take_click(self._session, event.new or {})
        finally:
            self._from_map = False

    def _drew(self, event: Any) -> None:
        drawn = event.new or {}
        if not drawn.get("polygon"):
            return
        picked = inside(drawn["polygon"], self._session)
        for atlas in self._atlases:
            atlas.live.use_tool(None)
        if not picked:
            finding = "그린 영역 안에 조건에 맞는 산업단지가 없습니다. 더 넓게 그려 보세요."
            self._wire.say(finding, "warn")
            return
        self._session.sift(picked=picked)
        for atlas in self._atlases:
            atlas.live.keep_drawn(_DRAWN, drawn["polygon"], f"{len(picked)}곳")

    def _forget_shape(self, *_: Any) -> None:
        if not self._session.filters.picked:
            for atlas in self._atlases:
                atlas.live.remove_drawn(_DRAWN)

    def _hovered(self, event: Any) -> None:
        """The figure of the area under the pointer, in the line below the map."""
        hovered, picture = event.new or {}, self._pictures()[0]
        layer = AREAS if picture.level == "region" else SIGUNGU
        if not picture.fill or hovered.get("layer") != layer:
            return
        figures = self._found.figures(picture.fill, picture.level, picture.run)
        value = figures.values.get(str(hovered.get("id")))
        if value is None:
            return
        told = AREA_WORDS[picture.fill]
        name = self._found.names[picture.level][str(hovered["id"])]
        gap = f", 자료 없는 단지 {value.missing}곳" if value.missing else ""
        self.told.object = (
            f'<p class="map-told"><b>{escape(name)}</b> {escape(told.name)} '
            f"<b>{escape(cell(value, told.unit))}</b> (단지 {value.counted}곳{gap})</p>"
        )

    def _act(self, action: str) -> None:
        match action:
            case "whole":
                self.first.live.fit(KOREA)
            case "lasso" | "box":
                wanted = None if self.first.live.active_tool == action else action
                for atlas in self._atlases:
                    atlas.live.use_tool(wanted)
            case "unpick":
                self._session.sift(picked=())
            case "table":
                self.areas.view.visible = not self.areas.view.visible
                self._list_areas(self._pictures()[0])
            case "save":
                self._wire.save("산업단지 지도.html", self.first.live.offline_html(), "text/html")
            case "print":
                self._wire.print_page()


def _run(shelf: Shelf, run_id: str) -> Run | None:
    try:
        return _kept_run(shelf, run_id)
    except StoreError:
        return None  # the map stays as it is; whoever opens the run is told


@lru_cache(maxsize=8)
def _kept_run(shelf: Shelf, run_id: str) -> Run | None:
    return shelf.runs.get(run_id)

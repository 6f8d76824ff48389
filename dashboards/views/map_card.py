"""The map with its filters: what is shown, what is clicked, where the ring is."""

from typing import Any

import panel as pn
import panel_material_ui as pmui

from cluster_planner.present.maps import COMPLEXES
from cluster_planner.present.words import KIND_SHORT_LABELS
from dashboards.catalog import Catalog
from dashboards.map import FoliumMap, MapPage
from dashboards.state import Session
from dashboards.theme import card, html_pane, style_sheet, theme_named
from dashboards.views.map_points import legend_of, park_columns, plan_frame

PARKS = COMPLEXES
"""Layer of the page that holds the parks (see `map_points.park_tables`)."""
KOREA = (125.2, 33.05, 130.1, 38.65)
_BY_KIND, _BY_PLAN = "종류", "국비 배분"


class MapCard:
    """Filters above the folium map. Other views find the shown parks in `shown`."""

    def __init__(self, session: Session, catalog: Catalog, page: MapPage) -> None:
        self._session = session
        self._catalog = catalog
        self.map = FoliumMap(page, margin=0)
        self.region = pmui.Select(
            label="", options={"전체 권역": "", **{n: i for i, n in catalog.region_ko.items()}},
            value="", size="small", width=106, margin=(0, 3), sx=_FIELD,
        )  # fmt: skip
        self.kinds = pmui.CheckButtonGroup(
            options={name: kind for kind, name in KIND_SHORT_LABELS.items()}, value=[],
            size="small", margin=(0, 3), sx=_BUTTONS, label="",
        )  # fmt: skip
        self.core = pmui.Toggle(
            label="거점만", value=False, size="small", margin=(0, 3), sx=_BUTTONS
        )
        self.query = pmui.TextInput(
            placeholder="단지 이름 찾기", size="small", sizing_mode="stretch_width", margin=(0, 3), sx=_FIELD, label="",
        )  # fmt: skip
        self.colour = pmui.RadioButtonGroup(
            options=[_BY_KIND, _BY_PLAN], value=_BY_KIND, size="small", margin=(0, 3), sx=_BUTTONS,
            visible=False, label="",
        )  # fmt: skip
        self.whole = pmui.IconButton(
            icon="zoom_out_map", size="small", margin=(0, 2), description="전국 보기"
        )
        self.count = html_pane("", "tools", margin=(0, 6), align="center", sizing_mode=None)
        self._connect()
        self.view = card(self._tools(), self.map, sizing_mode="stretch_both")
        self._repaint()

    def _tools(self) -> pn.Column:
        sheets = [style_sheet("toolrow")]
        find = pn.Row(
            self.query,
            self.region,
            self.count,
            self.whole,
            margin=0,
            sizing_mode="stretch_width",
            stylesheets=sheets,
        )
        sift = pn.Row(
            self.kinds,
            self.core,
            self.colour,
            margin=0,
            sizing_mode="stretch_width",
            stylesheets=[*sheets, ":host{flex-wrap:wrap!important}"],
        )
        return pn.Column(
            find, sift, sizing_mode="stretch_width", margin=(7, 6, 6, 6), stylesheets=sheets
        )

    def _connect(self) -> None:
        session = self._session
        self.region.param.watch(
            lambda e: session.param.update(region_ids=[e.new] if e.new else []), "value"
        )
        self.kinds.param.watch(lambda e: session.param.update(kind_ids=list(e.new)), "value")
        self.core.param.watch(lambda e: session.param.update(only_core=bool(e.new)), "value")
        self.query.param.watch(lambda e: session.param.update(query=e.new or ""), "value_input")
        self.query.param.watch(self._find, "enter_pressed")
        self.colour.param.watch(self._repaint, "value")
        self.whole.on_click(lambda _: self.map.fit(KOREA))
        self.map.param.watch(self._clicked, "clicked")
        session.param.watch(self._repaint, ["shown", "dark"])
        session.param.watch(self._new_run, "run")
        session.param.watch(self._ring, "focus")
        session.param.watch(lambda e: self.map.set_theme("dark" if e.new else "light"), "dark")

    def _clicked(self, event: Any) -> None:
        click = event.new or {}
        if click.get("layer") == PARKS and click.get("id") in self._catalog.parks.index:
            self._session.focus = str(click["id"])
        else:
            self._session.focus = ""

    def _find(self, *_: Any) -> None:
        found = self._catalog.best_match(self._session.query) if self._session.query else None
        if found is None:
            if self._session.query and pn.state.notifications is not None:
                pn.state.notifications.warning("그 이름의 단지가 없습니다.", duration=3000)
            return
        self._session.focus = found
        self.map.fly_to(PARKS, found)

    def _ring(self, *_: Any) -> None:
        park_id = self._session.focus
        self.map.mark(PARKS if park_id else None, park_id or None)

    def _new_run(self, *_: Any) -> None:
        run = self._session.run
        has_plan = run is not None and run.plan is not None
        self.colour.visible = has_plan
        wanted = _BY_PLAN if has_plan else _BY_KIND
        if self.colour.value == wanted:
            self._repaint()
        else:
            self.colour.value = wanted

    def _repaint(self, *_: Any) -> None:
        session, theme = self._session, theme_named(self._session.dark)
        by_plan = self.colour.value == _BY_PLAN and session.run is not None
        plan = plan_frame(session.run) if by_plan else None
        columns = park_columns(self._catalog, session.shown, theme, plan)
        with pn.io.hold():
            self.map.restyle(PARKS, list(self._catalog.parks.index), **columns)
            self.map.set_legend(legend_of(theme, plan))
            self.count.object = f'<div class="count" role="status"><b>{len(session.shown):,}</b> / {len(self._catalog.parks):,}곳</div>'


_FIELD = {
    "& .MuiInputBase-root": {"height": 32, "fontSize": 12.5},
    "& .MuiSelect-select": {"fontSize": 12.5},
    "& .MuiInputLabel-root": {"fontSize": 12.5},
}
_BUTTONS = {
    "& .MuiToggleButton-root, & .MuiButton-root": {"py": 0.3},
    "py": 0.3,
    "px": 0.9,
    "fontSize": 12.5,
    "whiteSpace": "nowrap",
}

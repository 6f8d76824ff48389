"""The figures above the map and the tabs beside it: the park, and charts of filters or plan."""

from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards.catalog import Catalog
from dashboards.state import Session
from dashboards.theme import card, html_pane, theme_named
from dashboards.views.charts import programme_chart, region_chart, year_chart
from dashboards.views.kpis import country_kpis, kpi_html, plan_kpis
from dashboards.views.park_card import ParkCard
from dashboards.views.tables import TABS

PARK, REGIONS = 0, 1


class KpiRow:
    """Six figures: of the shown parks, or of the plan once there is one."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog
        self.view = html_pane("", "kpi")
        session.param.watch(self._draw, ["run", "shown"])
        self._draw()

    def _draw(self, *_: Any) -> None:
        run = self._session.run
        if run is not None and run.plan is not None:
            kpis = plan_kpis(self._catalog, run)
        else:
            kpis = country_kpis(self._catalog, self._session.shown)
        self.view.object = kpi_html(kpis)


class SideTabs:
    """단지 정보 and three charts; a chart is drawn when its tab is open."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog
        self.park = ParkCard(session, catalog)
        self.charts = tuple(
            pn.pane.ECharts({}, sizing_mode="stretch_both", min_height=180, margin=0)
            for _ in range(3)
        )
        names = ("권역별 배분", "연도별", "사업별")
        self.tabs = pmui.Tabs(
            ("단지 정보", self.park.view), *zip(names, self.charts, strict=True), active=REGIONS,
            dynamic=True, sizing_mode="stretch_both", margin=0, sx=TABS,
        )  # fmt: skip
        self.view = card(self.tabs, sizing_mode="stretch_both", min_height=200)
        session.param.watch(self._draw, ["run", "dark", "shown", "scenario"])
        session.param.watch(self._open, ["focus", "run"])
        self._draw()

    def _open(self, event: Any) -> None:
        if event.name == "focus":
            if event.new:
                self.tabs.active = PARK
        elif event.new is not None and event.new.plan is not None:
            self.tabs.active = REGIONS

    def _draw(self, *_: Any) -> None:
        session, theme = self._session, theme_named(self._session.dark)
        regions, years, programmes = self.charts
        with pn.io.hold():
            regions.object = region_chart(self._catalog, theme, session.run, session.shown)
            years.object = year_chart(self._catalog, theme, session.run, session.scenario)
            programmes.object = programme_chart(self._catalog, theme, session.run, session.scenario)

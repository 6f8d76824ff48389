"""The page that `cluster-planner app` serves: data once per process, one session per tab."""

import logging
import socket
import uuid
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import panel as pn

from cluster_planner.domain.scenario import Scenario, read_scenario
from cluster_planner.errors import Finding, PlannerError
from cluster_planner.present.maps import country_map
from cluster_planner.present.words import day
from cluster_planner.sources.embedded import data_home, load_snapshot
from dashboards.catalog import Catalog
from dashboards.map import MapPage, publish, static_routes
from dashboards.state import Session
from dashboards.theme import TITLE, html_pane, shell, style_sheet
from dashboards.views.findings import findings_html
from dashboards.views.map_card import MapCard
from dashboards.views.map_points import park_tables
from dashboards.views.result import KpiRow, SideTabs
from dashboards.views.run_panel import RunPanel
from dashboards.views.scenario_panel import ScenarioPanel
from dashboards.views.tables import Tables

LOG = logging.getLogger(__name__)
FONT_CSS = "planner-static/pretendard/pretendard.css"
WEBSOCKET_LIMIT_BYTES = 20 * 1024 * 1024

pn.extension(
    "tabulator",
    "echarts",
    notifications=True,
    disconnect_notification="서버와 연결이 끊겼습니다. 서버가 켜져 있는지 보고 이 화면을 새로 고치세요.",
)


@dataclass(frozen=True)
class Country:
    """What all sessions share, never changed: lookups, the starting scenario, the drawn map."""

    catalog: Catalog
    base: Scenario
    map_page: MapPage
    data_folder: Path | None


def open_country(data_folder: Path | None = None) -> Country:
    """Load and check everything that the page shows. Raises PlannerError with every finding."""
    snapshot = load_snapshot(data_folder)
    base = read_scenario((data_folder or data_home()) / "scenarios" / "baseline.yaml")
    catalog = Catalog(snapshot)
    catalog.production_fit  # noqa: B018 — the first click should not wait for it
    drawn = country_map(park_tables(snapshot), shapes=catalog.shapes)
    return Country(catalog, base, publish(drawn), data_folder)


def build_page(country: Country) -> Any:
    """One session: its state, its views, and the page around them."""
    catalog = country.catalog
    session = Session(catalog, country.base, country.data_folder)
    scenario, run = ScenarioPanel(session, catalog), RunPanel(session, catalog)
    map_card = MapCard(session, catalog, country.map_page)
    tables = Tables(session, catalog, map_card)
    right = pn.Column(
        SideTabs(session, catalog).view, tables.view, sizing_mode="stretch_both", margin=0,
        stylesheets=[style_sheet("right")],
    )  # fmt: skip
    columns = pn.Column(
        map_card.view,
        right,
        sizing_mode="stretch_both",
        margin=0,
        stylesheets=[style_sheet("columns")],
    )
    body = pn.Column(
        KpiRow(session, catalog).view, columns, sizing_mode="stretch_both", margin=0,
        stylesheets=[style_sheet("body")],
    )  # fmt: skip
    page = shell(
        [
            pn.Column(
                scenario.view,
                run.view,
                sizing_mode="stretch_both",
                margin=0,
                stylesheets=[style_sheet("drawer")],
            )
        ],
        [body],
        [_dates(catalog)],
        [FONT_CSS],
    )
    page.param.watch(lambda event: session.param.update(dark=bool(event.new)), "dark_theme")
    if page.dark_theme:
        session.dark = True
    if pn.state.curdoc is not None:
        pn.state.on_session_destroyed(lambda _: session.cancel_run())
    return page


def page_or_error(country: Country | tuple[Finding, ...]) -> Any:
    """The page; or, when the data or the page is broken, one that says so in Korean."""
    if isinstance(country, tuple):
        return _error_page("자료에 고칠 곳이 있습니다", findings_html(country))
    try:
        return build_page(country)
    except Exception:
        error_id = uuid.uuid4().hex[:8]
        LOG.exception("page %s could not be built", error_id)
        sentence = (
            f"화면을 만들다가 오류가 났습니다. 새로 고쳐도 같으면 오류 번호 <b>{error_id}</b>로 "
            "서버 기록을 확인하세요."
        )
        return _error_page("화면을 열지 못했습니다", f"<p>{sentence}</p>")


def serve(port: int = 0, show: bool = True, data_folder: Path | None = None) -> None:
    """Serve the page on loopback until interrupted; port 0 takes a free one, which is printed."""
    country = _country_or_findings(data_folder)
    port = port or _free_port()
    print(f"{TITLE}: http://127.0.0.1:{port}/  (끝내려면 Ctrl+C)", flush=True)
    pn.serve(
        lambda: page_or_error(country),
        port=port,
        address="127.0.0.1",
        websocket_origin=[f"127.0.0.1:{port}", f"localhost:{port}"],
        show=show,
        title=TITLE,
        verbose=False,
        liveness=True,
        static_dirs={route: str(folder) for route, folder in static_routes().items()},
        compress_response=True,
        websocket_compression_level=6,
        websocket_max_message_size=WEBSOCKET_LIMIT_BYTES,
    )


def _country_or_findings(data_folder: Path | None) -> Country | tuple[Finding, ...]:
    try:
        return open_country(data_folder)
    except PlannerError as error:
        LOG.error("자료를 열지 못했습니다:\n%s", error)
        return error.findings


def _dates(catalog: Catalog) -> pn.Row:
    as_of = catalog.snapshot.as_of
    text = f"산업단지 현황 {day(as_of.get('complexes'))} · 국가산단 통계 {day(as_of.get('national_stats'))}"
    chip = html_pane(f'<span class="chip">{escape(text)}</span>', "header", sizing_mode=None)
    return pn.Row(
        pn.Spacer(sizing_mode="stretch_width"), chip, sizing_mode="stretch_width", margin=0
    )


def _error_page(title: str, markup: str) -> Any:
    pane = html_pane(
        f'<div class="page-error"><h2>{escape(title)}</h2>{markup}</div>',
        "run",
        margin=24,
        max_width=760,
    )
    return shell([], [pane], [], [FONT_CSS])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

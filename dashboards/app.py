"""The page that `cluster-planner app` serves: data once per process, one session per tab."""

import logging
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import panel as pn

from cluster_planner.cli.console import print_findings
from cluster_planner.errors import Finding, PlannerError, StoreError
from cluster_planner.present.words import day
from cluster_planner.store.words import column_text
from dashboards.frame import Frame
from dashboards.parts import html_pane
from dashboards.parts.findings import findings_html
from dashboards.serving import server
from dashboards.serving.tiles import TileService
from dashboards.serving.trouble import logged, told_by
from dashboards.shell import PAGE_KEYS, shell
from dashboards.state.address import EMBEDDED, asked_data, read
from dashboards.state.desk import Desk
from dashboards.state.desks import Desks
from dashboards.state.house import House
from dashboards.state.session import Session
from dashboards.words import Words

LOG = logging.getLogger(__name__)

pn.extension()


def build_page(desk: Desk, told: tuple[Finding, ...] = ()) -> Any:
    """One session: its state, its views, and the page around them. `told` is said first."""
    address, findings = read(_query(), desk.known)
    if address.data not in (EMBEDDED, desk.catalog.snapshot.digest[: len(address.data)]):
        address = replace(address, data="")  # it could not be had, and `told` says so
    away = desk.house.away()
    if away and (address.draft or address.saved or address.run or address.job or address.compared):
        # Without what it names the page would open as another one, and its address with it.
        raise StoreError(away)
    session = Session(desk, address, dark=_dark())
    session.author = _author()
    session.notices = [*told, *away, *findings, *session.notices]
    frame = Frame(session)
    if pn.state.curdoc is not None:
        pn.config.exception_handler = told_by(lambda text: frame.wire.say(text, "bad"))
        pn.state.on_session_destroyed(lambda _: session.leave())
    return shell(session.words, frame.holders, frame.wire, session.page, _dates(desk, address.data))


def page_or_error(desk: Desk | tuple[Finding, ...], told: tuple[Finding, ...] = ()) -> Any:
    """The page; or, when the data or the page is broken, one that says so in Korean."""
    if isinstance(desk, tuple):
        return _error_page("자료에 고칠 곳이 있습니다", findings_html(desk))
    try:
        return build_page(desk, told)
    except StoreError as error:
        again = "<p>이 주소의 내용이 저장소에 있습니다. 저장소가 다시 열리면 새로 고치세요.</p>"
        return _error_page("저장소를 열 수 없습니다", findings_html(error.findings) + again)
    except Exception as error:  # noqa: BLE001 — whatever it is, the reader gets its number
        error_id = logged(error, "the page could not be built")
        sentence = (
            f"화면을 만들다가 오류가 났습니다. 새로 고쳐도 같으면 오류 번호 <b>{error_id}</b>로 "
            "서버 기록을 확인하세요."
        )
        return _error_page("화면을 열지 못했습니다", f"<p>{sentence}</p>")


def page_of(desks: Desks) -> Any:
    """The page on the data that its address asks for, or one that says why it cannot be."""
    query = _query()
    try:
        desk, findings = desks.of(asked_data(query))
    except PlannerError as error:
        LOG.error("자료를 열지 못했습니다:\n%s", error)
        return page_or_error(error.findings)
    return page_or_error(desk, findings)


def serve(
    port: int = 0,
    show: bool = True,
    data_folder: Path | None = None,
    address: str = server.LOOPBACK,
    prefix: str = "",
    origins: tuple[str, ...] = (),
) -> None:
    """Serve the page until interrupted; port 0 takes a free one, which is printed.

    `prefix` and `origins`: see `server.Place`. Raises ScenarioError for a broken setting of tiles.
    """
    tiles = TileService.of()
    desks = Desks(House(tiles=tiles, follows=data_folder is None), data_folder)
    if away := desks.house.tidy():
        print_findings("저장소를 열 수 없어, 화면은 열리지만 아무것도 저장되지 않습니다:", away)
    with suppress(PlannerError):
        desks.current()  # before the first reader comes; what is wrong is told to each of them
    place = server.Place(port, address, prefix, origins)
    house = desks.house
    try:
        server.run(lambda: page_of(desks), place, show, tiles, house.uploads, house.papers.find)
    finally:
        house.papers.close()
        house.uploads.close_all()


def _query() -> str:
    arguments = pn.state.session_args or {}
    pairs = [(name, values[-1].decode("utf-8", "replace")) for name, values in arguments.items()]
    return "?" + urlencode(pairs)


def _dark() -> bool:
    """The theme of the last visit (see shell/early.js), so that maps and charts begin in it."""
    return bool(pn.state.cookies.get("planner-theme") == "dark")


def _author() -> str:
    """Who saved last in this browser; a cookie says whatever its writer likes."""
    said = unquote(pn.state.cookies.get("planner-author") or "")
    return column_text(said, 80)


def _dates(desk: Desk, data: str) -> str:
    as_of = desk.catalog.snapshot.as_of
    other = f"자료 {desk.catalog.snapshot.digest[:8]} 보는 중 · " if data else ""
    return f"{other}산업단지 현황 {day(as_of.get('complexes'))} · 국가산단 통계 {day(as_of.get('national_stats'))}"


def _error_page(title: str, markup: str) -> Any:
    """A page of one sentence; the other pages stay empty."""
    words = Words()
    told = html_pane(f"<h2>{escape(title)}</h2>{markup}", margin=24, max_width=760)
    views = {key: told if key == "explore" else pn.Spacer() for key in PAGE_KEYS}
    return shell(words, views, None, "explore")

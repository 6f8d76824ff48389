"""The pages of one session: each is made when it is first opened, and then stays."""

from collections.abc import Callable
from html import escape
from typing import Any, Final

import panel as pn

from dashboards.compare.page import ComparePage
from dashboards.data_page.page import DataPage
from dashboards.explore.page import ExplorePage
from dashboards.parts import html_pane
from dashboards.plan.page import PlanPage
from dashboards.serving.trouble import logged
from dashboards.shell import PAGE_KEYS, Wire
from dashboards.state.address import read, written
from dashboards.state.session import Session

POLL_MS: Final = 400
DATA_POLL_MS: Final = 10_000

_NEW_DATA: Final = "다른 자료를 쓰기로 했습니다. 이 화면은 앞의 자료를 그대로 보여 줍니다. 새로 고치면 새 자료로 열립니다."
_PAGES: dict[str, Callable[[Session, Wire], Any]] = {
    "explore": ExplorePage,
    "plan": PlanPage,
    "compare": ComparePage,
    "data": DataPage,
}


class Frame:
    """Holders of the pages, and the wire between the session, the address and the frame's buttons."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._built: set[str] = set()
        self.holders = {
            key: pn.Column(sizing_mode="stretch_both", margin=0, css_classes=[f"holder-{key}"])
            for key in PAGE_KEYS
        }
        self.wire = Wire(self._hear, page=session.page, dark=session.dark, address=self._address)
        session.param.watch(self._open, "page")
        session.param.watch(
            self._write,
            [
                "page",
                "filters",
                "view",
                "focus",
                "area",
                "side",
                "compared",
                "against",
                "tab",
                "draft",
                "origin",
                "run",
                "phase",
            ],
        )
        session.param.watch(self._tell, "notices")
        session.param.watch(self._follow_job, "phase")
        self._shown = False
        self._poll: Any = None
        self._accepted = session.desk.house.snapshots.current()
        if session.desk.house.follows and pn.state.curdoc is not None:
            pn.state.add_periodic_callback(self.watch_data, period=DATA_POLL_MS)
        self._open()

    @property
    def _address(self) -> str:
        return written(self._session.address, self._session.desk.known.parks)

    def _open(self, *_: Any) -> None:
        key = self._session.page
        if key not in self._built:
            self._built.add(key)
            self.holders[key].objects = [_page_or_sentence(key, self._session, self.wire)]
        self.wire.page = key

    def _write(self, *_: Any) -> None:
        self.wire.address = self._address

    def _hear(self, what: str, value: Any) -> None:
        session = self._session
        match what:
            case "page" if value in PAGE_KEYS:
                session.page = value
            case "theme":
                session.dark = value
            case "address":
                address, findings = read(str(value), session.desk.known)
                session.tell(*findings)
                session.go_to(address)
            case "shown":
                self._shown = True
                self._tell()
                self._follow_job()

    def _follow_job(self, *_: Any) -> None:
        """While a job is under way its news are looked for, whichever page is open."""
        if self._session.busy and self._poll is None and pn.state.curdoc is not None:
            self._poll = pn.state.add_periodic_callback(self._look, period=POLL_MS)

    def _look(self) -> None:
        if not self._session.look() and self._poll is not None:
            self._poll.stop()
            self._poll = None

    def watch_data(self) -> None:
        """Tell once when somebody accepted other data than those of this page."""
        accepted = self._session.desk.house.snapshots.current()
        if accepted != self._accepted and not self._session.data:
            self.wire.say(_NEW_DATA, "warn")
        self._accepted = accepted
        self._session.keep_again()

    def _tell(self, *_: Any) -> None:
        """What was found before the page came up waits for it."""
        if self._shown and self._session.notices:
            told, self._session.notices = self._session.notices, []
            for finding in told:
                self.wire.say(f"{finding.where}: {finding.problem} → {finding.remedy}", "warn")


def _page_or_sentence(key: str, session: Session, wire: Wire) -> Any:
    """A page, or a sentence in its place: one broken page does not take the others away."""
    try:
        return _PAGES[key](session, wire).view
    except Exception as error:  # noqa: BLE001 — whatever it is, the other pages must live
        error_id = logged(error, f"page {key} could not be built")
        sentence = (
            f"이 화면을 만들다가 오류가 났습니다. 오류 번호 <b>{escape(error_id)}</b>로 서버 기록을 "
            "확인하세요. 다른 화면은 쓸 수 있습니다."
        )
        return html_pane(f"<h2>화면을 열지 못했습니다</h2><p>{sentence}</p>", margin=24)

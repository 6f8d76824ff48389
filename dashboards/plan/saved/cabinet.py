"""The saved scenarios, their versions and differences, and the computations, in place of the results."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import panel as pn

from cluster_planner.errors import StoreError
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.store.scenarios import Version
from dashboards.parts import Field, Form, Tabs, card, html_pane, tabs
from dashboards.plan.saved.computations import Computations
from dashboards.plan.saved.difference import MINE, Difference
from dashboards.plan.saved.library import Library
from dashboards.plan.saved.versions import Versions
from dashboards.plan.saved.wording import content_of
from dashboards.shell import Wire
from dashboards.state.origin import Origin
from dashboards.state.session import Session

SHEET: Final = Path(__file__).with_name("cabinet.css")


class Cabinet:
    """Made when it is first opened. `on_turn` hears whether it is open, `on_leave` what was closed."""

    def __init__(
        self,
        session: Session,
        wire: Wire,
        on_turn: Callable[[bool], None],
        on_leave: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._session, self._wire, self._turn = session, wire, on_turn
        self._left = on_leave
        self.tabs: Tabs | None = None
        self.view = pn.Column(
            visible=False, css_classes=["cabinet"], margin=0, sizing_mode="stretch_width",
            stylesheets=[SHEET.read_text("utf-8")],
        )  # fmt: skip

    def browse(self, what: str) -> None:
        """Show a part: list, versions, jobs, mine (the draft beside the latest version) or close.

        `renew` reads what is shown again.
        """
        match what:
            case "close":
                self._show(False)
            case "renew":
                if self.view.visible:
                    self.renew()
            case "mine":
                self._compare_mine()
            case _ if self.view.visible and self.tabs is not None and self.tabs.active == what:
                self._show(False)
            case _:
                self._open_tab(what)

    def _make(self) -> Tabs:
        session, words = self._session, DifferenceWords(self._session.catalog.snapshot)
        label = session.words
        self.library = Library(session, self._wire, self.open_version, self._show_versions)
        self.versions = Versions(session, words, self.open_version, self._compare, self._bring_back)
        self.difference = Difference(session, words)
        self.jobs = Computations(session, self._open_run)
        made = tabs(
            [
                ("list", label("저장된 시나리오"), lambda: self.library.view),
                ("versions", label("판 기록"), lambda: self.versions.view),
                ("diff", label("견주기"), lambda: self.difference.view),
                ("jobs", label("계산 목록"), lambda: self.jobs.view),
            ],
            label=label("보관함"),
            on_open=lambda _: self.renew(),
        )
        close = Form(
            [Field("close", label("보관함 닫기"), "button")],
            {}, lambda *_: self._leave(), inline=True, words=label, css_classes=["aside"],
            sizing_mode=None, stylesheets=[SHEET.read_text("utf-8")],
        )  # fmt: skip
        self.view.objects = [card(html_pane(f"<h2>{label('보관함')}</h2>"), close, made)]
        return made

    def _open_tab(self, key: str) -> None:
        first = self.tabs is None
        self.tabs = self.tabs or self._make()
        if key == "versions" and self._session.origin is not None:
            self.versions.show(self._session.origin.scenario_id)
        self.tabs.open(key)
        if not first:
            self.renew()
        self._show(True)
        self.tabs.take_keyboard()

    def renew(self) -> None:
        """Read what is shown again."""
        match self.tabs.active if self.tabs else "":
            case "list":
                self.library.renew()
            case "versions":
                if not self.versions.scenario_id and self._session.origin is not None:
                    self.versions.scenario_id = self._session.origin.scenario_id
                self.versions.renew()
            case "jobs":
                self.jobs.renew()

    def _show(self, on: bool) -> None:
        self.view.visible = on
        self._turn(on)

    def _leave(self) -> None:
        """Closed from within: the keyboard goes back to where such parts are opened."""
        self._show(False)
        self._left(self.tabs.active if self.tabs else "list")

    def _show_versions(self, scenario_id: str) -> None:
        self.versions.show(scenario_id)
        if self.tabs is not None:
            self.tabs.open("versions")

    def _compare(self, scenario_id: str, first: int, second: int) -> None:
        self.difference.show(scenario_id, str(first), str(second))
        if self.tabs is not None:
            self.tabs.open("diff")

    def _compare_mine(self) -> None:
        """What somebody saved in the meantime beside what is on the screen."""
        origin = self._session.origin
        if origin is None:
            return
        self._open_tab("diff")
        try:
            latest = self._session.desk.shelf.scenarios.versions(origin.scenario_id)[0]
        except StoreError as error:
            self._session.tell(*error.findings)
            return
        self.difference.show(origin.scenario_id, str(latest.version), MINE)

    def open_version(self, scenario_id: str, version: int) -> None:
        """Go on with a saved version; what was on the screen is one step back."""
        session = self._session
        try:
            scenario = content_of(session.desk.shelf, scenario_id, version)
            latest = session.desk.shelf.scenarios.versions(scenario_id)[0].version
        except StoreError as error:
            session.tell(*error.findings)
            return
        origin = Origin.of(scenario_id, version, scenario)
        session.begin(origin.draft, origin)
        newer = f"(가장 새것은 {latest}판)" if latest > version else ""
        self._wire.say(
            f"‘{scenario.name}’ {version}판{newer}을 열었습니다. 되돌리기로 앞의 조건을 되찾을 수 있습니다."
        )
        self.renew()

    def _bring_back(self, found: Version, over: int) -> None:
        session = self._session
        try:
            made = session.desk.shelf.scenarios.restore(
                found.scenario_id, found.version, over=over, author=session.author
            )
        except StoreError as error:
            session.tell(*error.findings)
            self.renew()
            return
        self.open_version(made.scenario_id, made.version)
        self._wire.say(f"{found.version}판의 조건을 {made.version}판으로 되살렸습니다.")

    def _open_run(self, run_id: str) -> None:
        self._session.open_run(run_id)
        if self._session.run_id == run_id:
            self._show(False)

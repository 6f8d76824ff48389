"""The page 시나리오: the levers on the left, the run and its results on the right."""

from pathlib import Path
from typing import Final

import panel as pn
from param.parameterized import Event

from dashboards.plan.levers import Levers
from dashboards.plan.results import Results
from dashboards.plan.run_bar import RunBar
from dashboards.plan.saved import Cabinet, DeskCard
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.work.jobs import JobState

_LEFT: Final = ":host{display:flex;flex-direction:column;gap:12px}"
SHEET: Final = Path(__file__).with_name("page.css")


class PlanPage:
    """Everything under 시나리오 for one session."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self.levers = Levers(session, wire)
        self.run_bar = RunBar(session, wire)
        self.results = Results(session, wire)
        self.results.view.css_classes = ["results"]
        self.cabinet = Cabinet(session, wire, self._turn, self._turn_back)
        self._session = session
        session.param.watch(self._show_asked, ["phase", "run"])
        self.desk = DeskCard(session, wire, self.cabinet.browse)
        left = pn.Column(
            self.desk.view, self.levers.view, css_classes=["left"], margin=0,
            sizing_mode="stretch_width", stylesheets=[_LEFT],
        )  # fmt: skip
        self.view = pn.Column(
            self.run_bar.view,
            left,
            self.cabinet.view,
            self.results.view,
            css_classes=["plan"], margin=0, sizing_mode="stretch_both",
            stylesheets=[SHEET.read_text("utf-8")],
        )  # fmt: skip

    def _show_asked(self, *events: Event) -> None:
        """A solve or a run that was asked for is looked at; a list in hand stays when a solve ends."""
        begun = any(event.new is JobState.QUEUED for event in events)
        chosen = self._session.phase is None and any(
            event.name == "run" and event.new is not None for event in events
        )
        if begun or chosen:
            self.cabinet.browse("close")

    def _turn_back(self, part: str) -> None:
        known = {"list", "versions", "jobs"} - set(self.desk.buttons.disabled_keys)
        self.desk.buttons.focus_field(part if part in known else "list")

    def _turn(self, open_cabinet: bool) -> None:
        """The cabinet stands where the results are."""
        self.results.view.css_classes = ["results", "aside"] if open_cabinet else ["results"]

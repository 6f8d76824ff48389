"""The page 시나리오: the levers on the left, the run and its results on the right."""

from pathlib import Path
from typing import Final

import panel as pn

from dashboards.plan.levers import Levers
from dashboards.plan.results import Results
from dashboards.plan.run_bar import RunBar
from dashboards.plan.saved import Cabinet, DeskCard
from dashboards.shell import Wire
from dashboards.state.session import Session

_LEFT: Final = ":host{display:flex;flex-direction:column;gap:12px}"
SHEET: Final = Path(__file__).with_name("page.css")


class PlanPage:
    """Everything under 시나리오 for one session."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self.levers = Levers(session, wire)
        self.run_bar = RunBar(session, wire)
        self.results = Results(session, wire)
        self.results.view.css_classes = ["results"]
        self.cabinet = Cabinet(session, wire, self._turn)
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

    def _turn(self, open_cabinet: bool) -> None:
        """The cabinet stands where the results are."""
        self.results.view.css_classes = ["results", "aside"] if open_cabinet else ["results"]

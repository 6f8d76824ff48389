"""The page 비교, put together: what is compared, a list to choose from, what differs."""

from typing import Any

import panel as pn

from cluster_planner.present.difference_words import DifferenceWords
from dashboards.compare.card import sheet
from dashboards.compare.chooser import Chooser
from dashboards.compare.comparison import Comparison, comparison
from dashboards.compare.files import Files
from dashboards.compare.results import Results
from dashboards.compare.top import Top
from dashboards.shell import Wire
from dashboards.state.session import Session


class ComparePage:
    """Everything under 비교 for one session."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        self._words = DifferenceWords(session.catalog.snapshot)
        self._top = Top(session, wire, self._flip)
        self._chooser = Chooser(session, wire, self._words)
        self._files = Files(session)
        self._results: Results | None = None
        self._choosing = len(session.compared) < 2
        self.view = pn.Column(
            margin=0, sizing_mode="stretch_width", stylesheets=[sheet("page.css")]
        )
        session.param.watch(self._refresh, ["compared", "against"])
        session.param.watch(self._renew, ["page", "run"])
        self._refresh()

    def _refresh(self, *_: Any) -> None:
        found = self._found()
        if not found.differences:
            self._choosing = True
        with pn.io.hold():
            self._top.show(found)
            self._files.show(found)
            if found.differences:
                # Made when there is something to show: a map costs the browser a second.
                self._results = self._results or Results(self._session)
                self._results.show(found)
            self._arrange(bool(found.differences))

    def _arrange(self, ready: bool) -> None:
        """Show the parts that there are; the same ones are not laid out anew."""
        parts: list[Any] = [self._top.view]
        if self._choosing:
            parts.append(self._chooser.view)
        if ready and self._results is not None:
            parts.append(self._files.view)
            parts.append(self._results.view)
        if parts != list(self.view.objects):
            self.view.objects = parts

    def _found(self) -> Comparison:
        session = self._session
        return comparison(session.desk, session.compared, session.against)

    def _flip(self) -> None:
        self._choosing = not self._choosing
        self._arrange(self._results is not None and len(self._session.compared) > 1)

    def _renew(self, *_: Any) -> None:
        if self._session.page == "compare":
            self._chooser.renew()

"""Everything that differs, card by card."""

from typing import Any

import panel as pn

from dashboards.compare.card import sheet
from dashboards.compare.comparison import Comparison
from dashboards.compare.figures import Figures
from dashboards.compare.inputs import Inputs
from dashboards.compare.intervals import Intervals
from dashboards.compare.moves import MovesMap
from dashboards.compare.parks import ParkList
from dashboards.compare.partners import PartnerList
from dashboards.compare.shares import Shares
from dashboards.compare.sums import ProgrammeTable, RegionTable
from dashboards.state.session import Session


class Results:
    """The cards of the runs that are compared; parks are linked with the rest of the screen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        label, catalog = session.words, session.catalog
        inputs, figures = Inputs(label), Figures(label, catalog.snapshot)
        moves, intervals = MovesMap(session), Intervals(session)
        self._parks = ParkList(label, self._focus)
        regions, programmes = RegionTable(label, catalog), ProgrammeTable(label)
        partners, shares = PartnerList(label), Shares(session)
        self._cards: tuple[Any, ...] = (
            inputs, figures, moves, intervals, self._parks, shares, programmes, regions, partners,
        )  # fmt: skip
        self._left, self._right = _stack(inputs, figures), _stack(moves, intervals)
        self.view = pn.Column(
            self._left,
            self._right,
            *(card.card.view for card in (self._parks, shares, programmes, regions, partners)),
            margin=0,
            sizing_mode="stretch_width",
            css_classes=["results"],
            stylesheets=[sheet("results.css")],
        )
        session.param.watch(self._mark, "focus")

    def show(self, found: Comparison) -> None:
        """Show other runs."""
        several = len(found.runs) > 2  # two columns a run: the indicators need the whole width
        self._left.css_classes = ["stack", "whole" if several else "left"]
        self._right.css_classes = ["stack", *(("whole", "beside") if several else ("right",))]
        for card in self._cards:
            card.show(found)
        self._mark()

    def _focus(self, park_id: str) -> None:
        if park_id in self._session.catalog.parks.index:
            self._session.focus = park_id

    def _mark(self, *_: Any) -> None:
        focus = self._session.focus
        self._parks.table.marked = [focus] if focus else []


def _stack(*cards: Any) -> pn.Column:
    return pn.Column(
        *(card.card.view for card in cards),
        margin=0,
        sizing_mode="stretch_width",
        css_classes=["stack"],
        stylesheets=[sheet("stack.css")],
    )

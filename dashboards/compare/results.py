"""Everything that differs, card by card."""

from typing import Any

import panel as pn

from cluster_planner.present.difference_words import DifferenceWords
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

    def __init__(self, session: Session, words: DifferenceWords) -> None:
        self._session = session
        label, catalog = session.words, session.catalog
        inputs, figures = Inputs(label, words), Figures(label, catalog.snapshot)
        moves, intervals = MovesMap(session), Intervals(session)
        self._parks = ParkList(label, words, self._focus)
        regions, programmes = RegionTable(label, catalog), ProgrammeTable(label, words)
        partners, shares = PartnerList(label, words), Shares(session, words)
        self._cards: tuple[Any, ...] = (
            inputs, figures, moves, intervals, self._parks, shares, regions, programmes, partners,
        )  # fmt: skip
        self.view = pn.Column(
            _stack("left", inputs, figures),
            _stack("right", moves, intervals),
            *(card.card.view for card in (self._parks, shares, regions, programmes, partners)),
            margin=0,
            sizing_mode="stretch_width",
            css_classes=["results"],
            stylesheets=[sheet("results.css")],
        )
        session.param.watch(self._mark, "focus")

    def show(self, found: Comparison) -> None:
        """Show other runs."""
        for card in self._cards:
            card.show(found)
        self._mark()

    def _focus(self, park_id: str) -> None:
        if park_id in self._session.catalog.parks.index:
            self._session.focus = park_id

    def _mark(self, *_: Any) -> None:
        focus = self._session.focus
        self._parks.table.marked = [focus] if focus else []


def _stack(name: str, *cards: Any) -> pn.Column:
    return pn.Column(
        *(card.card.view for card in cards),
        margin=0,
        sizing_mode="stretch_width",
        css_classes=["stack", name],
        stylesheets=[sheet("stack.css")],
    )

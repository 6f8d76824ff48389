"""Partners that differ in a pair."""

from cluster_planner.present.difference_figures import NO_PLAN
from cluster_planner.present.difference_rows import partner_places, partner_sentence
from cluster_planner.present.difference_words import PARTNER_STANDINGS
from dashboards.compare.card import Card
from dashboards.compare.cells import standing_cell
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Table
from dashboards.words import Words

_SAME = "참여기관의 일이 같습니다."


class PartnerList:
    """Every partner that differs."""

    def __init__(self, label: Words) -> None:
        self._table = Table(
            [
                Column("partner", label("참여기관")),
                Column("standing", label("변화"), width=140),
                Column("before", label("앞의 물량"), "number", label("단위"), width=110),
                Column("after", label("뒤의 물량"), "number", label("단위"), width=110),
                Column("places", label("단지"), least=200),
            ],
            caption=label("바뀐 참여기관"),
            sizing_mode="stretch_width",
            page_size=15,
        )
        self.card = Card(label("바뀐 참여기관"), self._table, name="partners")

    def show(self, found: Comparison) -> None:
        """Show the partners of another pair."""
        pair = found.pair
        assert pair is not None
        words = found.words
        self._table.empty = _SAME if pair.has_plans else NO_PLAN
        self._table.show(
            [
                {
                    "key": partner.partner_id,
                    "partner": words.name(partner.partner_id),
                    "standing": standing_cell(partner.standing, PARTNER_STANDINGS),
                    "before": partner.before_units,
                    "after": partner.after_units,
                    "places": partner_places(partner, words),
                }
                for partner in pair.partners
            ]
        )
        self.card.say(partner_sentence(pair))

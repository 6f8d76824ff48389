"""Partners that differ in a pair."""

from cluster_planner.present.difference_words import (
    PARTNER_STANDINGS,
    DifferenceWords,
)
from cluster_planner.present.words import count
from dashboards.compare.card import Card
from dashboards.compare.cells import standing_cell
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Table
from dashboards.words import Words


class PartnerList:
    """Every partner that differs."""

    def __init__(self, label: Words, words: DifferenceWords) -> None:
        self._words = words
        self._table = Table(
            [
                Column("partner", label("참여기관")),
                Column("standing", label("변화"), width=140),
                Column("before", label("앞의 물량"), "number", label("단위"), width=110),
                Column("after", label("뒤의 물량"), "number", label("단위"), width=110),
                Column("places", label("단지")),
            ],
            caption=label("바뀐 참여기관"),
            empty="참여기관의 일이 같습니다.",
            sizing_mode="stretch_width",
            page_size=15,
        )
        self.card = Card(label("바뀐 참여기관"), self._table, name="partners")

    def show(self, found: Comparison) -> None:
        """Show the partners of another pair."""
        pair = found.pair
        assert pair is not None
        rows = []
        for partner in pair.partners:
            gone = set(partner.before_park_ids) - set(partner.after_park_ids)
            come = set(partner.after_park_ids) - set(partner.before_park_ids)
            places = [f"＋{name}" for name in sorted(map(self._words.name, come))]
            places += [f"−{name}" for name in sorted(map(self._words.name, gone))]
            rows.append(
                {
                    "key": partner.partner_id,
                    "partner": self._words.name(partner.partner_id),
                    "standing": standing_cell(partner.standing, PARTNER_STANDINGS),
                    "before": partner.before_units,
                    "after": partner.after_units,
                    "places": ", ".join(places) or "같은 단지",
                }
            )
        self._table.show(rows)
        entered = sum(partner.standing == "entered" for partner in pair.partners)
        left = sum(partner.standing == "left" for partner in pair.partners)
        self.card.say(
            f"{count(entered, '곳')}이 새로 참여하고 {count(left, '곳')}이 빠졌으며, "
            f"{count(len(pair.partners) - entered - left, '곳')}은 일이 바뀌었습니다."
        )

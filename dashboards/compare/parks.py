"""Parks that differ in a pair, with their causes."""

from collections.abc import Callable
from typing import Any

from cluster_planner.explain.differences import Cause, ParkDifference
from cluster_planner.present.difference_figures import NO_PLAN
from cluster_planner.present.difference_rows import park_causes, summary_sentence
from cluster_planner.present.difference_words import (
    STANDINGS,
    DifferenceWords,
)
from cluster_planner.present.words import count
from dashboards.compare.card import Card
from dashboards.compare.cells import change_cell, standing_cell
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Table
from dashboards.words import Words

_SHOWN_PACKAGES = 3
_SAME = "두 계획의 단지와 금액이 같습니다."


class ParkList:
    """Every park that differs: what happened, how much, which packages, and why."""

    def __init__(self, label: Words, choose: Callable[[str], None]) -> None:
        self.table = Table(
            [
                Column("park", label("단지"), width=130),
                Column("region", label("권역"), width=90),
                Column("standing", label("변화"), width=130),
                Column("change", label("국비의 변화"), "number", width=110),
                Column("cause", label("까닭"), width=320),
                Column("packages", label("바뀐 패키지"), least=200),
            ],
            on_choose=choose,
            caption=label("들고 난 단지와 바뀐 단지"),
            sizing_mode="stretch_width",
            page_size=20,
        )
        self.card = Card(label("들고 난 단지와 바뀐 단지"), self.table, name="parks")

    def show(self, found: Comparison) -> None:
        """Show the parks of another pair."""
        pair = found.pair
        assert pair is not None
        self.table.empty = _SAME if pair.has_plans else NO_PLAN
        self.table.show(
            [_row(park, park_causes(park, pair, found.words), found.words) for park in pair.parks]
        )
        if not pair.parks:
            self.card.say(summary_sentence(pair))
            return
        explained = sum(any(map(_touches, park.causes)) for park in pair.parks)
        self.card.say(
            f"{found.names[0]} → {found.names[found.near + 1]}: 모두 {count(len(pair.parks), '곳')}, "
            f"그 가운데 {count(explained, '곳')}에 바뀐 조건이나 자료가 곧바로 닿습니다. "
            "닿는 조건이 곧 까닭이라는 증명은 아니며, 그렇지 않은 단지는 다른 변화에 딸려 움직였습니다."
        )


def _touches(cause: Cause) -> bool:
    """Other data alone touch every park; only rows about the park or its packages say anything."""
    return cause.kind != "data" or bool(cause.rows)


def _row(park: ParkDifference, causes: tuple[str, ...], words: DifferenceWords) -> dict[str, Any]:
    change = park.change
    packages = [words.package(package) for package in change.packages]
    left = len(packages) - _SHOWN_PACKAGES
    told = "; ".join(packages[:_SHOWN_PACKAGES]) + (f" 외 {left}건" if left > 0 else "")
    return {
        "key": change.park_id,
        "park": words.name(change.park_id),
        "region": words.name(park.region_id) if park.region_id else None,
        "standing": standing_cell(change.standing, STANDINGS),
        "change": change_cell(change.change_mkrw),
        "cause": "; ".join(causes),
        "packages": told,
    }

"""The real tables with one of them changed, as another snapshot."""

from collections.abc import Callable
from functools import cache

import pandas as pd

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from tests.explain.differences.runs import COMES
from tests.real_data import real_snapshot


def changed(table: str, change: Callable[[pd.DataFrame], None]) -> Snapshot:
    """The real tables after a change of one of them."""
    base = real_snapshot()
    frame = base[table].copy()
    change(frame)
    return take_snapshot({**base.tables, table: frame}, TABLES, base.core_rule)


@cache
def weaker_factories() -> Snapshot:
    """AI 팩토리 does 25 % where it did 30.1 %."""

    def change(frame: pd.DataFrame) -> None:
        frame.loc[frame["package_id"] == "ai_factory", "process_effect_central_pct"] = 25.0

    return changed("effects", change)


@cache
def moved_park() -> Snapshot:
    """The park that comes stands in 수도권."""

    def change(frame: pd.DataFrame) -> None:
        frame.loc[frame["park_id"] == COMES, "region_id"] = "capital"

    return changed("parks", change)

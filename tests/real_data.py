"""The embedded tables and the baseline, read once, and small variants of both."""

from functools import cache
from types import MappingProxyType
from typing import Any

import pandas as pd

from cluster_planner.domain.scenario import Scenario, read_scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.embedded import data_home, load_snapshot

BASELINE = data_home() / "scenarios" / "baseline.yaml"
FEW = ("p_banwol", "p_changwon", "p_yeosu")
YEARS = (2026, 2027, 2028, 2029, 2030)


@cache
def real_snapshot() -> Snapshot:
    """The data that come with the program."""
    return load_snapshot()


@cache
def baseline() -> Scenario:
    """The scenario that comes with the program."""
    return read_scenario(BASELINE)


def tables_of(**tables: pd.DataFrame) -> Snapshot:
    """A snapshot of just these tables."""
    return Snapshot(
        MappingProxyType(tables), "tiny", MappingProxyType({}), real_snapshot().core_rule
    )


def budget(programme_id: str, each_year_mkrw: int) -> dict[str, Any]:
    """The same money every year."""
    return {
        "programme_id": programme_id,
        "national_mkrw": dict.fromkeys(YEARS, each_year_mkrw),
        "label": "가정",
        "basis": "시험",
    }


def asked(**changes: object) -> Scenario:
    """A small question about the real parks `FEW` with easy money."""
    parks = real_snapshot().parks
    core = parks.loc[parks["is_core"], "park_id"]
    content = {
        "name": "세 단지",
        "parks": {"scope": "core", "exclude": [p for p in core if p not in FEW]},
        "programmes": [budget("complex_ax", 14_000), budget("ai_factory", 9_000)],
        "liability_cap_mkrw": 50_000,
        "solver": {"time_limit_s": 10},
    }
    return scenario_from(content | changes)

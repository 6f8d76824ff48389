"""Generated snapshots with the scenario that fits them: the nation with more partners, and beyond."""

from collections import defaultdict
from dataclasses import dataclass

from benchmarks.generated.money import Growth, grown
from benchmarks.generated.parks import drawn_parks
from benchmarks.generated.partners import partners_up_to
from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot, take_snapshot

SEED = 20260921
_OF_REAL_PARKS = ("complexes", "park_members", "designations", "point_exceptions")


@dataclass(frozen=True)
class Nation:
    """What is planned in a benchmark."""

    snapshot: Snapshot
    scenario: Scenario


def national(
    real: Snapshot, baseline: Scenario, partners: int = 1300, *, grow_money: bool, seed: int = SEED
) -> Nation:
    """Every real park with so many partners, most of them generated."""
    tables = dict(real.tables) | {"partners": partners_up_to(real, partners, seed)}
    snapshot = take_snapshot(tables, TABLES, real.core_rule)
    content = _all_parks(baseline, f"생성: 전국 × 기관 {partners}")
    growth = Growth.between((real, baseline), (snapshot, content)) if grow_money else None
    return Nation(snapshot, grown(content, growth))


def beyond(
    real: Snapshot, baseline: Scenario, size: int, *, grow_money: bool, seed: int = SEED
) -> Nation:
    """So many generated parks and partners; every rule of the baseline stands for the copies.

    With the money unchanged a committed park counts its payments in one copy only, and a region
    that has fewer candidates than in the baseline is asked for accordingly less.
    """
    drawn = drawn_parks(real, size, seed)
    empty = {name: real.tables[name].iloc[:0] for name in _OF_REAL_PARKS}
    tables = dict(real.tables) | empty | drawn.tables
    tables["partners"] = partners_up_to(real, size, seed)
    snapshot = take_snapshot(tables, TABLES, real.core_rule)
    copies: dict[str, list[str]] = defaultdict(list)
    for park, template in drawn.template_of.items():
        copies[template].append(park)
    scenario = _all_parks(baseline, f"생성: 단지 {size} × 기관 {size}")
    content = scenario.model_dump()
    content["parks"]["exclude"] = [c for p in scenario.parks.exclude for c in copies[p]]
    content["committed"] = [
        row.model_dump() | {"park_id": copy, "charged": row.charged and (grow_money or not number)}
        for row in scenario.committed
        for number, copy in enumerate(copies[row.park_id])
    ]
    scenario = Scenario.model_validate(content)
    growth = Growth.between((real, baseline), (snapshot, scenario))
    return Nation(snapshot, grown(scenario, growth if grow_money else growth.shrinking_only()))


def _all_parks(baseline: Scenario, name: str) -> Scenario:
    content = baseline.model_dump()
    content["name"] = name
    content["parks"]["scope"] = "all"
    return Scenario.model_validate(content)

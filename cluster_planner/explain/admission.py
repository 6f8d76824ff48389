"""Why a park is no candidate at all: what the scenario or the statistics leave it without."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cluster_planner.benefit.candidates import eligible_parks
from cluster_planner.benefit.units import units_of
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.value_at_stake import value_at_stake


@dataclass(frozen=True)
class Obstacle:
    """One reason why a park cannot be chosen."""

    kind: Literal[
        "excluded", "not_core", "not_published", "no_statistics", "too_few_firms", "only_estimated"
    ]
    firms: float | None = None
    """Firms of its largest unit, for too_few_firms."""
    least: float | None = None
    """Firms that a unit needs (가정: `minimum_firms`)."""


def obstacles(snapshot: Snapshot, scenario: Scenario, park_id: str) -> tuple[Obstacle, ...]:
    """Every reason at once; empty when the park may be chosen."""
    return obstacles_of(snapshot, scenario, (park_id,))[park_id]


def obstacles_of(
    snapshot: Snapshot, scenario: Scenario, park_ids: Iterable[str]
) -> dict[str, tuple[Obstacle, ...]]:
    """The same for many parks; their units are found once for all."""
    eligible = set(eligible_parks(snapshot, scenario))
    units = units_of(snapshot, scenario.allow_estimates).keys()
    estimated = units if scenario.allow_estimates else units_of(snapshot, True).keys()

    def found(park_id: str) -> Iterator[Obstacle]:
        if park_id in scenario.parks.exclude:
            yield Obstacle("excluded")
        elif park_id not in eligible:
            core = scenario.parks.scope == "core"
            yield Obstacle("not_core" if core else "not_published")
        if park_id not in units:
            only = park_id in estimated
            yield Obstacle("only_estimated") if only else _without_units(snapshot, park_id)

    return {park_id: tuple(found(park_id)) for park_id in park_ids}


def _without_units(snapshot: Snapshot, park_id: str) -> Obstacle:
    table = value_at_stake(snapshot)
    mine = table[(table["park_id"] == park_id) & (table["central_mkrw"] > 0)]
    if mine.empty:
        return Obstacle("no_statistics")
    least = snapshot.assumptions.set_index("assumption_id")["value"]["minimum_firms"]
    return Obstacle("too_few_firms", float(mine["firms"].max()), float(least))

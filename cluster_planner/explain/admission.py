"""Why a park is no candidate at all: what the scenario or the statistics leave it without."""

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
    found = []
    if park_id in scenario.parks.exclude:
        found.append(Obstacle("excluded"))
    elif park_id not in eligible_parks(snapshot, scenario):
        core = scenario.parks.scope == "core"
        found.append(Obstacle("not_core" if core else "not_published"))
    if park_id in units_of(snapshot, scenario.allow_estimates):
        return tuple(found)
    if park_id in units_of(snapshot, allow_estimates=True):
        return (*found, Obstacle("only_estimated"))
    return (*found, _without_units(snapshot, park_id))


def _without_units(snapshot: Snapshot, park_id: str) -> Obstacle:
    table = value_at_stake(snapshot)
    mine = table[(table["park_id"] == park_id) & (table["central_mkrw"] > 0)]
    if mine.empty:
        return Obstacle("no_statistics")
    least = snapshot.assumptions.set_index("assumption_id")["value"]["minimum_firms"]
    return Obstacle("too_few_firms", float(mine["firms"].max()), float(least))

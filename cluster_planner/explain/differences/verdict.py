"""Whether one run can be said to do better than another, by what was proven of both."""

import math
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario

Obstacle = Literal["no_plan", "data", "program", "unit", "measure", "references", "stages"]
"""measure: objective, weights, years of effect or first year differ; references: points are counted
against other references; stages: only the last of several stages has a score."""


@dataclass(frozen=True)
class Verdict:
    """What the scores of two runs say.

    The best plan of a question scores at least `objective` and at most `bound`. One question has the
    better best plan when its objective is above the bound of the other.
    """

    kind: Literal["better", "worse", "within_gap", "equal", "not_comparable"]
    """Of the second run. equal: both scores are the same figure."""
    obstacles: tuple[Obstacle, ...] = ()
    """Why the scores are no measure of the same thing."""
    change: float | None = None
    """Score of the second run less that of the first; None when they cannot be compared."""


def verdict(base: Run, other: Run) -> Verdict:
    """Compare the second run with the first."""
    found = obstacles(base, other)
    if found:
        return Verdict("not_comparable", found)
    (low, high), (other_low, other_high) = interval(base), interval(other)
    change = other_low - low
    if other_low > high:
        return Verdict("better", change=change)
    if low > other_high:
        return Verdict("worse", change=change)
    return Verdict("equal" if change == 0 else "within_gap", change=change)


def interval(run: Run) -> tuple[float, float]:
    """Where the best score of the run's question lies; without a bound it has no upper end.

    Raises ValueError for a run without a plan.
    """
    if run.outcome.objective is None:
        raise ValueError(f"run {run.run_id} has no score")
    high = math.inf if run.outcome.bound is None else run.outcome.bound
    return run.outcome.objective, max(high, run.outcome.objective)


def obstacles(base: Run, other: Run) -> tuple[Obstacle, ...]:
    """Why the scores of two runs are no measure of the same thing; empty when they are."""
    if any(run.plan is None or run.outcome.objective is None for run in (base, other)):
        return ("no_plan",)
    first, second = base.scenario, other.scenario
    tests: tuple[tuple[Obstacle, bool], ...] = (
        ("data", base.snapshot_digest != other.snapshot_digest),
        ("program", base.program_version != other.program_version),
        ("unit", base.outcome.unit != other.outcome.unit),
        (
            "measure",
            first.objective != second.objective or not same_weighing(first, second),
        ),
        ("references", base.outcome.unit == "points" and _references(base) != _references(other)),
        ("stages", bool(base.stages or other.stages)),
    )
    return tuple(name for name, holds in tests if holds)


def same_span(first: Scenario, second: Scenario) -> bool:
    """Whether effects are counted over the same years and discounted alike."""
    return (first.horizon, first.years[0]) == (second.horizon, second.years[0])


def same_weighing(first: Scenario, second: Scenario) -> bool:
    """Whether effects also weigh the same."""
    return same_span(first, second) and first.weights == second.weights


def _references(run: Run) -> dict[str, float]:
    return {row.criterion_id: row.reference for row in run.criteria if row.weight}

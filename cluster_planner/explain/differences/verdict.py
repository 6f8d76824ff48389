"""Whether one run can be said to do better than another, by what was proven of both."""

import math
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.plan import Run

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
    obstacles = tuple(_obstacles(base, other))
    if obstacles:
        return Verdict("not_comparable", obstacles)
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


def _obstacles(base: Run, other: Run) -> list[Obstacle]:
    if any(run.plan is None or run.outcome.objective is None for run in (base, other)):
        return ["no_plan"]
    first, second = base.scenario, other.scenario
    tests: tuple[tuple[Obstacle, bool], ...] = (
        ("data", base.snapshot_digest != other.snapshot_digest),
        ("program", base.program_version != other.program_version),
        ("unit", base.outcome.unit != other.outcome.unit),
        (
            "measure",
            (first.objective, first.weights, first.horizon, first.years[0])
            != (second.objective, second.weights, second.horizon, second.years[0]),
        ),
        ("references", base.outcome.unit == "points" and _references(base) != _references(other)),
        ("stages", bool(base.stages or other.stages)),
    )
    return [name for name, holds in tests if holds]


def _references(run: Run) -> dict[str, float]:
    return {row.criterion_id: row.reference for row in run.criteria if row.weight}

"""Solve one problem as it stands and say honestly how it ended."""

from collections.abc import Callable, Iterable

from cluster_planner.domain.decision import Decision
from cluster_planner.domain.plan import Progress
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.cbc.second_opinion import solve_by_cbc
from cluster_planner.optimize.engine.family import Family, Hooks
from cluster_planner.optimize.engine.outcome import Solved
from cluster_planner.optimize.engine.search import STAGING, Staging
from cluster_planner.optimize.formulation.rules import Rule


def solve(
    problem: Problem,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    *,
    on_incumbent: Callable[[Decision], None] | None = None,
    start: Decision | None = None,
    also: Iterable[Rule] = (),
    staging: Staging = STAGING,
) -> Solved:
    """Find the best decision within the settings; `also` are rules besides the model's own.

    Raises SolverError when HiGHS itself fails.
    """
    if settings.engine == "cbc":
        return solve_by_cbc(problem, settings, should_stop, also)
    family = Family(problem, settings, also, staging)
    return family.solve(None, Hooks(on_progress, should_stop, on_incumbent), start)


__all__ = ["Solved", "solve"]

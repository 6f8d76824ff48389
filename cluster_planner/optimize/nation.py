"""Decide a problem of any size: as it stands when it is small, otherwise narrowed or by prices."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from cluster_planner.domain.decision import Decision
from cluster_planner.domain.plan import (
    PROOF_GAP,
    Outcome,
    Progress,
    SolveStatus,
    relative_gap,
)
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.family import Hooks
from cluster_planner.optimize.formulation.rules import Rule
from cluster_planner.optimize.narrow import narrowed, pools_used, promising, worth
from cluster_planner.optimize.prices.priceable import affordable_parks, can_be_priced
from cluster_planner.optimize.prices.priced import solve_by_prices
from cluster_planner.optimize.solve import Solved, solve


@dataclass(frozen=True)
class Narrowing:
    """When to narrow, and how many parks stand for themselves at first."""

    from_parks: int = 180
    nationwide: int = 90
    per_region: int = 8
    more_per_region: int = 25
    rounds: int = 4
    priced_from_affordable: float = 60.0
    """Parks that the money does for, from which on prices settle all but a few of them."""


def decide(
    problem: Problem,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    narrowing: Narrowing = Narrowing(),
    *,
    on_incumbent: Callable[[Decision], None] | None = None,
    start: Decision | None = None,
    also: tuple[Rule, ...] = (),
) -> Solved:
    """Find the best decision within the settings, with a bound that holds for every park.

    Raises SolverError when HiGHS itself fails.
    """
    parks = {c.park_id for c in problem.candidates}
    if (
        len(parks) < narrowing.from_parks or not problem.objective.is_total_gain
    ):  # all that a pool knows
        return solve(
            problem,
            settings,
            on_progress,
            should_stop,
            on_incumbent=on_incumbent,
            start=start,
            also=also,
        )
    if settings.engine == "highs" and not also and can_be_priced(problem):
        hooks = Hooks(on_progress, should_stop, on_incumbent)
        if affordable_parks(problem) >= narrowing.priced_from_affordable:
            return solve_by_prices(problem, settings, hooks, start)
    ends = time.perf_counter() + settings.time_limit_s
    own = promising(problem, narrowing.nationwide, narrowing.per_region)
    bound = float("inf")
    for _ in range(narrowing.rounds):
        solved = solve(narrowed(problem, own), _until(settings, ends), on_progress, should_stop)
        bound = min(bound, solved.outcome.bound or bound)
        used = pools_used(solved.decision)
        if solved.decision is None or not used:
            return solved
        if solved.outcome.status == SolveStatus.CANCELLED:
            break
        own |= _next(problem, own, used, narrowing.more_per_region)
    # Without the pools every plan is one of the whole problem; the bound then is not.
    parks_alone = problem.restricted(lambda candidate: candidate.park_id in own)
    alone = solve(parks_alone, _until(settings, ends), on_progress, should_stop)
    return replace(alone, outcome=_with_bound(alone.outcome, bound))


def _until(settings: SolverSettings, ends: float) -> SolverSettings:
    left = max(1.0, ends - time.perf_counter())
    return settings.model_copy(update={"time_limit_s": left})


def _next(problem: Problem, own: set[str], regions: set[str], count: int) -> set[str]:
    """The most promising parks behind the pools of these regions."""
    gain = worth(problem)
    ranked = sorted(gain.keys() - own, key=lambda park: (-gain[park], park))
    return {
        park
        for region in regions
        for park in [p for p in ranked if problem.region_of_park[p] == region][:count]
    }


def _with_bound(outcome: Outcome, bound: float) -> Outcome:
    """The outcome of the parks alone under the bound of the whole.

    Infeasible alone says nothing about the whole: then nothing was found.
    """
    status = outcome.status
    if status == SolveStatus.INFEASIBLE:
        status = SolveStatus.NOTHING
    gap = relative_gap(outcome.objective, bound)
    if status == SolveStatus.PROVEN and (gap is None or gap > PROOF_GAP):
        status = SolveStatus.FOUND
    return outcome.model_copy(update={"status": status, "bound": bound})

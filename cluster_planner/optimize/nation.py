"""Decide a problem of any size: as it stands when it is small, otherwise narrowed or by prices."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from cluster_planner.domain.decision import Decision, plan_of, total_score
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


def is_one_model(problem: Problem, narrowing: Narrowing = Narrowing()) -> bool:
    """Whether a problem is solved as it stands: a pool of parks knows their gain and nothing else."""
    parks = {c.park_id for c in problem.candidates}
    return len(parks) < narrowing.from_parks or not problem.objective.is_total_gain


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
    if is_one_model(problem, narrowing):
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
    told = _Told(problem, on_progress, on_incumbent)
    ends = time.perf_counter() + settings.time_limit_s
    own = promising(problem, narrowing.nationwide, narrowing.per_region)
    for _ in range(narrowing.rounds):
        solved = solve(
            narrowed(problem, own),
            _until(settings, ends),
            told.pooled,
            should_stop,
            on_incumbent=told.found,
            start=start,
            also=also,
        )
        told.bounded(solved.outcome.bound)
        used = pools_used(solved.decision)
        if not used and (solved.decision is not None or told.decision is None):
            return solved
        if solved.outcome.status == SolveStatus.CANCELLED:
            return told.kept(solved)
        own |= _next(problem, own, used, narrowing.more_per_region)
    # Without the pools every plan is one of the whole problem; the bound then is not.
    alone = solve(
        problem.restricted(lambda candidate: candidate.park_id in own),
        _until(settings, ends),
        told.alone,
        should_stop,
        on_incumbent=told.found,
        start=told.decision or start,
        also=also,
    )
    if alone.decision is None and told.decision is not None:
        return told.kept(alone)
    return replace(alone, outcome=_with_bound(alone.outcome, told.bound))


class _Told:
    """What is known of the whole problem while narrowed ones are solved: only real plans count."""

    def __init__(
        self,
        problem: Problem,
        on_progress: Callable[[Progress], None] | None,
        on_incumbent: Callable[[Decision], None] | None,
    ) -> None:
        self.decision: Decision | None = None
        self.bound = math.inf
        self._best = -math.inf
        self._problem = problem
        self._on_progress = on_progress
        self._on_incumbent = on_incumbent

    def found(self, decision: Decision) -> None:
        """A decision; it is one of the whole when it leaves the pools alone."""
        if pools_used(decision):
            return
        score = total_score(self._problem, plan_of(self._problem, decision))
        if score > self._best:
            self._best, self.decision = score, decision
            if self._on_incumbent is not None:
                self._on_incumbent(decision)

    def bounded(self, bound: float | None) -> None:
        """A bound that holds for the whole."""
        self.bound = min(self.bound, math.inf if bound is None else bound)

    def pooled(self, progress: Progress) -> None:
        """News of a problem with pools: its bound holds, its plans need not."""
        self.bounded(progress.bound)
        self.alone(progress)

    def alone(self, progress: Progress) -> None:
        """News of a problem without pools: its plans hold, its bound need not."""
        if self._on_progress is not None:
            best = None if self.decision is None else self._best
            bound = self.bound if math.isfinite(self.bound) else None
            told = {"incumbent": best, "bound": bound}
            self._on_progress(progress.model_copy(update=told))

    def kept(self, solved: Solved) -> Solved:
        """The best real plan so far, for a solve that ended with none of its own."""
        status = solved.outcome.status
        if self.decision is None:
            return Solved(solved.outcome, None) if status == SolveStatus.CANCELLED else solved
        objective = {"objective": self._best, "status": SolveStatus.FOUND}
        outcome = _with_bound(solved.outcome.model_copy(update=objective), self.bound)
        if status == SolveStatus.CANCELLED:
            outcome = outcome.model_copy(update={"status": SolveStatus.CANCELLED})
        return Solved(outcome, self.decision)


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

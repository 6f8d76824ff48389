"""One loaded model that answers a problem, and warm all problems that differ in numbers only.

A family shares candidates, segments and packages: what may be started, and what needs what. Gains,
budgets, caps, floors and shares may differ. Every answer starts from the basis of the family's
first relaxation, never from that of the last answer, so that it does not depend on the order.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Outcome, Progress, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.arrays import Arrays, Vector, arrays_of
from cluster_planner.optimize.engine.handover import judge, load
from cluster_planner.optimize.engine.outcome import SOLVER, Solved, decided
from cluster_planner.optimize.engine.reload import Reload
from cluster_planner.optimize.engine.search import STAGING, Found, Search, Staging
from cluster_planner.optimize.engine.stage import Relaxation
from cluster_planner.optimize.engine.watch import Watch
from cluster_planner.optimize.formulation.model import Model, build
from cluster_planner.optimize.formulation.rules import Rule


@dataclass(frozen=True)
class Hooks:
    """Who hears of a solve, and who may stop it."""

    on_progress: Callable[[Progress], None] | None = None
    should_stop: Callable[[], bool] | None = None
    on_incumbent: Callable[[Decision], None] | None = None


SILENT = Hooks()


class Family:
    """A problem's model, kept loaded."""

    def __init__(
        self,
        problem: Problem,
        settings: SolverSettings,
        also: Iterable[Rule] = (),
        staging: Staging = STAGING,
    ) -> None:
        began = time.perf_counter()
        self._problem = problem
        self._settings = settings
        self._staging = staging
        self._also = tuple(also)
        self._model = build(problem, also=self._also)
        self._bench: _Bench | None = None
        if not self._model.always_broken and self._model.lp.numVariables():
            self._bench = _Bench(problem, self._model, settings)
        self.build_seconds = time.perf_counter() - began

    def solve(
        self,
        changed: Problem | None = None,
        hooks: Hooks = SILENT,
        start: Decision | None = None,
        settings: SolverSettings | None = None,
    ) -> Solved:
        """Answer the family's problem, or another one of it, trying the decision `start` first.

        Raises SolverError when HiGHS itself fails. A problem of another family is solved cold.
        """
        problem, asked = changed or self._problem, settings or self._settings
        if self._model.always_broken:
            if changed is None:
                return Solved(self._outcome(SolveStatus.INFEASIBLE), None)
            return self._cold(changed, asked, hooks, start)
        if self._bench is None and changed is not None:
            return self._cold(changed, asked, hooks, start)
        if self._bench is None:
            outcome = self._outcome(SolveStatus.PROVEN, objective=0.0, bound=0.0)
            return Solved(outcome, Decision({}, {}))
        if not self._bench.reload(problem):
            return self._cold(problem, asked, hooks, start)
        watch = Watch(asked.time_limit_s, 100.0, hooks.on_progress, hooks.should_stop)
        found = self._bench.search(problem, asked, watch, hooks, start, self._staging)
        return self._read(problem, watch, found)

    def has_relaxed_plan(self, changed: Problem) -> bool:
        """Whether a problem of the family has a plan in which projects may be split."""
        if self._bench is None and changed is self._problem:
            return not self._model.always_broken
        if self._bench is None or not self._bench.reload(changed):
            return Family(changed, self._settings).has_relaxed_plan(changed)
        return self._bench.relaxed(self._settings)

    def _cold(
        self, problem: Problem, settings: SolverSettings, hooks: Hooks, start: Decision | None
    ) -> Solved:
        """A problem of another family, with a model of its own."""
        other = Family(problem, settings, self._also, self._staging)
        return other.solve(None, hooks, start)

    def _read(self, problem: Problem, watch: Watch, found: Found) -> Solved:
        assert self._bench is not None
        bound = None if found.bound is None or found.infeasible else 100 * found.bound
        decision = objective = claimed = None
        if found.value is not None:
            decision = decided(problem, self._bench.arrays, found.point)
            objective = total_score(problem, plan_of(problem, decision))
            claimed = 100 * found.value
        status = judge(found.infeasible, watch.cancelled, decision is not None, objective, bound)
        outcome = self._outcome(status, objective, bound, watch.seconds)
        return Solved(outcome, decision, claimed)

    def _outcome(
        self,
        status: SolveStatus,
        objective: float | None = None,
        bound: float | None = None,
        seconds: float = 0.0,
    ) -> Outcome:
        return Outcome(
            status=status,
            objective=objective,
            bound=bound,
            build_seconds=self.build_seconds,
            solve_seconds=seconds,
            solver=SOLVER,
            columns=self._model.lp.numVariables(),
            rows=self._model.lp.numConstraints(),
        )


class _Bench:
    """The loaded model with its relaxation and what can be written into it."""

    def __init__(self, problem: Problem, model: Model, settings: SolverSettings) -> None:
        load(model, settings)
        self._own = problem
        self._written = problem
        self.arrays = arrays_of(problem, model)
        self._relaxation = Relaxation(self.arrays, settings)
        self._model = model
        self._reload: Reload | None = None

    def reload(self, problem: Problem) -> bool:
        """Write the numbers of a problem in; False when it is of another family."""
        if problem is self._written:
            return True
        if self._reload is None:
            self._reload = Reload(self._own, self._model, self.arrays)
        arrays = self._reload.write(problem, self.arrays, self._relaxation.highs)
        if arrays is None:
            return False
        self._written, self.arrays = problem, arrays
        self._relaxation.renew(arrays)
        return True

    def relaxed(self, settings: SolverSettings) -> bool:
        """Whether the relaxation as it is written now is not known to be infeasible."""
        return not self._relaxation.solve(Watch(settings.time_limit_s, 100.0)).infeasible

    def search(
        self,
        problem: Problem,
        settings: SolverSettings,
        watch: Watch,
        hooks: Hooks,
        start: Decision | None,
        staging: Staging,
    ) -> Found:
        """Search the model as it is written now."""

        def on_point(point: Vector) -> None:
            if hooks.on_incumbent is not None:
                hooks.on_incumbent(decided(problem, self.arrays, point))

        search = Search(self.arrays, self._relaxation, settings, watch, on_point)
        patterns = () if start is None else (pattern_of(self.arrays, problem, start),)
        return search.run(staging, patterns)


def pattern_of(arrays: Arrays, problem: Problem, decision: Decision) -> Vector:
    """The point of a decision, as far as its switches go."""
    point = np.zeros(len(arrays.cost))
    for (name, year), units in decision.units.items():
        for later in problem.years:
            if later >= year and (i := arrays.started_by.get((name, 0, later))) is not None:
                point[i] += units
    return np.clip(point, arrays.lower, arrays.upper)

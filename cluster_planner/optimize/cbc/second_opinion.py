"""The same question put to CBC, and what it means when the two solvers answer."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.cbc.answer import CbcAnswer, Ended
from cluster_planner.optimize.cbc.solver import cbc_version, solve_with_cbc
from cluster_planner.optimize.engine.arrays import arrays_of
from cluster_planner.optimize.engine.handover import judge, load
from cluster_planner.optimize.engine.outcome import Solved, decided
from cluster_planner.optimize.formulation.model import Model, build
from cluster_planner.optimize.formulation.rules import Rule

_SLACK = 1e-5
_MKRW_PER_UNIT = 100.0
"""The model's objective is in 억원."""


def solve_by_cbc(
    problem: Problem,
    settings: SolverSettings,
    should_stop: Callable[[], bool] | None = None,
    also: Iterable[Rule] = (),
) -> Solved:
    """Like `solve`, by CBC. Raises ScenarioError without CBC, SolverError when it breaks."""
    began = time.perf_counter()
    model = build(problem, also=tuple(also))
    built = time.perf_counter() - began
    if model.always_broken:
        return Solved(_outcome(model, SolveStatus.INFEASIBLE, built), None)
    if not model.lp.numVariables():
        outcome = _outcome(model, SolveStatus.PROVEN, built)
        return Solved(outcome.model_copy(update={"objective": 0.0, "bound": 0.0}), Decision({}, {}))
    began = time.perf_counter()
    answer = solve_with_cbc(model, settings, should_stop)
    cancelled = should_stop is not None and should_stop() and answer.ended is Ended.STOPPED
    solved = _read(problem, model, answer, cancelled)
    times = {"build_seconds": built, "solve_seconds": time.perf_counter() - began}
    return Solved(solved.outcome.model_copy(update=times), solved.decision, solved.solver_score)


def _read(problem: Problem, model: Model, answer: CbcAnswer, cancelled: bool) -> Solved:
    decision = objective = None
    if answer.values is not None:
        load(model, SolverSettings())  # HiGHS only tells which column is which
        decision = decided(problem, arrays_of(problem, model), np.array(answer.values))
        objective = total_score(problem, plan_of(problem, decision))
    bound = None if answer.bound is None else _MKRW_PER_UNIT * answer.bound
    infeasible = answer.ended is Ended.INFEASIBLE
    status = judge(infeasible, cancelled, decision is not None, objective, bound)
    outcome = _outcome(model, status).model_copy(update={"objective": objective, "bound": bound})
    claimed = None if answer.objective is None else _MKRW_PER_UNIT * answer.objective
    return Solved(outcome, decision, claimed)


def _outcome(model: Model, status: SolveStatus, build_seconds: float = 0.0) -> Outcome:
    return Outcome(
        status=status,
        build_seconds=build_seconds,
        solver=cbc_version(),
        columns=model.lp.numVariables(),
        rows=model.lp.numConstraints(),
    )


@dataclass(frozen=True)
class SecondOpinion:
    """Two solvers' answers to one problem."""

    first: Outcome
    second: Outcome

    @property
    def agree(self) -> bool:
        """Whether both can be right: neither's plan beats the other's bound or its infeasibility."""
        return not (_refutes(self.first, self.second) or _refutes(self.second, self.first))


def _refutes(plan: Outcome, claim: Outcome) -> bool:
    if plan.objective is None:
        return False
    if claim.status is SolveStatus.INFEASIBLE:
        return True
    return claim.bound is not None and plan.objective > claim.bound + _SLACK * max(
        1.0, abs(plan.objective)
    )


def second_opinion(
    problem: Problem,
    settings: SolverSettings,
    first: Outcome,
    should_stop: Callable[[], bool] | None = None,
) -> SecondOpinion:
    """Ask CBC the question that HiGHS answered with `first`. Raises ScenarioError without CBC."""
    return SecondOpinion(first, solve_by_cbc(problem, settings, should_stop).outcome)

"""The solver agrees with trying everything on random tiny problems."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import solve
from tests.small_problems import best_by_trying, problems

EXAMPLES = int(os.environ.get("CLUSTER_PLANNER_ORACLE_EXAMPLES", "200"))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(problem=problems())
def test_solver_finds_what_trying_everything_finds(problem: Problem) -> None:
    solved = solve(problem, SolverSettings(gap=0.0))
    tried = best_by_trying(problem)

    if tried is None:
        assert solved.outcome.status == SolveStatus.INFEASIBLE
        return
    assert solved.outcome.status == SolveStatus.PROVEN
    assert solved.decision is not None
    assert solved.outcome.objective == pytest.approx(tried[0], abs=1e-3)
    plan = plan_of(problem, solved.decision)
    assert audit(problem, plan, solved.outcome, solved.solver_score) == ()

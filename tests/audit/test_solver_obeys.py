"""Where the auditor would complain the solver plans otherwise, and nowhere else."""

from dataclasses import replace

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Candidate, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import solve
from tests.audit.broken_plans import CASES, PROBLEM, good, just_met, outcome
from tests.small_problems import gain, park, problem_of

EXACT = SolverSettings(gap=0.0)
TIGHT = [(name, make) for name, make, _ in CASES if make()[0] != PROBLEM]


@pytest.mark.parametrize(("rule", "case"), TIGHT, ids=[name for name, _ in TIGHT])
def test_rule_that_the_good_plan_breaks_by_one_is_obeyed_by_the_solver(
    rule: str, case: object
) -> None:
    problem, _ = case()  # type: ignore[operator]
    solved = solve(problem, EXACT)

    if solved.decision is None:
        assert solved.outcome.status == SolveStatus.INFEASIBLE
        return
    plan = plan_of(problem, solved.decision)
    assert audit(problem, plan, solved.outcome, solved.solver_score) == ()
    assert plan != good()


@pytest.mark.parametrize("case", range(len(just_met())))
def test_rule_that_the_good_plan_just_meets_costs_nothing(case: int) -> None:
    solved = solve(just_met()[case], EXACT)

    assert solved.outcome.status == SolveStatus.PROVEN
    assert solved.outcome.objective == pytest.approx(outcome().objective)


def test_all_units_of_a_segment_may_start_at_once_and_several_segments_with_them() -> None:
    unit = Candidate("north_1", "ai", "factory", (Segment(3, gain(40)), Segment(2, gain(10))))
    problem = problem_of((*park("north_1", 1)[:1], unit))
    solved = solve(problem, EXACT)

    assert solved.decision is not None
    awards = plan_of(problem, solved.decision).awards
    assert [(a.package_id, a.start_year, a.units) for a in awards] == [
        ("base", 2026, 1),
        ("factory", 2027, 5),
    ]


def test_score_factor_decides_between_equal_gains() -> None:
    first, second = park("north_1", 50), park("south_1", 50)
    raised = replace(second[1], score_factor=1.2)
    budgets = {("complex", 2026): 70, ("complex", 2027): 70}  # one 기반 only
    budgets |= {("factory", 2027): 200, ("factory", 2028): 200}
    problem = problem_of((*first[:2], second[0], raised), budgets_mkrw=budgets)
    solved = solve(problem, EXACT)

    assert solved.decision is not None
    plan = plan_of(problem, solved.decision)
    assert plan.park_ids == ("south_1",)
    assert solved.outcome.objective == pytest.approx(50 * 4.0 * 1.2)

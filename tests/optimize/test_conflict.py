"""Infeasible is an answer: the smallest set of rules that cannot hold together."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.conflict import conflict
from cluster_planner.optimize.solve import solve
from tests.small_problems import park, problem_of, problems


def test_floor_without_any_park_is_a_conflict_of_its_own() -> None:
    problem = problem_of(park("north_1", 50), regions={"south": RegionLimits(floor_mkrw=10)})

    assert conflict(problem) == ("region_floor__south",)


def test_floor_against_budget_names_both() -> None:
    budgets = {("complex", y): 60 for y in (2026, 2027, 2028)}
    problem = problem_of(
        park("north_1", 50),
        budgets_mkrw=budgets,
        regions={"north": RegionLimits(min_parks=1)},
        liability_cap_mkrw=0,
    )

    assert "region_min_parks__north" in conflict(problem)
    assert any(row.startswith("programme_budget__complex") for row in conflict(problem))


def test_feasible_problem_has_no_conflict() -> None:
    assert conflict(problem_of(park("north_1", 50))) == ()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(problem=problems())
def test_conflict_is_told_exactly_when_there_is_no_plan(problem: Problem) -> None:
    infeasible = solve(problem, SolverSettings()).outcome.status == SolveStatus.INFEASIBLE

    assert bool(conflict(problem)) == infeasible


def test_lifting_one_rule_of_the_conflict_frees_the_problem() -> None:
    problem = problem_of(
        park("north_1", 50),
        regions={"north": RegionLimits(floor_mkrw=200, cap_mkrw=150)},
    )
    lifted = replace(problem, regions={"north": RegionLimits(floor_mkrw=200)})

    assert conflict(problem) == ("region_cap__north", "region_floor__north")
    assert conflict(lifted) == ()

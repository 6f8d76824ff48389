"""Problems whose best plan a person can work out."""

from dataclasses import replace

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import Plan, SolveStatus
from cluster_planner.domain.problem import Candidate, Link, Need, Problem, RegionLimits, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import solve
from tests.small_problems import gain, park, problem_of

EXACT = SolverSettings(gap=0.0)


def best(problem: Problem) -> Plan:
    solved = solve(problem, EXACT)
    assert solved.outcome.status == SolveStatus.PROVEN
    assert solved.decision is not None
    plan = plan_of(problem, solved.decision)
    assert audit(problem, plan, solved.outcome, solved.solver_score) == ()
    return plan


def starts(plan: Plan) -> list[tuple[str, str, int, int]]:
    return [(a.park_id, a.package_id, a.start_year, a.units) for a in plan.awards]


def test_earliest_possible_start_is_best() -> None:
    problem = problem_of(park("north_1", 50))

    assert starts(best(problem)) == [
        ("north_1", "base", 2026, 1),
        ("north_1", "factory", 2027, 1),
        ("north_1", "robot", 2028, 1),
    ]


def test_dearer_park_waits_when_only_one_base_is_affordable_each_year() -> None:
    budgets = {(g, y): 200 for g in ("factory", "robot") for y in (2026, 2027, 2028)}
    budgets |= {("complex", 2026): 70, ("complex", 2027): 140, ("complex", 2028): 140}
    problem = problem_of((*park("north_1", 50), *park("south_1", 30)), budgets_mkrw=budgets)

    assert starts(best(problem))[:2] == [
        ("north_1", "base", 2026, 1),
        ("north_1", "factory", 2027, 1),
    ]


def test_floor_changes_the_winner() -> None:
    one_park = {("complex", 2026): 70, ("complex", 2027): 70}
    one_factory = {("factory", 2027): 18, ("factory", 2028): 24}
    parks = (*park("north_1", 50), *park("south_1", 30))
    free = problem_of(parks, budgets_mkrw=one_park | one_factory)
    bound = replace(free, regions={"south": RegionLimits(floor_mkrw=200)})

    assert best(free).park_ids == ("north_1",)
    assert best(bound).park_ids == ("south_1",)


def test_carry_over_pays_what_one_year_cannot() -> None:
    budgets = {("complex", 2026): 70, ("complex", 2027): 40, ("complex", 2028): 0}
    parks = park("north_1", 50)[:1]
    locked = problem_of(parks, budgets_mkrw=budgets, locks={("north_1", "base"): 2026})
    saving = replace(locked, budgets_mkrw=budgets | {("complex", 2026): 100})

    assert solve(locked, EXACT).outcome.status == SolveStatus.INFEASIBLE
    assert solve(saving, EXACT).outcome.status == SolveStatus.INFEASIBLE
    assert starts(best(replace(saving, carry_over_pct=30.0))) == [("north_1", "base", 2026, 1)]


def test_best_cases_of_a_unit_come_first() -> None:
    case = (Segment(1, gain(40)), Segment(1, gain(10)))
    unit = Candidate("north_1", "ai", "factory", case)
    budgets = {("complex", y): 70 for y in (2026, 2027)}
    budgets |= {("factory", 2027): 18, ("factory", 2028): 24}
    problem = problem_of((park("north_1", 1)[0], unit), budgets_mkrw=budgets)

    award = best(problem).awards[1]
    assert (award.units, award.gain_central_mkrw) == (1, pytest.approx(40 * 4.0))


def test_partner_capacity_limits_projects() -> None:
    candidates = park("north_1", 50, 50)
    need = Need(candidates[1].candidate_id, "supplier", (Link("a", 10.0),))
    problem = problem_of(candidates, needs=(need,), partner_capacity={"a": 1})

    plan = best(problem)
    assert sum(a.units for a in plan.awards if a.package_id == "factory") == 1
    assert [(a.partner_id, a.units) for a in plan.assignments] == [("a", 1)]


def test_nearer_partner_is_assigned() -> None:
    candidates = park("north_1", 50)
    links = (Link("far", 300.0), Link("near", 5.0), Link("unknown", None))
    need = Need(candidates[1].candidate_id, "supplier", links)
    problem = problem_of(
        candidates, needs=(need,), partner_capacity={"far": 5, "near": 5, "unknown": 5}
    )

    assert [a.partner_id for a in best(problem).assignments] == ["near"]


def test_committed_base_lets_factories_start_at_once_and_still_costs() -> None:
    candidates = park("north_1", 50)[1:]
    problem = problem_of(candidates, committed={("north_1", "base"): 2025})

    assert starts(best(problem))[0] == ("north_1", "factory", 2026, 1)
    broke = replace(problem, budgets_mkrw=dict(problem.budgets_mkrw) | {("complex", 2026): 69})
    assert solve(broke, EXACT).outcome.status == SolveStatus.INFEASIBLE


def test_capital_region_gets_no_more_than_the_share_leaves() -> None:
    parks = (*park("capital_1", 50)[:2], *park("north_1", 1)[:2])
    problem = problem_of(parks, noncapital_share_min_pct=50.0)

    plan = best(problem)
    money = {p: sum(a.national_mkrw for a in plan.awards if a.park_id == p) for p in plan.park_ids}
    assert money["north_1"] >= money["capital_1"] > 0


def test_no_candidates_is_a_proven_empty_plan() -> None:
    assert best(problem_of(())).awards == ()

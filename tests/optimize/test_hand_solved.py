"""Problems whose best plan a person can work out."""

from dataclasses import replace

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import Plan, SolveStatus
from cluster_planner.domain.problem import Candidate, Need, Problem, RegionLimits, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import solve
from tests.small_problems import at_km, gain, park, problem_of, relieved

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
    need = Need(candidates[1].candidate_id, "supplier", ("a",))
    problem = problem_of(candidates, needs=(need,), partner_capacity={"a": 1})

    plan = best(problem)
    assert sum(a.units for a in plan.awards if a.package_id == "factory") == 1
    assert [(a.partner_id, a.units) for a in plan.assignments] == [("a", 1)]


def test_nearer_partner_is_assigned() -> None:
    candidates = park("north_1", 50)
    need = Need(candidates[1].candidate_id, "supplier", ("far", "near", "unknown"))
    problem = problem_of(
        candidates,
        needs=(need,),
        partner_capacity={"far": 5, "near": 5, "unknown": 5},
        park_places=at_km(north_1=0),
        partner_places=at_km(far=300, near=5),
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


def test_fund_pays_for_no_more_projects_than_its_cap() -> None:
    problem = problem_of(park("north_1", 50, 40), fund_cap_mkrw=16)  # a factory 12, a robot 4

    plan = best(problem)
    assert starts(plan)[1:] == [("north_1", "factory", 2027, 1), ("north_1", "robot", 2028, 1)]
    assert [(a.private_mkrw, a.fund_mkrw) for a in plan.awards] == [(28, 0), (30, 12), (10, 4)]
    assert len(best(replace(problem, fund_cap_mkrw=28)).awards) == 3
    assert best(replace(problem, fund_cap_mkrw=28)).awards[1].units == 2


def test_fund_goes_outside_the_capital_region_by_its_own_share() -> None:
    parks = (*park("capital_1", 50, 40)[:2], *park("north_1", 1)[:2])
    free = problem_of(parks)

    def factories(share_pct: float) -> dict[str, int]:
        plan = best(replace(free, fund_noncapital_min_pct=share_pct))
        return {a.park_id: a.units for a in plan.awards if a.package_id == "factory"}

    assert factories(0.0) == {"capital_1": 2, "north_1": 1}
    assert factories(50.0) == {"capital_1": 1, "north_1": 1}
    assert factories(60.0) == {"north_1": 1}


def test_firms_pay_only_what_the_fund_leaves_them() -> None:
    limits = {"north": RegionLimits(private_cap_mkrw=46)}  # base 28 and a factory's 30 − 12
    problem = problem_of(park("north_1", 50, 40)[:2], regions=limits)
    alone = {k: replace(p, fund_mkrw=0) for k, p in problem.packages.items()}

    assert starts(best(problem))[1:] == [("north_1", "factory", 2027, 1)]
    assert starts(best(replace(problem, packages=alone)))[1:] == []


def test_relieved_governments_can_match_where_others_cannot() -> None:
    limits = {r: RegionLimits(local_cap_mkrw=48) for r in ("north", "south")}
    south = tuple(relieved(c) for c in park("south_1", 5)[:2])  # 38 + 10 instead of 56 + 15
    problem = problem_of((*park("north_1", 50)[:2], *south), regions=limits)

    plan = best(problem)
    assert starts(plan) == [("south_1", "base", 2026, 1), ("south_1", "factory", 2027, 1)]
    assert [(a.local_mkrw, a.private_mkrw) for a in plan.awards] == [(38, 46), (10, 35)]


def test_no_candidates_is_a_proven_empty_plan() -> None:
    assert best(problem_of(())).awards == ()

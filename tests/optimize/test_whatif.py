"""Forcing a park and giving rules way agree with trying everything."""

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from cluster_planner.audit import audit
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.domain.problem import Need, Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.explain.repairs import impasse, repaired
from cluster_planner.optimize.elastic import Change, Repair, cheapest_repair, priced_rows
from cluster_planner.optimize.whatif import forced_in, forced_out, scaled, without_park
from tests.small_problems import (
    best_by_trying,
    every_decision,
    every_staffing,
    park,
    problem_of,
    problems,
)

EXACT = SolverSettings(gap=0.0)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def best_with(problem: Problem, park_id: str) -> float | None:
    """The best score among accepted plans in which the park has 기반, or any unit if it stands."""
    mine = [c for c in problem.candidates if c.park_id == park_id]
    entry = {c.candidate_id for c in mine if c.package_id == "base"}
    entry = entry or {c.candidate_id for c in mine}
    best: float | None = None
    for units in every_decision(problem):
        score = total_score(problem, plan_of(problem, Decision(units, {})))
        if not any(name in entry for name, _ in units) or (best is not None and score <= best):
            continue
        staffings = every_staffing(problem, units)
        if any(not audit(problem, plan_of(problem, Decision(units, s))) for s in staffings):
            best = score
    return best


def assert_same(outcome: Outcome, tried: float | None) -> None:
    if tried is None:
        assert outcome.status is SolveStatus.INFEASIBLE
        return
    assert outcome.status is SolveStatus.PROVEN
    assert outcome.objective == pytest.approx(tried, abs=1e-3)


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
@given(problem=problems())
def test_forcing_a_park_out_or_in_finds_what_trying_everything_finds(problem: Problem) -> None:
    tried = best_by_trying(without_park(problem, "north_1"))
    assert_same(forced_out(problem, "north_1", EXACT).outcome, tried[0] if tried else None)
    assert_same(forced_in(problem, "north_1", EXACT).outcome, best_with(problem, "north_1"))


def test_forced_plan_is_one_of_the_unforced_problem() -> None:
    problem = problem_of(park("north_1", 10) + park("south_1", 60))
    solved = forced_in(problem, "north_1", EXACT)

    assert solved.decision is not None
    plan = plan_of(problem, solved.decision)
    assert "north_1" in plan.park_ids
    assert audit(problem, plan, solved.outcome, solved.solver_score) == ()


def test_park_without_candidates_cannot_be_forced_in() -> None:
    solved = forced_in(problem_of(park("north_1", 10)), "south_1", EXACT)

    assert solved.outcome.status is SolveStatus.INFEASIBLE


def test_scaling_touches_all_money_and_nothing_else() -> None:
    problem = problem_of(park("north_1", 10), national_cap_mkrw={2026: 101}, liability_cap_mkrw=60)
    half = scaled(problem, 0.5)

    assert set(half.budgets_mkrw.values()) == {100}
    assert (half.national_cap_mkrw, half.liability_cap_mkrw) == ({2026: 50}, 30)
    assert replace(half, budgets_mkrw={}, national_cap_mkrw={}, liability_cap_mkrw=0) == replace(
        problem, budgets_mkrw={}, national_cap_mkrw={}, liability_cap_mkrw=0
    )


def test_floor_gives_way_down_to_what_the_region_can_take() -> None:
    # 기반 140 + factory 60 + robot 20 is all that one park with one case can be granted.
    problem = problem_of(park("jeju_1", 50), regions={"jeju": RegionLimits(floor_mkrw=300)})

    assert cheapest_repair(problem, ["region_floor__jeju"]) == Repair(
        (Change("region_floor__jeju", 80, 80),), True
    )


def test_floor_of_a_region_without_parks_gives_way_wholly() -> None:
    problem = problem_of(park("jeju_1", 50), regions={"north": RegionLimits(floor_mkrw=30)})

    assert cheapest_repair(problem, ["region_floor__north"]) == Repair(
        (Change("region_floor__north", 30, 30),), True
    )


def test_budget_gives_way_before_a_lock_that_costs_more() -> None:
    # 기반 pays 70 a year from 2026; the budget of 50 lacks 20, the lock is worth 140.
    budgets = {("complex", 2026): 50, ("complex", 2027): 70}
    problem = problem_of(park("jeju_1", 50), budgets_mkrw=budgets, locks={("jeju_1", "base"): 2026})
    both = ["programme_budget__complex__2026", "park_lock__jeju_1__base"]

    assert cheapest_repair(problem, both) == Repair((Change(both[0], 20, 20),), True)
    assert cheapest_repair(problem, both[1:]) == Repair((Change(both[1], 1, 140),), True)


def test_caps_of_the_fund_and_of_firms_give_way_by_what_a_factory_lacks() -> None:
    # 200 of national money are a 기반 (140) and a factory (60): fund 12, firms 28 + 30 − 12 = 46.
    limits = {"jeju": RegionLimits(floor_mkrw=200, private_cap_mkrw=40)}
    problem = problem_of(park("jeju_1", 50), regions=limits, fund_cap_mkrw=5)
    fund, firms = "fund_cap", "region_private_cap__jeju"

    assert cheapest_repair(problem, [fund]) is None
    assert cheapest_repair(problem, [fund, firms]) == Repair(
        (Change(fund, 7, 7), Change(firms, 6, 6)), True
    )


def test_larger_budget_also_carries_more_over() -> None:
    # 2027 asks 70 of 60 and what 2026 hands on, half of its budget: 20 more in 2026 would do,
    # but 10 more in 2027 is cheaper; with 2027 fixed the whole 20 is needed.
    budgets = {("complex", 2026): 0, ("complex", 2027): 60, ("complex", 2028): 70}
    problem = problem_of(
        park("jeju_1", 50),
        budgets_mkrw=budgets,
        carry_over_pct=50.0,
        locks={("jeju_1", "base"): 2027},
    )
    first, second = "programme_budget__complex__2026", "programme_budget__complex__2027"

    assert cheapest_repair(problem, [first]) == Repair((Change(first, 20, 20),), True)
    assert cheapest_repair(problem, [first, second]) == Repair((Change(second, 10, 10),), True)


def test_rule_without_a_price_never_gives_way() -> None:
    candidates = park("jeju_1", 50)[:1]
    need = Need(candidates[0].candidate_id, "lead", ("a",))
    problem = problem_of(
        candidates,
        needs=(need,),
        partner_capacity={"a": 0},
        locks={("jeju_1", "base"): 2026},
    )

    assert not any(row.startswith("partner_capacity") for row in priced_rows(problem))
    (offer,) = impasse(problem, EXACT).offers
    assert offer.repair.changes == (Change("park_lock__jeju_1__base", 1, 140),)


@settings(max_examples=6, deadline=None, suppress_health_check=SLOW)
@given(problem=problems())
def test_repair_opens_a_plan_and_nothing_smaller_does(problem: Problem) -> None:
    found = impasse(problem, EXACT)
    assume(found.status is SolveStatus.INFEASIBLE)

    assert found.rows
    assert found.offers
    for offer in found.offers:
        repair = offer.repair
        assert best_by_trying(repaired(problem, repair)) is not None
        if len(repair.changes) == 1 and repair.proven:
            (change,) = repair.changes
            less = replace(change, amount=math.ceil(change.amount - 1))
            if less.amount or change.row.startswith("region"):
                assert best_by_trying(repaired(problem, Repair((less,), True))) is None

"""Single changes of a problem answer what trying everything answers."""

from dataclasses import replace

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import Outcome, Plan, SolveStatus
from cluster_planner.domain.problem import Need, Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import solve
from cluster_planner.optimize.whatif import without_park
from cluster_planner.sweeps.batches import Answer, Warm
from cluster_planner.sweeps.changes import (
    Limit,
    MoreRoom,
    WithoutPark,
    WithoutPartner,
    WithPark,
    raised,
)
from tests.small_problems import best_by_trying, park, problem_of

EXACT = SolverSettings(gap=0.0)
YEARS = (2026, 2027, 2028)


def rivals(**changes: object) -> Problem:
    """Two parks, and money for the 기반 of one: 70 of 100 in two years, none left for later."""
    budgets = {(g, y): 100 for g in ("complex", "factory", "robot") for y in YEARS}
    return problem_of(
        park("north_1", 50) + park("south_1", 30),
        **({"budgets_mkrw": budgets, "liability_cap_mkrw": 20} | changes),
    )


def staffed(capacity: dict[str, int], *partner_ids: str) -> Problem:
    """The factory of the north needs one of these partners."""
    (name,) = [c.candidate_id for c in rivals().candidates if c.candidate_id == NORTH]
    return rivals(needs=(Need(name, "supplier", partner_ids),), partner_capacity=capacity)


NORTH = "north_1__ai__factory"


class NeverAsked(Warm):
    """Fails when anything is solved."""

    def answer(self, problem: Problem, stop: object) -> Answer:
        raise AssertionError("solved")


def best(problem: Problem) -> float:
    found = best_by_trying(problem)
    assert found is not None
    return found[0]


def planned(problem: Problem) -> tuple[Plan, Outcome]:
    solved = solve(problem, EXACT)
    assert solved.decision is not None
    return plan_of(problem, solved.decision), solved.outcome


def asked(change: object, problem: Problem) -> float | None:
    answer = change.answer(problem, Warm(problem, EXACT), lambda: False)  # type: ignore[attr-defined]
    assert isinstance(answer, Answer)
    return answer.outcome.objective


def test_park_out_and_in() -> None:
    without = best(without_park(rivals(), "north_1"))
    locked = best(replace(rivals(), locks={("south_1", "base"): 2028}))

    assert asked(WithoutPark("north_1"), rivals()) == pytest.approx(without)
    assert asked(WithPark("south_1"), rivals()) == pytest.approx(locked)
    assert best(rivals()) > max(without, locked)


def test_park_whose_base_stands_is_forced_in_by_a_unit() -> None:
    problem = rivals(committed={("south_1", "base"): 2025}, liability_cap_mkrw=99)
    candidates = tuple(c for c in problem.candidates if c.candidate_id != "south_1__base")
    problem = replace(problem, candidates=candidates)
    answer = WithPark("south_1").answer(problem, Warm(problem, EXACT), lambda: False)

    assert answer.plan is not None
    assert "south_1" in answer.plan.park_ids


def test_partner_that_another_can_stand_in_for_costs_nothing_and_no_solve() -> None:
    problem = staffed({"a": 1, "b": 1}, "a", "b")
    plan, outcome = planned(problem)
    (used,) = {join.partner_id for join in plan.assignments}
    (other,) = {"a", "b"} - {used}

    answer = WithoutPartner(used, plan, outcome).answer(
        problem, NeverAsked(problem, EXACT), lambda: False
    )

    assert answer.outcome.objective == outcome.objective
    assert answer.plan is not None
    assert {join.partner_id for join in answer.plan.assignments} == {other}
    without = replace(problem, partner_capacity={used: 0, other: 1})
    assert audit(without, answer.plan, answer.outcome) == ()


def test_partner_that_nobody_can_replace_costs_what_trying_everything_finds() -> None:
    problem = staffed({"a": 1, "b": 0}, "a", "b")
    plan, outcome = planned(problem)
    without = best(replace(problem, partner_capacity={"a": 0, "b": 0}))

    assert asked(WithoutPartner("a", plan, outcome), problem) == pytest.approx(without)
    assert without < best(problem)


@pytest.mark.parametrize(
    ("limit", "subject", "step"),
    [
        ("programme_budget", "complex", 120),
        ("liability_cap", "", 150),
        ("region_floor", "south", 140),
        ("region_cap", "north", 100),
        ("national_cap", "", 90),
    ],
)
def test_more_room_reaches_the_optimum_of_the_wider_limit(
    limit: Limit, subject: str, step: int
) -> None:
    problem = rivals(
        regions={"south": RegionLimits(floor_mkrw=140), "north": RegionLimits(cap_mkrw=150)},
        national_cap_mkrw={2026: 90, 2027: 90},
    )
    change = MoreRoom(limit, subject, step)
    wider = change.of(problem)

    assert wider != problem
    assert asked(change, problem) == pytest.approx(best(wider))
    assert best(wider) >= best(problem)
    assert sum(change.rows(problem).values()) == (-step if limit == "region_floor" else step)


def test_some_room_is_worth_something() -> None:
    change = MoreRoom("programme_budget", "complex", 180)

    problem = rivals(liability_cap_mkrw=1000)

    assert best(change.of(problem)) > best(problem)


def test_step_is_spread_in_proportion_to_the_last_won() -> None:
    assert raised({2026: 2, 2027: 1, 2028: 0}, 100) == {2026: 69, 2027: 34, 2028: 0}
    assert raised({2026: 0, 2027: 0}, 101) == {2026: 50, 2027: 51}
    assert sum(raised({1: 7, 2: 7, 3: 7}, 10_000).values()) == 10_021


def test_answer_without_a_plan_is_one() -> None:
    problem = rivals(locks={("north_1", "base"): 2026})
    answer = WithoutPark("north_1").answer(problem, Warm(problem, EXACT), lambda: False)

    assert (answer.plan, answer.outcome.status) == (None, SolveStatus.INFEASIBLE)

"""The same question in other words has the same answer; an easier one has none that is worse."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.domain.problem import Problem, RegionLimits, Segment
from cluster_planner.optimize.solve import solve
from tests.proof.drawn import Size, drawn_problem
from tests.proof.effort import times
from tests.proof.same_answer import (
    EXACT,
    assert_same_answer,
    in_smaller_coins,
    renamed,
    shuffled,
    without_prefix,
)

SIZE = Size(parks=4, years=3, tight=0.15)
SEEDS = range(times(20))


def test_order_of_lists_and_tables_changes_nothing() -> None:
    for seed in SEEDS:
        problem = drawn_problem(seed, SIZE)
        other = assert_same_answer(problem, shuffled(problem, Random(seed)))
        assert other.decision == solve(problem, EXACT).decision, seed


def test_names_change_nothing() -> None:
    for seed in SEEDS:
        problem = drawn_problem(seed, SIZE)
        one, other = solve(problem, EXACT), solve(renamed(problem, "z"), EXACT)
        assert other.outcome.objective == one.outcome.objective, seed
        if other.decision is not None:
            assert without_prefix(other.decision, "z") == one.decision, seed


def test_smaller_coins_change_nothing_but_the_figures() -> None:
    for seed in SEEDS:
        problem = in_smaller_coins(drawn_problem(seed, SIZE), 100)  # payments without fractions
        assert_same_answer(problem, in_smaller_coins(problem, 10), times=10)


def test_useless_park_and_partner_change_nothing() -> None:
    for seed in SEEDS:
        problem = drawn_problem(seed, SIZE)
        never = replace(problem.candidates[-1], park_id="useless", package_id="factory")
        more = replace(
            problem,
            region_of_park=dict(problem.region_of_park) | {"useless": "north"},
            candidates=(*problem.candidates, never),  # without the 기반 that it needs
            partner_capacity=dict(problem.partner_capacity) | {"useless": 9},
        )
        assert_same_answer(problem, more)


def test_case_told_in_two_halves_changes_nothing() -> None:
    for seed in SEEDS:
        problem = drawn_problem(seed, replace(SIZE, units=4))
        halves = tuple(
            replace(
                candidate,
                segments=tuple(
                    Segment(size, s.annual_gain_mkrw)
                    for s in candidate.segments
                    for size in (s.size // 2, s.size - s.size // 2)
                    if size
                ),
            )
            for candidate in problem.candidates
        )
        assert_same_answer(problem, replace(problem, candidates=halves))


def test_limits_at_what_the_plan_does_anyway_change_nothing() -> None:
    for seed in SEEDS:
        problem = drawn_problem(seed, SIZE)
        decision = solve(problem, EXACT).decision
        if decision is None:
            continue
        candidates = {c.candidate_id: c for c in problem.candidates}
        granted = dict.fromkeys(problem.region_of_park.values(), 0)
        locks = dict(problem.locks)
        for (name, year), units in decision.units.items():
            park, package_id = candidates[name].park_id, candidates[name].package_id
            granted[problem.region_of_park[park]] += (
                units * problem.packages[package_id].national_mkrw
            )
            if package_id == "base":
                locks[park, "base"] = year
        regions = {
            region: replace(
                problem.regions.get(region, RegionLimits()), floor_mkrw=money, cap_mkrw=money
            )
            for region, money in granted.items()
        }
        assert_same_answer(problem, replace(problem, regions=regions, locks=locks))


def _each_region(problem: Problem, **limit: object) -> Problem:
    regions = {r: replace(limits, **limit) for r, limits in problem.regions.items()}  # type: ignore[arg-type]
    return replace(problem, regions=regions)


def _more_money(problem: Problem, programme: str) -> Problem:
    more = {
        key: amount + 37 * (key[0] == programme) for key, amount in problem.budgets_mkrw.items()
    }
    return replace(problem, budgets_mkrw=more)


def _sooner(problem: Problem) -> Problem:
    packages = {name: replace(p, lag_years=0) for name, p in problem.packages.items()}
    return replace(problem, packages=packages)


def _free_order(problem: Problem) -> Problem:
    packages = {
        name: replace(p, needs_in_park=(), follows=None) for name, p in problem.packages.items()
    }
    return replace(problem, packages=packages)


EASIER: dict[str, Callable[[Problem], Problem]] = {
    "complex budget": lambda p: _more_money(p, "complex"),
    "factory budget": lambda p: _more_money(p, "factory"),
    "robot budget": lambda p: _more_money(p, "robot"),
    "carry-over": lambda p: replace(p, carry_over_pct=min(100.0, p.carry_over_pct + 30)),
    "national cap": lambda p: replace(p, national_cap_mkrw={}),
    "liability": lambda p: replace(p, liability_cap_mkrw=p.liability_cap_mkrw + 100),
    "floor": lambda p: _each_region(p, floor_mkrw=0),
    "cap": lambda p: _each_region(p, cap_mkrw=None),
    "local cap": lambda p: _each_region(p, local_cap_mkrw=None),
    "private cap": lambda p: _each_region(p, private_cap_mkrw=None),
    "min parks": lambda p: _each_region(p, min_parks=0),
    "noncapital share": lambda p: replace(p, noncapital_share_min_pct=0.0),
    "fund cap": lambda p: replace(p, fund_cap_mkrw=None),
    "fund share": lambda p: replace(p, fund_noncapital_min_pct=0.0),
    "locks": lambda p: replace(p, locks={}),
    "lag": _sooner,
    "order": _free_order,
    "partners": lambda p: replace(p, needs=()),
    "capacity": lambda p: replace(
        p, partner_capacity={k: n + 1 for k, n in p.partner_capacity.items()}
    ),
    "uncharged": lambda p: replace(p, uncharged=frozenset(p.committed)),
}


@cache
def _asked(seed: int) -> tuple[Problem, Outcome]:
    problem = drawn_problem(seed, Size(parks=3, years=2, tight=0.25))
    return problem, solve(problem, EXACT).outcome


@pytest.mark.parametrize("easier", EASIER.values(), ids=EASIER.keys())
def test_easier_question_has_no_worse_answer(easier: Callable[[Problem], Problem]) -> None:
    better = 0
    for seed in range(times(110)):
        problem, before = _asked(seed)
        after = solve(easier(problem), EXACT).outcome
        if before.status == SolveStatus.INFEASIBLE:
            better += after.status != SolveStatus.INFEASIBLE
            continue
        assert after.status == SolveStatus.PROVEN, seed
        assert before.objective is not None
        assert after.objective is not None
        assert after.objective >= before.objective - 1e-3, seed
        better += after.objective > before.objective + 1e-3
    assert better > 0  # or the rule was never in the way and nothing was tested

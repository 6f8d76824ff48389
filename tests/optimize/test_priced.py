"""What prices decide is the whole problem's answer, under a bound that holds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from cluster_planner.audit import audit
from cluster_planner.domain.decision import Decision, plan_of
from cluster_planner.domain.plan import Progress, SolveStatus, relative_gap
from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.family import Hooks
from cluster_planner.optimize.engine.search import Staging
from cluster_planner.optimize.engine.stage import Relaxation
from cluster_planner.optimize.engine.watch import Watch
from cluster_planner.optimize.nation import Narrowing, decide
from cluster_planner.optimize.prices.market import Market
from cluster_planner.optimize.prices.part import arrays_of_part, part_of
from cluster_planner.optimize.prices.priceable import affordable_parks, can_be_priced
from cluster_planner.optimize.prices.priced import Pricing, solve_by_prices
from cluster_planner.optimize.prices.shared import Shared
from cluster_planner.optimize.solve import Solved, solve
from tests.optimize.test_nation import nations
from tests.proof.effort import times
from tests.proof.nations import small_nation
from tests.small_problems import park, problem_of, problems

EXACT = SolverSettings(gap=0.0)
FEW = Pricing(undecided=2, rounds=4, reopenings=3)


def _holds(problem: Problem, found: Solved, whole: Solved) -> None:
    """The bound is none too low, the plan none too good, and the plan is real."""
    best, best_bound = whole.outcome.objective, whole.outcome.bound
    if best is None:
        assert found.decision is None
        return
    assert found.outcome.status != SolveStatus.INFEASIBLE
    assert found.outcome.bound is not None
    assert found.outcome.bound >= best - 1e-3
    if found.decision is not None:
        assert best_bound is not None
        assert found.outcome.objective is not None
        assert found.outcome.objective <= best_bound + 1e-3
        assert audit(problem, plan_of(problem, found.decision), found.outcome) == ()


@settings(max_examples=times(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=nations())
def test_bound_holds_and_plan_is_real_for_five_parks(problem: Problem) -> None:
    _holds(problem, solve_by_prices(problem, EXACT, pricing=FEW), solve(problem, EXACT))


@settings(max_examples=times(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems())
def test_bound_holds_with_every_rule_in_play(problem: Problem) -> None:
    one = replace(FEW, undecided=1)
    _holds(problem, solve_by_prices(problem, EXACT, pricing=one), solve(problem, EXACT))


@pytest.mark.parametrize("seed", range(12 if times(1) > 1 else 6))
def test_bound_holds_for_small_nations_of_real_parks(seed: int) -> None:
    problem = small_nation(seed)
    asked = SolverSettings(gap=5e-3, time_limit_s=20)
    found = solve_by_prices(problem, asked, pricing=replace(FEW, undecided=10))
    _holds(problem, found, solve(problem, asked))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=nations())
def test_model_of_all_parks_has_the_relaxation_of_the_whole(problem: Problem) -> None:
    """The arrays say what PuLP says: the same rows, columns and limits."""
    problem = problem.in_order()
    shared, market = Shared(problem), Market(problem)
    everywhere = np.ones(market.parks, bool)
    part = part_of(shared, everywhere, market.park_of_column, np.zeros(shared.of_parks))
    whole = solve(problem, EXACT, staging=Staging(from_columns=10**9))
    if shared.always_broken:
        assert whole.outcome.status == SolveStatus.INFEASIBLE
        return
    relaxed = Relaxation(arrays_of_part(shared, part), EXACT).solve(Watch(10.0, 100.0))
    first: list[float] = []

    def tell(progress: Progress) -> None:
        if progress.bound is not None:
            first.append(progress.bound)

    solve(problem, EXACT, tell)
    if relaxed.value is None:
        assert not first
    else:
        assert first[0] == pytest.approx(100 * relaxed.value, abs=1e-4)


def test_floor_is_worth_its_limit_and_never_costs_anything() -> None:
    problem = problem_of(park("north_1", 10), regions={"north": RegionLimits(min_parks=1)})
    market = Market(problem.in_order())
    price = np.zeros(len(market.shared.rows.names))
    free = market.offer(price)
    price[market.shared.rows.names.index("region_min_parks__north")] = -1000.0

    assert free.bound > 0
    assert market.offer(price).value.sum() == pytest.approx(free.bound + 1000)
    assert market.offer(price).bound == pytest.approx(free.bound)
    assert market.offer(-price).bound == pytest.approx(free.bound)


def _many(count: int) -> Problem:
    """Like parks of falling worth, under money for about half of them."""
    parks = (c for i in range(count) for c in park(f"north_{i:02}", 60 - i, 40 - i / 2))
    money = {"complex": 140 * count // 6, "factory": 15 * count, "robot": 4 * count}
    budgets = {(g, y): m for g, m in money.items() for y in range(2026, 2029)}
    candidates = tuple(parks)
    return problem_of(
        candidates,
        budgets_mkrw=budgets,
        liability_cap_mkrw=10**6,
        regions={"north": RegionLimits(min_parks=3)},
    )


def test_many_parks_are_proven_close_to_the_optimum() -> None:
    problem = _many(40)
    found = solve_by_prices(problem, SolverSettings(gap=1e-3), pricing=Pricing(undecided=12))
    best = solve(problem, SolverSettings(gap=1e-4, time_limit_s=20)).outcome

    _holds(problem, found, Solved(best, found.decision))
    gap = relative_gap(found.outcome.objective, found.outcome.bound)
    assert gap is not None
    assert gap <= 0.02, "the lumps of forty parks"
    assert found.outcome.objective is not None
    assert best.objective is not None
    assert found.outcome.objective >= best.objective * 0.995


def test_answer_is_repeatable_and_told_on_the_way() -> None:
    problem = _many(30)
    told: list[Progress] = []
    plans: list[Decision] = []
    hooks = Hooks(told.append, None, plans.append)
    first = solve_by_prices(problem, SolverSettings(gap=5e-3), hooks, pricing=FEW)
    again = solve_by_prices(problem, SolverSettings(gap=5e-3), pricing=FEW)

    assert first.decision == again.decision
    assert first.outcome.bound == again.outcome.bound
    bounds = [p.bound for p in told if p.bound is not None]
    assert bounds == sorted(bounds, reverse=True)
    assert plans
    assert plans[-1] == first.decision


def test_stop_ends_without_a_plan_of_nothing() -> None:
    found = solve_by_prices(_many(30), SolverSettings(), Hooks(should_stop=lambda: True))

    assert found.decision is None
    assert found.outcome.status == SolveStatus.CANCELLED


def test_floor_for_a_region_without_parks_is_infeasible() -> None:
    problem = replace(_many(6), regions={"south": RegionLimits(min_parks=1)})

    assert solve_by_prices(problem, EXACT, pricing=FEW).outcome.status == SolveStatus.INFEASIBLE


def test_floor_beyond_the_money_is_infeasible_in_the_end() -> None:
    problem = replace(_many(12), regions={"north": RegionLimits(min_parks=12)})

    assert solve_by_prices(problem, EXACT, pricing=FEW).outcome.status == SolveStatus.INFEASIBLE


def test_prices_decide_where_money_does_for_many() -> None:
    problem = _many(30)
    assert affordable_parks(problem) == pytest.approx(3 * (140 * 30 // 6) / 140)
    assert can_be_priced(problem)
    by_price = decide(
        problem,
        SolverSettings(gap=5e-3),
        narrowing=Narrowing(from_parks=0, priced_from_affordable=10),
    )

    assert by_price.decision == solve_by_prices(problem, SolverSettings(gap=5e-3)).decision


def test_gain_that_grows_by_waiting_is_not_priced() -> None:
    problem = _many(3)
    later = {key: 1.0 + key[1] - 2026 for key in problem.annuity}

    assert not can_be_priced(replace(problem, annuity=later))

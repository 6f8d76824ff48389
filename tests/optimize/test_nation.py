"""A narrowed problem gives the whole problem's answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_planner.audit import audit
from cluster_planner.domain.decision import Decision, plan_of
from cluster_planner.domain.plan import Progress, SolveStatus
from cluster_planner.domain.problem import Need, Problem, Range, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.formulation.columns import Columns, started_until
from cluster_planner.optimize.formulation.rows import Row
from cluster_planner.optimize.narrow import narrowed, pools_used, promising
from cluster_planner.optimize.nation import Narrowing, decide
from cluster_planner.optimize.solve import solve
from tests.proof.nations import small_nation
from tests.small_problems import park, problem_of, relieved

EXACT = SolverSettings(gap=0.0)
ALWAYS = Narrowing(from_parks=0, nationwide=1, per_region=0, more_per_region=1, rounds=2)


@st.composite
def nations(draw: st.DrawFn) -> Problem:
    """Five parks in two regions under budgets that a few of them exhaust."""
    names = ("north_1", "north_2", "north_3", "capital_1", "capital_2")
    gains = st.lists(st.integers(5, 60), min_size=1, max_size=3)
    candidates = tuple(c for name in names for c in park(name, *draw(gains)))
    if draw(st.booleans()):
        candidates = tuple(relieved(c) if c.park_id == "north_2" else c for c in candidates)
    caps = st.sampled_from([None, 48, 110])
    money = st.sampled_from([70, 150, 210, 280])
    budgets = {
        (g, y): draw(money) for g in ("complex", "factory", "robot") for y in range(2026, 2029)
    }
    needs = tuple(
        Need(c.candidate_id, "supplier", ("a", "b"))
        for c in candidates
        if c.package_id == "factory" and draw(st.booleans())
    )
    return problem_of(
        candidates,
        budgets_mkrw=budgets,
        regions={
            "north": RegionLimits(
                min_parks=draw(st.integers(0, 2)),
                local_cap_mkrw=draw(caps),
                private_cap_mkrw=draw(caps),
            )
        },
        fund_cap_mkrw=draw(st.sampled_from([None, 24, 60])),
        fund_noncapital_min_pct=draw(st.sampled_from([0.0, 40.0])),
        noncapital_share_min_pct=draw(st.sampled_from([0.0, 60.0])),
        needs=needs,
        partner_capacity={"a": draw(st.integers(0, 3)), "b": 2},
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=nations())
def test_narrowed_bound_holds_for_the_whole_and_its_plan_is_real(problem: Problem) -> None:
    whole = solve(problem, EXACT).outcome
    found = decide(problem, EXACT, narrowing=ALWAYS)

    if whole.objective is None:
        assert found.decision is None
        return
    if found.outcome.bound is not None:
        assert found.outcome.bound >= whole.objective - 1e-3
    if found.decision is None:
        assert found.outcome.status == SolveStatus.NOTHING
        return
    assert pools_used(found.decision) == set()
    assert found.outcome.objective is not None
    assert found.outcome.objective <= whole.objective + 1e-3
    assert audit(problem, plan_of(problem, found.decision), found.outcome) == ()
    if found.outcome.status == SolveStatus.PROVEN:
        assert found.outcome.objective == pytest.approx(whole.objective, rel=1.1e-3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problem=nations())
def test_pool_can_do_whatever_the_parks_behind_it_can(problem: Problem) -> None:
    whole = solve(problem, EXACT).outcome
    relaxed = solve(narrowed(problem, promising(problem, 1, 0)), EXACT).outcome

    if whole.objective is not None:
        assert relaxed.bound is not None
        assert relaxed.bound >= whole.objective - 1e-3


def test_best_and_bound_parks_stand_for_themselves() -> None:
    candidates = tuple(
        c for i, name in enumerate(("north_1", "north_2", "south_1")) for c in park(name, 50 - i)
    )
    problem = problem_of(candidates, locks={("south_1", "base"): 2027})

    assert promising(problem, 1, 0) == {"north_1", "south_1"}
    assert promising(problem, 0, 1) == {"north_1", "south_1"}


def test_pool_that_is_needed_lets_its_best_park_out() -> None:
    budgets = {(g, y): 300 for g in ("complex", "factory", "robot") for y in range(2026, 2029)}
    parks = (*park("north_1", 50), *park("north_2", 40), *park("north_3", 1))
    problem = problem_of(parks, budgets_mkrw=budgets)
    found = decide(problem, EXACT, narrowing=replace(ALWAYS, rounds=4))

    assert found.outcome.status == SolveStatus.PROVEN
    assert found.decision is not None
    assert {name.split("__")[0] for name, _ in found.decision.units} == {
        "north_1",
        "north_2",
        "north_3",
    }


def test_progress_of_a_narrowed_nation_speaks_of_real_plans_only() -> None:
    problem = small_nation(5)
    best = solve(problem, EXACT).outcome.objective
    told: list[Progress] = []
    found: list[Decision] = []

    decide(problem, EXACT, told.append, None, ALWAYS, on_incumbent=found.append)

    assert best is not None
    assert found
    for decision in found:
        assert audit(problem, plan_of(problem, decision)) == ()
    for progress in told:
        assert progress.incumbent is None or progress.incumbent <= best * (1 + 1e-9)
        assert progress.bound is None or progress.bound >= best * (1 - 1e-9)


def test_rule_besides_the_models_own_holds_in_a_narrowed_nation() -> None:
    problem = small_nation(5)
    park = min(p for p, package in problem.committed if package == "base")
    solved = decide(problem, EXACT, narrowing=ALWAYS).decision
    mine = [c for c in problem.candidates if c.park_id == park]
    assert solved is not None
    worthless = replace(
        problem,
        candidates=tuple(
            replace(
                c, segments=tuple(replace(s, annual_gain_mkrw=Range(0, 0, 0)) for s in c.segments)
            )
            if c in mine
            else c
            for c in problem.candidates
        ),
    )

    def any_unit(asked: Problem, columns: Columns) -> Iterator[Row]:
        last = asked.years[-1]
        terms = [term for c in mine for term in started_until(asked, columns, c, last)]
        yield Row("forced_in", terms, ">=", 1.0)

    forced = decide(worthless, EXACT, narrowing=ALWAYS, also=(any_unit,)).decision

    assert forced is not None
    assert any(name.split("__")[0] == park for name, _ in forced.units)

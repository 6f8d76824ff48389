"""The budget ladder on three real parks."""

from functools import cache

import pytest

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.compare import at_least
from cluster_planner.sweeps.crew import Alone
from cluster_planner.sweeps.ladder import Ladder, at_level, even_levels, keeping, ladder
from tests.real_data import asked, budget, real_snapshot

LEVELS = (50.0, 75.0, 100.0, 125.0, 150.0)


@cache
def climbed() -> Ladder:
    return ladder(Alone(real_snapshot()), asked(), LEVELS)


def test_more_budget_never_lowers_the_optimum() -> None:
    for kind in ("free_score", "nested_score"):
        scores = [getattr(rung, kind) for rung in climbed().rungs]

        assert scores == sorted(scores)
        assert scores[0] < scores[-1]


def test_nested_parks_hold_those_of_the_level_below_and_entering_ones_are_the_rest() -> None:
    below: set[str] = set()
    for rung in climbed().rungs:
        assert below <= set(rung.nested_park_ids)
        assert set(rung.entering_park_ids) == set(rung.nested_park_ids) - below
        below = set(rung.nested_park_ids)
    assert below


def test_price_of_nesting_is_never_negative_and_never_above_its_bound() -> None:
    for rung in climbed().rungs:
        assert rung.price_mkrw is not None
        assert rung.price_at_most_mkrw is not None
        assert 0 <= rung.price_mkrw <= rung.price_at_most_mkrw + 1e-6
    assert climbed().rungs[0].price_mkrw == 0


def test_whole_budget_level_is_the_scenario_itself() -> None:
    assert at_level(asked(), 100.0).digest == asked().digest
    rung = climbed().rungs[2]
    assert rung.free_score == pytest.approx(
        plan_scenario(real_snapshot(), asked()).outcome.objective, rel=1e-3
    )


def test_level_scales_national_money_and_leaves_floors_and_local_money() -> None:
    scenario = asked(
        national_cap_mkrw={2026: 20_001},
        regions={"capital": {"floor_mkrw": 900, "cap_mkrw": 1_000, "local_cap_mkrw": 70}},
    )
    half = at_level(scenario, 50.0)

    assert half.budget_mkrw("complex_ax", 2026) == 7_000
    assert half.national_cap_mkrw == {2026: 10_000}
    assert half.liability_cap_mkrw == 25_000
    rule = half.regions["capital"]
    assert (rule.floor_mkrw, rule.cap_mkrw, rule.local_cap_mkrw) == (900, 900, 70)


def test_what_was_started_is_locked_by_its_year_and_an_earlier_lock_stays() -> None:
    scenario = asked(locks=[{"park_id": "p_yeosu", "by_year": 2030}])
    run = plan_scenario(real_snapshot(), scenario)
    assert run.plan is not None
    started = {a.park_id: a.start_year for a in run.plan.awards if a.package_id == "base"}

    locks = {lock.park_id: lock.by_year for lock in keeping(scenario, run).locks}

    assert started == locks


def test_levels_without_a_plan_stay_in_the_ladder() -> None:
    floor = {"southeast": {"floor_mkrw": 60_000}}
    scenario = asked(regions=floor, programmes=[budget("complex_ax", 14_000)])
    statuses = [
        rung.free_status for rung in ladder(Alone(real_snapshot()), scenario, (100.0,)).rungs
    ]

    assert statuses == [SolveStatus.INFEASIBLE]


def test_better_plan_of_a_narrower_question_is_taken_over_and_holds() -> None:
    narrow = plan_scenario(real_snapshot(), asked())
    wide = plan_scenario(real_snapshot(), at_level(asked(), 150.0))
    nothing = wide.outcome.model_copy(update={"status": SolveStatus.NOTHING, "objective": None})
    empty = wide.model_copy(update={"plan": None, "outcome": nothing})

    taken = at_least(real_snapshot(), empty, narrow)

    assert taken.plan == narrow.plan
    assert taken.outcome.status == SolveStatus.FOUND
    assert audit(problem_of(real_snapshot(), wide.scenario), narrow.plan, taken.outcome) == ()  # type: ignore[arg-type]
    assert at_least(real_snapshot(), wide, narrow) is wide


def test_levels_are_even_from_half_to_one_and_a_half() -> None:
    assert even_levels(5) == LEVELS
    assert even_levels(1) == (100.0,)


def test_stopped_ladder_keeps_the_levels_that_were_answered() -> None:
    told: list[int] = []
    crew = Alone(real_snapshot(), lambda: len(told) == 2, lambda done, asked: told.append(done))
    stopped = ladder(crew, asked(), LEVELS)

    assert stopped.stopped
    assert [rung.budget_pct for rung in stopped.rungs] == [50.0, 75.0]
    assert [r.free_score for r in stopped.rungs] == [r.free_score for r in climbed().rungs[:2]]
    assert {rung.nested_status for rung in stopped.rungs} == {SolveStatus.CANCELLED}
    assert stopped.to_json()["status"] == "cancelled"
    assert not climbed().stopped

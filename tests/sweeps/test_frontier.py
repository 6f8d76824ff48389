"""Efficiency against balance on three real parks of three regions."""

from dataclasses import replace
from functools import cache

import pytest

from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.crew import Alone
from cluster_planner.sweeps.frontier import (
    Frontier,
    balance,
    firms_by_region,
    frontier,
    undominated,
    with_floor,
)
from tests.real_data import asked, real_snapshot


@cache
def found() -> Frontier:
    return frontier(Alone(real_snapshot()), asked(), 4)


def test_balance_rises_and_score_falls_along_the_frontier() -> None:
    points = found().points
    balances = [p.balance_mkrw_per_firm for p in points]

    assert len(points) > 1
    assert balances == sorted(set(balances))
    assert [p.score for p in points] == sorted({p.score for p in points}, reverse=True)
    assert len(points) + found().dominated == 4
    assert found().unanswered == 0


def test_every_point_keeps_its_floor_and_can_be_repeated_as_a_scenario() -> None:
    firms = firms_by_region(real_snapshot(), asked())
    last = found().points[-1]
    run = plan_scenario(real_snapshot(), last.scenario)

    assert run.plan is not None
    assert run.outcome.objective == last.score
    assert (last.balance_mkrw_per_firm, last.least_region_id) == balance(
        real_snapshot(), run.plan, firms
    )
    for point in found().points:
        # A floor is a whole number of million won, so it may lie one below the asked product.
        assert point.balance_mkrw_per_firm >= point.floor_mkrw_per_firm - 1 / min(firms.values())


def test_only_regions_with_an_eligible_park_count() -> None:
    assert set(firms_by_region(real_snapshot(), asked())) == {"capital", "southeast", "southwest"}


def test_floor_is_per_tenant_firm_and_a_higher_own_floor_stays() -> None:
    scenario = asked(regions={"capital": {"floor_mkrw": 999_999}})

    rules = with_floor(scenario, {"capital": 10, "jeju": 7}, 2.5).regions

    assert (rules["capital"].floor_mkrw, rules["jeju"].floor_mkrw) == (999_999, 17)


def test_point_that_another_equals_or_beats_in_both_is_left_out() -> None:
    point = found().points[0]

    def at(score: float, balanced: float) -> object:
        return replace(point, score=score, balance_mkrw_per_firm=balanced)

    points = [at(10, 1), at(9, 1), at(8, 3), at(8, 2), at(7, 4), at(7, 4)]

    assert undominated(points) == (at(10, 1), at(8, 3), at(7, 4))  # type: ignore[arg-type]


@pytest.mark.parametrize("floor", [{"jeju": {"floor_mkrw": 1000}}])
def test_question_without_a_plan_has_no_frontier(floor: dict[str, object]) -> None:
    assert frontier(Alone(real_snapshot()), asked(regions=floor), 3).points == ()


@pytest.mark.parametrize("answers", [1, 2, 4])
def test_stopped_frontier_keeps_the_points_that_it_has(answers: int) -> None:
    told: list[int] = []
    stopping = Alone(
        real_snapshot(), lambda: len(told) == answers, lambda done, asked: told.append(done)
    )
    stopped = frontier(stopping, asked(), 4)

    assert stopped.stopped
    assert stopped.points
    assert stopped.points[0].score == found().points[0].score
    assert stopped.to_json()["status"] == "cancelled"

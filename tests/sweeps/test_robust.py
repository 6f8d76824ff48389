"""A plan in many futures: two that are added up by hand, and real ones."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from cluster_planner.benefit.futures import Futures
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import Outcome, Plan, SolveStatus
from cluster_planner.domain.problem import Candidate, Problem, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import SolverError
from cluster_planner.optimize.solve import solve
from cluster_planner.sweeps.batches import Answer, Warm
from cluster_planner.sweeps.crew import Alone, team
from cluster_planner.sweeps.judged import judged
from cluster_planner.sweeps.robust import robust
from cluster_planner.sweeps.robustness import Robustness
from tests.real_data import asked, real_snapshot
from tests.small_problems import gain, problem_of

EXACT = SolverSettings(gap=0.0)
YEARS = (2026, 2027, 2028)
COUNT = 3
"""Futures: a batch of two and one of one."""


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small batches, so that few futures make several."""
    monkeypatch.setattr("cluster_planner.sweeps.robust.AT_ONCE", 2)


def rivals() -> Problem:
    """Two parks, and money for the 기반 of one; a factory unit gains four years of its figure."""
    candidates = tuple(
        c
        for name, worth in (("north_1", 50), ("south_1", 30))
        for c in (
            Candidate(name, None, "base", (Segment(1, gain(0)),)),
            Candidate(name, "ai", "factory", (Segment(1, gain(worth)),)),
        )
    )
    budgets = {(g, y): 100 for g in ("complex", "factory", "robot") for y in YEARS}
    return problem_of(candidates, budgets_mkrw=budgets, liability_cap_mkrw=20)


def planned(problem: Problem) -> tuple[Plan, Outcome]:
    solved = solve(problem, EXACT)
    assert solved.decision is not None
    return plan_of(problem, solved.decision), solved.outcome


def two_futures() -> Futures:
    """The north gains 50 in both; the south 30, then 80. 기반 of 2026, factory of 2027: 4 years."""
    order = [(c.park_id, c.package_id) for c in rivals().candidates]
    gains = {("north_1", "factory"): (50.0, 50.0), ("south_1", "factory"): (30.0, 80.0)}
    return Futures(rivals(), np.array([gains.get(key, (0.0, 0.0)) for key in order]))


def told(**changes: Outcome) -> Robustness:
    drawn = two_futures()
    empty = Robustness(
        asked(), 1, 2, SolveStatus.PROVEN, ("north_1",), ("north_1", "south_1", "south_2")
    )
    answers = {n: Warm(rivals(), EXACT).answer(drawn.problem_in(n), lambda: False) for n in (0, 1)}
    for name, outcome in changes.items():
        number = int(name.removeprefix("future_"))
        answers[number] = Answer(outcome, None)
    return judged(empty, drawn, planned(rivals())[0], answers)


def test_shares_and_regret_of_two_futures_are_those_added_up_by_hand() -> None:
    found = told()

    assert [f.base_score for f in found.futures] == pytest.approx([200, 200])
    assert [f.best_score for f in found.futures] == pytest.approx([200, 320])
    assert [f.regret_mkrw for f in found.futures] == [
        pytest.approx((0, 0), abs=1e-6),
        pytest.approx((120, 120)),
    ]
    assert found.regret_pct(1.0) == pytest.approx((37.5, 37.5))
    assert found.regret_pct(0.5) == pytest.approx((18.75, 18.75))
    assert {c.park_id: (c.share, c.in_base) for c in found.parks} == {
        "north_1": (0.5, True),
        "south_1": (0.5, False),
        "south_2": (0.0, False),
    }
    assert found.parks[0].packages == {"base": 0.5, "factory": 0.5}
    assert found.kept_share == 0.5


def test_plan_of_one_future_may_stand_better_over_all() -> None:
    found = told()

    # The north is worth 200 twice; the south 120 and 320: 220 on average, but it loses 80 once,
    # where the north loses 120.
    assert found.base is not None
    assert (found.base.mean_score, found.base.worst_regret_mkrw) == pytest.approx((200, 120))
    for plan in (found.best_mean, found.least_regret):
        assert plan is not None
        assert plan.future == 1
        assert (plan.mean_score, plan.worst_regret_mkrw) == pytest.approx((220, 80))
        assert (plan.joined_park_ids, plan.left_park_ids) == (("south_1",), ("north_1",))


def test_future_without_a_plan_takes_the_best_of_the_others_within_its_bound() -> None:
    nothing = Outcome(status=SolveStatus.NOTHING, bound=210.0)
    first = told(future_0=nothing).futures[0]

    assert first.best_score == pytest.approx(200)
    assert first.regret_mkrw == pytest.approx((0, 10))


def test_plan_above_the_bound_of_another_future_is_a_broken_solve() -> None:
    with pytest.raises(SolverError, match="상한"):
        told(future_0=Outcome(status=SolveStatus.NOTHING, bound=150.0))


@cache
def real(futures: int) -> Robustness:
    return robust(Alone(real_snapshot()), asked(), futures)


def test_same_seed_gives_the_same_answer_with_two_processes_and_another_seed_does_not() -> None:
    with team(real_snapshot(), workers=2) as crew:
        together = robust(crew, asked(), COUNT)

    assert together == real(COUNT)
    assert len(together.futures) == COUNT
    other = robust(Alone(real_snapshot()), asked(), 1, seed=2)
    assert together.futures[0] != other.futures[0]


def test_fewer_futures_are_the_first_of_more() -> None:
    first = [f.base_score for f in real(1).futures]

    assert first == pytest.approx([f.base_score for f in real(COUNT).futures[:1]])


def test_regret_is_never_negative_and_never_above_its_bound() -> None:
    for future in real(COUNT).futures:
        low, high = future.regret_mkrw
        assert 0 <= low <= high
        assert future.best_score <= future.bound * (1 + 1e-5)


def test_stopped_sweep_keeps_the_batches_that_were_answered() -> None:
    told: list[int] = []
    crew = Alone(real_snapshot(), lambda: len(told) == 2, lambda done, asked: told.append(done))
    found = robust(crew, asked(), COUNT)

    assert found.stopped
    assert found.to_json()["status"] == "cancelled"
    assert [f.base_score for f in found.futures] == pytest.approx(
        [f.base_score for f in real(COUNT).futures[:2]]
    )


def test_question_without_a_plan_has_no_futures() -> None:
    impossible = asked(regions={"jeju": {"floor_mkrw": 1000}})
    found = robust(Alone(real_snapshot()), impossible, 2)

    assert found == replace(found, status=SolveStatus.INFEASIBLE, futures=(), base=None)

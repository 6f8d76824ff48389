"""Plans that are nearly as good and differ in parks."""

from functools import cache

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps import alternatives as module
from cluster_planner.sweeps.alternatives import (
    Alternatives,
    Standing,
    alternatives,
    flipped,
    most_different,
)
from cluster_planner.sweeps.compare import based_parks
from cluster_planner.sweeps.crew import Alone
from tests.real_data import FEW, asked, real_snapshot


@cache
def found(within_pct: float) -> Alternatives:
    return alternatives(Alone(real_snapshot()), asked(), 4, within_pct)


@cache
def without(park: str) -> Run:
    return plan_scenario(real_snapshot(), flipped(asked(), park, chosen=True))


def test_plans_differ_in_parks_and_score_within_the_tolerance() -> None:
    plans = found(90.0).plans

    assert len(plans) > 1
    assert len({plan.park_ids for plan in plans}) == len(plans)
    assert plans[0].loss_pct == 0
    for plan in plans:
        assert plan.score >= plans[0].score * (1 - 0.9)
        assert (set(plans[0].park_ids) - set(plan.left_park_ids)) | set(
            plan.joined_park_ids
        ) == set(plan.park_ids)


def test_every_plan_is_repeated_by_its_scenario() -> None:
    plan = found(90.0).plans[-1]
    run = plan_scenario(real_snapshot(), plan.scenario)

    assert tuple(sorted(based_parks(run))) == plan.park_ids
    assert run.outcome.objective == plan.score


def test_a_park_is_core_exactly_when_every_plan_without_it_loses_more_than_the_tolerance() -> None:
    best = found(90.0).plans[0].score
    loss_pct = {}
    for park in FEW:
        objective = without(park).outcome.objective
        assert objective is not None
        loss_pct[park] = 100 * (best - objective) / best
    between = (min(loss_pct.values()) + max(loss_pct.values())) / 2

    standing = found(between).standing

    assert set(standing.values()) == {Standing.CORE, Standing.OPTIONAL}
    for park in FEW:
        assert (standing[park] == Standing.CORE) == (loss_pct[park] > between)


def test_locked_park_is_core_and_an_infeasible_one_is_never_chosen() -> None:
    scenario = asked(
        locks=[{"park_id": "p_yeosu", "by_year": 2026}],
        regions={"capital": {"cap_mkrw": 0}},
    )
    standing = alternatives(Alone(real_snapshot()), scenario, 2, 1.0).standing

    assert standing["p_yeosu"] == Standing.CORE
    assert standing["p_banwol"] == Standing.NEVER


def test_the_farthest_plan_comes_first_and_the_same_parks_never_twice() -> None:
    best = plan_scenario(real_snapshot(), asked())
    one = without("p_yeosu")
    none = best.model_copy(update={"plan": None})

    assert most_different(best, [best, one, none, one], 9) == (best, none, one)
    assert most_different(best, [one, none], 2) == (best, none)


def test_question_without_a_plan_has_no_alternatives() -> None:
    impossible = asked(regions={"jeju": {"floor_mkrw": 1000}})
    nothing = alternatives(Alone(real_snapshot()), impossible, 2, 5.0)

    assert (nothing.status, nothing.plans) == (SolveStatus.INFEASIBLE, ())


def test_too_many_parks_are_refused_before_any_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PARKS", 2)
    with pytest.raises(ScenarioError, match="3곳으로 너무 많습니다"):
        alternatives(Alone(real_snapshot()), asked(), 2, 5.0)


def test_stopped_alternatives_leave_open_what_was_not_asked() -> None:
    told: list[int] = []
    crew = Alone(real_snapshot(), lambda: len(told) == 2, lambda done, asked: told.append(done))
    stopped = alternatives(crew, asked(), 4, 90.0)

    assert stopped.stopped
    assert stopped.plans[0] == found(90.0).plans[0]
    assert [s is Standing.OPEN for s in stopped.standing.values()] == [False, True, True]
    assert stopped.to_json()["status"] == "cancelled"

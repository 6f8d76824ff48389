"""What each changed group of inputs does alone."""

from functools import cache

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.attribution import Attribution, attribution, effect, with_group
from cluster_planner.sweeps.crew import Alone
from tests.real_data import FEW, asked, budget, real_snapshot

LESS = [budget("complex_ax", 14_000), budget("ai_factory", 4_500)]


def solved(**changes: object) -> Run:
    return plan_scenario(real_snapshot(), asked(**changes))


@cache
def base() -> Run:
    return solved()


@cache
def other() -> Run:
    excluded = [*asked().parks.exclude, FEW[0]]
    return solved(programmes=LESS, parks={"scope": "core", "exclude": excluded})


@cache
def found() -> Attribution:
    return attribution(Alone(real_snapshot()), base(), other())


def test_shares_and_rest_add_up_to_the_whole_change() -> None:
    one = found()
    assert base().plan is not None
    assert other().plan is not None
    assert one.whole is not None

    assert [share.group for share in one.shares] == ["parks", "programmes"]
    effects = [share.effect for share in one.shares if share.effect is not None]
    assert one.whole.national_mkrw == other().plan.national_mkrw - base().plan.national_mkrw
    assert sum(e.national_mkrw for e in effects) + (one.rest_national_mkrw or 0) == (
        one.whole.national_mkrw
    )
    scores = [e.score for e in effects if e.score is not None]
    assert len(scores) == 2
    assert sum(scores) + (one.rest_score or 0.0) == pytest.approx(one.whole.score)


def test_a_share_is_the_plan_with_only_that_group() -> None:
    parks = found().shares[0]
    alone = plan_scenario(real_snapshot(), with_group(base().scenario, other().scenario, "parks"))
    again = effect(base(), alone)

    assert parks.effect is not None
    assert again is not None
    assert FEW[0] in parks.effect.left_park_ids
    assert parks.effect.national_mkrw == again.national_mkrw
    assert parks.effect.sure


def test_a_single_group_is_the_whole_change_and_nothing_is_solved() -> None:
    less = solved(programmes=LESS)
    counted: list[int] = []
    crew = Alone(real_snapshot(), on_progress=lambda done, of: counted.append(of))
    one = attribution(crew, base(), less)

    assert [(s.group, s.effect) for s in one.shares] == [("programmes", one.whole)]
    assert (one.rest_score, one.rest_national_mkrw, counted) == (0, 0, [])


def test_a_group_that_makes_no_scenario_alone_says_why() -> None:
    longer = [
        budget("complex_ax", 14_000) | {"national_mkrw": dict.fromkeys(range(2026, 2032), 14_000)},
        budget("ai_factory", 9_000),
    ]
    far = solved(years=[2026, 2027, 2028, 2029, 2030, 2031], programmes=longer)
    shares = {s.group: s for s in attribution(Alone(real_snapshot()), base(), far).shares}

    assert shares["programmes"].status is None
    assert "계획 기간 밖의 연도" in shares["programmes"].findings[0].problem
    assert shares["years"].status in (SolveStatus.PROVEN, SolveStatus.FOUND)


def test_runs_of_other_data_are_refused() -> None:
    foreign = other().model_copy(update={"snapshot_digest": "1" * 64})

    with pytest.raises(ScenarioError, match="다른 자료"):
        attribution(Alone(real_snapshot()), base(), foreign)

"""What each changed group of inputs does alone."""

from functools import cache

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.explain.differences import verdict
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.attribution import Attribution, attribution
from cluster_planner.sweeps.crew import Alone
from cluster_planner.sweeps.effects import effect, rest_ends
from cluster_planner.sweeps.trials import with_group
from tests.explain.differences.data import weaker_factories
from tests.explain.differences.runs import before
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


def test_the_share_of_the_data_is_the_first_question_on_the_second_data() -> None:
    """Scenario and data changed: each alone, and the rest closes the sum."""
    crew, elsewhere = Alone(real_snapshot()), Alone(weaker_factories())
    second = plan_scenario(weaker_factories(), asked(programmes=LESS))
    one = attribution(crew, base(), second, elsewhere)
    effects = {s.group: s.effect for s in one.shares}
    data = effects["data"]
    alone = effect(base(), plan_scenario(weaker_factories(), asked()))

    assert list(effects) == ["programmes", "data"]
    assert data is not None
    assert alone is not None
    assert data.score == alone.score
    assert data.national_mkrw == alone.national_mkrw
    assert one.whole is not None
    parts = [e.national_mkrw for e in effects.values() if e is not None]
    assert sum(parts) + (one.rest_national_mkrw or 0) == one.whole.national_mkrw
    assert verdict(base(), second).kind == "not_comparable"  # and still it is taken apart


def test_data_that_are_not_here_have_no_share_and_leave_the_rest_unknown() -> None:
    foreign = other().model_copy(update={"snapshot_digest": "1" * 64})
    one = attribution(Alone(real_snapshot()), base(), foreign)
    shares = {s.group: s for s in one.shares}

    assert list(shares) == ["parks", "programmes", "data"]
    assert shares["data"].effect is None
    assert "이 컴퓨터에 없습니다" in shares["data"].findings[0].problem
    assert shares["parks"].effect is not None
    assert (one.rest_national_mkrw, one.rest_score, one.rest_score_low) == (None, None, None)


def test_crews_with_other_data_than_their_runs_are_refused() -> None:
    foreign = other().model_copy(update={"snapshot_digest": "1" * 64})
    here = Alone(real_snapshot())

    with pytest.raises(ScenarioError, match="다른 자료"):
        attribution(here, foreign, base())
    with pytest.raises(ScenarioError, match="다른 자료"):
        attribution(here, base(), foreign, here)


def test_an_older_program_that_made_the_first_run_has_its_share() -> None:
    """Last year's run beside this year's: the first question is asked of this program once more."""
    last_year = base().model_copy(update={"program_version": "0.0.9"})
    one = attribution(Alone(real_snapshot()), last_year, other())
    program = {s.group: s.effect for s in one.shares}["program"]

    assert [s.group for s in one.shares] == ["parks", "programmes", "program"]
    assert program is not None
    assert (program.score, program.national_mkrw) == (0, 0)
    assert one.rest_score == pytest.approx(found().rest_score)


def test_an_older_program_that_made_the_second_run_has_its_share_there() -> None:
    older = other().model_copy(update={"program_version": "0.0.9"})
    one = attribution(Alone(real_snapshot()), base(), older)
    program = {s.group: s.effect for s in one.shares}["program"]

    assert program is not None
    assert (program.score, program.joined_park_ids) == (0, ())
    assert one.rest_score == pytest.approx(found().rest_score)


def test_two_other_versions_cannot_be_told_apart_here() -> None:
    runs = [
        run.model_copy(update={"program_version": version})
        for run, version in ((base(), "0.0.8"), (other(), "0.0.9"))
    ]
    shares = {s.group: s for s in attribution(Alone(real_snapshot()), *runs).shares}

    assert shares["program"].effect is None
    assert "그 판은 여기에 없어" in shares["program"].findings[0].problem


def test_scores_lie_between_ends_that_the_gaps_prove() -> None:
    first = before(objective=100.0, bound=110.0)
    near = effect(first, before(objective=105.0, bound=120.0))
    far = effect(first, before(objective=130.0, bound=131.0))
    open_ended = effect(first, before(objective=105.0, bound=None))

    assert near is not None
    assert far is not None
    assert open_ended is not None
    assert (near.score, near.score_low, near.score_high, near.sure) == (5, -5, 20, False)
    assert (far.score, far.score_low, far.score_high, far.sure) == (30, 20, 31, True)
    assert (open_ended.score_low, open_ended.score_high) == (-5, None)


def test_a_gap_counts_once_where_a_run_stands_in_several_changes() -> None:
    """(d − a) − (b − a) − (c − a) is d + a − b − c."""
    a, b, c, d = (
        before(objective=low, bound=low + gap)
        for low, gap in ((100.0, 1.0), (90.0, 2.0), (80.0, 4.0), (75.0, 8.0))
    )

    assert rest_ends((a, d), [(a, b), (a, c)]) == (175 - 176, 184 - 170)

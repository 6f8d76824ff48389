"""The status sentence promises no more than what was proven."""

import json

import pytest

from cluster_planner.domain.plan import Outcome, Run, SolveStatus
from cluster_planner.present.summary import gap_words, status_sentence, summary_json
from cluster_planner.sources.embedded import load_snapshot
from tests.cli.small_plans import small_run


def _ended(status: SolveStatus, **outcome: object) -> Run:
    return small_run(("p_changwon", "p_banwol"), ("a", "b")).model_copy(
        update={"outcome": Outcome(status=status, **outcome)}
    )


@pytest.mark.parametrize("status", sorted(set(SolveStatus) - {SolveStatus.PROVEN}))
def test_only_a_proven_plan_is_called_optimal(status: SolveStatus) -> None:
    sentence = status_sentence(_ended(status, objective=99.0, bound=100.0))

    assert "최적" not in sentence.replace("최적 증명 아님", "")


def test_a_proven_plan_tells_the_gap_that_is_left() -> None:
    sentence = status_sentence(_ended(SolveStatus.PROVEN, objective=1e6, bound=1e6 + 50))

    assert sentence == "증명된 최적 계획입니다(상한과의 간격 0.005%)."


def test_a_found_plan_without_a_bound_does_not_invent_a_gap() -> None:
    assert "알 수 없음" in status_sentence(_ended(SolveStatus.FOUND, objective=1.0))


def test_a_stop_says_whether_there_is_a_plan() -> None:
    stopped = _ended(SolveStatus.CANCELLED, objective=1.0, bound=2.0)

    assert "찾은 가장 나은 계획" in status_sentence(stopped)
    without = stopped.model_copy(update={"plan": None})
    assert status_sentence(without) == "계획을 찾기 전에 중단했습니다."


@pytest.mark.parametrize("gap", [1e-12, 1e-7, 9.9e-6])
def test_a_real_gap_is_never_rounded_to_zero(gap: float) -> None:
    assert gap_words(gap) == "0.001% 미만"


def test_the_summary_is_plain_json_also_without_a_plan() -> None:
    snapshot = load_snapshot()
    run = _ended(SolveStatus.NOTHING).model_copy(update={"plan": None})
    said = json.loads(json.dumps(summary_json(run, snapshot), allow_nan=False))

    assert said["status"] == "nothing"
    assert said["national_mkrw"] == 0
    assert set(said["by_region"]) == set(snapshot.regions["region_id"])

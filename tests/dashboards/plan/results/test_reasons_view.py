"""Reasons that need no solver come at once; a solve is asked beside the page."""

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.explain.reasons import Loss, Reason
from cluster_planner.sweeps.importance import Part, Parts
from dashboards.lookups.catalog import Catalog
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.left_out import left_out_rows
from dashboards.plan.results.reasons_html import known_html, solved_html
from dashboards.plan.results.reasons_view import ReasonsView
from dashboards.state.session import Session


@pytest.fixture(scope="module")
def solved(run: Run, catalog: Catalog) -> RunFrames:
    return RunFrames(run, catalog.snapshot)


def test_a_park_of_the_plan_lists_its_awards_and_what_stops_more(solved: RunFrames) -> None:
    told = known_html(solved, "p_changwon")

    assert "창원: 계획에 들어 있습니다." in told
    assert "한 단위를 더" in told
    count = sum(a.park_id == "p_changwon" for a in solved.plan.awards)
    assert f"사업 {count}건" in told


def test_a_park_that_is_no_candidate_says_every_reason(solved: RunFrames) -> None:
    told = known_html(solved, "p_136010")

    assert "후보가 아닙니다" in told
    assert "거점단지 규칙에 들지 않고" in told


def test_an_excluded_park_names_the_exclusion(solved: RunFrames) -> None:
    assert "이 단지를 제외했습니다" in known_html(solved, "p_yeosu")


def test_a_solved_reason_tells_the_range_and_nothing_twice(solved: RunFrames) -> None:
    reason = Reason(
        "p_changwon", True, True, (),
        loss=Loss("out", SolveStatus.PROVEN, 12_000.0, 13_000.0),
    )  # fmt: skip
    told = solved_html(solved, reason)

    assert "이 단지를 빼면 목적값을 120억 원 이상 130억 원 이하 잃습니다(증명된 범위)." in told
    assert "계획에 들어 있습니다" not in told


def test_the_view_follows_the_focus_and_edits_the_draft(
    session: Session, wire: object, solved: RunFrames
) -> None:
    view = ReasonsView(session, wire)  # type: ignore[arg-type]
    view.show(solved)
    assert "단지를 고르면" in view.known.object
    assert "ask" in view.form.disabled_keys
    session.focus = "p_changwon"

    assert "창원" in view.known.object
    assert "ask" not in view.form.disabled_keys
    view._do("lock", True)
    assert session.draft.locked == {"p_changwon"}
    view._do("exclude", True)
    assert session.draft.excluded >= {"p_changwon"}
    assert session.draft.locked == frozenset()


def test_parks_left_out_say_what_is_proven_of_their_price(run: Run) -> None:
    parts = Parts(
        run.scenario, SolveStatus.PROVEN,
        (
            Part("park", "a", loss=Loss("in", SolveStatus.PROVEN, 0.0, 500.0)),
            Part("park", "b", loss=Loss("in", SolveStatus.PROVEN, 1_000.0, 2_000.0)),
            Part("park", "c", loss=Loss("in", SolveStatus.INFEASIBLE)),
            Part("park", "d"),
        ),
    )  # fmt: skip
    names = {i: i.upper() for i in "abcd"}
    rows = left_out_rows(parts, names, dict.fromkeys("abcd", "전북"))

    assert [row["loss"] and row["loss"]["text"] for row in rows] == [
        "많아야 5억 원", "10억 원~20억 원", "넣으면 계획이 없음(증명됨)", None,
    ]  # fmt: skip


def test_nobody_waits_for_reasons_that_are_not_seen(
    session: Session, wire: object, solved: RunFrames
) -> None:
    view = ReasonsView(session, wire)  # type: ignore[arg-type]
    view.show(solved)
    view.wake(False)
    session.focus = "p_changwon"
    assert "단지를 고르면" in view.known.object

    view.wake(True)
    assert "창원" in view.known.object

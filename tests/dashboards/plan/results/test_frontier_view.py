"""Points of the frontier, and opening one as a run."""

import json

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.present.palette import LIGHT
from cluster_planner.sweeps.frontier import Frontier, Point
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.frontier_chart import frontier_options
from dashboards.plan.results.frontier_view import FrontierView, frontier_rows, frontier_words
from dashboards.state.desk import Desk
from dashboards.state.session import Session
from tests.present.plan_cases import hand_made


def _point(score: float, balance: float, run: Run | None = None) -> Point:
    scenario = hand_made().scenario
    return Point(
        0.0, balance, "jeju", score, 0.0005, SolveStatus.PROVEN, 34_000, scenario, run
    )  # fmt: skip


FOUND = Frontier(
    hand_made().scenario,
    (
        _point(1_000_000.0, 1.5, hand_made()),
        _point(900_000.0, 2.5, hand_made().model_copy(update={"run_id": "d" * 16})),
    ),
    dominated=1,
    unanswered=0,
)


@pytest.fixture
def view(session: Session, wire: object, frames: RunFrames) -> FrontierView:
    made = FrontierView(session, wire)  # type: ignore[arg-type]
    made.show(frames)
    made.found = FOUND
    made._draw()
    return made


def test_rows_tell_the_price_of_balance() -> None:
    rows = frontier_rows(FOUND.points, {"jeju": "제주"}, "mkrw")

    assert [(r["name"], r["balance"], r["region"]) for r in rows] == [
        ("계획 1", 1.5, "제주"), ("계획 2", 2.5, "제주"),
    ]  # fmt: skip
    assert [r["loss"]["text"] for r in rows] == ["0원", "1,000억 원"]
    assert rows[0]["status"] == "최적(증명됨) · 간격 0.05%"
    assert "1.50에서 2.50백만원으로 올리는 값은 목적값 1,000억 원" in frontier_words(FOUND, "mkrw")


def test_the_picture_marks_the_present_run() -> None:
    option = frontier_options(FOUND.points, [(1.5, 1_000_000.0)], LIGHT, "mkrw")
    found, here = option["series"]

    assert [d["value"] for d in found["data"]] == [[1.5, 100.0], [2.5, 90.0]]
    assert here["data"] == [[1.5, 100.0]]
    assert json.loads(json.dumps(option)) == option


def test_a_point_opens_as_a_run_that_is_kept(
    view: FrontierView, session: Session, shared_desk: Desk, frames: RunFrames
) -> None:
    view._clicked({"series": "찾은 계획", "index": 1})

    assert session.run is not None
    assert session.run.run_id == "d" * 16
    assert shared_desk.shelf.runs.get("d" * 16) is not None
    view.show(RunFrames(session.run, frames.snapshot))
    assert view.found is FOUND
    assert view.table.marked == ["1"]


def test_another_run_asks_anew(view: FrontierView, frames: RunFrames) -> None:
    other = frames.run.model_copy(update={"run_id": "c" * 16})
    view.show(RunFrames(other, frames.snapshot))

    assert view.found is None
    assert not view.chart.visible


def test_a_click_on_the_mark_of_the_present_run_opens_nothing(
    view: FrontierView, session: Session
) -> None:
    view._clicked({"series": "지금 실행", "index": 0})

    assert session.run is None

"""The bar claims no more than is known, costs nothing when idle, and knows a way out."""

import time

import pytest
from sqlalchemy import update

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.errors import Finding
from cluster_planner.store.database.schema import runs
from cluster_planner.store.shelf import Shelf
from dashboards.lookups.catalog import Catalog
from dashboards.plan import run_bar_shelf
from dashboards.plan.run_bar import RunBar
from dashboards.plan.run_bar_curve import curve_option, curve_summary, first_plan_seconds
from dashboards.plan.run_bar_shelf import RecentRuns
from dashboards.plan.run_bar_words import live_gap
from dashboards.shell import Wire
from dashboards.state.desk import Desk
from dashboards.state.draft import Draft
from dashboards.state.session import Session
from dashboards.work.jobs import JobState


@pytest.fixture
def wire() -> Wire:
    return Wire(lambda what, value: None)


def wait(bar: RunBar, session: Session) -> None:
    deadline = time.monotonic() + 60
    while session.busy and time.monotonic() < deadline:
        bar.look()
        time.sleep(0.02)
    assert not session.busy


def test_a_run_goes_from_start_to_badge_and_list(session: Session, wire: Wire) -> None:
    bar = RunBar(session, wire)
    assert ["stop"] == bar.buttons.disabled_keys
    assert "아직 실행하지 않음" in bar.status.object

    bar._press("run", True)
    assert "시작했습니다" in bar.news.object
    assert ["run"] == bar.buttons.disabled_keys
    wait(bar, session)

    assert "증명된 최적" in bar.status.object
    assert "끝났습니다" in bar.news.object
    assert first_plan_seconds(session.course) is not None
    assert "첫 계획" in bar.status.object
    bar._press("recent", True)
    (row,) = bar.recent.table.rows
    assert (session.run.run_id, "작은 안", "증명된 최적(오차 0.1% 이내)") == (
        row["key"], row["name"], row["badge"]["text"],
    )  # fmt: skip


def test_another_draft_makes_the_result_stale_and_is_brought_back(
    session: Session, wire: Wire, run: Run
) -> None:
    session.desk.shelf.runs.keep(run)
    session.open_run(run.run_id)
    bar = RunBar(session, wire)
    assert "조건이 바뀌었습니다" not in bar.status.object
    session.edit(session.draft.put("다른 이름", "name"))
    assert "조건이 바뀌었습니다" not in bar.status.object

    session.edit(session.draft.put(1, "carry_over_pct"))
    assert "조건이 바뀌었습니다" in bar.status.object
    assert "restore" in [field["key"] for field in bar.buttons.fields]
    bar._press("restore", True)
    assert "restore" not in [field["key"] for field in bar.buttons.fields]
    assert "조건이 바뀌었습니다" not in bar.status.object
    assert session.draft.scenario() == run.scenario


def test_a_broken_draft_is_not_run(session: Session, wire: Wire) -> None:
    bar = RunBar(session, wire)
    session.edit(session.draft.put("x", "carry_over_pct"))
    bar._press("run", True)

    assert session.phase is None


def test_the_way_out_of_a_scenario_without_plan_is_offered_and_taken(
    catalog: Catalog, small: Scenario, session: Session, wire: Wire
) -> None:
    content = small.model_dump()
    content["regions"] = {"jeju": {"floor_mkrw": 500_000}}
    session.edit(Draft.of(scenario_from(content)))
    bar = RunBar(session, wire)
    bar._press("run", True)
    wait(bar, session)
    assert "불가능" in bar.status.object
    assert bar.way_out.view.visible

    bar.way_out._press("why", True)
    inquiry = bar.way_out.asker.inquiry
    assert inquiry is not None
    assert inquiry.wait(60)
    bar.way_out.asker.look()
    assert "제주 최소배분" in bar.way_out.told.object
    bar.way_out._take("take0", True)

    assert session.draft.at("regions", "jeju", "floor_mkrw") < 500_000
    assert session.scenario is not None
    assert bar.way_out.view.visible  # of the run that is still shown
    session.undo()
    assert 500_000 == session.draft.at("regions", "jeju", "floor_mkrw")


def test_two_to_four_runs_are_compared(session: Session, run: Run) -> None:
    recent = RecentRuns(session)
    recent._shown = set("abcde")
    for keys, may in ((["a"], False), (["a", "b"], True), (["a", "b", "c", "d", "e"], False)):
        recent.table.checked = keys
        recent._tick(keys)
        assert may == ("compare" not in recent.actions.disabled_keys)
    recent._tick(["a", "b"])
    recent._press("compare", True)

    assert (["a", "b"], "compare") == (session.compared, session.page)


def test_older_runs_are_found_by_their_name_and_come_when_asked_for(
    session: Session, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_bar_shelf, "AT_ONCE", 2)
    for name in ("제주 안", "둘째 안", "셋째 안"):
        scenario = run.scenario.model_copy(update={"name": name})
        run_id = f"{len(name)}{ord(name[0]):x}".ljust(16, "0")
        session.desk.shelf.runs.keep(
            run.model_copy(update={"scenario": scenario, "run_id": run_id})
        )
    recent = RecentRuns(session)
    recent.open(True)
    newest = [row["name"] for row in recent.table.rows]
    recent._tick([recent.table.rows[0]["key"]])
    recent._sought("find", "제주")
    found = [row["name"] for row in recent.table.rows]
    recent._tick([recent.table.rows[0]["key"]])
    recent._sought("find", "")
    recent._press("more", True)

    assert newest == ["셋째 안", "둘째 안"]
    assert found == ["제주 안"]
    assert len(recent.table.rows) == 3
    assert "compare" not in recent.actions.disabled_keys  # both stayed ticked
    assert "more" in recent.actions.disabled_keys


def test_a_closed_list_reads_nothing(session: Session, run: Run) -> None:
    session.desk.shelf.runs.keep(run)
    recent = RecentRuns(session)
    recent.renew()
    assert [] == recent.table.rows
    recent.open(True)

    assert [run.run_id] == [row["key"] for row in recent.table.rows]


def test_a_run_that_cannot_be_read_is_left_out(session: Session, run: Run) -> None:
    shelf: Shelf = session.desk.shelf
    shelf.runs.keep(run)
    other = run.model_copy(update={"run_id": "0" * 16})
    shelf.runs.keep(other)
    with shelf.database.write() as connection:
        connection.execute(update(runs).where(runs.c.run_id == "0" * 16).values(scenario="{"))
    recent = RecentRuns(session)
    recent.open(True)

    assert [run.run_id] == [row["key"] for row in recent.table.rows]


COURSE = (
    Progress(seconds=0.2, bound=300_000),
    Progress(seconds=1.0, bound=300_000, incumbent=100_000),
    Progress(seconds=2.0, bound=250_000, incumbent=200_000),
)


def test_the_curve_shows_both_sides_and_says_the_gap() -> None:
    upper, lower = curve_option(COURSE)["series"]

    assert [[0.2, 3000.0], [1.0, 3000.0], [2.0, 2500.0]] == upper["data"]
    assert [[1.0, 1000.0], [2.0, 2000.0]] == lower["data"]
    assert 1.0 == first_plan_seconds(COURSE)
    assert "첫 계획은 1.0초에 나왔습니다" in curve_summary(COURSE)
    assert "간격 25%" in curve_summary(COURSE)
    assert {} == curve_option(())
    assert "100% 초과" == live_gap(COURSE[1])


def test_a_failed_job_is_told_with_remedies(desk: Desk, wire: Wire, run: Run) -> None:
    session = Session(desk)
    bar = RunBar(session, wire)
    session._derive(
        phase=JobState.FAILED, failures=[Finding("계산", "끝났습니다", "다시 실행하세요")]
    )

    assert "계산 실패" in bar.status.object
    assert "다시 실행하세요" in bar.status.object

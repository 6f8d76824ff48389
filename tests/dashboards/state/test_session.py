"""The session derives, nothing else writes what it derives, and an address finds it again."""

import socket
import time
from dataclasses import replace

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.store import jobs
from cluster_planner.store.jobs import Standing
from dashboards.lookups.choices import Filters
from dashboards.state import draft_keeper
from dashboards.state.address import Address
from dashboards.state.desk import Desk
from dashboards.state.session import Session
from dashboards.work.jobs import JobState


def told(session: Session) -> list[str]:
    return [f"{finding.where}: {finding.problem}" for finding in session.notices]


def test_filters_narrow_what_is_shown(session: Session) -> None:
    everything = len(session.shown)
    session.sift(region_ids=("jeju",))
    in_jeju = list(session.shown)
    session.sift(kind_ids=("national",))

    assert len(session.shown) < len(in_jeju) < everything
    assert {session.catalog.parks.at[i, "region_id"] for i in in_jeju} == {"jeju"}


def test_a_contradiction_stops_the_run_and_is_told(session: Session) -> None:
    locks = [{"park_id": "p_gumi", "by_year": session.draft.at("years", -1)}]
    session.draft = session.draft.put(locks, "locks").put(["p_gumi"], "parks", "exclude")

    assert not session.may_run
    assert any("고정하면서 제외" in finding.problem for finding in session.complaints)
    with pytest.raises(RuntimeError):
        session.start_run()


def test_an_invalid_draft_comes_back_by_its_address(desk: Desk) -> None:
    before = Session(desk)
    before.draft = before.draft.put("백억", "solver", "time_limit_s")
    after = Session(desk, before.address)

    assert after.draft == before.draft
    assert after.complaints == before.complaints != []
    assert after.notices == []


def test_the_base_is_not_written_to_the_shelf(desk: Desk) -> None:
    session = Session(desk)

    assert session.address == Address()
    assert not desk.house.home.exists()


def test_a_database_that_cannot_be_opened_is_told_once_and_kept_in_when_it_is_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = desk.house.home
    home.write_text("a file stands here")
    session = Session(desk)
    session.draft = session.draft.put("가", "name")
    session.draft = session.draft.put("나", "name")

    assert len(session.notices) == 1
    assert "열거나 쓸 수 없습니다" in session.notices[0].problem
    assert session.draft.at("name") == "나"

    home.unlink()
    session.keep_again()
    assert len(session.notices) == 1  # a server that does not answer is not asked at every look
    monkeypatch.setattr(draft_keeper, "PATIENCE_S", 0.0)
    session.keep_again()

    assert "보관했습니다" in session.notices[1].problem
    assert Session(desk, session.address).draft == session.draft


def test_what_is_not_kept_is_named(desk: Desk) -> None:
    session = Session(desk, Address(draft="0" * 12, run="R-none", job="deadbeef"))

    assert told(session) == [
        "실행 R-none: 저장소에 남아 있지 않습니다",
        "계산 deadbeef: 남은 기록이 없습니다(시작하기 전에 서버가 다시 켜졌거나, 없는 번호)",
        "시나리오 초안 000000000000: 저장소에 남아 있지 않습니다",
    ]
    assert session.draft == desk.begun


def test_a_run_ends_as_the_session_s_result_and_outlives_the_server(desk: Desk) -> None:
    session = Session(desk)
    job = session.start_run()
    queued = session.phase
    ended = job.wait(60)
    alive = session.look()
    later = Session(Desk(desk.catalog, desk.base, desk.house), session.address)

    assert queued is JobState.QUEUED
    assert ended
    assert not alive
    assert session.phase is JobState.DONE
    assert session.run is not None
    assert session.run.plan is not None
    assert session.may_run
    assert session.course[-1].incumbent is not None
    assert later.run == session.run
    assert later.notices == []
    assert not later.stale


def test_a_run_that_nobody_looks_at_is_kept(desk: Desk) -> None:
    session = Session(desk)
    job = session.start_run()
    session.leave()
    assert job.wait(60)

    assert job.run is not None
    assert desk.shelf.runs.get(job.run.run_id) == job.run
    note = desk.shelf.jobs.get(job.job_id)
    assert note is not None
    assert (note.run_id, note.standing, note.name) == (job.run.run_id, Standing.DONE, "작은 안")


def test_a_refresh_takes_up_the_running_job_with_its_course(desk: Desk, baseline: Scenario) -> None:
    before = Session(Desk(desk.catalog, baseline, desk.house))
    job = before.start_run()
    deadline = time.monotonic() + 60
    while not job.history and time.monotonic() < deadline:
        time.sleep(0.05)
    before.look()
    after = Session(before.desk, before.address)
    before.leave()
    after.cancel_run()
    ended = job.wait(20)
    after.look()

    assert after.last_job is job
    assert after.course == job.history != ()
    assert ended


@pytest.mark.parametrize(
    ("with_plan", "sentence"),
    [
        (False, "계산하던 서버나 명령이 끝나 중단되었습니다. 남길 계획이 아직 없었습니다"),
        (True, "계산하던 서버나 명령이 끝나 중단되었습니다. 그때까지 찾은 가장 좋은 안을"),
    ],
)
def test_a_job_that_broke_off_with_the_server_is_told(
    desk: Desk, run: Run, with_plan: bool, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = desk.shelf.runs.keep(run) if with_plan else ""
    monkeypatch.setattr(jobs, "this_process", lambda: f"{socket.gethostname()}|1|0.00")
    desk.shelf.jobs.note("deadbeef", Standing.RUNNING, name="안", run_id=run_id)
    session = Session(desk, Address(job="deadbeef"))

    assert told(session)[0].startswith(f"계산 deadbeef(안): {sentence}")
    assert session.phase is (None if with_plan else JobState.CANCELLED)
    assert session.run == (run if with_plan else None)
    assert session.may_run


def test_a_job_of_another_living_process_did_not_break_off(desk: Desk, run: Run) -> None:
    run_id = desk.shelf.runs.keep(run)
    desk.shelf.jobs.note("deadbeef", Standing.RUNNING, name="안", run_id=run_id)  # not of the board
    session = Session(desk, Address(job="deadbeef"))

    assert "다른 서버나 명령에서 계산 중입니다" in told(session)[0]
    assert session.phase is None
    assert session.run == run


def test_going_back_clears_what_the_earlier_address_did_not_have(desk: Desk, run: Run) -> None:
    desk.shelf.runs.keep(run)
    session = Session(desk)
    session.draft = session.draft.put("다른 이름", "name")
    draft, start = session.draft, replace(session.address, draft="")
    session.param.update(
        page="plan", focus="p_gumi", area="region:jeju", filters=Filters(only_core=True)
    )
    session.open_run(run.run_id)
    there = session.address
    session.go_to(start)
    back = session.address
    session.go_to(there)

    assert back == replace(start, draft=draft.key)
    assert session.address == there
    assert session.run == run


def test_another_name_does_not_make_a_run_stale_and_a_broken_draft_does(
    session: Session, run: Run
) -> None:
    session.desk.shelf.runs.keep(run)
    session.open_run(run.run_id)
    session.draft = session.draft.put("다른 이름", "name")
    assert not session.stale

    session.draft = session.draft.put(-1, "carry_over_pct")
    assert session.scenario is None
    assert session.stale


def test_going_back_is_one_change(session: Session) -> None:
    calls: list[int] = []
    session.param.watch(lambda *events: calls.append(len(events)), ["page", "filters", "focus"])
    session.go_to(Address(page="plan", park="p_gumi", filters=Filters(only_core=True)))

    assert calls == [3]

"""The computations say where each stands, and open the best plan of one."""

import socket

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.store import jobs
from cluster_planner.store.jobs import Standing
from dashboards.plan.run_bar import RunBar
from dashboards.plan.saved import computations
from dashboards.state.session import Session
from tests.dashboards.plan.saved.conftest import Place


def told(place: Place) -> dict[str, str]:
    place.cabinet.browse("jobs")
    return {row["key"]: row["standing"]["text"] for row in place.cabinet.jobs.table.rows}


def test_each_says_where_it_stands(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = place.session.desk.shelf.jobs
    for number, standing in enumerate(Standing):
        if standing is not Standing.BROKEN_OFF:
            shelf.note(f"job{number}", standing, name="안")
    monkeypatch.setattr(jobs, "this_process", lambda: f"{socket.gethostname()}|1|0.00")
    shelf.note("gone", Standing.RUNNING, name="안")
    job = place.session.start_run()
    monkeypatch.undo()
    found = told(place)
    place.session.cancel_run()
    assert job.wait(20)

    assert found["job0"] == "다른 곳에서 대기"
    assert found["job1"] == "다른 곳에서 계산 중"
    assert [found[f"job{n}"] for n in (2, 3, 4)] == ["끝남", "취소", "실패"]
    assert found["gone"] == "중단됨"


def test_a_job_of_this_server_is_no_other_place_s(place: Place) -> None:
    job = place.session.start_run()
    while place.session.desk.shelf.jobs.get(job.job_id) is None:
        job.wait(0.05)
    found = told(place)[job.job_id]
    place.session.cancel_run()
    assert job.wait(20)

    assert found in ("대기", "계산 중")


def test_the_best_plan_is_opened_and_one_without_is_not(
    place: Place, session: Session, run: Run
) -> None:
    shelf = session.desk.shelf
    shelf.runs.keep(run)
    shelf.jobs.note("with", Standing.DONE, name="안", run_id=run.run_id)
    shelf.jobs.note("without", Standing.FAILED, name="안")
    told(place)
    place.cabinet.jobs._choose("without")
    before = session.run
    place.cabinet.jobs._choose("with")

    assert before is None
    assert session.run == run
    assert place.turns == [True, False]


def test_a_computation_that_broke_off_claims_its_own_plan_and_no_earlier_one(
    place: Place, session: Session, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = session.desk.shelf
    shelf.runs.keep(run)
    monkeypatch.setattr(jobs, "this_process", lambda: f"{socket.gethostname()}|1|0.00")
    shelf.jobs.note("gone", Standing.RUNNING, name="안", run_id=run.run_id)
    shelf.jobs.note("early", Standing.RUNNING, name="안")
    session._mourn("gone")
    status = RunBar(session, place.wire).status
    own = status.object
    session._mourn("early")

    assert session.run == run
    assert "앞의 결과" not in own
    assert [one.problem.split(". ")[1] for one in session.notices] == [
        "그때까지 찾은 가장 좋은 안을 남겨 두어 보입니다",
        "남길 계획이 아직 없었습니다",
    ]
    assert "계획을 찾기 전에 중단되어 앞의 결과를" in status.object


def test_older_ones_come_when_asked_for(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computations, "AT_ONCE", 2)
    for number in range(3):
        place.session.desk.shelf.jobs.note(f"job{number}", Standing.DONE, name="안")
    first = len(told(place))
    place.cabinet.jobs._press("more", True)

    assert (first, len(place.cabinet.jobs.table.rows)) == (2, 3)
    assert place.cabinet.jobs.actions.disabled_keys == ["more"]

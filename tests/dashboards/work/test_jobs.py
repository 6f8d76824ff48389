"""The job runner with the real worker: news, cancel, queue, and no orphans."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Progress, SolveStatus
from cluster_planner.domain.scenario import Scenario
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from dashboards.work.attendance import Attendance
from dashboards.work.board import keeper
from dashboards.work.course import Course
from dashboards.work.jobs import Job, JobState
from dashboards.work.slots import Slots
from tests.workers import CRASHING, STUCK

SILENT = (sys.executable, "-c", "import time; time.sleep(60)")
BROKEN = (sys.executable, "-c", "print('no json'); raise SystemExit(3)")


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def test_the_worker_answers_with_a_checked_run(small: Scenario) -> None:
    job = Job(small).start()

    assert job.wait(60)
    assert job.state is JobState.DONE
    assert job.run is not None
    assert job.run.scenario == small
    assert job.run.plan is not None


def test_progress_comes_before_the_end_and_cancel_is_quick(baseline: Scenario) -> None:
    job = Job(baseline).start()
    told = wait_until(lambda: job.progress is not None and job.progress.bound is not None, 60)
    asked = time.monotonic()
    job.cancel()
    ended = job.wait(10)
    took = time.monotonic() - asked

    assert told
    assert ended
    assert took < 6
    assert job.process is not None
    assert job.process.poll() is not None
    assert job.state in (JobState.CANCELLED, JobState.DONE)
    if job.run is not None:
        assert job.run.outcome.status is SolveStatus.CANCELLED


def test_a_worker_that_does_not_listen_is_killed(small: Scenario) -> None:
    job = Job(small, command=SILENT).start()
    running = wait_until(lambda: job.state is JobState.RUNNING)
    job.cancel(grace_seconds=0.2)

    assert running
    assert job.wait(5)
    assert job.state is JobState.CANCELLED


def test_a_killed_worker_leaves_its_best_plan_as_cancelled(baseline: Scenario) -> None:
    job = Job(baseline, command=STUCK).start()
    told = wait_until(lambda: job.best is not None, 60)
    job.cancel(grace_seconds=0.1)

    assert told
    assert job.wait(10)
    assert job.state is JobState.DONE
    assert job.run is not None
    assert job.run.plan is not None
    assert job.run.outcome.status is SolveStatus.CANCELLED


def test_a_crash_in_the_worker_is_a_sentence_with_a_number(small: Scenario) -> None:
    job = Job(small, command=CRASHING).start()

    assert job.wait(60)
    assert job.state is JobState.FAILED
    assert job.job_id in job.findings[0].where


def test_a_worker_that_breaks_is_a_sentence_with_a_number(small: Scenario) -> None:
    job = Job(small, command=BROKEN).start()

    assert job.wait(20)
    assert job.state is JobState.FAILED
    assert job.job_id in job.findings[0].where
    assert job.findings[0].problem == "계산 프로그램이 답 없이 끝났습니다"  # nobody killed it


def test_a_scenario_that_the_data_refuses_comes_back_as_findings(small: Scenario) -> None:
    content = small.model_dump() | {"locks": [{"park_id": "p_nowhere", "by_year": 2030}]}
    job = Job(Scenario.model_validate(content)).start()

    assert job.wait(60)
    assert job.state is JobState.FAILED
    assert "p_nowhere" in job.findings[0].problem


def test_a_worker_killed_before_its_first_plan_is_told_as_what_it_is(small: Scenario) -> None:
    job = Job(small, command=SILENT).start()
    assert wait_until(lambda: job.process is not None)
    assert job.process is not None
    job.process.kill()
    ended = job.wait(5)

    assert ended
    assert job.state is JobState.FAILED
    assert job.findings[0].problem == (
        "계산 프로그램이 강제로 끝났습니다(신호 9: 메모리가 모자랐거나 다른 프로그램이 끝냈습니다). "
        "남길 계획이 아직 없었습니다"
    )


def test_a_worker_killed_later_leaves_its_best_plan_and_is_told(baseline: Scenario) -> None:
    kept: list[bool] = []
    job = Job(baseline, command=STUCK, on_news=lambda job: kept.append(bool(job.best))).start()
    told = wait_until(lambda: job.best is not None and kept[-1:] == [True], 60)
    assert job.process is not None
    job.process.kill()

    assert told
    assert job.wait(5)
    assert job.state is JobState.DONE
    assert job.run is not None
    assert job.run.outcome.status is SolveStatus.CANCELLED
    assert "강제로 끝났습니다" in job.findings[0].problem
    assert "가장 좋은 안을 보입니다" in job.findings[0].problem


def test_a_better_plan_is_on_the_shelf_before_the_run_ends(
    baseline: Scenario, tmp_path: Path
) -> None:
    """What a server that is killed in the middle of a run leaves behind."""
    shelf, snapshots = Shelf(tmp_path), SnapshotShelf.of(tmp_path)
    job = Job(baseline, command=STUCK, on_news=keeper(shelf, snapshots)).start()
    noted = wait_until(lambda: bool((note := shelf.jobs.get(job.job_id)) and note.run_id), 60)
    note, running = shelf.jobs.get(job.job_id), job.state
    job.cancel(grace_seconds=0.1)
    assert job.wait(10)

    assert noted
    assert note is not None
    assert (running, note.standing, note.name) == (
        JobState.RUNNING, Standing.RUNNING, baseline.name,
    )  # fmt: skip
    kept = shelf.runs.get(note.run_id)
    assert kept is not None
    assert kept.outcome.status is SolveStatus.CANCELLED
    after = shelf.jobs.get(job.job_id)
    assert after == replace(note, standing=Standing.DONE)
    assert [one.digest for one in snapshots.list()] == [kept.snapshot_digest]


def test_two_run_at_once_and_the_third_has_one_in_front_of_it(small: Scenario) -> None:
    slots = Slots(2)
    jobs = [Job(small, slots=slots, command=SILENT).start() for _ in range(4)]
    began = wait_until(lambda: [job.state for job in jobs[:2]] == [JobState.RUNNING] * 2)
    before = [job.before for job in jobs]
    jobs[0].cancel(grace_seconds=0.1)
    third = wait_until(lambda: jobs[2].state is JobState.RUNNING)
    after = (jobs[3].state, jobs[3].before)
    for job in jobs:
        job.cancel(grace_seconds=0.1)

    assert began
    assert before == [0, 0, 0, 1]
    assert third
    assert after == (JobState.QUEUED, 0)
    assert all(job.wait(5) for job in jobs)


def test_nobody_overtakes_in_the_queue() -> None:
    slots = Slots(1)
    slots.join("first")
    slots.join("second")

    assert not slots.take("second", lambda: True)
    assert slots.take("first", lambda: True)


def test_a_curve_is_thinned_and_keeps_its_ends() -> None:
    course = Course(longest=50)
    points = [Progress(seconds=n, incumbent=n, bound=1000.0) for n in range(400)]
    for point in points:
        course.add(point)

    assert len(course.points) <= 50
    assert (course.points[0], course.points[-1]) == (points[0], points[-1])
    assert [one.seconds for one in course.points] == sorted(one.seconds for one in course.points)


def test_a_flat_piece_of_a_curve_is_its_two_ends() -> None:
    course = Course()
    for second in range(100):
        course.add(Progress(seconds=second, incumbent=1.0, bound=None))

    assert [one.seconds for one in course.points] == [0, 99]


def test_a_job_is_left_alone_only_when_its_last_page_has_gone() -> None:
    left: list[str] = []
    attendance = Attendance(lambda: left.append("alone"))
    attendance.come("before the refresh")
    attendance.come("after the refresh")
    attendance.go("before the refresh", 0.05)
    time.sleep(0.15)
    watched = list(left)
    attendance.go("after the refresh", 0.05)

    assert watched == []
    assert wait_until(lambda: left == ["alone"], 2)


def test_a_page_that_comes_back_in_time_keeps_the_job() -> None:
    left: list[str] = []
    attendance = Attendance(lambda: left.append("alone"))
    attendance.come(1)
    attendance.go(1, 0.5)
    attendance.come(2)
    time.sleep(0.7)

    assert left == []


def test_a_full_house_makes_the_next_job_wait(small: Scenario) -> None:
    slots = Slots(1)
    first = Job(small, slots=slots, command=SILENT).start()
    assert wait_until(lambda: first.state is JobState.RUNNING)
    second = Job(small, slots=slots, command=SILENT).start()
    time.sleep(0.3)
    waiting = second.state
    second.cancel()
    left = second.wait(5)
    first.cancel(grace_seconds=0.1)

    assert waiting is JobState.QUEUED
    assert left
    assert second.state is JobState.CANCELLED
    assert second.process is None
    assert first.wait(5)


@pytest.mark.skipif(os.name != "posix", reason="asks the process table of a POSIX system")
def test_a_killed_server_leaves_no_worker_behind() -> None:
    script = (
        "import time\n"
        "from cluster_planner.domain.scenario import read_scenario\n"
        "from cluster_planner.sources.embedded import data_home\n"
        "from dashboards.work.jobs import Job, JobState\n"
        "job = Job(read_scenario(data_home() / 'scenarios' / 'baseline.yaml')).start()\n"
        "while job.process is None: time.sleep(.01)\n"
        "print(job.process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        worker = int(server.stdout.readline())
        alive = _alive(worker)
        server.send_signal(signal.SIGKILL)

    assert alive
    assert wait_until(lambda: not _alive(worker), 15)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return not state.stdout.strip().startswith("Z") and state.stdout.strip() != ""


def test_a_job_says_that_its_plan_could_not_be_kept(baseline: Scenario, tmp_path: Path) -> None:
    blocked = tmp_path / "shelf"
    blocked.write_text("not a folder", "utf-8")
    job = Job(baseline)
    keeper(Shelf(blocked), SnapshotShelf.of(blocked))(job)
    assert job.unkept

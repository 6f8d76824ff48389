"""The job runner with the real worker: news, cancel, queue, and no orphans."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.scenario import Scenario
from dashboards.jobs import Job, JobState
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
    told = wait_until(lambda: job._worker is not None and job._worker._best is not None, 60)
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


def test_a_scenario_that_the_data_refuses_comes_back_as_findings(small: Scenario) -> None:
    content = small.model_dump() | {"locks": [{"park_id": "p_nowhere", "by_year": 2030}]}
    job = Job(Scenario.model_validate(content)).start()

    assert job.wait(60)
    assert job.state is JobState.FAILED
    assert "p_nowhere" in job.findings[0].problem


def test_a_full_house_makes_the_next_job_wait(small: Scenario) -> None:
    slots = threading.BoundedSemaphore(1)
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
        "from dashboards.jobs import Job, JobState\n"
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

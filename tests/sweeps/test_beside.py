"""A worker that is killed, and a parent that is."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.sweeps.beside import Beside, NoAnswer, WorkerCrashed
from tests.real_data import asked, baseline, real_snapshot
from tests.workers import CRASHING


def _until(true: Callable[[], bool], seconds: float = 30) -> bool:
    ends = time.monotonic() + seconds
    while not true() and time.monotonic() < ends:
        time.sleep(0.02)
    return true()


def test_it_answers_like_this_process_would() -> None:
    worker = Beside()
    worker.ask(asked())
    worker.listen()
    worker.end()

    run = worker.answer()
    assert run.outcome.status is SolveStatus.PROVEN
    assert run.snapshot_digest == real_snapshot().digest


def test_what_the_worker_raises_is_raised_here() -> None:
    worker = Beside()
    worker.ask(asked(regions={"mars": {}}))
    worker.listen()
    worker.end()

    with pytest.raises(ScenarioError, match="mars"):
        worker.answer()


def test_the_best_audited_plan_of_a_killed_worker_is_kept_as_cancelled() -> None:
    scenario = baseline().model_copy(
        update={"solver": baseline().solver.model_copy(update={"gap": 0.0})}
    )
    worker = Beside()
    worker.ask(scenario)
    listening = threading.Thread(target=worker.listen)
    listening.start()
    found = _until(lambda: worker._best is not None)
    worker.process.kill()
    listening.join(5)
    worker.end()

    assert found
    run = worker.answer()
    assert run.outcome.status is SolveStatus.CANCELLED
    assert run.plan is not None
    problem = problem_of(real_snapshot(), scenario)
    assert not audit(problem, run.plan, run.outcome)


def test_a_worker_killed_before_any_plan_leaves_a_sentence() -> None:
    worker = Beside()
    worker.process.kill()
    worker.ask(baseline())
    worker.listen()
    worker.end()

    with pytest.raises(NoAnswer, match="답 없이 끝났습니다"):
        worker.answer()


def test_a_crash_in_the_worker_comes_with_its_own_traceback() -> None:
    worker = Beside(CRASHING)
    worker.ask(baseline())
    worker.listen()
    worker.end()

    with pytest.raises(WorkerCrashed, match=r"(?s)Traceback.*solve_request.*KeyError: '없는 표'"):
        worker.answer()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks the process table of Linux")
def test_a_killed_parent_leaves_no_worker_in_the_middle_of_a_solve() -> None:
    script = (
        "from tests.real_data import baseline\n"
        "from cluster_planner.sweeps.beside import Beside\n"
        "worker = Beside()\n"
        "worker.ask(baseline())\n"
        "worker.listen(lambda progress: print(worker.process.pid, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        alive = _running(pid)
        parent.send_signal(signal.SIGKILL)

    assert alive
    assert _until(lambda: not _running(pid), 1.5)


def _running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False

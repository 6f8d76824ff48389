"""Ctrl-C asks first, and ends when it is pressed twice."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.domain.plan import Progress, Run, SolveStatus
from cluster_planner.sweeps.beside import Beside
from tests.real_data import baseline
from tests.workers import STUCK


def test_first_interrupt_asks_and_second_ends() -> None:
    with stop_on_interrupt() as asked:
        assert not asked.is_set()
        signal.raise_signal(signal.SIGINT)
        assert asked.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_interrupts_mean_what_they_meant_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stop_on_interrupt():
        pass

    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_may_plan_too() -> None:
    def work() -> bool:
        with stop_on_interrupt() as asked:
            return asked.is_set()

    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()

    assert found == [False]


def test_background_work_returns_and_raises_like_a_call() -> None:
    def fail() -> None:
        raise LookupError("왜")

    assert in_background(lambda: 7) == 7
    with pytest.raises(LookupError, match="왜"):
        in_background(fail)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal does not wake a join")
def test_second_interrupt_ends_a_worker_that_does_not_heed_the_first_and_keeps_its_plan() -> None:
    pressed: list[Progress] = []

    def press(progress: Progress) -> None:
        if worker._best is not None and (not pressed or (asked.is_set() and len(pressed) == 1)):
            pressed.append(progress)
            signal.raise_signal(signal.SIGINT)

    with Beside(STUCK) as worker, stop_on_interrupt() as asked:
        worker.ask(baseline())
        run = worker.plan(press, asked)

    assert len(pressed) == 2
    assert run.outcome.status is SolveStatus.CANCELLED
    assert run.plan is not None
    assert worker.process.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one child process")
def test_ctrl_c_ends_with_cancelled_and_keeps_only_an_audited_plan(tmp_path: Path) -> None:
    # The poorest region first, to the last won: far longer to prove than this test waits.
    scenario = tmp_path / "긴.yaml"
    baseline = Path(__file__).parents[2] / "data/scenarios/baseline.yaml"
    content = yaml.safe_load(baseline.read_text("utf-8"))
    content["objective"] = {"kind": "max_min"}
    content["solver"] = {"gap": 0, "time_limit_s": 300}
    scenario.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    out = tmp_path / "결과"
    child = subprocess.Popen(
        [sys.executable, "-m", "cluster_planner", "run", str(scenario), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with child:
        try:
            child.wait(timeout=4)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGINT)
        said, complained = child.communicate(timeout=120)

    assert child.returncode == ExitCode.CANCELLED, complained.decode()
    assert b"Traceback" not in complained
    if (out / "plan.json").exists():
        kept = Run.from_json((out / "plan.json").read_bytes())
        assert kept.outcome.status is SolveStatus.CANCELLED
        assert kept.plan is not None
    else:
        # On a busy machine the signal may come before the command has begun to plan.
        assert "중단했습니다" in (said + complained).decode()

"""Sweeps on a real cluster of two worker processes on this machine."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import PlannerError, ScenarioError, SolverError
from cluster_planner.sweeps import dask_crew
from cluster_planner.sweeps.crew import Alone, Stop, SweepStopped, plans
from cluster_planner.sweeps.dask_crew import dask_team
from cluster_planner.sweeps.ladder import at_level
from tests.real_data import asked, real_snapshot

pytest.importorskip("distributed", reason="the extra `dask` is not installed")


@contextmanager
def _scheduler(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address and process of a scheduler that gives a question up when its second worker dies."""
    told = folder / "scheduler.json"
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with _dask("scheduler", "--port=0", f"--scheduler-file={told}", **settings) as process:
        assert _until_there(told)
        yield json.loads(told.read_text("utf-8"))["address"], process


@contextmanager
def _dask(part: str, *options: str, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    common = ("--host=127.0.0.1", "--dashboard-address=127.0.0.1:0", "--no-dashboard")
    with subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{part}", *common, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
        cwd=Path(__file__).parents[2],  # the workers import the work of these tests
    ) as child:
        try:
            yield child
        finally:
            child.terminate()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of two workers, each beside a nanny that starts it again."""
    folder = tmp_path_factory.mktemp("dask")
    own = ("--nworkers=2", "--nthreads=1", f"--local-directory={folder}")
    with _scheduler(folder) as (address, _), _dask("worker", address, *own):
        yield address


def _end_at_once(snapshot: Snapshot, item: int, stop: Stop) -> int:
    os._exit(item)


def _end_the_first_time(snapshot: Snapshot, mark: Path, stop: Stop) -> int:
    if not mark.exists():
        mark.touch()
        os._exit(3)
    return len(snapshot.parks)


def _wait_for_stop(snapshot: Snapshot, mark: Path, stop: Stop) -> int:
    if mark.name == "quick":
        return 7
    mark.with_name("started").touch()
    while not stop():
        time.sleep(0.02)
    mark.touch()
    return 8


def test_cluster_answers_like_one_process_in_the_order_asked_and_tells_how_far_it_is(
    address: str,
) -> None:
    questions = [at_level(asked(), level) for level in (100.0, 60.0)]
    told: list[tuple[int, int]] = []
    with dask_team(real_snapshot(), address, on_progress=lambda *n: told.append(n)) as crew:
        together = plans(crew, questions)
        with pytest.raises(ScenarioError, match="mars"):
            plans(crew, [asked(regions={"mars": {}})])

    assert [run.plan for run in together] == [
        run.plan for run in plans(Alone(real_snapshot()), questions)
    ]
    assert told[-1] == (2, 2)


def test_stop_keeps_what_was_answered_and_reaches_the_work_that_runs(
    address: str, tmp_path: Path
) -> None:
    long, started = tmp_path / "long", tmp_path / "started"
    done: list[int] = []
    with (
        pytest.raises(SweepStopped) as stopped,
        dask_team(
            real_snapshot(),
            address,
            lambda: bool(done) and started.exists(),
            lambda n, _: done.append(n),
        ) as crew,
    ):
        crew.each(_wait_for_stop, [long, tmp_path / "quick"])

    assert stopped.value.answered == {1: 7}
    assert _until_there(long)


def test_question_of_a_worker_that_died_is_asked_of_another(address: str, tmp_path: Path) -> None:
    with dask_team(real_snapshot(), address) as crew:
        assert crew.each(_end_the_first_time, [tmp_path / "a"]) == (len(real_snapshot().parks),)


def test_question_that_kills_every_worker_is_a_sentence_for_the_reader(address: str) -> None:
    with (
        pytest.raises(SolverError, match="거듭 갑자기 끝났습니다"),
        dask_team(real_snapshot(), address) as crew,
    ):
        crew.each(_end_at_once, [3])


def test_scheduler_that_dies_is_a_sentence(tmp_path: Path) -> None:
    with (
        _scheduler(tmp_path) as (address, scheduler),
        _dask("worker", address, "--nthreads=1", "--no-nanny", f"--local-directory={tmp_path}"),
        pytest.raises(SolverError, match="스케줄러가 더 답하지 않습니다"),
        dask_team(real_snapshot(), address, on_progress=lambda *_: scheduler.kill()) as crew,
    ):
        crew.each(_wait_for_stop, [tmp_path / "quick", tmp_path / "long"])


def test_workers_that_all_leave_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_crew, "_GONE_S", 0.5)
    monkeypatch.setattr(dask_crew, "_LOOK_S", 0.2)
    own = ("--nthreads=1", "--no-nanny", f"--local-directory={tmp_path}")
    with (
        _scheduler(tmp_path) as (address, _),
        _dask("worker", address, *own) as worker,
        pytest.raises(SolverError, match="워커가 하나도 남지 않았습니다"),
        dask_team(real_snapshot(), address, on_progress=lambda *_: worker.kill()) as crew,
    ):
        crew.each(_wait_for_stop, [tmp_path / "quick", tmp_path / "long"])


def test_worker_with_another_version_is_refused_before_and_after_it_joins(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_crew, "__version__", "9.9")
    with pytest.raises(ScenarioError, match=r"이 컴퓨터의 9\.9과\(와\) 다릅니다"):
        _open(address)

    monkeypatch.setattr(dask_crew, "_check_workers", lambda *_: None)
    with (
        pytest.raises(ScenarioError, match=r"다릅니다.*모든 워커에 같은 판을"),
        dask_team(real_snapshot(), address) as crew,
    ):
        plans(crew, [asked()])


def test_scheduler_without_workers_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_crew, "CONNECT_S", 0.5)
    with (
        _scheduler(tmp_path) as (empty, _),
        pytest.raises(ScenarioError, match="워커가 하나도 없습니다"),
    ):
        _open(empty)


def test_address_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_crew, "CONNECT_S", 0.5)
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        with pytest.raises(ScenarioError, match="답하지 않습니다"):
            _open(f"tcp://127.0.0.1:{unheard.getsockname()[1]}")


def test_missing_extra_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PlannerError, match=r"cluster-planner\[dask\]"):
        _open("tcp://127.0.0.1:1")


def _open(address: str) -> None:
    with dask_team(real_snapshot(), address):
        pytest.fail("it was let in")


def _until_there(path: Path, seconds: float = 10) -> bool:
    ends = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < ends:
        time.sleep(0.02)
    return path.exists()

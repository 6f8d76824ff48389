"""Answers questions on the workers of a Dask cluster that is already running (extra `dask`).

`dask scheduler` and `dask worker tcp://HOST:8786 --nthreads 1` start one, in environments that hold
this program in the same version. Nothing on it is encrypted or asked for a password by itself.
"""

import importlib.metadata
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from cluster_planner import __version__
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError, SolverError
from cluster_planner.sweeps.crew import Count, Stop, SweepStopped, Tell, Work, never, silent

CONNECT_S = 10.0
"""How long the scheduler may take to answer, and the first worker to be there."""
_CLOSE_S = 2.0
_POLL_S = 0.1
_LOOK_S = 2.0
_GONE_S = 30.0
"""How long a cluster may be without any worker: a nanny starts a new one in seconds."""
_TRIES = 3
"""Rounds in which questions are asked again whose data went with the workers that died."""

_one_at_a_time = threading.Lock()
"""On a worker: two solves in one process would share the solver's threads and its time."""


class DaskTeam:
    """Answers questions on a cluster; open it with `dask_team`."""

    def __init__(self, snapshot: Snapshot, should_stop: Stop, tell: Tell, client: Any) -> None:
        self.snapshot = snapshot
        self._should_stop = should_stop
        self._tell = tell
        self._client = client
        self._count = Count()
        self._data: Any = None

    def each[T, R](self, work: Work[T, R], items: Sequence[T]) -> tuple[R, ...]:
        """See `Crew.each`. A question whose worker dies is asked again, of another."""
        self._count.asked += len(items)
        answers: dict[int, R] = {}
        for _ in range(_TRIES):
            self._ask(work, items, answers)
            if len(answers) == len(items):
                return tuple(answers[i] for i in range(len(items)))
            self._data = None  # it was lost with the last worker that held it
            self._find_workers(answers)
        raise SolverError(_died())

    def _ask[T, R](self, work: Work[T, R], items: Sequence[T], answers: dict[int, R]) -> None:
        """Add the answers that are missing, except those that were lost on the way."""
        if self._data is None:
            self._data = self._scatter()
        pending = {
            i: self._client.submit(_answer, work, item, self._data, __version__, pure=False)
            for i, item in enumerate(items)
            if i not in answers
        }
        seen = time.monotonic()
        while pending:
            time.sleep(_POLL_S)
            ended = {i: future for i, future in pending.items() if future.done()}
            if self._should_stop():
                answers |= {i: f.result() for i, f in ended.items() if f.status == "finished"}
                self._client.cancel(list(pending.values()), force=True)
                raise SweepStopped(answers)
            for i, future in ended.items():
                del pending[i]
                if future.status in ("finished", "error"):  # and not lost or cancelled
                    answers[i] = _result(future)
            if ended:
                self._count.done = self._count.asked - len(items) + len(answers)
                self._tell(self._count.done, self._count.asked)
            if time.monotonic() - seen > _LOOK_S:
                self._find_workers(answers)
                seen = time.monotonic()

    def _scatter(self) -> Any:
        try:
            return self._client.scatter(self.snapshot, broadcast=True, hash=False)
        except (TimeoutError, OSError) as error:
            raise SolverError(_gone("자료를 워커에 보내지 못했습니다")) from error

    def _find_workers(self, answers: dict[int, Any]) -> None:
        """Wait until there are workers. Raises SolverError when they, or the scheduler, are gone."""
        lost = time.monotonic()
        while not self._workers():
            if self._should_stop():
                raise SweepStopped(answers)
            if time.monotonic() - lost > _GONE_S:
                raise SolverError(_gone("워커가 하나도 남지 않았습니다"))
            time.sleep(_POLL_S)

    def _workers(self) -> int:
        try:
            if self._client.status == "running":
                return len(self._client.nthreads())
        except OSError:
            pass
        raise SolverError(_gone("스케줄러가 더 답하지 않습니다"))


@contextmanager
def dask_team(
    snapshot: Snapshot, address: str, should_stop: Stop = never, on_progress: Tell = silent
) -> Iterator[DaskTeam]:
    """A team of all workers at the scheduler's address, left to itself when the block ends.

    Raises ScenarioError when the extra is missing, nobody answers, no worker is there, or one of
    them has another version of this program.
    """
    client = _connect(address)
    try:
        _check_workers(client, address)
        yield DaskTeam(snapshot, should_stop, on_progress, client)
    finally:
        with suppress(TimeoutError, OSError):  # the scheduler may be gone
            client.close(timeout=_CLOSE_S)  # it drops what it still has to do for us


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        remedy = "pip install 'cluster-planner[dask]'로 설치하거나 --workers를 쓰세요"
        raise _refused(f"--dask {address}", "dask가 설치되어 있지 않습니다", remedy) from error
    # What goes wrong is told in sentences of ours.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        problem = f"Dask 스케줄러가 {CONNECT_S:.0f}초 안에 답하지 않습니다"
        remedy = "주소와 포트를 확인하고 dask scheduler를 먼저 켜세요"
        raise _refused(f"--dask {address}", problem, remedy) from error


def _check_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
    except TimeoutError as error:
        remedy = f"dask worker {address} --nthreads 1로 워커를 켜세요"
        raise _refused(f"--dask {address}", "스케줄러에 워커가 하나도 없습니다", remedy) from error
    # A function of the standard library: a worker without our program can answer too.
    found = client.run(importlib.metadata.version, "cluster-planner", on_error="return")
    for worker, version in sorted(found.items()):
        if version != __version__:
            raise _other_version(worker, version if isinstance(version, str) else "없음")


def _answer[T, R](work: Work[T, R], item: T, snapshot: Snapshot, version: str) -> R:
    """Runs on a worker, which may have joined after the others were checked."""
    from distributed import get_worker

    worker = get_worker()
    if version != __version__:
        raise _other_version(worker.address, __version__)
    key = worker.get_current_task()

    def dropped() -> bool:
        task = worker.state.tasks.get(key)  # Dask's own record of who still waits for it
        left = worker.status.name in ("closing", "closed")
        return left or task is None or task.state == "cancelled"

    with _one_at_a_time:
        return work(snapshot, item, dropped)


def _result(future: Any) -> Any:
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise SolverError(_died()) from error


def _died() -> Finding:
    remedy = "워커의 메모리와 기록을 확인하거나 --workers로 이 컴퓨터에서 푸세요"
    return Finding("Dask 워커", "한 물음을 풀던 워커가 거듭 갑자기 끝났습니다", remedy)


def _gone(problem: str) -> Finding:
    return Finding("Dask", problem, "클러스터를 확인하고 다시 실행하거나 --workers를 쓰세요")


def _other_version(worker: str, version: str) -> ScenarioError:
    problem = f"프로그램 판이 {version}으로 이 컴퓨터의 {__version__}과(와) 다릅니다"
    return _refused(f"Dask 워커 {worker}", problem, "모든 워커에 같은 판을 설치하고 다시 켜세요")


def _refused(where: str, problem: str, remedy: str) -> ScenarioError:
    return ScenarioError((Finding(where, problem, remedy),))

"""Who answers the many questions of a sweep: this process, or a few processes beside it."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from ctypes import c_bool
from dataclasses import dataclass, field
from typing import Protocol

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, SolverError
from cluster_planner.pipeline import plan_scenario

Stop = Callable[[], bool]
Tell = Callable[[int, int], None]
"""Hears how many questions are answered, and how many were asked so far."""
type Work[T, R] = Callable[[Snapshot, T, Stop], R]
"""A function of a module, so that it can travel to another process."""

_POLL_S = 0.1
_WATCH_S = 0.5
_GRACE_S = 10.0
"""How long a process may take to end by itself once it is told to stop."""


class SweepStopped(Exception):
    """The reader asked to stop before the sweep was complete."""


class Crew(Protocol):
    """Answers questions on one snapshot."""

    @property
    def snapshot(self) -> Snapshot:
        """The data that every question is asked of."""
        ...

    def each[T, R](self, work: Work[T, R], items: Sequence[T]) -> tuple[R, ...]:
        """The work on every item, in their order. Raises SweepStopped, or what the work raises."""
        ...


def plans(crew: Crew, scenarios: Sequence[Scenario]) -> tuple[Run, ...]:
    """One audited run per scenario, in their order."""
    return crew.each(_plan, scenarios)


def _plan(snapshot: Snapshot, scenario: Scenario, stop: Stop) -> Run:
    return plan_scenario(snapshot, scenario, should_stop=stop)


def _never() -> bool:
    return False


def _silent(done: int, asked: int) -> None:
    pass


@dataclass
class _Count:
    done: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Alone:
    """Answers one question after the other in this process."""

    snapshot: Snapshot
    should_stop: Stop = _never
    on_progress: Tell = _silent
    _count: _Count = field(default_factory=_Count)

    def each[T, R](self, work: Work[T, R], items: Sequence[T]) -> tuple[R, ...]:
        """See `Crew.each`."""
        self._count.asked += len(items)
        answers = []
        for item in items:
            answers.append(work(self.snapshot, item, self.should_stop))
            if self.should_stop():
                raise SweepStopped
            self._count.done += 1
            self.on_progress(self._count.done, self._count.asked)
        return tuple(answers)


@dataclass(frozen=True)
class Team:
    """Answers questions in processes of its own; open it with `team`."""

    snapshot: Snapshot
    should_stop: Stop
    on_progress: Tell
    _executor: ProcessPoolExecutor
    _count: _Count = field(default_factory=_Count)

    def each[T, R](self, work: Work[T, R], items: Sequence[T]) -> tuple[R, ...]:
        """See `Crew.each`."""
        self._count.asked += len(items)
        try:
            futures = [self._executor.submit(_answer, work, item) for item in items]
            self._wait(futures)
            return tuple(future.result() for future in futures)
        except BrokenProcessPool as error:
            problem = "계산 프로세스가 갑자기 끝났습니다"
            finding = Finding(
                "프로세스", problem, "메모리를 확인하고 --workers 1로 다시 실행하세요"
            )
            raise SolverError((finding,)) from error

    def _wait[R](self, futures: Sequence[Future[R]]) -> None:
        pending = set(futures)
        while pending:
            ended, pending = wait(pending, timeout=_POLL_S, return_when=FIRST_COMPLETED)
            if self.should_stop():
                raise SweepStopped
            for future in ended:
                future.result()  # the first failure ends the sweep
            if ended:
                self._count.done += len(ended)
                self.on_progress(self._count.done, self._count.asked)


@contextmanager
def team(
    snapshot: Snapshot,
    workers: int | None = None,
    should_stop: Stop = _never,
    on_progress: Tell = _silent,
) -> Iterator[Team]:
    """A team of so many processes (default: one per core), which is gone when the block ends."""
    context = multiprocessing.get_context("spawn")  # the same start on every system
    # No Event: one that a dead process waited for blocks whoever sets it.
    ending = context.RawValue(c_bool, False)
    executor = ProcessPoolExecutor(
        workers or os.cpu_count() or 1, context, _begin, (snapshot, ending)
    )
    try:
        yield Team(snapshot, should_stop, on_progress, executor)
    except BaseException:
        ending.value = True
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class _Post:
    """What a process of a team works with."""

    snapshot: Snapshot
    ending: c_bool
    """Set by the parent in memory that it shares with the team."""

    def must_end(self) -> bool:
        """Whether the parent wants no more answers."""
        return bool(self.ending.value)


_post: _Post | None = None
"""Of this process, when it belongs to a team; set once by `_begin`."""


def _begin(snapshot: Snapshot, ending: c_bool) -> None:
    global _post
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which tells us
    _post = _Post(snapshot, ending)
    threading.Thread(target=_watch, args=(ending,), daemon=True).start()


def _watch(ending: c_bool) -> None:
    """End this process when its parent is gone, or when it does not heed a stop in time."""
    parent = multiprocessing.parent_process()
    while parent is not None and parent.is_alive():
        if ending.value:
            time.sleep(_GRACE_S)
            break
        time.sleep(_WATCH_S)
    os._exit(1)


def _answer[T, R](work: Work[T, R], item: T) -> R:
    if _post is None:
        raise RuntimeError("this process belongs to no team")
    return work(_post.snapshot, item, _post.must_end)

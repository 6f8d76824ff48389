"""Who answers the many questions of a sweep: this process, or a few processes beside it."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from ctypes import c_bool
from dataclasses import dataclass, field
from typing import Any, Protocol

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

    def __init__(self, answered: Mapping[int, Any]) -> None:
        super().__init__()
        self.answered = answered
        """Position of each item that was answered before → its answer."""


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
    return crew.each(plan, scenarios)


def plan(snapshot: Snapshot, scenario: Scenario, stop: Stop) -> Run:
    """The work of planning one scenario; why there is no plan is not searched for."""
    return plan_scenario(snapshot, scenario, should_stop=stop, explain=False)


def never() -> bool:
    """A reader who does not ask to stop."""
    return False


def silent(done: int, asked: int) -> None:
    """A reader who need not know how far it is."""


@dataclass
class Count:
    """Questions of a crew so far, over all it was asked."""

    done: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Alone:
    """Answers one question after the other in this process."""

    snapshot: Snapshot
    should_stop: Stop = never
    on_progress: Tell = silent
    _count: Count = field(default_factory=Count)

    def each[T, R](self, work: Work[T, R], items: Sequence[T]) -> tuple[R, ...]:
        """See `Crew.each`."""
        self._count.asked += len(items)
        answers = []
        for item in items:
            answers.append(work(self.snapshot, item, self.should_stop))
            if self.should_stop():
                raise SweepStopped(dict(enumerate(answers[:-1])))
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
    _count: Count = field(default_factory=Count)

    def each[T, R](self, work: Work[T, R], items: Sequence[T]) -> tuple[R, ...]:
        """See `Crew.each`."""
        self._count.asked += len(items)
        try:
            with _without_interrupt():
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
                raise SweepStopped(_answered(futures))
            for future in ended:
                future.result()  # the first failure ends the sweep
            if ended:
                self._count.done += len(ended)
                self.on_progress(self._count.done, self._count.asked)


@contextmanager
def _without_interrupt() -> Iterator[None]:
    """Processes that start here are deaf to Ctrl-C from their first moment: one that died of it
    while it is handed its data would leave the parent writing for ever."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answered[R](futures: Sequence[Future[R]]) -> dict[int, R]:
    return {
        i: future.result()
        for i, future in enumerate(futures)
        if future.done() and not future.cancelled() and future.exception() is None
    }


@contextmanager
def team(
    snapshot: Snapshot,
    workers: int | None = None,
    should_stop: Stop = never,
    on_progress: Tell = silent,
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
    finally:
        ending.value = True  # a sweep that tells what it has may leave solves behind
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

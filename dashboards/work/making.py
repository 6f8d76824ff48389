"""One paper made beside the page, in a process that can be killed.

A making never touches the page: its thread reads the child's messages into plain attributes, and
the pages look at them now and then. Papers do not wait for solves: they have slots of their own.
"""

import json
import logging
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from cluster_planner.errors import Finding
from cluster_planner.sweeps.beside import started
from dashboards.work.attendance import Attendance
from dashboards.work.jobs import stand_back
from dashboards.work.paper_order import KINDS, PaperOrder
from dashboards.work.slots import Slots

LOG = logging.getLogger(__name__)
MAKER: Final = (sys.executable, "-m", "dashboards.work.paper_worker")
ABANDONED_S: Final = 120.0
"""How long a paper is made on after its page has gone: long enough for a refresh."""
LONGEST_S: Final = 1_800.0


class MakingState(StrEnum):
    """Where a paper stands; the last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Making:
    """One order being made into `path`. Read `state`, `step`, `size` and `findings` at any time."""

    def __init__(
        self,
        order: PaperOrder,
        path: Path,
        slots: Slots,
        command: tuple[str, ...] = MAKER,
        longest_s: float = LONGEST_S,
        on_end: Callable[["Making"], None] | None = None,
    ) -> None:
        """`on_end` is called in the thread of this making, before the end can be seen."""
        self.key, self.kind, self.file_name = order.key, order.kind, order.file_name
        self.media_type = KINDS[order.kind].media_type
        self.path = path
        self.token = secrets.token_urlsafe(32)
        """Who knows it may have the file."""
        self.state = MakingState.QUEUED
        self.step: tuple[str, int, int] = ("", 0, 0)
        """What is being made of a set, how many are done, and of how many."""
        self.size = 0
        """Bytes of the file."""
        self.findings: tuple[Finding, ...] = ()
        """Why there is none; of one that is done: what this computer could not put into it."""
        self._order: PaperOrder | None = order
        self._slots, self._command, self._longest_s = slots, command, longest_s
        self._on_end = on_end
        self._process: subprocess.Popen[str] | None = None
        self._attendance = Attendance(self.cancel)
        self._cancel = threading.Event()
        self._late = False
        self._ended = threading.Event()
        self._since = time.monotonic()
        self._seconds: float | None = None
        self._thread = threading.Thread(target=self._work, daemon=True, name="paper")

    def start(self) -> "Making":
        """Queue it; it is made when a slot is free. Returns itself."""
        self._slots.join(self)
        self._thread.start()
        return self

    def cancel(self) -> None:
        """End it now, for everybody."""
        self._cancel.set()
        self._kill()

    def attend(self, who: object) -> None:
        """Somebody waits for it (again)."""
        self._attendance.come(who)

    def leave(self, who: object, after_seconds: float = 0.0) -> None:
        """Somebody waits no more; after the last of them it ends, unless one comes back in time."""
        self._attendance.go(who, after_seconds)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    @property
    def done(self) -> bool:
        """Whether the file is there."""
        return self.state is MakingState.DONE

    @property
    def before(self) -> int:
        """How many wait in front of this one."""
        return self._slots.before(self)

    @property
    def seconds(self) -> float:
        """How long it has been made, or took; before that, how long it has waited."""
        return time.monotonic() - self._since if self._seconds is None else self._seconds

    def wait(self, timeout_seconds: float) -> bool:
        """Block until the end or the timeout. For tests and scripts, never for a page."""
        return self._ended.wait(timeout_seconds)

    def _work(self) -> None:
        if not self._slots.take(self, self._cancel.is_set):
            self._end(MakingState.CANCELLED)
            return
        state = MakingState.FAILED
        try:
            state = self._make()
        except OSError:
            LOG.exception("the maker of a paper could not be started or read")
            self.findings = (self._finding("만드는 프로그램을 시작하지 못했습니다"),)
        except Exception:
            LOG.exception("a paper could not be taken in")
            self.findings = (self._finding("예상하지 못한 오류로 멈췄습니다"),)
        finally:
            self._slots.give_back()
            self._end(state)

    def _make(self) -> MakingState:
        self._since = time.monotonic()
        self.state = MakingState.RUNNING
        process = self._process = started(self._command)
        stand_back(process.pid)
        timer = threading.Timer(self._longest_s, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            if self._cancel.is_set():
                return MakingState.CANCELLED
            told = self._talk(process)
        finally:
            timer.cancel()
            _finish(process)
        return self._verdict(told, process.returncode)

    def _talk(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """Ask, and hear the last word."""
        assert self._order is not None
        assert process.stdin is not None
        assert process.stdout is not None
        last: dict[str, Any] = {}
        try:
            process.stdin.write(self._order.request(self.path) + "\n")
            process.stdin.flush()
            self._order = None  # what is kept for long must not hold whole runs
        except BrokenPipeError:
            return last  # it has already ended, which its exit code tells
        for line in process.stdout:
            try:
                message = json.loads(line)
            except ValueError:
                continue  # a line cut short by a kill
            if message["type"] == "step":
                self.step = (str(message["words"]), int(message["done"]), int(message["of"]))
            else:
                last = message
        process.wait()
        return last

    def _verdict(self, told: dict[str, Any], code: int) -> MakingState:
        match told.get("type"):
            case "made":
                self.size = int(told["bytes"])
                self.findings = tuple(Finding(**finding) for finding in told["absent"])
                return MakingState.DONE
            case _ if self._cancel.is_set():
                return MakingState.CANCELLED
            case "findings":
                self.findings = tuple(Finding(**finding) for finding in told["findings"])
            case "crash":
                LOG.error("a paper (%s) broke: %s", self.kind, told["trace"])
                self.findings = (self._finding("예상하지 못한 오류로 멈췄습니다"),)
            case _:
                LOG.error("a paper (%s): exit code %s, no answer", self.kind, code)
                self.findings = (self._forced_end(),)
        return MakingState.FAILED

    def _forced_end(self) -> Finding:
        if self._late:
            problem = f"{self._longest_s / 60:,.0f}분이 지나도 끝나지 않아 멈췄습니다"
            return Finding(KINDS[self.kind].label, problem, "다른 형식으로 만들어 보세요")
        problem = (
            "만드는 프로그램이 강제로 끝났습니다(메모리가 모자랐거나 다른 프로그램이 끝냈습니다)"
        )
        return Finding(KINDS[self.kind].label, problem, "여유 메모리를 확인하고 다시 만드세요")

    def _finding(self, problem: str) -> Finding:
        remedy = "다시 만들어 보고, 되풀이되면 서버 기록을 확인하세요"
        return Finding(KINDS[self.kind].label, problem, remedy)

    def _give_up(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()

    def _end(self, state: MakingState) -> None:
        self._seconds = time.monotonic() - self._since
        if state is not MakingState.DONE:
            self.path.unlink(missing_ok=True)
        try:
            self.state = state
            if self._on_end is not None:
                self._on_end(self)
        finally:
            self._ended.set()


def _finish(process: "subprocess.Popen[str]") -> None:
    """Leave no process, no zombie and no pipe behind."""
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue  # the last word was never read

"""Runs beside the page: one killable child process per run, a few at a time.

A job never touches the page. Its thread reads the child's messages into plain attributes; the
session looks at them now and then. Asking to stop is polite first and forceful after a grace period;
the best audited plan so far is kept either way.
"""

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, PlannerError
from cluster_planner.sweeps.beside import WORKER, Beside, NoAnswer, WorkerCrashed
from dashboards.work.attendance import Attendance
from dashboards.work.course import Course
from dashboards.work.slots import Slots

LOG = logging.getLogger(__name__)
SLOTS = Slots(2)
"""How many solves may run at once in this server process."""
GRACE_SECONDS = 2.0
RUN_NICENESS = 5
ABANDONED_SECONDS = 120.0
"""How long a job goes on after its page has gone: long enough for a refresh or a lost network."""


class JobState(StrEnum):
    """Where a job stands; the last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Job:
    """One scenario being solved. Read `state`, `progress`, `run` and `findings` at any time."""

    def __init__(
        self,
        scenario: Scenario,
        data_folder: Path | None = None,
        slots: Slots = SLOTS,
        command: tuple[str, ...] = WORKER,
        on_news: "Callable[[Job], None] | None" = None,
    ) -> None:
        """`on_news` is called in the job's thread: queued, begun, at each better plan, at its end."""
        self.job_id = uuid.uuid4().hex[:8]
        self.scenario = scenario
        self.state = JobState.QUEUED
        self.run: Run | None = None
        self.findings: tuple[Finding, ...] = ()
        self.unkept = False
        """Whether what it found could not be written to the shelf."""
        self._worker: Beside | None = None
        self.data_folder = data_folder
        self._slots = slots
        self._command = command
        self._on_news = on_news
        self._course = Course()
        self._told: Run | None = None
        self._attendance = Attendance(self.cancel)
        self.closing: JobState | None = None
        """How it ends, as soon as all is known; those who wait for the end are told later."""
        self._cancel = threading.Event()
        self._ended = threading.Event()
        self._started_at = time.monotonic()
        self._thread = threading.Thread(target=self._work, daemon=True, name=f"job-{self.job_id}")

    def start(self) -> "Job":
        """Queue the job; it runs when a slot is free. Returns itself."""
        self._slots.join(self)
        self._thread.start()
        return self

    def cancel(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """Ask the solver to stop with what it has; kill it when it has not after the grace."""
        self._cancel.set()
        worker = self._worker
        if worker is None or worker.process.poll() is not None:
            return
        worker.stop()
        timer = threading.Timer(grace_seconds, worker.process.kill)
        timer.daemon = True
        timer.start()

    def attend(self, who: object = None) -> None:
        """Somebody looks (again)."""
        self._attendance.come(who)

    def abandon(self, who: object = None, after_seconds: float = ABANDONED_SECONDS) -> None:
        """Somebody looks no more; after the last of them it stops in a while, unless one comes back."""
        self._attendance.go(who, after_seconds)

    @property
    def process(self) -> "subprocess.Popen[str] | None":
        """The worker's process, once it runs."""
        return self._worker.process if self._worker else None

    @property
    def progress(self) -> Progress | None:
        """What the solver told last."""
        return self._worker.progress if self._worker else None

    @property
    def best(self) -> Run | None:
        """The best audited plan so far, marked as cancelled."""
        return self._worker.best if self._worker else None

    @property
    def history(self) -> tuple[Progress, ...]:
        """How incumbent and bound went, at most 500 points."""
        return self._course.points

    @property
    def before(self) -> int:
        """How many jobs wait in front of this one."""
        return self._slots.before(self)

    @property
    def cancelling(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._cancel.is_set()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since the job began to run, or since it was queued."""
        return time.monotonic() - self._started_at

    def wait(self, timeout_seconds: float) -> bool:
        """Block until the end or the timeout. For tests and scripts, never for a page."""
        return self._ended.wait(timeout_seconds)

    def _work(self) -> None:
        self._tell()
        if not self._slots.take(self, self._cancel.is_set):
            self._end(JobState.CANCELLED)
            return
        try:
            self._end(JobState.CANCELLED if self._cancel.is_set() else self._talk())
        except OSError:
            LOG.exception("job %s: the worker could not be started or read", self.job_id)
            self._end(self._broken())
        finally:
            self._slots.give_back()
            self._ended.set()

    def _talk(self) -> JobState:
        self._started_at = time.monotonic()
        self._worker = worker = Beside(self._command)
        stand_back(worker.process.pid)
        self.state = JobState.RUNNING
        self._tell()
        try:
            self._send(worker)
            if self._cancel.is_set():
                self.cancel()
            worker.listen(self._note)
        finally:
            worker.end()
        return self._verdict(worker)

    def _note(self, progress: Progress) -> None:
        self._course.add(progress)
        if self.best is not self._told:
            self._told = self.best
            self._tell()

    def _tell(self) -> None:
        if self._on_news is not None:
            self._on_news(self)

    def _send(self, worker: Beside) -> None:
        worker.ask(self.scenario, self.data_folder)

    def _take(self, worker: Beside) -> None:
        """Keep the answer. Raises what the worker raised, and NoAnswer without any."""
        self.run = worker.answer()

    def _verdict(self, worker: Beside) -> JobState:
        try:
            self._take(worker)
            if self._was_killed(worker) and not self._cancel.is_set():
                kept = "그때까지 찾은 가장 좋은 안을 보입니다"
                self.findings = (self._forced_end(worker, kept),)
            return JobState.DONE
        except PlannerError as error:
            if self._cancel.is_set():
                return JobState.CANCELLED
            if not isinstance(error, NoAnswer):
                self.findings = error.findings
                return JobState.FAILED
            LOG.error("job %s: exit code %s, no answer", self.job_id, worker.process.returncode)
            if self._was_killed(worker):
                self.findings = (self._forced_end(worker, "남길 계획이 아직 없었습니다"),)
                return JobState.FAILED
        except WorkerCrashed as crash:
            LOG.error("job %s: %s", self.job_id, crash)
        return self._broken()

    def _was_killed(self, worker: Beside) -> bool:
        """Signals are negative exit codes; out of memory is one of them."""
        return worker.process.returncode < 0

    def _forced_end(self, worker: Beside, kept: str) -> Finding:
        code = worker.process.returncode
        LOG.error("job %s: the worker was killed (exit code %s)", self.job_id, code)
        problem = (
            f"계산 프로그램이 강제로 끝났습니다(신호 {-code}: 메모리가 모자랐거나 다른 프로그램이 "
            f"끝냈습니다). {kept}"
        )
        return Finding(f"계산 {self.job_id}", problem, "여유 메모리를 확인하고 다시 실행하세요")

    def _broken(self) -> JobState:
        self.findings = (
            Finding(
                f"계산 {self.job_id}",
                "계산 프로그램이 답 없이 끝났습니다",
                "다시 실행해 보고, 되풀이되면 이 번호로 서버 기록을 확인하세요",
            ),
        )
        return JobState.FAILED

    def _end(self, state: JobState) -> None:
        """What was found is kept before anybody hears of the end."""
        self.closing = state
        try:
            self._tell()
        finally:
            self.state = state
            self._ended.set()


def stand_back(pid: int) -> None:
    """Pages come first: a run takes what they leave of the machine, where the system can say so."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, RUN_NICENESS)

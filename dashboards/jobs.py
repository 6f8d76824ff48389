"""Runs beside the page: one killable child process per run, a few at a time.

A job never touches the page. Its thread reads the child's messages into plain attributes; the
session looks at them now and then. Asking to stop is polite first and forceful after a grace period;
the best audited plan so far is kept either way.
"""

import logging
import subprocess
import threading
import time
import uuid
from enum import StrEnum
from pathlib import Path

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, PlannerError
from cluster_planner.sweeps.beside import WORKER, Beside, NoAnswer, WorkerCrashed

LOG = logging.getLogger(__name__)
SLOTS = threading.BoundedSemaphore(2)
"""How many solves may run at once in this server process."""
GRACE_SECONDS = 2.0


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
        slots: threading.Semaphore = SLOTS,
        command: tuple[str, ...] = WORKER,
    ) -> None:
        self.job_id = uuid.uuid4().hex[:8]
        self.scenario = scenario
        self.state = JobState.QUEUED
        self.run: Run | None = None
        self.findings: tuple[Finding, ...] = ()
        self._worker: Beside | None = None
        self._data_folder = data_folder
        self._slots = slots
        self._command = command
        self._cancel = threading.Event()
        self._ended = threading.Event()
        self._started_at = time.monotonic()
        self._thread = threading.Thread(target=self._work, daemon=True, name=f"job-{self.job_id}")

    def start(self) -> "Job":
        """Queue the job; it runs when a slot is free. Returns itself."""
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

    @property
    def process(self) -> "subprocess.Popen[str] | None":
        """The worker's process, once it runs."""
        return self._worker.process if self._worker else None

    @property
    def progress(self) -> Progress | None:
        """What the solver told last."""
        return self._worker.progress if self._worker else None

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
        while not self._slots.acquire(timeout=0.1):
            if self._cancel.is_set():
                self._end(JobState.CANCELLED)
                return
        try:
            self._end(JobState.CANCELLED if self._cancel.is_set() else self._talk())
        except OSError:
            LOG.exception("job %s: the worker could not be started or read", self.job_id)
            self._end(self._broken())
        finally:
            self._slots.release()
            self._ended.set()

    def _talk(self) -> JobState:
        self._started_at = time.monotonic()
        self._worker = worker = Beside(self._command)
        self.state = JobState.RUNNING
        try:
            worker.ask(self.scenario, self._data_folder)
            if self._cancel.is_set():
                self.cancel()
            worker.listen()
        finally:
            worker.end()
        return self._verdict(worker)

    def _verdict(self, worker: Beside) -> JobState:
        try:
            self.run = worker.answer()
            return JobState.DONE
        except PlannerError as error:
            if self._cancel.is_set():
                return JobState.CANCELLED
            if not isinstance(error, NoAnswer):
                self.findings = error.findings
                return JobState.FAILED
            LOG.error("job %s: exit code %s, no answer", self.job_id, worker.process.returncode)
        except WorkerCrashed as crash:
            LOG.error("job %s: %s", self.job_id, crash)
        return self._broken()

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
        self.state = state
        self._ended.set()

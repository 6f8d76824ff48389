"""Runs beside the page: one killable child process per run, a few at a time.

A job never touches the page. Its thread reads the child's messages into plain attributes; the
session looks at them now and then. Asking to stop is polite first (the best plan so far is kept)
and forceful after a grace period.
"""

import json
import logging
import os
import subprocess
import sys
import threading
import time
import uuid
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding

LOG = logging.getLogger(__name__)
SLOTS = threading.BoundedSemaphore(2)
"""How many solves may run at once in this server process."""
GRACE_SECONDS = 2.0
_WORKER = (sys.executable, "-m", "dashboards.worker")


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
        command: tuple[str, ...] = _WORKER,
    ) -> None:
        self.job_id = uuid.uuid4().hex[:8]
        self.scenario = scenario
        self.state = JobState.QUEUED
        self.progress: Progress | None = None
        self.run: Run | None = None
        self.findings: tuple[Finding, ...] = ()
        self.process: subprocess.Popen[str] | None = None
        self._request = {
            "scenario": scenario.model_dump(mode="json"),
            "data_folder": str(data_folder) if data_folder else None,
        }
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
        process = self.process
        if process is None or process.poll() is not None:
            return
        _tell(process, "stop")
        timer = threading.Timer(grace_seconds, _kill, args=(process,))
        timer.daemon = True
        timer.start()

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
        self.process = process = _spawn(self._command)
        self.state = JobState.RUNNING
        try:
            _tell(process, json.dumps(self._request, ensure_ascii=False))
            if self._cancel.is_set():
                self.cancel()
            assert process.stdout is not None
            for line in process.stdout:
                self._hear(line)
            process.wait()
        finally:
            _close(process)
        return self._verdict(process.returncode)

    def _hear(self, line: str) -> None:
        try:
            message: dict[str, Any] = json.loads(line)
            match message["type"]:
                case "progress":
                    self.progress = Progress.model_validate(message["progress"])
                case "result":
                    self.run = Run.model_validate(message["run"])
                case "findings":
                    self.findings = tuple(Finding(**finding) for finding in message["findings"])
        except (ValueError, KeyError, TypeError, ValidationError):
            LOG.exception("job %s: a message of the worker could not be read", self.job_id)

    def _verdict(self, exit_code: int) -> JobState:
        if self.run is not None:
            return JobState.DONE
        if self._cancel.is_set():
            return JobState.CANCELLED
        if self.findings:
            return JobState.FAILED
        LOG.error("job %s: the worker ended with code %s and no answer", self.job_id, exit_code)
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


def _spawn(command: tuple[str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def _tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
    except (OSError, ValueError):
        LOG.info("worker %s has already closed its input", process.pid)


def _kill(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.kill()


def _close(process: subprocess.Popen[str]) -> None:
    """Leave no pipe and no zombie behind."""
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                LOG.info("worker %s had unread input", process.pid)

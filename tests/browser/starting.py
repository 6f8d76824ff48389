"""Starts the servers of the tests: forked from one that has imported all, where a system can fork."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Protocol

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "NUMEXPR_NUM_THREADS": "1", "NUMEXPR_MAX_THREADS": "1"}
"""Threads of a library would be lost in the fork."""


class Process(Protocol):
    """What of subprocess.Popen the tests need."""

    def poll(self) -> int | None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float) -> int: ...


def started(command: list[str], log: Path) -> Process:
    """Run a Python script with its arguments (`command` begins with the Python) into a log."""
    log.write_text("", "utf-8")
    if command[0] == sys.executable and hasattr(os, "fork"):
        return Forked(command[1:], log)
    with log.open("w", encoding="utf-8") as output:
        return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT)


@cache
def _warm() -> subprocess.Popen[str]:
    """The process that has imported all; it ends with this one."""
    command = [sys.executable, str(HERE / "apps" / "warm.py")]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ask(question: dict[str, object]) -> int | None:
    warm = _warm()
    assert warm.stdin is not None
    assert warm.stdout is not None
    warm.stdin.write(json.dumps(question) + "\n")
    warm.stdin.flush()
    answer: int | None = json.loads(warm.stdout.readline())
    return answer


class Forked:
    """A server that was forked, as a Process."""

    def __init__(self, arguments: list[str], log: Path) -> None:
        pid = _ask({"argv": arguments, "log": str(log), "environment": dict(os.environ)})
        assert pid is not None
        self._pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """Exit code, or None while it lives."""
        if self._code is None:
            self._code = _ask({"pid": self._pid})
        return self._code

    def terminate(self) -> None:
        """Ask it to end."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._signal(signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        """Exit code once it has ended; raises TimeoutExpired after so many seconds."""
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(str(self._pid), timeout)
            time.sleep(0.02)
        return code

    def _signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self._pid, number)

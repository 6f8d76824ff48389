"""The reader's process: started, watched, and dead before anybody goes on."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import psutil

from cluster_planner.sources.cage.environment import clean_environment
from cluster_planner.sources.cage.job import PROGRESS_FILE
from cluster_planner.sources.cage.limits import Limits

OnProgress = Callable[[str, float | None], None]
Stop = Callable[[], bool]

_READER: Final = "cluster_planner.sources.cage"
_LOOK_EVERY_S: Final = 0.05
_LOG_BYTES: Final = 8192
_SENTENCE: Final = 200
LOG_FILE: Final = "stderr.log"


class Ended(StrEnum):
    """How the reader came to its end."""

    ITSELF = "itself"
    STOPPED = "stopped"
    TIME = "time"
    MEMORY = "memory"


@dataclass(frozen=True)
class End:
    """The end of a reader."""

    how: Ended
    code: int
    """Exit code; below zero the signal that killed it."""
    log: str
    """What it wrote to its standard error, cut off."""
    peak_bytes: int
    """Most resident memory that was seen."""


def run_reader(
    folder: Path,
    limits: Limits,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
    module: str = _READER,
) -> End:
    """Start the reader of the job in `folder` and wait for its end, killing it at any limit."""
    with (folder / LOG_FILE).open("xb") as log:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(folder)],
            stdin=subprocess.PIPE,  # closed when this process dies, which the child notices
            stdout=log,
            stderr=log,
            cwd=folder,
            env=clean_environment(folder),
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    try:
        how, peak = _watch(child, limits, _Progress(folder / PROGRESS_FILE, on_progress), stop)
    finally:
        _kill(child)
    text = (folder / LOG_FILE).read_bytes()[:_LOG_BYTES].decode("utf-8", "replace")
    return End(how, child.returncode, text, peak)


def _watch(
    child: subprocess.Popen[bytes], limits: Limits, progress: _Progress, stop: Stop | None
) -> tuple[Ended, int]:
    until, peak = time.monotonic() + limits.wall_s, 0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_LOOK_EVERY_S)
        progress.tell()
        if child.returncode is not None:
            return Ended.ITSELF, peak
        peak = max(peak, _resident_bytes(child.pid))
        if stop is not None and stop():
            return Ended.STOPPED, peak
        if time.monotonic() > until:
            return Ended.TIME, peak
        if peak > limits.memory_bytes:
            return Ended.MEMORY, peak


def _resident_bytes(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _kill(child: subprocess.Popen[bytes]) -> None:
    """The child may not start others, but who guards a limit does not rely on another one."""
    if child.returncode is None:
        family = [child.pid]
        with contextlib.suppress(psutil.Error):
            family += [p.pid for p in psutil.Process(child.pid).children(recursive=True)]
        for pid in reversed(family):
            with contextlib.suppress(psutil.Error):
                psutil.Process(pid).kill()
        child.wait()
    if child.stdin is not None:
        with contextlib.suppress(OSError):
            child.stdin.close()


class _Progress:
    """Lines that the child appends to a file; told once each, and never more than a sentence."""

    def __init__(self, path: Path, on_progress: OnProgress | None) -> None:
        self._path = path
        self._on_progress = on_progress
        self._at = 0

    def tell(self) -> None:
        if self._on_progress is None:
            return
        try:
            with self._path.open("rb") as file:
                file.seek(self._at)
                lines = file.read(_LOG_BYTES).splitlines(keepends=True)
        except OSError:
            return
        for line in lines:
            if line.endswith(b"\n"):
                self._at += len(line)
                self._say(line)

    def _say(self, line: bytes) -> None:
        try:
            words, share = json.loads(line)
        except ValueError:
            return
        if isinstance(words, str) and self._on_progress is not None:
            self._on_progress(words[:_SENTENCE], share if isinstance(share, float) else None)

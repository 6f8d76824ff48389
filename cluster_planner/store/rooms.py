"""Folders under construction: gone afterwards, also when the process that built them was killed."""

import os
import re
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psutil

_PREFIX: Final = ".new-"
_NAME: Final = re.compile(r"\.new-(?P<pid>\d+)-(?P<started>\d+)-[0-9a-f]{8}")


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """Yield a fresh folder inside `folder`; what still stands there afterwards is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    tidy(folder)
    fresh = folder / f"{_PREFIX}{os.getpid()}-{_started(os.getpid())}-{uuid.uuid4().hex[:8]}"
    fresh.mkdir()
    try:
        yield fresh
    finally:
        remove(fresh)


def tidy(folder: Path) -> None:
    """Remove the rooms of processes that are gone."""
    for left in folder.glob(f"{_PREFIX}*"):
        named = _NAME.fullmatch(left.name)
        if named and named["started"] != str(_started(int(named["pid"]))):
            remove(left)


def move(room_: Path, target: Path) -> bool:
    """Give a room its place in one step; False when something stands there already."""
    try:
        room_.rename(target)
    except OSError:
        if target.exists():
            return False
        raise
    return True


def remove(folder: Path) -> None:
    """Remove a folder, read-only files too; what another process removed first is no error."""
    if not folder.exists():
        return
    for path in folder.rglob("*"):
        with suppress(OSError):  # Windows removes no read-only file
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


def seal(folder: Path) -> None:
    """Make every file read-only."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def _started(pid: int) -> int:
    """Tell one process from a later one of the same number; 0 when there is none."""
    try:
        return int(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0

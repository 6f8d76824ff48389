"""One process at a time: a lock that the system lets go of when its holder dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cluster_planner.errors import DataError, Finding

PATIENCE_S: Final = 20.0
_PAUSE_S: Final = 0.05


@contextmanager
def alone(path: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock file for the length of the block; two threads are apart like two processes.

    Raises DataError when another one does not let go in time, OSError when the folder cannot be
    written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + patience_s
        while not _taken(descriptor):
            if time.monotonic() > deadline:
                problem = "다른 창이나 명령이 자료를 바꾸고 있습니다"
                raise DataError(Finding("자료 보관함", problem, "그 일이 끝난 뒤 다시 하세요"))
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(descriptor)  # lets go


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

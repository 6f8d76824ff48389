"""How much a reader may take, and the limits a process lays upon itself before it opens a file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

MIB: Final = 1024**2
GIB: Final = 1024**3

TOO_MUCH_MEMORY: Final = (
    "읽는 데 메모리가 너무 많이 듭니다",
    "쓰지 않는 시트나 열을 지우거나 나누어 가져오세요",
)
"""Problem and remedy."""


@dataclass(frozen=True)
class Limits:
    """Generous for every official file, small for a machine that must go on serving."""

    upload_bytes: int = 300 * MIB
    """Of one file as it was given, or of all parts of a shapefile together."""
    memory_bytes: int = GIB * 3 // 2
    """Address space of the reader (POSIX), and resident memory that its parent watches."""
    cpu_s: int = 180
    wall_s: float = 300.0
    output_bytes: int = 400 * MIB
    """Of any file that the reader writes, such as an unpacked member."""
    answer_bytes: int = 200 * MIB
    """Of all that the reader hands back, which this process has to take into memory."""
    open_files: int = 128


def bind(limits: Limits) -> None:
    """Lay the limits upon this process for good. Where the system has none, only the parent watches."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_FSIZE, limits.output_bytes)
    # The soft limit comes first, with a signal of its own that tells why.
    _lower(resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 1)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)


def _lower(what: int, soft: int, hard: int | None = None) -> None:
    import resource

    _, now = resource.getrlimit(what)
    most = [soft, soft if hard is None else hard]
    if now != resource.RLIM_INFINITY:
        most = [min(limit, now) for limit in most]
    try:
        resource.setrlimit(what, (most[0], most[1]))
    except (ValueError, OSError):
        # Darwin refuses RLIMIT_AS: the parent watches the resident memory anyway.
        if sys.platform == "linux":
            raise

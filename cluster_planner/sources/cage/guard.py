"""What a reader gives up before it opens the file: network, other programs, writing elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_REFUSED: Final = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING: Final = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink")
LEFT_ALONE: Final = 70
"""Exit code of a reader whose parent died."""


def give_up_rights(folder: Path) -> None:
    """From now on this process opens no connection, starts nothing and writes only in `folder`.

    A second wall behind the formats that are not read at all: it holds Python code, not C libraries.
    """
    home = os.path.realpath(folder)

    def inside(path: object) -> bool:
        if isinstance(path, int):
            return True
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        return real == home or real.startswith(home + os.sep) or real == os.devnull

    sys.addaudithook(_hook(inside))


def _hook(inside: Callable[[object], bool]) -> Callable[[str, tuple[Any, ...]], None]:
    def watch(event: str, told: tuple[Any, ...]) -> None:
        if event in _REFUSED:
            raise PermissionError(f"a reader may not do {event}")
        if event == "open":
            path, _, flags = told
            if path is not None and flags is not None and flags & _WRITING and not inside(path):
                raise PermissionError("a reader writes in its own folder only")
        elif event in _CHANGING and not all(inside(path) for path in told[:2] if _is_path(path)):
            raise PermissionError("a reader changes its own folder only")

    return watch


def _is_path(told: object) -> bool:
    """Audit events name paths first, then modes and folder descriptors."""
    return isinstance(told, str | bytes | os.PathLike)


def die_with_parent(folder: Path) -> None:
    """End this process, and remove its folder, as soon as the parent is gone."""

    def wait() -> None:
        os.read(0, 1)  # not sys.stdin: its lock would be held when the interpreter ends
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(LEFT_ALONE)

    threading.Thread(target=wait, daemon=True).start()

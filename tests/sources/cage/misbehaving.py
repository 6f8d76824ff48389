"""Readers that do what a reader must not: `python -m tests.sources.cage.misbehaving FOLDER`.

What they do stands in the folder's file `deed`.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cluster_planner.sources.cage.guard import die_with_parent, give_up_rights
from cluster_planner.sources.cage.job import OUT_FOLDER, PROGRESS_FILE, RESULT_FILE
from cluster_planner.sources.cage.limits import Limits, bind

MODULE = "tests.sources.cage.misbehaving"


def _hang(folder: Path) -> None:
    (folder / "pid").write_text(str(os.getpid()))
    time.sleep(600)


def _spin(folder: Path) -> None:
    bind(Limits(cpu_s=1))
    while True:
        pass


def _eat(folder: Path) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024**2))
        time.sleep(0.03)


def _eat_bound(folder: Path) -> None:
    bind(Limits(memory_bytes=400 * 1024**2))
    _eat(folder)


def _abort(folder: Path) -> None:
    os.abort()


def _silent(folder: Path) -> None:
    """End well without an answer."""


def _nonsense(folder: Path) -> None:
    (folder / OUT_FOLDER / RESULT_FILE).write_text('{"readings": [{"report": 1}]}')


def _chatter(folder: Path) -> None:
    with (folder / PROGRESS_FILE).open("w") as file:
        for _ in range(3):
            file.write('["말", 0.5]\nnot json\n["' + "길" * 5000 + '", 2]\n[1, 2]\n')


def _write_large(folder: Path) -> None:
    bind(Limits(output_bytes=1024**2))
    (folder / "large").write_bytes(bytes(2 * 1024**2))


def _rights(folder: Path) -> None:
    give_up_rights(folder)
    outside = folder.parent / f"{folder.name}-outside"
    tries: dict[str, Callable[[], object]] = {
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), 1),
        "resolve": lambda: socket.getaddrinfo("localhost", 80),
        "run": lambda: subprocess.run([sys.executable, "-c", "0"], check=False),
        "system": lambda: os.system("true"),
        "write": lambda: outside.write_text("x"),
        "remove": lambda: (folder.parent / "kept").unlink(),
        "rename": lambda: (folder / "deed").rename(outside),
        "inside": lambda: (folder / "fine").write_text("x"),
    }
    done = []
    for name, attempt in tries.items():
        try:
            attempt()
        except PermissionError:
            continue
        done.append(name)
    (folder / "done").write_text(" ".join(done))


DEEDS: dict[str, Callable[[Path], None]] = {
    "hang": _hang,
    "spin": _spin,
    "eat": _eat,
    "eat_bound": _eat_bound,
    "abort": _abort,
    "silent": _silent,
    "nonsense": _nonsense,
    "chatter": _chatter,
    "write_large": _write_large,
    "rights": _rights,
}

if __name__ == "__main__":
    place = Path(sys.argv[1])
    die_with_parent(place)
    DEEDS[(place / "deed").read_text()](place)
    os._exit(0)

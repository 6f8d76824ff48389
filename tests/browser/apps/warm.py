"""Has imported what servers need, and forks one for each line of JSON on its standard input.

Asked {"argv": [...], "log": PATH, "environment": {...}} it answers with the process id of a server;
asked {"pid": N} with the exit code of that one, or null while it lives. When its input ends, so do
all servers.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

import dashboards  # noqa: E402  (before Panel: it sets where Panel finds its own files)

# isort: split
import dashboards.frame  # noqa: E402
import dashboards.serving.server  # noqa: E402, F401
from cluster_planner.present import maps  # noqa: E402, F401
from cluster_planner.sources.embedded import load_snapshot  # noqa: E402


def wanted() -> dict[str, Any] | None:
    """Answer until the input ends; in the process of a new server, return what it shall be."""
    living: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "argv" in asked:
            answer: int | None = os.fork()
            if answer == 0:
                return dict(asked)
            living.add(answer or 0)
        else:
            answer = exit_code(asked["pid"], living)
        print(json.dumps(answer), flush=True)
    for pid in living:
        os.kill(pid, signal.SIGKILL)
    return None


def exit_code(pid: int, living: set[int]) -> int | None:
    """Exit code of a server that has ended, below zero for a signal."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        return None
    living.discard(pid)
    return os.waitstatus_to_exitcode(status)


def become(asked: dict[str, Any]) -> None:
    """Go on as if a new Python had been started with these arguments."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for target, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = asked["argv"]
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    load_snapshot()
    server = wanted()
    if server is None:
        os._exit(0)  # all has been answered: nothing is left to be torn down slowly
    become(server)

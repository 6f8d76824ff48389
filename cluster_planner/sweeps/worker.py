"""The child process of one run: a scenario in on stdin; progress, plans and the run out as JSON lines.

Started by `cluster_planner.sweeps.beside`. The first line of stdin is the request, which may hold a
question (see `questions`) in place of a scenario; a later line `stop` asks the solver to end with what it has. When stdin closes, the parent is gone and the worker
ends at once, even inside HiGHS, which lets go of the interpreter while it runs.
"""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from cluster_planner.domain.plan import Progress, Run, as_dicts
from cluster_planner.domain.scenario import scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import PlannerError
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import load_snapshot

Emit = Callable[[dict[str, Any]], None]


def solve_request(request: dict[str, Any], emit: Emit, should_stop: Callable[[], bool]) -> int:
    """Plan the requested scenario and emit what happens. Returns the exit code."""

    def tell(progress: Progress) -> None:
        emit({"type": "progress", "progress": progress.model_dump(mode="json")})

    def keep(run: Run) -> None:
        emit({"type": "plan", "run": run.model_dump(mode="json")})

    folder = request.get("data_folder")
    try:
        snapshot = load_snapshot(Path(folder) if folder else None)
        if "question" in request:
            _answer_question(snapshot, request["question"], emit, should_stop)
            return 0
        scenario = scenario_from(request["scenario"])
        run = plan_scenario(snapshot, scenario, tell, should_stop, on_plan=keep)
    except PlannerError as error:
        kind = type(error).__name__
        emit({"type": "findings", "kind": kind, "findings": as_dicts(error.findings)})
        return 2
    except Exception:  # noqa: BLE001 - carried over to the parent, which makes a log of it
        emit({"type": "crash", "trace": traceback.format_exc()})
        return 1
    emit({"type": "result", "run": run.model_dump(mode="json")})
    return 0


def _answer_question(
    snapshot: Snapshot, content: dict[str, Any], emit: Emit, should_stop: Callable[[], bool]
) -> None:
    """Emit the answer, or nothing when it was stopped before there was any."""
    # Imported when asked for: a run needs none of it.
    from cluster_planner.sweeps.crew import SweepStopped
    from cluster_planner.sweeps.questions import answer, plain_answer, question_from

    question = question_from(content)

    def tell(done: int, asked: int) -> None:
        emit({"type": "count", "done": done, "asked": asked})

    try:
        told = answer(snapshot, question, tell, should_stop)
    except SweepStopped:
        return
    emit({"type": "answer", "answer": plain_answer(question.kind, told)})


def main() -> int:
    """Read one request, solve it, write the answer. Returns the exit code."""
    channel = _own_stdout()
    lock = threading.Lock()

    def emit(message: dict[str, Any]) -> None:
        with lock:
            channel.write(json.dumps(message, ensure_ascii=False) + "\n")
            channel.flush()

    line = sys.stdin.readline()
    if not line:
        return 1  # the parent was gone before it asked
    request = json.loads(line)
    stop = threading.Event()
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()
    return solve_request(request, emit, stop.is_set)


def _listen(stop: threading.Event) -> None:
    for line in sys.stdin:
        if line.strip() == "stop":
            stop.set()
    # A closed pipe means that nobody waits for the answer; the solver may hold other threads.
    os._exit(1)


def _own_stdout() -> TextIO:
    """Keep the real stdout for messages and send whatever else prints there to stderr."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())

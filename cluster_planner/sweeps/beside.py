"""One run in a killable process beside this one; what it found is kept, however it ends."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from cluster_planner import errors
from cluster_planner.domain.plan import Progress, Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, SolverError

WORKER = (sys.executable, "-m", "cluster_planner.sweeps.worker")
_WAKE_S = 0.1


class NoAnswer(SolverError):
    """The worker was killed, or died, with no plan to keep."""


class WorkerCrashed(Exception):
    """A bug showed in the worker; its text is the worker's own traceback."""


def started(command: tuple[str, ...]) -> "subprocess.Popen[str]":
    """Start a process that is talked to in lines of UTF-8. Raises OSError."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=os.name == "posix",  # Ctrl-C of a terminal is for the parent
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


class Beside:
    """A worker and what it has told: start it, `listen` in one thread, `stop` or `end` in another.

    It makes itself ready before it is asked; as a context it has ended when the block has.
    """

    def __init__(self, command: tuple[str, ...] = WORKER) -> None:
        self.process = started(command)
        self.progress: Progress | None = None
        self.count = (0, 0)
        """Solves of a question that are done, and how many it takes as far as is known."""
        self.told: Any = None
        """Plain values of the answer to a question, once it is there."""
        self._best: Run | None = None
        self._result: Run | None = None
        self._error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def best(self) -> Run | None:
        """The best audited plan that was told so far, marked as cancelled."""
        return self._best

    def ask(self, scenario: Scenario, data_folder: Path | None = None) -> None:
        """Send the question; once."""
        self._request({"scenario": scenario.model_dump(mode="json")}, data_folder)

    def ask_question(self, question: dict[str, Any], data_folder: Path | None = None) -> None:
        """Send a question of `questions` in plain values; once. The answer comes in `told`."""
        self._request({"question": question}, data_folder)

    def stop(self) -> None:
        """Ask the solver to end with what it has."""
        self._say("stop")

    def listen(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        on_best: Callable[[Run], None] | None = None,
    ) -> None:
        """Take in all messages until the worker has ended, by itself or not."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            before = self._best
            try:
                self._hear(json.loads(line))
            except (ValueError, KeyError, TypeError):
                continue  # a line cut short by a kill
            if on_best is not None and self._best is not None and self._best is not before:
                on_best(self._best)
            if on_progress is not None and self.progress is not None:
                on_progress(self.progress)
        self.process.wait()

    def end(self) -> None:
        """Kill the worker if it still runs; leave no pipe and no zombie behind."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue  # the last word was never read

    def answer(self) -> Run:
        """The run; or the best audited plan of a worker that was killed, as cancelled.

        Raises what the worker raised, and NoAnswer when it ended with nothing to keep.
        """
        if self._result is not None:
            return self._result
        if self._error is not None:
            raise self._error
        if self._best is None:
            remedy = "메모리를 확인하고 다시 실행하세요"
            raise NoAnswer(Finding("계산 프로세스", "답 없이 끝났습니다", remedy))
        return self._best

    def plan(
        self,
        show: Callable[[Progress], None],
        asked: threading.Event,
        on_best: Callable[[Run], None] | None = None,
    ) -> Run:
        """The answer, once it is there. `asked` asks the worker to stop with what it has.

        `on_best` hears of each better audited plan; it and `show` are called in another thread.
        KeyboardInterrupt kills it; then, as when it dies, its best audited plan is the answer.
        Raises what `answer` does, and KeyboardInterrupt when there is nothing to keep.
        """
        listening = threading.Thread(target=self.listen, args=(show, on_best), daemon=True)
        listening.start()
        told = False
        try:
            while listening.is_alive():
                listening.join(_WAKE_S)
                if asked.is_set() and not told:
                    told = True
                    self.stop()
        except KeyboardInterrupt:
            self.process.kill()
            listening.join()
            if self._best is None and self._result is None:
                raise
        return self.answer()

    def raise_what_was_raised(self) -> None:
        """Raise what the worker raised, if it did."""
        if self._error is not None:
            raise self._error

    def _request(self, content: dict[str, Any], data_folder: Path | None) -> None:
        folder = str(data_folder) if data_folder else None
        self._say(json.dumps({**content, "data_folder": folder}, ensure_ascii=False))

    def _hear(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "progress":
                self.progress = Progress.model_validate(message["progress"])
            case "plan":
                self._best = Run.model_validate(message["run"])
            case "result":
                self._result = Run.model_validate(message["run"])
            case "count":
                self.count = (message["done"], message["asked"])
            case "answer":
                self.told = message["answer"]
            case "findings":
                found = [Finding(**finding) for finding in message["findings"]]
                self._error = getattr(errors, message["kind"], SolverError)(found)
            case "crash":
                self._error = WorkerCrashed(message["trace"])

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except (OSError, ValueError):
            return  # it has already ended, which `listen` sees

"""Every paper of this server: made once for all who ask, kept for a while in a private folder."""

import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Final

import psutil

from cluster_planner.errors import Finding, ScenarioError
from dashboards.work.making import MAKER, Making
from dashboards.work.paper_order import KINDS, PaperOrder
from dashboards.work.slots import Slots

_PREFIX: Final = "cluster-planner-papers-"
AT_ONCE: Final = 1
"""Of the slow kinds and of the quick ones: a typesetter fills a core and some hundred megabytes, and
a table must not wait for it."""
MOST_WAITING: Final = 40
MOST_KEPT: Final = 200
MOST_BYTES: Final = 1_000_000_000


class Papers:
    """Makings by the key of their order; those that ended longest ago are forgotten first."""

    def __init__(
        self,
        command: tuple[str, ...] = MAKER,
        at_once: int = AT_ONCE,
        most_kept: int = MOST_KEPT,
        most_bytes: int = MOST_BYTES,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._command = command
        self._slots = {slow: Slots(at_once) for slow in (True, False)}
        self._most_kept, self._most_bytes = most_kept, most_bytes
        self._most_waiting = most_waiting
        self._known: dict[str, Making] = {}
        self._folder: Path | None = None
        self._made = 0
        self._lock = threading.RLock()

    def known(self, order: PaperOrder) -> Making | None:
        """The same paper, if it is being made or is there."""
        with self._lock:
            found = self._known.get(order.key)
        return found if found is not None and (found.done or not found.ended) else None

    def ask(self, order: PaperOrder, who: object) -> Making:
        """The paper, made now unless it is being made or is there. `who` waits for it.

        Raises ScenarioError when too many wait, OSError when no folder can be made.
        """
        with self._lock:
            found = self.known(order)
            if found is not None:
                found.attend(who)
                return found
            if sum(not one.ended for one in self._known.values()) >= self._most_waiting:
                problem = f"만들기를 기다리는 문서가 {self._most_waiting}개입니다"
                raise ScenarioError(Finding("내려받기", problem, "잠시 뒤에 다시 누르세요"))
            self._made += 1
            slots = self._slots[KINDS[order.kind].slow]
            path = self._room() / f"{self._made:08d}"
            making = Making(order, path, slots, self._command, on_end=self._ended)
            making.attend(who)
            self._known.pop(order.key, None)
            self._known[order.key] = making
        return making.start()

    def find(self, token: str) -> Making | None:
        """The paper of a token, if its file is there."""
        with self._lock:
            return next((m for m in self._known.values() if m.token == token and m.done), None)

    def close(self) -> None:
        """End what is being made and remove every file, when the server ends."""
        with self._lock:
            known = list(self._known.values())
            self._known.clear()
        for making in known:
            making.cancel()
        for making in known:
            making.wait(5)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _ended(self, making: Making) -> None:
        """The latest to end stands last; what is too much goes from the front."""
        with self._lock:
            key = making.key
            if self._known.get(key) is making:
                self._known[key] = self._known.pop(key)
            ended = [one for one in self._known.values() if one.ended]
            room = self._most_bytes - making.size
            for place, one in enumerate(reversed(ended), start=1):
                room -= one.size
                if place >= self._most_kept or room < 0:
                    del self._known[one.key]
                    one.path.unlink(missing_ok=True)

    def _room(self) -> Path:
        if self._folder is None:
            _sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        return self._folder


def _sweep() -> None:
    """Remove what servers left behind that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).split("-")[0]
        if not pid.isdecimal() or not psutil.pid_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)

"""An import beside the page: a thread that waits for the readers' own processes."""

import logging
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from cluster_planner.errors import Finding, PlannerError

LOG = logging.getLogger(__name__)
TURN: Final = threading.Lock()
"""One import at a time in this server: each reads whole countries into memory."""
_BROKEN: Final = Finding(
    "가져오기",
    "예상하지 못한 오류로 멈췄습니다",
    "지금 자료는 그대로입니다. 서버 기록을 확인하세요",
)


class ImportState(StrEnum):
    """Where an import stands; the last three are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Work[T](Protocol):
    """What an import does; it calls `on_progress(words, share)` and heeds `stop()`."""

    def __call__(
        self, *, on_progress: Callable[[str, float | None], None], stop: Callable[[], bool]
    ) -> T: ...


class ImportJob[T]:
    """Read `state`, `words`, `share`, `outcome` and `findings` at any time."""

    def __init__(self, work: Work[T], stopped: type[Exception]) -> None:
        """`stopped` is what `work` raises after `stop()` has said yes."""
        self.state = ImportState.WAITING
        self.words = "시작하는 중입니다"
        self.share: float | None = None
        """Of the whole, 0 to 1; None when it is not known."""
        self.outcome: T | None = None
        self.findings: tuple[Finding, ...] = ()
        self._work, self._stopped = work, stopped
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="import")

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (ImportState.DONE, ImportState.STOPPED, ImportState.FAILED)

    def start(self) -> "ImportJob[T]":
        """Begin when it is this one's turn. Returns itself."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ask it to stop; what it has read is thrown away."""
        self._stop.set()

    def join(self, seconds: float) -> bool:
        """Wait for the end; return whether it has come."""
        self._thread.join(seconds)
        return self.ended

    def _run(self) -> None:
        while not TURN.acquire(timeout=0.1):
            self.words = "앞의 가져오기를 기다리는 중입니다"
            if self._stop.is_set():
                self.state = ImportState.STOPPED
                return
        try:
            self.state = ImportState.RUNNING
            self.outcome = self._work(on_progress=self._hear, stop=self._stop.is_set)
            self.state = ImportState.DONE
        except PlannerError as error:
            self.findings = error.findings
            self.state = ImportState.FAILED
        except self._stopped:
            self.state = ImportState.STOPPED
        except Exception:
            LOG.exception("an import broke")
            self.findings = (_BROKEN,)
            self.state = ImportState.FAILED
        finally:
            TURN.release()

    def _hear(self, words: str, share: float | None) -> None:
        self.words, self.share = words, share

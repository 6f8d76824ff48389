"""How a run came near its bound, kept short enough for a curve."""

import threading
from typing import Final

from cluster_planner.domain.plan import Progress

LONGEST: Final = 500


class Course:
    """What was told, in order. When it grows too long every second point of it goes; the last stays."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._points: list[Progress] = []
        self._lock = threading.Lock()

    def add(self, progress: Progress) -> None:
        """Take a point; of those that say the same only the first and the last are kept."""
        with self._lock:
            if len(self._points) > 1 and _flat(self._points[-2:], progress):
                self._points.pop()
            self._points.append(progress)
            if len(self._points) > self._longest:
                self._points = [*self._points[:-1:2], self._points[-1]]

    @property
    def points(self) -> tuple[Progress, ...]:
        """The curve so far."""
        with self._lock:
            return tuple(self._points)


def _flat(last: list[Progress], progress: Progress) -> bool:
    said = (progress.incumbent, progress.bound)
    return all((one.incumbent, one.bound) == said for one in last)

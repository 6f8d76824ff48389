"""Who still looks at a job; when nobody does, it is told after a while."""

import threading
from collections.abc import Callable


class Attendance:
    """Pages come and go: a refresh is a new one that comes before the old one is seen to have gone."""

    def __init__(self, on_empty: Callable[[], None]) -> None:
        self._on_empty = on_empty
        self._here: set[object] = set()
        self._farewell: threading.Timer | None = None
        self._lock = threading.Lock()

    def come(self, who: object) -> None:
        """Somebody looks (again)."""
        with self._lock:
            self._here.add(who)
            if self._farewell is not None:
                self._farewell.cancel()
                self._farewell = None

    def go(self, who: object, after_seconds: float) -> None:
        """Somebody looks no more. After the last, `on_empty` is called unless one comes back."""
        with self._lock:
            self._here.discard(who)
            if self._here or self._farewell is not None:
                return
            self._farewell = threading.Timer(after_seconds, self._on_empty)
            self._farewell.daemon = True
            self._farewell.start()

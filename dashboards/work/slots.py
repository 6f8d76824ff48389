"""A queue with a few places at its head: who came first is served first."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

_LOOK_S: Final = 0.1
"""How often one who waits asks whether it still wants to."""


class Slots:
    """As many holders at once as there are slots; the others wait in the order in which they came."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition()

    def join(self, who: object) -> None:
        """Stand at the end of the queue."""
        with self._changed:
            self._waiting.append(who)

    def take(self, who: object, given_up: Callable[[], bool]) -> bool:
        """Wait for a slot. Returns False, out of the queue, once `given_up` says so."""
        with self._changed:
            while not (self._free and self._waiting[0] is who):
                if given_up():
                    self._waiting.remove(who)
                    self._changed.notify_all()
                    return False
                self._changed.wait(_LOOK_S)
            self._waiting.popleft()
            self._free -= 1
            self._changed.notify_all()
            return True

    def give_back(self) -> None:
        """Let the next one in."""
        with self._changed:
            self._free += 1
            self._changed.notify_all()

    def before(self, who: object) -> int:
        """How many wait in front; 0 for the first and for one who does not wait."""
        with self._changed:
            return self._waiting.index(who) if who in self._waiting else 0

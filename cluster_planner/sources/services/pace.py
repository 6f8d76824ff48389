"""Waiting: between two requests, and before another try."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cluster_planner.sources.cage import Stopped

_STEP_S: Final = 0.1


@dataclass(frozen=True)
class Limits:
    """What one question may cost."""

    connect_s: float = 5.0
    read_s: float = 30.0
    """Between two pieces of the answer."""
    whole_s: float = 120.0
    """All tries and waits together."""
    most_bytes: int = 64 * 1024 * 1024
    """Of one answer, unpacked."""
    attempts: int = 4
    first_wait_s: float = 0.5
    longest_wait_s: float = 20.0


class Pace:
    """Keeps requests a fixed time apart, over all threads that share it."""

    def __init__(self, per_second: float) -> None:
        """Allow so many requests a second."""
        self._apart_s = 1.0 / per_second
        self._lock = threading.Lock()
        self._next = 0.0

    def turn(self, stop: Callable[[], bool] | None = None) -> None:
        """Wait for the next turn. Raises Stopped when stopped meanwhile."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._apart_s
        pause(at - now, stop)


def pause(seconds: float, stop: Callable[[], bool] | None = None) -> None:
    """Sleep, in steps so that `stop` is heard. Raises Stopped when stopped."""
    until = time.monotonic() + seconds
    while True:
        if stop is not None and stop():
            raise Stopped
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, _STEP_S))


def back_off(attempt: int, asked_s: float, limits: Limits) -> float:
    """Return how long to wait after the attempt (1, 2, …): doubling, with jitter.

    The jitter keeps many offices that failed together from coming back together. A wait that the
    service asked for (`Retry-After`) is kept where it is longer.
    """
    doubled = limits.first_wait_s * 2.0 ** (attempt - 1)
    wait = random.uniform(doubled / 2, doubled)
    return min(max(wait, asked_s), limits.longest_wait_s)

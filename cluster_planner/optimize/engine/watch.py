"""Time, cancelling and telling for a solve that has several stages."""

import time
from collections.abc import Callable

from cluster_planner.domain.plan import Progress

_TELL_EVERY_S = 0.25


class Watch:
    """One per solve: knows when it must end, and the best plan and bound so far (matrix units)."""

    def __init__(
        self,
        time_limit_s: float,
        scale: float,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self.cancelled = False
        self.best: float | None = None
        self.bound: float | None = None
        self._scale = scale
        self._on_progress = on_progress
        self._should_stop = should_stop
        self._began = time.perf_counter()
        self._ends = self._began + time_limit_s
        self._told_at = 0.0

    @property
    def seconds(self) -> float:
        """Since the solve began."""
        return time.perf_counter() - self._began

    @property
    def left_s(self) -> float:
        """Until the time limit; never below zero."""
        return max(0.0, self._ends - time.perf_counter())

    @property
    def over(self) -> bool:
        """Whether no further stage may begin."""
        return self.must_stop() or self.left_s <= 0

    def must_stop(self) -> bool:
        """Whether the reader asked to stop; remembered once it was asked."""
        self.cancelled = self.cancelled or (self._should_stop is not None and self._should_stop())
        return self.cancelled

    def found(self, value: float) -> None:
        """A plan of this value exists."""
        self.best = value if self.best is None else max(self.best, value)
        self.tell()

    def bounded(self, value: float) -> None:
        """No plan is better than this value."""
        self.bound = value if self.bound is None else min(self.bound, value)
        self.tell()

    def tell(self) -> None:
        """Report what is known."""
        if self._on_progress is None:
            return
        self._told_at = time.perf_counter()
        self._on_progress(
            Progress(
                seconds=self.seconds,
                incumbent=None if self.best is None else self._scale * self.best,
                bound=None if self.bound is None else self._scale * self.bound,
            )
        )

    def tell_sometimes(self) -> None:
        """Report what is known unless that was done a moment ago."""
        if time.perf_counter() - self._told_at >= _TELL_EVERY_S:
            self.tell()

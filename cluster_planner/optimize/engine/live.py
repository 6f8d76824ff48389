"""HiGHS in process that tells its progress and can be asked to stop."""

import time
from collections.abc import Callable
from typing import Any

import highspy
import pulp

from cluster_planner.domain.plan import Progress

_REPORT_EVERY_S = 0.25


class LiveHiGHS(pulp.HiGHS):
    """`pulp.HiGHS` with progress and cancel; PuLP's own callbacks carry no Python state."""

    def __init__(
        self,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
        **options: Any,
    ) -> None:
        super().__init__(msg=False, **options)
        self._on_progress = on_progress
        self._should_stop = should_stop
        self._told_at = 0.0
        self._began = 0.0

    def createAndConfigureSolver(self, lp: pulp.LpProblem) -> None:
        """Make the solver with the callbacks attached; it releases the GIL while it runs."""
        super().createAndConfigureSolver(lp)
        highs: Any = lp.solverModel
        self._began = time.perf_counter()
        if self._on_progress is not None:
            highs.cbMipLogging.subscribe(self._tell)
            highs.cbMipImprovingSolution.subscribe(self._tell)
        if self._should_stop is not None:
            highs.cbMipInterrupt.subscribe(self._stop)
            highs.cbSimplexInterrupt.subscribe(self._stop)

    def _tell(self, event: Any) -> None:
        now = time.perf_counter()
        if self._on_progress is None or now - self._told_at < _REPORT_EVERY_S:
            return
        self._told_at = now
        self._on_progress(
            Progress(
                seconds=now - self._began,
                incumbent=_finite(event.data_out.mip_primal_bound),
                bound=_finite(event.data_out.mip_dual_bound),
            )
        )

    def _stop(self, event: Any) -> None:
        if self._should_stop is not None and self._should_stop():
            event.interrupt()


def _finite(value: float) -> float | None:
    return None if abs(value) >= highspy.kHighsInf else 100 * value

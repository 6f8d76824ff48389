"""HiGHS in process that can be asked to stop."""

from collections.abc import Callable
from typing import Any

import pulp


class LiveHiGHS(pulp.HiGHS):
    """`pulp.HiGHS` with cancel; PuLP's own callbacks carry no Python state."""

    def __init__(self, should_stop: Callable[[], bool] | None, **options: Any) -> None:
        super().__init__(msg=False, **options)
        self._should_stop = should_stop

    def createAndConfigureSolver(self, lp: pulp.LpProblem) -> None:
        """Make the solver with the callback attached; it releases the GIL while it runs."""
        super().createAndConfigureSolver(lp)
        highs: Any = lp.solverModel
        if self._should_stop is not None:
            highs.cbMipInterrupt.subscribe(self._stop)
            highs.cbSimplexInterrupt.subscribe(self._stop)

    def _stop(self, event: Any) -> None:
        if self._should_stop is not None and self._should_stop():
            event.interrupt()

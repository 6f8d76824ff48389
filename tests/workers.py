"""Workers of one run that misbehave: `python -m tests.workers stuck`."""

import sys
import time
from typing import Any, NoReturn

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.sweeps import worker

STUCK = (sys.executable, "-m", "tests.workers", "stuck")
"""Tells its first plan and goes on for ever, whatever it is asked."""
CRASHING = (sys.executable, "-m", "tests.workers", "crashing")
"""Meets a bug."""

_plan_scenario = worker.plan_scenario


def _stuck(snapshot: Any, scenario: Any, tell: Any, stop: Any, *, on_plan: Any) -> Run:
    def keep(run: Run) -> NoReturn:
        on_plan(run)
        while True:
            tell(Progress(seconds=0))
            time.sleep(0.05)

    return _plan_scenario(snapshot, scenario, tell, on_plan=keep)


def _crashing(*_: Any, **__: Any) -> NoReturn:
    raise KeyError("없는 표")


if __name__ == "__main__":
    worker.plan_scenario = _stuck if sys.argv[1] == "stuck" else _crashing
    sys.exit(worker.main())

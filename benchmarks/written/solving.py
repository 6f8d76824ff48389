"""One way of writing a model, and the time that each part of it takes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cluster_planner.domain.scenario import SolverSettings


@dataclass(frozen=True)
class Direct:
    """The full model, solved by HiGHS as it is."""

    build_s: float
    """Writing the model and handing it over."""
    solve_s: float
    objective: float | None
    """In the unit of the matrix; None when no plan was found."""
    gap: float | None

    @property
    def total_s(self) -> float:
        """Everything from the rows to the answer."""
        return self.build_s + self.solve_s


def direct(hand_over: Callable[[], Any], settings: SolverSettings) -> Direct:
    """Time a hand-over that ends with a loaded HiGHS, and the run with the product's options."""
    began = time.perf_counter()
    highs = hand_over()
    built = time.perf_counter()
    options: dict[str, bool | int | float] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": settings.seed,
        "mip_rel_gap": settings.gap,
        "time_limit": settings.time_limit_s,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.run()
    solved = time.perf_counter()
    info = highs.getInfo()
    found = info.primal_solution_status == 2
    return Direct(
        build_s=built - began,
        solve_s=solved - built,
        objective=info.objective_function_value if found else None,
        gap=info.mip_gap if found else None,
    )

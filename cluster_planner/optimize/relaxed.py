"""What more room under a limit is worth in the relaxation, where projects may be split."""

from collections.abc import Mapping, Sequence
from typing import Any

import highspy
import numpy as np

from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.handover import load
from cluster_planner.optimize.formulation.columns import eok
from cluster_planner.optimize.formulation.model import Model, build
from cluster_planner.optimize.formulation.strengthen import STRENGTHENING


def relaxed_gains(
    problem: Problem, settings: SolverSettings, steps: Sequence[Mapping[str, float]]
) -> list[float | None]:
    """Gain of the relaxation's optimum, million won, for each step: row name → rise of its limit.

    A step is in million won; what a higher budget lets its programme carry over rises with it. The
    duals alone would not do: at a vertex where several limits meet they promise more than any step
    brings. None where the relaxation has no optimum within the time limit.
    """
    # Cuts that round budgets down to whole payments would not move with their budget.
    model = build(problem, lambda row: not row.name.startswith(STRENGTHENING))
    if model.always_broken or not model.lp.numVariables():
        return [None] * len(steps)
    load(model, settings)
    highs = model.highs
    count = model.lp.numVariables()
    columns = np.arange(count, dtype=np.int32)
    highs.changeColsIntegrality(count, columns, np.zeros(count, dtype=np.uint8))
    before = _optimum(highs)
    if before is None:
        return [None] * len(steps)
    gains: list[float | None] = []
    for step in steps:
        _move(problem, model, step)
        after = _optimum(highs)
        gains.append(None if after is None else after - before)
        _move(problem, model, {row: -more for row, more in step.items()})
    return gains


def _optimum(highs: Any) -> float | None:
    highs.run()  # from the basis of the run before
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return 100 * float(highs.getObjectiveValue())


def _move(problem: Problem, model: Model, step: Mapping[str, float]) -> None:
    lp = model.highs.getLp()
    at = {row.name: i for i, row in enumerate(model.lp.constraints())}
    for name, more in step.items():
        if name in at:
            i = at[name]
            lower, upper = lp.row_lower_[i], lp.row_upper_[i]
            model.highs.changeRowBounds(i, lower + eok(more), upper + eok(more))
    number = {column.id: i for i, column in enumerate(model.lp.exported_variables())}
    for (programme, year), column in model.columns.carried.items():
        carried = step.get(f"programme_budget__{programme}__{year}", 0.0)
        i = number[column.id]
        most = lp.col_upper_[i] + eok(carried) * problem.carry_over_pct / 100
        model.highs.changeColBounds(i, 0.0, most)

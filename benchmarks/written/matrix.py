"""The model of a problem as plain arrays, which every other library is given for free."""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pulp

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.model import build

type Floats = np.ndarray[Any, np.dtype[np.float64]]
type Ints = np.ndarray[Any, np.dtype[np.int32]]
type Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Matrix:
    """Maximise `cost` · x with lower ≤ x ≤ upper and row_lower ≤ A x ≤ row_upper."""

    cost: Floats
    lower: Floats
    upper: Floats
    whole: Mask
    start: Ints
    """Row i has the entries `start[i]` to `start[i + 1]` of `index` and `value`."""
    index: Ints
    value: Floats
    row_lower: Floats
    row_upper: Floats
    rules: tuple[str, ...]
    """Name of the rule that each row belongs to."""


def matrix_of(problem: Problem) -> Matrix:
    """Read the product's own model of a problem out of HiGHS."""
    model = build(problem)
    solver = pulp.HiGHS(msg=False)
    solver.createAndConfigureSolver(model.lp)
    solver.buildSolverModel(model.lp)
    highs: Any = model.lp.solverModel
    highs.ensureRowwise()
    lp = highs.getLp()
    entries = lp.a_matrix_
    return Matrix(
        cost=np.array(lp.col_cost_),
        lower=np.array(lp.col_lower_),
        upper=np.array(lp.col_upper_),
        whole=np.array([kind == highspy.HighsVarType.kInteger for kind in lp.integrality_], bool),
        start=np.array(entries.start_, np.int32),
        index=np.array(entries.index_, np.int32),
        value=np.array(entries.value_, np.float64),
        row_lower=np.array(lp.row_lower_),
        row_upper=np.array(lp.row_upper_),
        rules=tuple(row.name.split("__")[0] for row in model.lp.constraints()),
    )

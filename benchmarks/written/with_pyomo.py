"""The model in Pyomo, by its fast way: indexed components and ready-made linear expressions."""

from typing import Any

import pyomo.environ as pyo
from pyomo.contrib.solver.solvers.highs import Highs
from pyomo.core.expr.numeric_expr import LinearExpression

from benchmarks.written.matrix import Matrix


def handed_over(matrix: Matrix) -> Any:
    """HiGHS as Pyomo's own interface loads it."""
    model = pyo.ConcreteModel()
    lower, upper, whole = matrix.lower.tolist(), matrix.upper.tolist(), matrix.whole.tolist()
    model.x = pyo.Var(
        range(len(lower)),
        bounds=lambda _, i: (lower[i], upper[i]),
        domain=lambda _, i: pyo.Integers if whole[i] else pyo.Reals,
    )
    columns = [model.x[i] for i in range(len(lower))]
    start, index, value = matrix.start.tolist(), matrix.index.tolist(), matrix.value.tolist()
    least, most = matrix.row_lower.tolist(), matrix.row_upper.tolist()

    def row(_: Any, i: int) -> tuple[float | None, Any, float | None]:
        here = slice(start[i], start[i + 1])
        terms = LinearExpression(
            constant=0,
            linear_coefs=value[here],
            linear_vars=[columns[j] for j in index[here]],
        )
        return _finite(least[i]), terms, _finite(most[i])

    model.rows = pyo.Constraint(range(len(least)), rule=row)
    wanted = [i for i, cost in enumerate(matrix.cost.tolist()) if cost]
    gain = LinearExpression(
        constant=0,
        linear_coefs=[float(matrix.cost[i]) for i in wanted],
        linear_vars=[columns[i] for i in wanted],
    )
    model.gain = pyo.Objective(expr=gain, sense=pyo.maximize)
    solver = Highs()
    solver.config.auto_updates.check_for_new_or_removed_constraints = False
    solver.set_instance(model)
    return solver._solver_model


def _finite(limit: float) -> float | None:
    return None if abs(limit) == float("inf") else limit

"""The model in linopy, by its fast way: one array of variables, one call per rule and row length.

Rows of equal length need no padding, and no expression is added term by term.
"""

from typing import Any

import linopy
import numpy as np
import pandas as pd
import xarray as xr
from linopy.constants import TERM_DIM

from benchmarks.written.matrix import Matrix


def handed_over(matrix: Matrix) -> Any:
    """HiGHS as linopy loads it through its direct interface."""
    model = linopy.Model()
    columns = _columns(model, matrix)
    length = np.diff(matrix.start)
    rules, codes = np.unique(np.array(matrix.rules), return_inverse=True)
    for rule, terms in sorted(set(zip(codes.tolist(), length.tolist(), strict=True))):
        rows = np.flatnonzero((codes == rule) & (length == terms))
        _add_rows(model, matrix, columns, f"{rules[rule]}_{terms}", rows, terms)
    wanted = np.flatnonzero(matrix.cost)
    objective = _expression(model, columns[wanted][None, :], matrix.cost[wanted][None, :]).sum()
    model.add_objective(objective, sense="max")
    return model.to_highspy(set_names=False)


def _columns(model: linopy.Model, matrix: Matrix) -> np.ndarray:
    """Label of each column of the matrix."""
    labels = np.empty(len(matrix.cost), int)
    for name, chosen in (("whole", matrix.whole), ("fractional", ~matrix.whole)):
        if chosen.any():
            at = pd.RangeIndex(int(chosen.sum()), name=f"{name}_at")
            lower = xr.DataArray(matrix.lower[chosen], coords=[at])
            upper = xr.DataArray(matrix.upper[chosen], coords=[at])
            added = model.add_variables(lower, upper, name=name, integer=name == "whole")
            labels[chosen] = added.labels.to_numpy()
    return labels


def _add_rows(
    model: linopy.Model,
    matrix: Matrix,
    columns: np.ndarray,
    name: str,
    rows: np.ndarray,
    terms: int,
) -> None:
    at = matrix.start[rows][:, None] + np.arange(terms)
    left = _expression(model, columns[matrix.index[at]], matrix.value[at])
    lower, upper = matrix.row_lower[rows], matrix.row_upper[rows]
    sign = np.where(lower == upper, "=", np.where(np.isinf(lower), "<=", ">="))
    limit = np.where(np.isinf(lower), upper, lower)
    row = left.indexes["row"]
    model.add_constraints(
        left,
        xr.DataArray(sign, coords=[row]),
        xr.DataArray(limit, coords=[row]),
        name=name,
    )


def _expression(
    model: linopy.Model, labels: np.ndarray, values: np.ndarray
) -> linopy.LinearExpression:
    rows = pd.RangeIndex(len(labels), name="row")
    terms = {"vars": (("row", TERM_DIM), labels), "coeffs": (("row", TERM_DIM), values)}
    return linopy.LinearExpression(xr.Dataset(terms, coords={"row": rows}), model)

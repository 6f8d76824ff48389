"""Make the switches of a relaxation whole one after the other, lowest first."""

import numpy as np

from cluster_planner.optimize.engine.arrays import Arrays, Vector
from cluster_planner.optimize.engine.stage import Fixing, Linear, Relaxation
from cluster_planner.optimize.engine.watch import Watch

_WHOLE = 1e-6
_MOST = 60
"""Switches that are worth deciding one by one."""


def dive(arrays: Arrays, relaxation: Relaxation, watch: Watch, root: Linear) -> Vector | None:
    """A point with whole switches, or None when the way down ends without one."""
    now, columns, values = root, list[int](), list[float]()
    for _ in range(_MOST):
        part = now.point[arrays.switches]
        loose = np.abs(part - np.round(part)) > _WHOLE
        if not loose.any():
            return now.point
        if watch.over:
            return None
        columns.append(int(arrays.switches[loose][np.argmin(part[loose])]))
        values.append(0.0)
        now = relaxation.solve(watch, _fixing(columns, values))
        if now.value is None:
            values[-1] = 1.0
            now = relaxation.solve(watch, _fixing(columns, values))
        if now.value is None:
            return None
    return None


def _fixing(columns: list[int], values: list[float]) -> Fixing:
    return Fixing(np.array(columns, np.int32), np.array(values))

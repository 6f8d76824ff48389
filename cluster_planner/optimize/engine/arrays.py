"""A model that was handed over, as arrays: what the stages of a solve fix, release and read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import highspy
import numpy as np

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.model import Model

type Vector = np.ndarray[Any, np.dtype[np.float64]]
type Mask = np.ndarray[Any, np.dtype[np.bool_]]
type Indices = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True)
class Arrays:
    """Columns of one model in the order of HiGHS, and which of them mean what."""

    lp: highspy.HighsLp
    cost: Vector
    lower: Vector
    upper: Vector
    whole: Mask
    """Columns that must be whole numbers."""
    started_by: Mapping[tuple[str, int, int], int]
    """(candidate, segment, year) → column."""
    switch: Mask
    """Whole columns of once-per-park packages: the few decisions that make a problem hard."""

    @cached_property
    def switches(self) -> Indices:
        """Indices of the switch columns."""
        return np.nonzero(self.switch)[0].astype(np.int32)


def arrays_of(problem: Problem, model: Model) -> Arrays:
    """Read a loaded model out of HiGHS."""
    lp = model.highs.getLp()
    at = {column.id: i for i, column in enumerate(model.lp.exported_variables())}
    started_by = {key: at[column.id] for key, column in model.columns.started_by.items()}
    once = {
        c.candidate_id for c in problem.candidates if problem.packages[c.package_id].once_per_park
    }
    switch = np.zeros(len(lp.col_cost_), dtype=bool)
    switch[[i for key, i in started_by.items() if key[0] in once]] = True
    whole = np.array([kind == highspy.HighsVarType.kInteger for kind in lp.integrality_], bool)
    return Arrays(
        lp=lp,
        cost=np.array(lp.col_cost_),
        lower=np.array(lp.col_lower_),
        upper=np.array(lp.col_upper_),
        whole=whole if len(whole) else np.zeros(len(switch), bool),
        started_by=started_by,
        switch=switch & whole if len(whole) else switch & False,
    )

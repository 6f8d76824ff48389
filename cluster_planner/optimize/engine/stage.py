"""One run of HiGHS on a loaded model with some columns fixed and some allowed to be fractional."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.arrays import Arrays, Indices, Mask, Vector
from cluster_planner.optimize.engine.handover import INFEASIBLE, refuse_broken_run
from cluster_planner.optimize.engine.watch import Watch


@dataclass(frozen=True)
class Fixing:
    """Columns held at whole values."""

    columns: Indices = field(default_factory=lambda: np.zeros(0, np.int32))
    values: Vector = field(default_factory=lambda: np.zeros(0))

    @classmethod
    def at(cls, chosen: Mask, point: Vector) -> "Fixing":
        """Hold the chosen columns at the nearest whole numbers of a point."""
        columns = np.nonzero(chosen)[0].astype(np.int32)
        return cls(columns, np.round(point[columns]))


@dataclass(frozen=True)
class Linear:
    """How a run of the relaxation ended."""

    infeasible: bool = False
    value: float | None = None
    """None when there is no optimum, or no time to find it."""
    point: Vector = field(default_factory=lambda: np.zeros(0))
    reduced: Vector = field(default_factory=lambda: np.zeros(0))
    """What one unit more of each column gains; a column at its bound loses its size."""


@dataclass(frozen=True)
class Answer:
    """How a run with whole numbers ended: with a point, a bound, both, or neither."""

    infeasible: bool = False
    value: float | None = None
    point: Vector = field(default_factory=lambda: np.zeros(0))
    bound: float | None = None


class Relaxation:
    """The model without whole numbers, kept loaded: a run starts from the last one's basis."""

    def __init__(self, arrays: Arrays, settings: SolverSettings) -> None:
        self._arrays = arrays
        self.highs = _loaded(arrays, np.zeros(len(arrays.cost), bool), settings)
        self._watch: Watch | None = None
        self._basis: Any = None
        self.highs.cbSimplexInterrupt.subscribe(self._interrupt)

    def renew(self, arrays: Arrays) -> None:
        """Go on with other numbers, from the basis of the first optimum."""
        self._arrays = arrays
        if self._basis is not None:
            self.highs.setBasis(self._basis)

    def solve(self, watch: Watch, fixing: Fixing | None = None) -> Linear:
        """The optimum with some columns fixed."""
        highs = self.highs
        self._watch = watch
        if fixing is not None:
            _fix(highs, fixing)
        highs.setOptionValue("time_limit", highs.getRunTime() + watch.left_s)
        highs.run()
        answer = _linear(highs)  # before the bounds change, which makes HiGHS forget it
        if self._basis is None and answer.value is not None:
            self._basis = highs.getBasis()
        if fixing is not None:
            columns = fixing.columns
            lower, upper = self._arrays.lower[columns], self._arrays.upper[columns]
            highs.changeColsBounds(len(columns), columns, lower, upper)
        return answer

    def _interrupt(self, event: Any) -> None:
        if self._watch is not None and self._watch.must_stop():
            event.interrupt()


def run_whole(
    arrays: Arrays,
    settings: SolverSettings,
    watch: Watch,
    whole: Mask,
    fixing: Fixing,
    gap: float,
    effort: float | None = None,
    on_bound: Callable[[float], bool] | None = None,
    on_point: Callable[[Vector], None] | None = None,
) -> Answer:
    """Solve with the columns of `whole` as whole numbers and those of `fixing` held.

    `effort` is HiGHS's own for heuristics. `on_bound` hears each bound and says whether it is
    enough; `on_point` hears each better point. Raises SolverError when HiGHS breaks.
    """
    highs = _loaded(arrays, whole, settings)
    _fix(highs, fixing)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("time_limit", watch.left_s)
    if effort is not None:
        highs.setOptionValue("mip_heuristic_effort", effort)

    def heed(event: Any) -> None:
        bound = event.data_out.mip_dual_bound
        known = on_bound is not None and abs(bound) < highspy.kHighsInf
        if watch.must_stop() or (known and on_bound is not None and on_bound(bound)):
            event.interrupt()

    def hear(event: Any) -> None:
        if on_point is not None:
            on_point(np.array(event.data_out.mip_solution))

    highs.cbMipInterrupt.subscribe(heed)
    highs.cbSimplexInterrupt.subscribe(heed)
    highs.cbMipImprovingSolution.subscribe(hear)
    highs.run()
    return _answer(highs, bool(whole.any()))


def _loaded(arrays: Arrays, whole: Mask, settings: SolverSettings) -> Any:
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", settings.seed)
    highs.passModel(arrays.lp)
    count = len(arrays.cost)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), whole.astype(np.uint8))
    return highs


def _fix(highs: Any, fixing: Fixing) -> None:
    if len(fixing.columns):
        highs.changeColsBounds(len(fixing.columns), fixing.columns, fixing.values, fixing.values)


def _linear(highs: Any) -> Linear:
    ended = highs.getModelStatus()
    refuse_broken_run(ended)
    if ended in INFEASIBLE:
        return Linear(infeasible=True)
    if ended != highspy.HighsModelStatus.kOptimal:
        return Linear()
    solution = highs.getSolution()
    return Linear(
        value=highs.getInfo().objective_function_value,
        point=np.array(solution.col_value),
        reduced=np.array(solution.col_dual),
    )


def _answer(highs: Any, mixed: bool) -> Answer:
    ended = highs.getModelStatus()
    refuse_broken_run(ended)
    if ended in INFEASIBLE:
        return Answer(infeasible=True)
    info = highs.getInfo()
    bound = info.mip_dual_bound if mixed else info.objective_function_value
    if not mixed and ended != highspy.HighsModelStatus.kOptimal:
        bound = highspy.kHighsInf
    known = None if abs(bound) >= highspy.kHighsInf else float(bound)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(bound=known)
    point = np.array(highs.getSolution().col_value)
    return Answer(value=info.objective_function_value, point=point, bound=known)

"""Why nothing fits: a smallest set of rules that cannot hold together.

A deletion filter: leave rules out one at a time and keep only those without which a plan exists.
It needs no help from the solver, so it also explains conflicts that only whole numbers make.
"""

from collections.abc import Callable, Collection

import highspy

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.handover import load, status_of
from cluster_planner.optimize.formulation.model import Model, build
from cluster_planner.optimize.formulation.rules import STRUCTURE
from cluster_planner.optimize.formulation.strengthen import STRENGTHENING

_QUICK = SolverSettings(time_limit_s=5.0, gap=0.5)


def rule_of(row_name: str) -> str:
    """The rule that a row belongs to."""
    return row_name.split("__")[0]


def conflict(problem: Problem, should_stop: Callable[[], bool] | None = None) -> tuple[str, ...]:
    """Row names of liftable rules that are infeasible together, none of which can be left out.

    Empty when a plan exists. What could not be settled, within five seconds a try or before
    `should_stop`, is kept, so the answer may then be larger than the smallest.
    """
    model = build(problem, lambda row: rule_of(row.name) != STRENGTHENING, with_objective=False)
    if model.always_broken:
        return model.always_broken[:1]
    trial = _Trial(model, should_stop)
    names = set(trial.liftable)
    if not trial.conflicts(names):
        return ()
    for rule in sorted({rule_of(name) for name in names}):
        names = trial.without(names, {n for n in names if rule_of(n) == rule})
    for name in sorted(names):
        names = trial.without(names, {name})
    return tuple(sorted(names))


class _Trial:
    """One model loaded once, of which rows are lifted and put back by their limits."""

    def __init__(self, model: Model, should_stop: Callable[[], bool] | None) -> None:
        for column in model.columns.joined.values():
            column.upBound = None  # partner_capacity stands as a bound too, which would outlive it
        load(model, _QUICK, should_stop)
        self._model = model
        self._should_stop = should_stop
        lp = model.highs.getLp()
        limits = zip(list(lp.row_lower_), list(lp.row_upper_), strict=True)
        rows = zip(model.lp.constraints(), limits, strict=True)
        self.liftable = {
            row.name: (i, *limit)
            for i, (row, limit) in enumerate(rows)
            if rule_of(row.name) not in STRUCTURE
        }

    def without(self, names: set[str], group: set[str]) -> set[str]:
        """The names without the group, if they still conflict; else all of them."""
        if self._should_stop is not None and self._should_stop():
            return names
        rest = names - group
        return rest if self.conflicts(rest) else names

    def conflicts(self, names: Collection[str]) -> bool:
        """Whether surely no plan obeys these rows and the structure; undecided counts as no."""
        for name, (i, lower, upper) in self.liftable.items():
            held = name in names
            self._model.highs.changeRowBounds(
                i,
                lower if held else -highspy.kHighsInf,
                upper if held else highspy.kHighsInf,
            )
        highs = self._model.highs
        highs.setOptionValue("time_limit", highs.getRunTime() + _QUICK.time_limit_s)
        highs.run()
        return status_of(self._model) == SolveStatus.INFEASIBLE

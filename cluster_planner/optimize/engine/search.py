"""Search a loaded model in stages: relaxation, switches, amounts, and everything only if need be.

What makes these problems hard is a few hundred switches (which park gets 기반 and 데이터·인력, and
when); the amounts behind them are almost a linear program. So the switches are decided first with
all amounts fractional, which bounds every plan, and the amounts then with the switches held, which
is a plan. Columns that cannot matter within the asked gap are held by their reduced cost, which is
exact: whatever they exclude is known to be no better than the value that the bound is raised to.
Nothing here looks at the clock but to end in time, so that a proven plan is repeatable.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.arrays import Arrays, Mask, Vector
from cluster_planner.optimize.engine.dive import dive
from cluster_planner.optimize.engine.stage import Answer, Fixing, Linear, Relaxation, run_whole
from cluster_planner.optimize.engine.watch import Watch

_WHOLE = 1e-6
_SAFE = 1e-7
"""Part of a value by which duals of the relaxation may be off."""
_NEAR = 2e-4
"""Columns that lose more than this part of the value stay as they are for a first plan."""
_AMOUNT_GAP = 1e-4
_MOST_STEPS = 36
"""Times that HiGHS asks whether to go on: unlike seconds they are the same on every machine."""
_ROUNDING = 4e-4
"""Part of a value that whole amounts cost more or less anyway."""
_LITTLE = 1e-5
"""Part of a value that is lost by amounts that are let free last."""
_SETTLED_GAP = 1e-4
_WIDE = 3e-3
"""Gap from which on one more way to a first plan is tried."""


@dataclass(frozen=True)
class Staging:
    """When a model is searched in stages."""

    from_columns: int = 1500
    """Whole columns below which HiGHS is quicker with the model as it is."""


STAGING = Staging()


@dataclass(frozen=True)
class Found:
    """What a search leaves: matrix units."""

    infeasible: bool = False
    value: float | None = None
    point: Vector = field(default_factory=lambda: np.zeros(0))
    bound: float | None = None


class Search:
    """One search of one model."""

    def __init__(
        self,
        arrays: Arrays,
        relaxation: Relaxation,
        settings: SolverSettings,
        watch: Watch,
        on_point: Callable[[Vector], None],
    ) -> None:
        self._arrays = arrays
        self._relaxation = relaxation
        self._settings = settings
        self._watch = watch
        self._on_point = on_point
        self._best: Vector | None = None
        self._linear = -math.inf
        """Best value of known switches with fractional amounts."""
        self._root = Linear()

    def run(self, staging: Staging, patterns: tuple[Vector, ...] = ()) -> Found:
        """Search until the gap is closed or the time is over; `patterns` are points to try first."""
        self._root = self._relaxation.solve(self._watch)
        if self._root.infeasible:
            return Found(infeasible=True)
        if self._root.value is None:
            return Found()
        self._watch.bounded(self._root.value)
        infeasible = False
        if int(self._arrays.whole.sum()) >= staging.from_columns and self._arrays.switch.any():
            infeasible = self._in_stages(patterns)
        if not infeasible and not self._done():
            infeasible = self._everything()
        return self._found(infeasible)

    def _found(self, infeasible: bool) -> Found:
        if self._best is None:
            return Found(infeasible=infeasible, bound=self._watch.bound)
        return Found(value=self._watch.best, point=self._best, bound=self._watch.bound)

    def _in_stages(self, patterns: tuple[Vector, ...]) -> bool:
        """Returns whether there is no plan at all."""
        for pattern in patterns:
            self._amounts(pattern)
        for pattern in self._first_patterns():
            self._amounts(pattern)
            if self._done():
                return False
        return self._switches().infeasible and self._best is None

    def _first_patterns(self) -> Iterator[Vector]:
        """Points near the relaxation with whole switches, the quickest first."""
        root, arrays = self._root, self._arrays
        settled = np.abs(root.point - np.round(root.point)) <= _WHOLE
        far = np.abs(root.reduced) > _NEAR * abs(root.value or 0.0)
        for held in (arrays.switch | (arrays.whole & far), arrays.switch, arrays.whole & far):
            fixing = Fixing.at(settled & held, root.point)
            gap = max(_SETTLED_GAP, 0.2 * self._settings.gap)
            answer = self._run(arrays.switch, fixing, gap, on_bound=self._patience())
            if answer.value is not None:
                yield answer.point
        if self._gap() > max(_WIDE, self._settings.gap):
            point = dive(arrays, self._relaxation, self._watch, root)
            if point is not None:
                yield point

    def _done(self) -> bool:
        return self._watch.over or self._closed(self._watch.bound)

    def _gap(self) -> float:
        best, bound = self._watch.best, self._watch.bound
        return math.inf if best is None or bound is None else (bound - best) / max(abs(best), 1e-9)

    def _closed(self, bound: float | None) -> bool:
        best = self._watch.best
        if best is None or bound is None:
            return False
        return bound - best <= self._settings.gap * abs(best)

    def _held(self) -> tuple[Fixing, float]:
        """Columns that need not move, and the value that what they exclude cannot exceed."""
        best, value = self._watch.best, self._root.value
        if best is None or value is None:
            return Fixing(), -math.inf
        limit = best + 0.5 * self._settings.gap * abs(best)
        loss = value - limit + _SAFE * abs(value)
        reduced = np.abs(self._root.reduced)
        far = self._arrays.whole & (reduced > max(loss, _WHOLE))
        return Fixing.at(far, self._root.point), limit

    def _switches(self) -> Answer:
        """Decide the switches with fractional amounts; each pattern on the way becomes a plan."""
        held, limit = self._held()
        answer = self._run(
            self._arrays.switch,
            held,
            max(0.2 * self._settings.gap, 1e-5),
            effort=None,
            on_bound=lambda bound: self._bounded(max(bound, limit)),
            on_point=self._amounts,
        )
        self._learn(answer, limit)
        return answer

    def _bounded(self, bound: float) -> bool:
        """Learn a bound; returns whether it is enough."""
        if self._watch.bound is None or bound < self._watch.bound:
            self._watch.bounded(bound)
        self._watch.tell_sometimes()
        return self._closed(bound)

    def _learn(self, answer: Answer, limit: float) -> None:
        if answer.infeasible and math.isfinite(limit):
            self._watch.bounded(limit)
        elif answer.bound is not None:
            self._watch.bounded(max(answer.bound, limit))

    def _everything(self) -> bool:
        """Let HiGHS decide all whole numbers; returns whether there is no plan at all."""
        held, limit = self._held()
        answer = self._run(
            self._arrays.whole,
            held,
            self._settings.gap,
            effort=None,
            on_bound=lambda bound: self._bounded(max(bound, limit)),
            on_point=self._keep_point,
        )
        self._learn(answer, limit)
        self._keep(answer)
        return answer.infeasible and self._best is None

    def _amounts(self, pattern: Vector) -> None:
        """Decide the amounts behind the switches of a point, with more of them free if need be."""
        arrays = self._arrays
        linear = self._relaxation.solve(self._watch, Fixing.at(arrays.switch, pattern))
        if linear.value is None or not self._better(linear.value):
            return
        self._linear = max(self._linear, linear.value)
        settled = arrays.whole & (np.abs(linear.point - np.round(linear.point)) <= _WHOLE)
        lost = np.abs(linear.reduced)
        for least in (-1.0, _LITTLE * abs(linear.value)):
            held = settled & (arrays.switch | (lost > least))
            self._keep(self._run(arrays.whole, Fixing.at(held, linear.point), _AMOUNT_GAP))
            lost_anyway = max(_ROUNDING, 0.5 * self._settings.gap)
            hoped = linear.value - lost_anyway * abs(linear.value)
            if self._done() or not self._better(hoped):
                return

    def _patience(self) -> Callable[[float], bool]:
        """Says when a run for better switches has no hope left, or took enough steps."""
        steps = 0

        def enough(bound: float) -> bool:
            nonlocal steps
            steps += 1
            return steps > _MOST_STEPS or bound <= self._linear * (1 + 1e-5)

        return enough

    def _better(self, value: float) -> bool:
        return self._watch.best is None or value > self._watch.best

    def _run(
        self,
        whole: Mask,
        held: Fixing,
        gap: float,
        effort: float | None = 0.0,
        on_bound: Callable[[float], bool] | None = None,
        on_point: Callable[[Vector], None] | None = None,
    ) -> Answer:
        return run_whole(
            self._arrays,
            self._settings,
            self._watch,
            whole,
            held,
            gap,
            effort,
            on_bound,
            on_point,
        )

    def _keep_point(self, point: Vector) -> None:
        self._keep(Answer(value=float(self._arrays.cost @ point), point=point))

    def _keep(self, answer: Answer) -> None:
        if answer.value is not None and self._better(answer.value):
            self._best = answer.point
            self._watch.found(answer.value)
            self._on_point(answer.point)

"""Decide a nation by prices: what all prices agree on is held, and the rest is solved exactly.

Prices of the rows that parks share (Lagrangian multipliers) let each park decide for itself; what
parks gain at any prices, with what the limits are worth at them, bounds every plan of the whole.
The next prices come from a relaxation in which the parks nearest to a tie stand as they are and
the others mix the schedules that earlier prices brought up (column generation); going only half way
to them keeps them from swinging. With the last relaxation almost every park settles on one schedule:
those are held, and a model of the others under what is left makes the plan.
"""

from dataclasses import dataclass

import numpy as np

from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Outcome
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.arrays import Mask, Vector
from cluster_planner.optimize.engine.assignment import assign_partners
from cluster_planner.optimize.engine.family import SILENT, Hooks
from cluster_planner.optimize.engine.handover import judge
from cluster_planner.optimize.engine.outcome import SOLVER, Solved
from cluster_planner.optimize.engine.search import STAGING, Search, Staging
from cluster_planner.optimize.engine.stage import Relaxation
from cluster_planner.optimize.engine.watch import Watch
from cluster_planner.optimize.prices.market import Market, Offer
from cluster_planner.optimize.prices.part import arrays_of_part, part_of

_CAUTIOUS = 0.5
"""How far the next prices stay with the best ones after a step that went too far."""


@dataclass(frozen=True)
class Pricing:
    """How much of a nation is looked at closely."""

    undecided: int = 150
    """Parks nearest to a tie, which prices alone do not settle."""
    rounds: int = 10
    enough: float = 0.05
    """Part of the asked gap by which a round must improve the bound for another one to follow."""
    reopenings: int = 8


def solve_by_prices(
    problem: Problem,
    settings: SolverSettings,
    hooks: Hooks = SILENT,
    start: Decision | None = None,
    pricing: Pricing = Pricing(),
    staging: Staging = STAGING,
) -> Solved:
    """Answer a problem of many parks whose objective is the total gain.

    Raises SolverError when HiGHS itself fails.
    """
    watch = Watch(settings.time_limit_s, 100.0, hooks.on_progress, hooks.should_stop)
    return _Nation(problem.in_order(), settings, hooks, pricing, staging, watch).solve(start)


class _Nation:
    """One solve."""

    def __init__(
        self,
        problem: Problem,
        settings: SolverSettings,
        hooks: Hooks,
        pricing: Pricing,
        staging: Staging,
        watch: Watch,
    ) -> None:
        self._problem = problem
        self._settings = settings
        self._hooks = hooks
        self._pricing = pricing
        self._staging = staging
        self._watch = watch
        self._market = Market(problem)
        self._shared = self._market.shared
        self._best: Vector | None = None
        self._build_seconds = watch.seconds

    def solve(self, start: Decision | None) -> Solved:
        """Find prices, then a plan, then better ones until the gap is closed."""
        if self._shared.always_broken:
            return self._solved(infeasible=True)
        offer, settled, point = self._prices()
        if offer is None:
            return self._solved()
        infeasible = self._first_plan(offer, settled, point, start)
        for again in range(self._pricing.reopenings):
            if self._best is None or self._done():
                break
            self._plan(self._worst(offer, again), self._best, self._best)
        return self._solved(infeasible)

    def _prices(self) -> tuple[Offer | None, Mask, Vector]:
        """The best prices found, and the schedule on which most parks settle."""
        market, count = self._market, self._pricing.undecided
        guess = market.first_guess(count, self._watch)
        best: Offer | None = None
        caution = 0.0
        settled, point = np.zeros(market.parks, bool), np.zeros(self._shared.of_parks)
        for _ in range(self._pricing.rounds):
            if guess is None or self._watch.over:
                break
            prices = guess.prices
            if best is not None:
                prices = caution * best.prices + (1 - caution) * prices
            offer = market.offer(prices)
            before = best
            if best is None or offer.bound < best.bound:
                best = offer
                self._watch.bounded(offer.bound)
                caution /= 2
            else:
                caution = _CAUTIOUS
            guess = market.guess(offer, _nearest(offer.margin, count), self._watch)
            if guess is not None:
                settled, point = guess.settled, guess.point
            if before is not None and best is offer and self._little(before.bound - best.bound):
                break
        return best, settled, point

    def _little(self, improvement: float) -> bool:
        bound = self._watch.bound or 0.0
        return improvement < self._pricing.enough * self._settings.gap * abs(bound)

    def _first_plan(
        self, offer: Offer, settled: Mask, point: Vector, start: Decision | None
    ) -> bool:
        """Release more parks until there is a plan; returns whether there is none at all."""
        pattern = None if start is None else self._shared.point(start)
        undecided = ~settled
        while not self._watch.over:
            infeasible = self._plan(undecided, point, pattern)
            if not infeasible or self._best is not None:
                return False
            if undecided.all():
                return True
            count = 2 * int(undecided.sum())
            undecided |= _nearest(np.where(undecided, np.inf, offer.margin), count)
        return False

    def _plan(self, undecided: Mask, held: Vector, pattern: Vector | None) -> bool:
        """Solve the undecided parks while the others do what is held; returns: infeasible."""
        market, shared, watch = self._market, self._shared, self._watch
        part = part_of(shared, undecided, market.park_of_column, held)
        arrays = arrays_of_part(shared, part)
        mine = part.columns[part.columns < shared.of_parks]
        outside = held.copy()
        outside[mine] = 0.0
        fixed = float(shared.cost[: shared.of_parks] @ outside)

        def on_point(found: Vector) -> None:
            whole = outside.copy()
            whole[mine] = np.round(found[: len(mine)])
            self._keep(whole)

        relaxation = Relaxation(arrays, self._settings)
        inner = Watch(watch.left_s, 100.0, None, watch.must_stop)
        relaxed = relaxation.solve(inner)
        if relaxed.value is None:
            return relaxed.infeasible
        total = fixed + relaxed.value
        allowed = self._settings.gap * abs(total)
        target = (watch.bound or total) - allowed
        gap = max(0.8 * (total - target), 0.2 * allowed) / max(abs(relaxed.value), 1e-9)
        settings = self._settings.model_copy(update={"gap": gap})
        patterns = () if pattern is None else (_padded(pattern[mine], len(part.columns)),)
        search = Search(arrays, relaxation, settings, inner, on_point)
        return search.run(self._staging, patterns).infeasible

    def _worst(self, offer: Offer, again: int) -> Mask:
        """Parks that fall farthest behind what they would do at the prices, and the next at a tie."""
        assert self._best is not None
        behind = offer.behind(self._best, self._market)
        half = max(1, self._pricing.undecided // 2)
        chosen = _nearest(-behind, half)
        ties = np.argsort(np.where(chosen, np.inf, offer.margin), kind="stable")
        chosen[ties[again * half : (again + 2) * half]] = True
        return chosen

    def _keep(self, point: Vector) -> None:
        value = float(self._shared.cost[: self._shared.of_parks] @ point)
        if self._watch.best is None or value > self._watch.best:
            self._best = point
            self._watch.found(value)
            if self._hooks.on_incumbent is not None:
                self._hooks.on_incumbent(self._decision(point))

    def _done(self) -> bool:
        best, bound = self._watch.best, self._watch.bound
        closed = (
            best is not None
            and bound is not None
            and bound - best <= self._settings.gap * abs(best)
        )
        return closed or self._watch.over

    def _decision(self, point: Vector) -> Decision:
        units = self._shared.units(point)
        return Decision(units, assign_partners(self._problem, units))

    def _solved(self, infeasible: bool = False) -> Solved:
        watch = self._watch
        bound = None if watch.bound is None or infeasible else 100 * watch.bound
        decision = objective = claimed = None
        if self._best is not None and watch.best is not None:
            decision = self._decision(self._best)
            objective = total_score(self._problem, plan_of(self._problem, decision))
            claimed = 100 * watch.best
        status = judge(infeasible, watch.cancelled, decision is not None, objective, bound)
        outcome = Outcome(
            status=status,
            objective=objective,
            bound=bound,
            build_seconds=self._build_seconds,
            solve_seconds=watch.seconds - self._build_seconds,
            solver=SOLVER,
            columns=len(self._shared.upper),
            rows=len(self._shared.rows.names),
        )
        return Solved(outcome, decision, claimed)


def _nearest(distance: Vector, count: int) -> Mask:
    """So many with the least distance."""
    chosen = np.zeros(len(distance), bool)
    chosen[np.argsort(distance, kind="stable")[:count]] = True
    return chosen


def _padded(values: Vector, count: int) -> Vector:
    return np.concatenate([values, np.zeros(count - len(values))])

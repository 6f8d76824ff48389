"""Prices of what parks share: what each park does at them, and which to ask next."""

from dataclasses import dataclass, replace

import numpy as np

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.engine.arrays import Mask, Vector
from cluster_planner.optimize.engine.watch import Watch
from cluster_planner.optimize.prices.master import Guess, Seen, guess
from cluster_planner.optimize.prices.part import part_of
from cluster_planner.optimize.prices.pricing import Schedules
from cluster_planner.optimize.prices.shared import Shared

_DEAR = 5.0
_DEARER = 4.0


@dataclass(frozen=True)
class Offer:
    """What parks do at some prices."""

    prices: Vector
    bound: float
    """No plan of the whole is worth more."""
    worth: Vector
    """Of the columns of parks, the prices paid."""
    value: Vector
    """Of each park's best schedule."""
    margin: Vector
    """What each park loses by another start of its once-per-park packages."""

    def behind(self, point: Vector, market: "Market") -> Vector:
        """By how much each park falls short of its best with the columns of a point."""
        return self.value - np.bincount(market.park_of_column, self.worth * point, market.parks)


class Market:
    """The shared rows of a problem and the parks that pay for them."""

    def __init__(self, problem: Problem) -> None:
        self.shared = Shared(problem)
        self._schedules = Schedules(problem)
        self.park_of_column = self._schedules.park_of_column
        self.parks = len(self._schedules.park_ids)
        regions = {
            region: i for i, region in enumerate(sorted(set(problem.region_of_park.values())))
        }
        self._region = np.array(
            [regions[problem.region_of_park[park]] for park in self._schedules.park_ids]
        )
        self._penalty = _penalty(self.shared, len(problem.years))
        self._seen = Seen(self.shared, self.park_of_column, self.parks)

    def offer(self, prices: Vector) -> Offer:
        """Let every park do its best; prices of the wrong sign count as none."""
        shared, own = self.shared, self.shared.of_parks
        lower, upper = shared.rows.lower, shared.rows.upper
        prices = np.where(np.isinf(lower), np.maximum(prices, 0.0), prices)
        prices = np.where(np.isinf(upper), np.minimum(prices, 0.0), prices)
        worth = shared.cost - shared.rows.entries.charged(prices, len(shared.cost))
        value, point, margin = self._schedules.ranked(worth[:own])
        limit = np.where(prices > 0, upper, np.where(prices < 0, lower, 0.0))
        others = np.maximum(worth[own:], 0.0) @ shared.upper[own:]
        self._seen.add(point)
        bound = float(value.sum() + others + prices @ limit)
        return Offer(prices, bound, worth[:own], value, margin)

    def guess(self, offer: Offer, undecided: Mask, watch: Watch) -> Guess | None:
        """The relaxation of the undecided parks and of what the others were seen to do."""
        nothing = np.zeros(self.shared.of_parks)
        part = part_of(self.shared, undecided, self.park_of_column, nothing)
        found = guess(self.shared, part, self._penalty, watch, seen=self._seen, among=~undecided)
        if found is not None:
            self._penalty[self._broken(found)] *= _DEARER
        return found

    def _broken(self, found: Guess) -> Mask:
        return np.abs(found.prices) > 0.99 * self._penalty

    def first_guess(self, count: int, watch: Watch) -> Guess | None:
        """The relaxation of a sample: the most promising parks, and every so many-th of the others.

        Each of the others stands for its share of them; they are drawn evenly over the regions.
        """
        own = self.shared.of_parks
        most = np.maximum(self.shared.cost[:own], 0.0) * self.shared.upper[:own]
        gain = np.bincount(self.park_of_column, most, self.parks)
        first = np.argsort(-gain, kind="stable")
        half = max(1, count // 2)
        top, rest = first[:half], first[half:]
        rest = rest[np.lexsort((gain[rest], self._region[rest]))]
        step = max(1, len(rest) // half)
        drawn = rest[step // 2 :: step]
        weight = np.zeros(self.parks)
        weight[top] = 1.0
        weight[drawn] = len(rest) / max(len(drawn), 1)
        part = part_of(self.shared, weight > 0, self.park_of_column, np.zeros(own))
        times = np.ones(len(part.columns))
        mine = part.columns < own
        times[mine] = weight[self.park_of_column[part.columns[mine]]]
        found = guess(self.shared, part, self._penalty, watch, weight=times)
        if found is None:
            return None
        # What a sample cannot keep, such as the floor of a region outside it, tells no price.
        return replace(found, prices=np.where(self._broken(found), 0.0, found.prices))


def _penalty(shared: Shared, years: int) -> Vector:
    """What a row may cost at first: for its usual use by a unit, a few times a unit's usual gain."""
    own, entries = shared.of_parks, shared.rows.entries
    rows = len(shared.rows.names)
    gain = np.maximum(shared.cost[:own].reshape(-1, years).sum(axis=1), 0.0)
    count = np.maximum(np.bincount(entries.row, minlength=rows), 1)
    usual = np.bincount(entries.row, np.abs(entries.k), rows) / count
    return _DEAR * gain.mean() / np.maximum(usual, 1e-9)

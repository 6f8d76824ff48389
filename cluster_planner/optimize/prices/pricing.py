"""What each park would do by itself at given prices, for thousands of parks at once.

Without the rules that parks share, a park's schedule is easy: once it is known when its
once-per-park packages start, every unit of every other package goes to the year that is worth most
among those in which what it needs stands. A unit of a package that follows another hangs on one
unit of the leader (the k-th on number k ÷ ratio, rounded up) and waits for that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.engine.arrays import Vector
from cluster_planner.optimize.prices.units_in_rows import Hanging, Rows

type Table = np.ndarray[Any, np.dtype[np.float64]]
type Numbers = np.ndarray[Any, np.dtype[np.int64]]
type Starts = tuple[int, ...]
"""Year number in which each once-per-park package starts; the number of years for never."""


@dataclass(frozen=True)
class _Prices:
    """What starts are worth: rows × years, and what hangs on leading units by the year allowed."""

    start: Table
    hanging: tuple[Table, ...]


class Schedules:
    """The parks of a problem, laid out once for any number of prices.

    Columns are those of `formulation.columns.add_columns`: candidate, segment, year.
    """

    def __init__(self, problem: Problem) -> None:
        self._rows = Rows(problem)
        self._years = len(problem.years)
        self._packages = problem.packages
        self._once = tuple(p.package_id for p in problem.packages.values() if p.once_per_park)
        self._stands = self._rows.committed_starts(problem, self._once)

    @property
    def park_ids(self) -> tuple[str, ...]:
        """Parks in the order of every answer."""
        return self._rows.park_ids

    @property
    def park_of_column(self) -> Numbers:
        """Number of the park of each column."""
        return np.repeat(self._rows.park, self._years)

    def ranked(self, worth: Vector) -> tuple[Vector, Vector, Vector]:
        """Most that each park can gain, the cumulative columns that gain it, and the margin.

        The margin is what a park loses by any other start of its once-per-park packages.
        `worth` is that of each column, in which all units of a candidate have the same price and
        later starts gain no larger part of a year: then better cases start no later than worse ones.
        """
        prices = self._prices(worth)
        cases = list(self._cases())
        table = np.array([self._gains(prices, starts) for starts in cases])
        chosen = table.argmax(axis=0)
        units = np.zeros_like(prices.start)
        for case in np.unique(chosen):
            self._write(prices, cases[case], chosen == case, units)
        second, first = np.partition(table, len(table) - 2, axis=0)[-2:]
        return first, np.cumsum(units, axis=1).ravel(), first - second

    def _cases(self) -> Iterator[Starts]:
        return product(range(self._years + 1), repeat=len(self._once))

    def _prices(self, worth: Vector) -> _Prices:
        start = np.cumsum(worth.reshape(-1, self._years)[:, ::-1], axis=1)[:, ::-1]
        return _Prices(start, tuple(self._worth_of(start, h) for h in self._rows.hanging))

    def _worth_of(self, start: Table, hanging: Hanging) -> Table:
        """Leading units × year from which on followers may start → what the followers gain."""
        gain = _best_from(start[hanging.row])
        table = np.zeros((len(self._rows.leading), self._years + 1))
        np.add.at(table, hanging.leader, gain)
        return table

    def _ready(self, package_id: str, starts: Starts) -> Numbers:
        """Per park the first year number in which a package may start."""
        package = self._packages[package_id]
        ready = np.zeros(len(self.park_ids), np.int64)
        for once, start in zip(self._once, starts, strict=True):
            if once in package.needs_in_park:
                own = start if start < self._years else 10 * self._years
                stands = np.minimum(self._stands[once], own)
                ready = np.maximum(ready, stands + package.lag_years)
        return np.clip(ready, 0, self._years)

    def _gains(self, prices: _Prices, starts: Starts) -> Vector:
        parks = len(self.park_ids)
        total = np.zeros(parks)
        for once, start in zip(self._once, starts, strict=True):
            if start < self._years:
                gain = np.full(parks, -np.inf)
                rows = self._rows.of(once)
                gain[self._rows.park[rows]] = prices.start[rows, start]
                gain[start < self._ready(once, starts)] = -np.inf
                total += gain
        for package_id, rows in self._rows.alone.items():
            ready = self._ready(package_id, starts)[self._rows.park[rows]]
            gain = _best_from(prices.start[rows])[np.arange(len(rows)), ready]
            total += np.bincount(self._rows.park[rows], gain * self._rows.size[rows], parks)
        if len(self._rows.leading):
            park = self._rows.park[self._rows.leading[self._rows.in_order[:, 0]]]
            most = np.max(self._chains(self._lead(prices, starts)), axis=(0, 2))
            total += np.bincount(park, np.maximum(most, 0.0), parks)
        return total

    def _chains(self, gain: Table) -> Table:
        """Units so far × leading candidates × year of the last one → the most they gain together.

        Leading units start best first, none before the one ahead of it: only so do the followers
        that hang on them keep to the ratio.
        """
        gain = np.vstack([gain, np.full((1, self._years), -np.inf)])[self._rows.in_order]
        chains = np.empty((gain.shape[1], gain.shape[0], self._years))
        before = np.zeros((gain.shape[0], self._years))
        for i in range(gain.shape[1]):
            chains[i] = gain[:, i] + before
            before = np.maximum.accumulate(chains[i], axis=1)
        return chains

    def _lead(self, prices: _Prices, starts: Starts) -> Table:
        """Leading units × years → what a start gains with all that hangs on it."""
        rows = self._rows
        park = rows.park[rows.leading]
        years = np.arange(self._years)
        gain = prices.start[rows.leading].copy()
        for hanging, table in zip(rows.hanging, prices.hanging, strict=True):
            ready = self._ready(hanging.package_id, starts)[park]
            since = np.maximum(years[None, :] + hanging.lag, ready[:, None])
            gain += np.take_along_axis(table, np.minimum(since, self._years), axis=1)
        for package_id in rows.leaders:
            early = years[None, :] < self._ready(package_id, starts)[park][:, None]
            mine = rows.package_of_leading == package_id
            gain[mine[:, None] & early] = -np.inf
        return gain

    def _write(self, prices: _Prices, starts: Starts, parks: Any, units: Table) -> None:
        """Add the units that the chosen parks start in each year."""
        rows = self._rows
        for once, start in zip(self._once, starts, strict=True):
            if start < self._years:
                mine = rows.of(once)
                units[mine[parks[rows.park[mine]]], start] += 1
        for package_id, mine in rows.alone.items():
            mine = mine[parks[rows.park[mine]]]
            since = self._ready(package_id, starts)[rows.park[mine]]
            year, gains = _best_year(prices.start[mine], since)
            units[mine[gains], year[gains]] += rows.size[mine[gains]]
        if len(rows.leading):
            self._write_leading(prices, starts, parks, units)

    def _write_leading(self, prices: _Prices, starts: Starts, parks: Any, units: Table) -> None:
        rows = self._rows
        year = self._lead_years(self._lead(prices, starts))
        leads = (year < self._years) & parks[rows.park[rows.leading]]
        np.add.at(units, (rows.leading[leads], year[leads]), 1)
        for hanging in rows.hanging:
            behind = leads[hanging.leader]
            row, leader = hanging.row[behind], hanging.leader[behind]
            ready = self._ready(hanging.package_id, starts)[rows.park[row]]
            since = np.minimum(np.maximum(year[leader] + hanging.lag, ready), self._years)
            best, gains = _best_year(prices.start[row], since)
            np.add.at(units, (row[gains], best[gains]), 1)

    def _lead_years(self, gain: Table) -> Numbers:
        """Leading unit → year in which it starts; the number of years for never."""
        chains = self._chains(gain)
        each = np.arange(chains.shape[1])
        totals = chains.max(axis=2)
        last = totals.argmax(axis=0)
        last[totals.max(axis=0) <= 0] = -1
        year = np.full(len(gain) + 1, self._years)
        until = np.full(len(each), self._years - 1)
        for i in reversed(range(len(chains))):
            allowed = np.where(np.arange(self._years) <= until[:, None], chains[i], -np.inf)
            best = allowed.argmax(axis=1)
            on = i <= last
            year[self._rows.in_order[on, i]] = best[on]
            until[on] = best[on]
        return year[:-1]


def _best_from(start: Table) -> Table:
    """Rows × first year allowed (one more column for never) → the most a unit gains, 0 for none."""
    best = np.maximum(np.maximum.accumulate(start[:, ::-1], axis=1)[:, ::-1], 0.0)
    return np.hstack([best, np.zeros((len(start), 1))])


def _best_year(start: Table, since: Numbers) -> tuple[Numbers, Any]:
    """The best year from `since` on, and whether it gains anything."""
    allowed = np.where(np.arange(start.shape[1])[None, :] >= since[:, None], start, -np.inf)
    return allowed.argmax(axis=1), allowed.max(axis=1) > 0

"""The relaxation over some parks as they are and, of all others, the schedules that were priced.

Its optimum gives the next prices of the shared rows, and says which schedule each park settles on.
"""

from dataclasses import dataclass, field

import highspy
import numpy as np

from cluster_planner.optimize.engine.arrays import Mask, Vector
from cluster_planner.optimize.engine.handover import refuse_broken_run
from cluster_planner.optimize.engine.watch import Watch
from cluster_planner.optimize.prices.part import Part, linear_program
from cluster_planner.optimize.prices.shared import Entries, Numbers, Shared, Table

_WHOLE = 1e-6
_ONE_LP_S = 60.0


@dataclass(frozen=True)
class Guess:
    """What a relaxation says."""

    prices: Vector
    """Of the shared rows."""
    settled: Mask
    """Parks that follow one seen schedule."""
    point: Vector
    """Columns of parks, where settled."""


@dataclass
class Seen:
    """The schedules that prices have brought up: one set of columns per park and round."""

    shared: Shared
    park_of_column: Numbers
    parks: int
    _points: list[Vector] = field(default_factory=list)
    _park: list[Numbers] = field(default_factory=list)
    """Per round the parks whose schedule was new."""

    def add(self, point: Vector) -> None:
        """Remember what is new in the columns of all parks."""
        new = np.ones(self.parks, bool)
        for earlier in self._points:
            differs = self.park_of_column[np.abs(point - earlier) > _WHOLE]
            new &= np.bincount(differs, minlength=self.parks) > 0
        self._points.append(point)
        self._park.append(np.nonzero(new)[0])

    def schedules(self, among: Mask) -> "Schedule":
        """The seen schedules of the parks of a mask as columns."""
        own, rows = self.shared.of_parks, self.shared.rows
        of_park = rows.entries.column < own
        row, k = rows.entries.row[of_park], rows.entries.k[of_park]
        column = rows.entries.column[of_park]
        park = self.park_of_column[column]
        parts, counted = [], 0
        for point, new in zip(self._points, self._park, strict=True):
            mine = new[among[new]]
            number = np.full(self.parks, -1)
            number[mine] = counted + np.arange(len(mine))
            used = (number[park] >= 0) & (point[column] != 0)
            at, amount = number[park[used]], k[used] * point[column[used]]
            value = np.bincount(
                self.park_of_column, self.shared.cost[:own] * point, minlength=self.parks
            )
            parts.append((row[used], at, amount, mine, value[mine]))
            counted += len(mine)
        row, at, amount, park, value = (np.concatenate(x) for x in zip(*parts, strict=True))
        return Schedule(Entries(row, at, amount), park, value)

    def settled(self, schedule: "Schedule", share: Vector) -> tuple[Mask, Vector]:
        """Parks with one schedule alone, and the columns of it."""
        settled = np.zeros(self.parks, bool)
        point = np.zeros(self.shared.of_parks)
        first = 0
        among = np.bincount(schedule.park, minlength=self.parks) > 0
        for earlier, new in zip(self._points, self._park, strict=True):
            mine = new[among[new]]
            whole = mine[share[first : first + len(mine)] > 1 - _WHOLE]
            first += len(mine)
            settled[whole] = True
            here = np.isin(self.park_of_column, whole)
            point[here] = earlier[here]
        return settled, point


@dataclass(frozen=True)
class Schedule:
    """Columns that stand for whole schedules of parks: what each uses of the shared rows."""

    entries: Entries
    park: Numbers
    value: Vector


NONE = Schedule(
    Entries(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)),
    np.zeros(0, np.int64),
    np.zeros(0),
)


def guess(
    shared: Shared,
    part: Part,
    penalty: Vector,
    watch: Watch,
    weight: Vector | None = None,
    seen: Seen | None = None,
    among: Mask | None = None,
) -> Guess | None:
    """Solve the relaxation; None when there was no time.

    A shared row may be broken at its penalty, so there always is an optimum. `weight` makes an open
    park stand for several (per column of the part); `seen` brings the schedules of `among`.
    """
    rows, count = part.shared, len(part.columns)
    times = np.ones(count) if weight is None else weight
    over, under = np.nonzero(np.isfinite(rows.upper))[0], np.nonzero(np.isfinite(rows.lower))[0]
    slack = np.concatenate([penalty[over], penalty[under]])
    known = NONE if seen is None or among is None else seen.schedules(among)
    first = count + len(slack)
    entries = Entries(
        np.concatenate([rows.entries.row, over, under, known.entries.row]),
        np.concatenate(
            [rows.entries.column, count + np.arange(len(slack)), first + known.entries.column]
        ),
        np.concatenate(
            [
                rows.entries.k * times[rows.entries.column],
                -np.ones(len(over)),
                np.ones(len(under)),
                known.entries.k,
            ]
        ),
    )
    one = _one_each(known, first)
    lp = linear_program(
        np.concatenate([shared.cost[part.columns] * times, -slack, known.value]),
        np.concatenate(
            [shared.upper[part.columns], np.full(len(slack) + len(known.park), highspy.kHighsInf)]
        ),
        (Table(entries, rows.lower, rows.upper, rows.names), part.within, one),
    )
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("time_limit", min(watch.left_s, _ONE_LP_S))
    highs.passModel(lp)
    highs.run()
    ended = highs.getModelStatus()
    refuse_broken_run(ended)
    if ended != highspy.HighsModelStatus.kOptimal:
        return None
    solution = highs.getSolution()
    prices = np.array(solution.row_dual)[: len(rows.names)]
    if seen is None:
        return Guess(prices, np.zeros(0, bool), np.zeros(0))
    settled, point = seen.settled(known, np.array(solution.col_value)[first:])
    return Guess(prices, settled, point)


def _one_each(known: Schedule, first: int) -> Table:
    """Each park follows one of its schedules, or a mixture of them."""
    parks, at = np.unique(known.park, return_inverse=True)
    every = first + np.arange(len(known.park))
    ones = np.ones(len(parks))
    names = tuple(f"one_schedule__{i}" for i in range(len(parks)))
    return Table(Entries(at, every, np.ones(len(every))), ones, ones, names)

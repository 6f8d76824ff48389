"""The rows that parks share, as plain arrays over the columns of all parks: what prices are for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

import numpy as np
import pulp

from cluster_planner.domain.decision import Decision
from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.engine.arrays import Vector
from cluster_planner.optimize.formulation.columns import Columns, demand_classes, eok
from cluster_planner.optimize.formulation.objective import objective_terms
from cluster_planner.optimize.formulation.order_rules import follows, needs_in_park, stays_started
from cluster_planner.optimize.formulation.rules import RULES, Row
from cluster_planner.optimize.formulation.strengthen import whole_budgets

type Numbers = np.ndarray[Any, np.dtype[np.int64]]

WITHIN_PARKS = (stays_started, needs_in_park, follows)
"""Rules of one park each; all others are shared."""


class _Column(int):
    """The number of a column, which the rules may put where they put PuLP's own columns."""

    @property
    def id(self) -> int:
        """What PuLP's columns are told apart by."""
        return int(self)


@dataclass(frozen=True)
class Entries:
    """Non-zero coefficients of rows."""

    row: Numbers
    column: Numbers
    k: Vector

    def amounts(self, point: Vector, rows: int) -> Vector:
        """What a point uses of each row."""
        return np.bincount(self.row, self.k * point[self.column], rows)

    def charged(self, prices: Vector, columns: int) -> Vector:
        """What a unit of each column pays at prices of the rows."""
        return np.bincount(self.column, self.k * prices[self.row], columns)


@dataclass(frozen=True)
class Table:
    """Rows with their limits."""

    entries: Entries
    lower: Vector
    upper: Vector
    names: tuple[str, ...]


class Shared:
    """Columns, objective and shared rows of a problem without columns of whole regions.

    Columns are numbered by candidate, segment and year; what is carried and joined comes after.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns, self.upper = _numbered(problem)
        self.of_parks = len(self.columns.started_by)
        """Columns before this number belong to parks."""
        self.cost = np.zeros(len(self.upper))
        for column, k in objective_terms(problem, self.columns):
            self.cost[cast(int, column)] += k
        rules = (rule(problem, self.columns) for rule in RULES if rule not in WITHIN_PARKS)
        rows = chain(chain.from_iterable(rules), whole_budgets(problem, self.columns))
        self.rows = table_of(rows)
        used = np.bincount(self.rows.entries.row, minlength=len(self.rows.names)) > 0
        impossible = (self.rows.lower > 0) | (self.rows.upper < 0)
        self.always_broken = bool((impossible & ~used).any())

    def within(self, parks: frozenset[str]) -> Table:
        """The rows inside these parks."""
        problem = self.problem.restricted(lambda candidate: candidate.park_id in parks)
        started_by = {
            (c.candidate_id, i, y): self.columns.started_by[c.candidate_id, i, y]
            for c in problem.candidates
            for i in range(len(c.segments))
            for y in problem.years
        }
        columns = Columns(started_by, {}, {}, (), {})
        return table_of(chain.from_iterable(rule(problem, columns) for rule in WITHIN_PARKS))

    def number(self, candidate_id: str, segment: int, year: int) -> int:
        """The column of a candidate's segment and year."""
        column: Any = self.columns.started_by[candidate_id, segment, year]
        return int(column)

    def units(self, point: Vector) -> dict[tuple[str, int], int]:
        """(candidate, start year) → units, out of the columns of parks."""
        years = self.problem.years
        started = np.diff(np.round(point).astype(int).reshape(-1, len(years)), axis=1, prepend=0)
        names = [c.candidate_id for c in self.problem.candidates for _ in c.segments]
        units: dict[tuple[str, int], int] = {}
        for row, t in zip(*np.nonzero(started), strict=True):
            key = names[row], years[t]
            units[key] = units.get(key, 0) + int(started[row, t])
        return units

    def point(self, decision: Decision) -> Vector:
        """The columns of parks of a decision, as far as first segments go: a pattern of switches."""
        known = {c.candidate_id for c in self.problem.candidates}
        point = np.zeros(self.of_parks)
        for (name, year), units in decision.units.items():
            for later in self.problem.years:
                if later >= year and name in known:
                    point[self.number(name, 0, later)] += units
        return np.minimum(point, self.upper[: self.of_parks])


def table_of(rows: Iterable[Row]) -> Table:
    """Gather rows over numbered columns."""
    names: list[str] = []
    lower: list[float] = []
    upper: list[float] = []
    at: list[Numbers] = []
    column: list[Numbers] = []
    k: list[Vector] = []
    for row in rows:
        count = len(row.terms)
        at.append(np.full(count, len(names)))
        column.append(np.fromiter((c for c, _ in row.terms), np.int64, count))
        k.append(np.fromiter((a for _, a in row.terms), np.float64, count))
        low, high = _limits(row)
        names.append(row.name)
        lower.append(low)
        upper.append(high)
    entries = Entries(_joined(at, np.int64), _joined(column, np.int64), _joined(k, np.float64))
    return Table(entries, np.array(lower), np.array(upper), tuple(names))


def _joined(parts: list[Any], kind: Any) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _limits(row: Row) -> tuple[float, float]:
    return (
        row.limit if row.sense in (">=", "==") else -np.inf,
        row.limit if row.sense in ("<=", "==") else np.inf,
    )


def _numbered(problem: Problem) -> tuple[Columns, Vector]:
    upper: list[float] = []

    def column(most: float) -> pulp.LpVariable:
        upper.append(most)
        return cast(pulp.LpVariable, _Column(len(upper) - 1))

    started_by = {
        (candidate.candidate_id, i, year): column(segment.size * candidate.parks)
        for candidate in problem.candidates
        for i, segment in enumerate(candidate.segments)
        for year in problem.years
    }
    share = problem.carry_over_pct / 100
    carried = {
        (programme, year): column(eok(problem.budgets_mkrw.get((programme, year), 0)) * share)
        for programme in problem.programmes
        for year in problem.years[:-1]
    }
    classes = demand_classes(problem)
    joined: Mapping[tuple[str, str], pulp.LpVariable] = {
        (partner, group.class_id): column(problem.partner_capacity[partner])
        for group in classes
        for partner in group.partner_ids
    }
    return Columns(started_by, carried, joined, classes, {}), np.array(upper)

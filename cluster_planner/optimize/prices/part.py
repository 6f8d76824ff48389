"""A model of some parks under what the others leave, out of arrays; no PuLP objects."""

from dataclasses import dataclass

import highspy
import numpy as np

from cluster_planner.optimize.engine.arrays import Arrays, Mask, Vector
from cluster_planner.optimize.prices.shared import Entries, Numbers, Shared, Table


@dataclass(frozen=True)
class Part:
    """The open columns of a whole, with rows and limits of their own."""

    columns: Numbers
    """Numbers in the whole, in the part's order: open parks, then what is carried and joined."""
    shared: Table
    within: Table


def part_of(shared: Shared, parks: Mask, park_of_column: Numbers, held: Vector) -> Part:
    """The parks of a mask, where all other parks do what `held` (columns of parks) says."""
    own = shared.of_parks
    open_column = np.ones(len(shared.upper), bool)
    open_column[:own] = parks[park_of_column]
    columns = np.nonzero(open_column)[0]
    number = np.full(len(open_column), -1)
    number[columns] = np.arange(len(columns))
    outside = np.where(open_column[:own], 0.0, held[:own])
    rows = shared.rows
    point = np.concatenate([outside, np.zeros(len(shared.upper) - own)])
    taken = rows.entries.amounts(point, len(rows.names))
    residual = Table(
        _renumbered(rows.entries, number), rows.lower - taken, rows.upper - taken, rows.names
    )
    first = shared.problem.years[0]
    names = frozenset(
        c.park_id
        for c in shared.problem.candidates
        if open_column[shared.number(c.candidate_id, 0, first)]
    )
    inside = shared.within(names)
    own_rows = Table(_renumbered(inside.entries, number), inside.lower, inside.upper, inside.names)
    return Part(columns, residual, own_rows)


def _renumbered(entries: Entries, number: Numbers) -> Entries:
    column = number[entries.column]
    kept = column >= 0
    return Entries(entries.row[kept], column[kept], entries.k[kept])


def arrays_of_part(shared: Shared, part: Part) -> Arrays:
    """The part as the search reads a model."""
    cost, upper = shared.cost[part.columns], shared.upper[part.columns]
    number = {int(column): i for i, column in enumerate(part.columns)}
    problem = shared.problem
    started_by = {
        key: number[column]
        for key in shared.columns.started_by
        if (column := shared.number(*key)) in number
    }
    once = {
        c.candidate_id for c in problem.candidates if problem.packages[c.package_id].once_per_park
    }
    switch = np.zeros(len(cost), bool)
    switch[[i for key, i in started_by.items() if key[0] in once]] = True
    whole = part.columns < shared.of_parks
    lp = linear_program(cost, upper, (part.shared, part.within))
    return Arrays(lp, cost, np.zeros(len(cost)), upper, whole, started_by, switch)


def linear_program(cost: Vector, upper: Vector, tables: tuple[Table, ...]) -> highspy.HighsLp:
    first = np.cumsum([0, *(len(t.names) for t in tables)])
    row = np.concatenate([t.entries.row + n for t, n in zip(tables, first, strict=False)])
    column = np.concatenate([t.entries.column for t in tables])
    k = np.concatenate([t.entries.k for t in tables])
    order = np.lexsort((column, row))
    row, column, k = row[order], column[order], k[order]
    new = np.ones(len(row), bool)
    new[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    group = np.cumsum(new) - 1
    row, column = row[new], column[new]
    k = np.bincount(group, k, len(row)) if len(group) else k
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), int(first[-1])
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(len(cost)), upper
    lp.row_lower_ = np.concatenate([t.lower for t in tables])
    lp.row_upper_ = np.concatenate([t.upper for t in tables])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=int(first[-1])))])
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = column.astype(np.int32)
    lp.a_matrix_.value_ = k
    return lp

"""New numbers for a loaded model: gains, budgets, caps, floors and shares of another problem."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain, zip_longest
from typing import Any

import highspy
import numpy as np

from cluster_planner.domain.problem import Candidate, Problem
from cluster_planner.optimize.engine.arrays import Arrays, Vector
from cluster_planner.optimize.formulation.columns import eok
from cluster_planner.optimize.formulation.model import Model, holds_empty, objective_terms
from cluster_planner.optimize.formulation.rules import RULES, STRUCTURE, Row
from cluster_planner.optimize.formulation.strengthen import STRENGTHENING, whole_budgets

_WHOLE = 1e-9


@dataclass(frozen=True)
class _Loaded:
    """A row as it stands in HiGHS."""

    index: int
    terms: dict[int, float]


class Reload:
    """Writes the numbers of problems of one family into one loaded model."""

    def __init__(self, problem: Problem, model: Model, arrays: Arrays) -> None:
        self._own = problem
        self._last = problem
        self._columns = model.columns
        self._number = {c.id: i for i, c in enumerate(model.lp.exported_variables())}
        at = {row.name: i for i, row in enumerate(model.lp.constraints())}
        self._rows = {
            row.name: _Loaded(at[row.name], self._terms(row))
            for row in self._numbers_of(problem)
            if row.name in at
        }
        self._sizes = {c.candidate_id: _shape(c) for c in problem.candidates}
        self._lower, self._first_upper, self._whole = arrays.lower, arrays.upper, arrays.whole
        self._row_lower = np.array(arrays.lp.row_lower_)
        self._row_upper = np.array(arrays.lp.row_upper_)
        self._changed: dict[tuple[int, int], float] = {}

    def write(self, problem: Problem, arrays: Arrays, highs: Any) -> Arrays | None:
        """The arrays of another problem, whose numbers `highs` then holds too.

        None when the problem is of another family: it asks for rows that the model has not.
        """
        if self._only_gains_differ(problem):
            cost = self._cost(problem, len(arrays.cost))
            self._write_cost(cost, highs)
            self._last = problem
            return replace(arrays, lp=highs.getLp(), cost=cost)
        gone = self._gone(problem)
        if gone is None or not self._same_structure(problem):
            return None
        rows = {row.name: row for row in self._numbers_of(problem)}
        lower, upper = self._lower.copy(), self._upper(problem)
        for name, row in rows.items():
            if not row.terms and not holds_empty(row):
                return None
            known = not row.terms or name in self._rows or name.startswith(STRENGTHENING)
            if not known and not self._as_bound(row, lower):
                return None
        upper[gone] = 0.0
        self._write_rows(rows, highs, set(gone))
        cost = self._cost(problem, len(upper))
        self._write_cost(cost, highs)
        every = np.arange(len(cost), dtype=np.int32)
        highs.changeColsBounds(len(every), every, lower, upper)
        self._last = problem
        return replace(arrays, lp=highs.getLp(), cost=cost, lower=lower, upper=upper)

    def _only_gains_differ(self, problem: Problem) -> bool:
        """Whether every row and bound stays as it was written last: gains stand in no rule."""
        last = self._last
        if not (problem.objective.is_total_gain and last.objective.is_total_gain):
            return False
        others = (f.name for f in fields(Problem) if f.name != "candidates")
        return all(getattr(problem, name) is getattr(last, name) for name in others) and all(
            _but_gains(a) == _but_gains(b)
            for a, b in zip_longest(problem.candidates, last.candidates)
        )

    def _write_cost(self, cost: Vector, highs: Any) -> None:
        every = np.arange(len(cost), dtype=np.int32)
        highs.changeColsCost(len(every), every, cost)

    def _same_structure(self, problem: Problem) -> bool:
        """Whether what a plan is, rather than what it may cost, is that of the family."""
        own = self._own
        left = {c.candidate_id for c in problem.candidates}
        needs = [need for need in own.needs if need.candidate_id in left]
        objective, of_own = problem.objective, own.objective
        return (
            problem.years == own.years
            and problem.packages == own.packages
            and problem.committed == own.committed
            and problem.region_of_park == own.region_of_park
            and problem.firms_of_region.keys() == own.firms_of_region.keys()
            and len(problem.needs) == len(needs)
            and all(a is b or a == b for a, b in zip(problem.needs, needs, strict=True))
            and objective.now.weights.keys() == of_own.now.weights.keys()
            and objective.floors.keys() == of_own.floors.keys()
            and (problem.carry_over_pct == 0 or bool(self._columns.carried))
        )

    def _gone(self, problem: Problem) -> list[int] | None:
        """Columns of candidates that the problem leaves out; None when it brings others."""
        left = {c.candidate_id: _shape(c) for c in problem.candidates}
        if any(self._sizes.get(name) != sizes for name, sizes in left.items()):
            return None
        return [
            self._number[column.id]
            for (name, _, _), column in self._columns.started_by.items()
            if name not in left
        ]

    def _as_bound(self, row: Row, lower: Vector) -> bool:
        """Write a row of one column, such as the lock of a park, as its bound."""
        terms = self._terms(row)
        if row.sense != ">=" or len(terms) != 1:
            return False
        ((column, k),) = terms.items()
        if k <= 0:
            return False
        least = row.limit / k
        whole = math.ceil(least - _WHOLE) if self._whole[column] else least
        lower[column] = max(lower[column], whole)
        return True

    def _numbers_of(self, problem: Problem) -> Iterator[Row]:
        rules = (r(problem, self._columns) for r in RULES if r.__name__ not in STRUCTURE)
        return chain(chain.from_iterable(rules), whole_budgets(problem, self._columns))

    def _terms(self, row: Row) -> dict[int, float]:
        terms: dict[int, float] = {}
        for column, k in row.terms:
            number = self._number[column.id]
            terms[number] = terms.get(number, 0.0) + k
        return terms

    def _write_rows(self, rows: dict[str, Row], highs: Any, gone: set[int]) -> None:
        lower, upper = self._row_lower.copy(), self._row_upper.copy()
        changed: dict[tuple[int, int], float] = {}
        for name, loaded in self._rows.items():
            row = rows.get(name)
            i = loaded.index
            lower[i] = row.limit if row and row.sense in (">=", "==") else -highspy.kHighsInf
            upper[i] = row.limit if row and row.sense in ("<=", "==") else highspy.kHighsInf
            terms = self._terms(row) if row else loaded.terms
            for column in (terms.keys() | loaded.terms.keys()) - gone:
                if terms.get(column, 0.0) != loaded.terms.get(column, 0.0):
                    changed[i, column] = terms.get(column, 0.0)
        for i, column in self._changed.keys() - changed.keys():
            original = next(r for r in self._rows.values() if r.index == i)
            highs.changeCoeff(i, column, original.terms.get(column, 0.0))
        for (i, column), k in changed.items():
            highs.changeCoeff(i, column, k)
        self._changed = changed
        every = np.arange(len(lower), dtype=np.int32)
        highs.changeRowsBounds(len(every), every, lower, upper)

    def _cost(self, problem: Problem, columns: int) -> Vector:
        cost = np.zeros(columns)
        for column, k in objective_terms(problem, self._columns):
            cost[self._number[column.id]] += k
        return cost

    def _upper(self, problem: Problem) -> Vector:
        upper = self._first_upper.copy()
        share = problem.carry_over_pct / 100
        for (programme, year), column in self._columns.carried.items():
            budget = problem.budgets_mkrw.get((programme, year), 0)
            upper[self._number[column.id]] = eok(budget) * share
        for (partner, _), column in self._columns.joined.items():
            upper[self._number[column.id]] = problem.partner_capacity[partner]
        return upper


def _shape(candidate: Candidate) -> tuple[int, ...]:
    return candidate.parks, *(segment.size for segment in candidate.segments)


def _but_gains(candidate: Candidate | None) -> Any:
    if candidate is None:
        return None
    return candidate.candidate_id, _shape(candidate), candidate.local_mkrw, candidate.private_mkrw

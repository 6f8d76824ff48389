"""Build the linear model of a problem in PuLP; nothing is solved here."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pulp

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.columns import Columns, Terms, add_columns, eok
from cluster_planner.optimize.rules import Row, rows_of
from cluster_planner.optimize.strengthen import whole_budgets


@dataclass(frozen=True)
class Model:
    """A PuLP problem with the handles that its builder knows."""

    lp: pulp.LpProblem
    columns: Columns
    always_broken: tuple[str, ...]
    """Rows without any column whose limit cannot hold, such as a floor for a region without parks."""

    @property
    def highs(self) -> Any:
        """The HiGHS object once a solver was built for this model."""
        return self.lp.solverModel


def build(
    problem: Problem, keep: Callable[[Row], bool] = lambda row: True, with_objective: bool = True
) -> Model:
    """Write the columns, the objective and every row that `keep` admits."""
    lp = pulp.LpProblem("cluster_plan", pulp.LpMaximize)
    columns = add_columns(lp, problem)
    terms = _objective(problem, columns) if with_objective else []
    lp.setObjective(pulp.lpSum_vars_coefs(terms))
    broken = []
    for row in chain(rows_of(problem, columns), whole_budgets(problem, columns)):
        if not keep(row):
            continue
        if row.terms:
            _add(lp, row)
        elif not _holds_empty(row):
            broken.append(row.name)
    return Model(lp, columns, tuple(broken))


def _objective(problem: Problem, columns: Columns) -> Terms:
    """Each start counts from its year on, so a cumulative column is worth the loss of one year."""
    terms: Terms = []
    for candidate in problem.candidates:
        for i, segment in enumerate(candidate.segments):
            later = 0.0
            for year in reversed(problem.years):
                score = eok(problem.score(candidate, segment, year))
                column = columns.started_by[candidate.candidate_id, i, year]
                if score != later:
                    terms.append((column, score - later))
                later = score
    return terms


def _add(lp: pulp.LpProblem, row: Row) -> None:
    expression = pulp.lpSum_vars_coefs(row.terms)
    match row.sense:
        case "<=":
            lp.addConstraint(expression <= row.limit, row.name)
        case ">=":
            lp.addConstraint(expression >= row.limit, row.name)
        case "==":
            lp.addConstraint(expression == row.limit, row.name)


def _holds_empty(row: Row) -> bool:
    match row.sense:
        case "<=":
            return row.limit >= 0
        case ">=":
            return row.limit <= 0
        case "==":
            return row.limit == 0


def write_lp(problem: Problem, path: str) -> None:
    """Write the model as LP text that a person can read."""
    build(problem).lp.writeLP(path)


def write_mps(problem: Problem, path: str) -> None:
    """Write the model as MPS with readable names, for any other solver."""
    build(problem).lp.writeMPS(path, rename=False, with_objsense=True)

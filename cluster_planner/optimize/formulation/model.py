"""Build the linear model of a problem in PuLP; nothing is solved here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pulp

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.columns import Columns, add_columns
from cluster_planner.optimize.formulation.objective import objective_terms as objective_terms
from cluster_planner.optimize.formulation.rules import Row, Rule, rows_of
from cluster_planner.optimize.formulation.strengthen import whole_budgets


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
    problem: Problem,
    keep: Callable[[Row], bool] = lambda row: True,
    with_objective: bool = True,
    also: Iterable[Rule] = (),
) -> Model:
    """Write the columns, the objective and every row that `keep` admits, of `also` too."""
    problem = problem.in_order()
    lp = pulp.LpProblem("cluster_plan", pulp.LpMaximize)
    columns = add_columns(lp, problem)
    terms = objective_terms(problem, columns) if with_objective else []
    lp.setObjective(pulp.lpSum_vars_coefs(terms))
    broken = []
    more = chain.from_iterable(rule(problem, columns) for rule in also)
    for row in chain(rows_of(problem, columns), whole_budgets(problem, columns), more):
        if not keep(row):
            continue
        if row.terms:
            _add(lp, row)
        elif not holds_empty(row):
            broken.append(row.name)
    return Model(lp, columns, tuple(broken))


def _add(lp: pulp.LpProblem, row: Row) -> None:
    expression = pulp.lpSum_vars_coefs(row.terms)
    match row.sense:
        case "<=":
            lp.addConstraint(expression <= row.limit, row.name)
        case ">=":
            lp.addConstraint(expression >= row.limit, row.name)
        case "==":
            lp.addConstraint(expression == row.limit, row.name)


def holds_empty(row: Row) -> bool:
    """Whether a row without columns holds."""
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

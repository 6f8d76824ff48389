"""The same question with one park forced out or in, or with all its money scaled."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pulp

from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.formulation.columns import Columns, started_until
from cluster_planner.optimize.formulation.rules import Row
from cluster_planner.optimize.nation import decide
from cluster_planner.optimize.solve import Solved

Stop = Callable[[], bool] | None


def without_park(problem: Problem, park_id: str) -> Problem:
    """The problem in which a park can get nothing new; its locks and earlier decisions stay."""
    return problem.restricted(lambda candidate: candidate.park_id != park_id)


def forced_out(
    problem: Problem, park_id: str, settings: SolverSettings, should_stop: Stop = None
) -> Solved:
    """The best plan in which a park gets nothing new. Raises SolverError like `solve`."""
    return decide(without_park(problem, park_id), settings, None, should_stop)


def forced_in(
    problem: Problem, park_id: str, settings: SolverSettings, should_stop: Stop = None
) -> Solved:
    """The best plan in which a park has 기반 by the last year, or any unit where 기반 stands already.

    Infeasible for a park without candidates. Raises SolverError like `solve`.
    """
    mine = [c for c in problem.candidates if c.park_id == park_id]
    if any(c.package_id == "base" for c in mine):
        by_the_end = {(park_id, "base"): problem.years[-1]} | dict(problem.locks)
        return decide(replace(problem, locks=by_the_end), settings, None, should_stop)

    def any_unit(problem: Problem, columns: Columns) -> Iterator[Row]:
        last = problem.years[-1]
        terms = [term for c in mine for term in started_until(problem, columns, c, last)]
        yield Row("forced_in", terms, ">=", 1.0)

    return decide(problem, settings, None, should_stop, also=(any_unit,))


def scaled(problem: Problem, factor: float) -> Problem:
    """The problem with every budget, yearly cap and later liability times a factor, in whole won."""
    return replace(
        problem,
        budgets_mkrw=_times(problem.budgets_mkrw, factor),
        national_cap_mkrw=_times(problem.national_cap_mkrw, factor),
        liability_cap_mkrw=round(problem.liability_cap_mkrw * factor),
    )


def row_constraint(row: Row) -> pulp.LpAffineExpression:
    """A row in the form that PuLP adds as a constraint."""
    expression = pulp.lpSum_vars_coefs(row.terms)
    match row.sense:
        case "<=":
            return expression <= row.limit
        case ">=":
            return expression >= row.limit
        case "==":
            return expression == row.limit


def _times[K](amounts: Mapping[K, int], factor: float) -> dict[K, int]:
    return {key: round(amount * factor) for key, amount in amounts.items()}

"""Sums of money over the columns, in 억원.

Columns are cumulative, so a project that starts in a year stands in the column of that year and of
every later one. An amount that depends on the start year therefore enters a column with what it
loses when the start moves from that year to the next.
"""

from collections.abc import Callable, Mapping

from cluster_planner.domain.problem import Candidate, Package, Problem
from cluster_planner.optimize.formulation.columns import Columns, Terms, eok, started_until


def paid_in(problem: Problem, columns: Columns, programme_id: str, paid: int) -> Terms:
    """National money that a programme pays in year `paid` for what starts within the horizon."""
    return _by_start(
        problem,
        columns,
        lambda package, start: package.payments_mkrw(start).get(paid, 0),
        lambda package: package.programme_id == programme_id,
    )


def due_after(problem: Problem, columns: Columns) -> Terms:
    """National money that falls due after the last year."""
    last = problem.years[-1]
    return _by_start(
        problem,
        columns,
        lambda package, start: sum(m for y, m in package.payments_mkrw(start).items() if y > last),
        lambda package: True,
    )


def granted(
    problem: Problem, columns: Columns, region_id: str, each_mkrw: Callable[[Candidate], int]
) -> Terms:
    """Money of all that starts in a region, whenever it is paid; `each_mkrw` is that of a unit."""
    return [
        (column, eok(amount))
        for candidate in problem.candidates
        if problem.region_of_park[candidate.park_id] == region_id
        and (amount := each_mkrw(candidate))
        for column, _ in started_until(problem, columns, candidate, problem.years[-1])
    ]


def _by_start(
    problem: Problem,
    columns: Columns,
    each_mkrw: Callable[[Package, int], int],
    counts: Callable[[Package], bool],
) -> Terms:
    coefficients = {
        package_id: _differences(problem.years, package, each_mkrw)
        for package_id, package in problem.packages.items()
        if counts(package)
    }
    return [
        (columns.started_by[candidate.candidate_id, i, year], amount)
        for candidate in problem.candidates
        for year, amount in coefficients.get(candidate.package_id, {}).items()
        for i in range(len(candidate.segments))
    ]


def _differences(
    years: tuple[int, ...], package: Package, each_mkrw: Callable[[Package, int], int]
) -> Mapping[int, float]:
    """Year → what one unit costs more when it starts then instead of a year later."""
    amounts = [each_mkrw(package, year) for year in years] + [0]
    steps = {y: eok(a - b) for y, a, b in zip(years, amounts, amounts[1:], strict=False)}
    return {year: step for year, step in steps.items() if step}

"""The rules about what must stand where and when. Its name is the prefix of a rule's rows."""

from collections.abc import Iterator

from cluster_planner.domain.problem import Candidate, Problem
from cluster_planner.optimize.formulation.columns import Columns, Terms, started_until
from cluster_planner.optimize.formulation.rows import Row


def region_min_parks(problem: Problem, columns: Columns) -> Iterator[Row]:
    """At least so many parks of a region have 기반 in the end, committed ones included."""
    for region, limits in sorted(problem.regions.items()):
        if not limits.min_parks:
            continue
        already = sum(
            1
            for (park, package) in problem.committed
            if package == "base" and problem.region_of_park.get(park) == region
        )
        terms = [
            term
            for candidate in problem.candidates
            if candidate.package_id == "base"
            and problem.region_of_park[candidate.park_id] == region
            for term in started_until(problem, columns, candidate, problem.years[-1])
        ]
        yield Row(f"region_min_parks__{region}", terms, ">=", limits.min_parks - already)


def stays_started(problem: Problem, columns: Columns) -> Iterator[Row]:
    """What has started stays started."""
    for (name, i, year), later in columns.started_by.items():
        if year > problem.years[0]:
            terms = [(columns.started_by[name, i, year - 1], 1.0), (later, -1.0)]
            yield Row(f"stays_started__{name}__s{i}__{year}", terms, "<=", 0.0)


def needs_in_park(problem: Problem, columns: Columns) -> Iterator[Row]:
    """A project starts only where the packages it needs have stood in the park long enough."""
    by_park = {(c.park_id, c.package_id): c for c in problem.candidates}
    for candidate in problem.candidates:
        package = problem.packages[candidate.package_id]
        for needed in package.needs_in_park:
            key = (candidate.park_id, needed)
            for year in problem.years:
                ready = year - package.lag_years
                if key in problem.committed and problem.committed[key] <= ready:
                    continue
                enabler = by_park.get(key)
                terms = started_until(problem, columns, enabler, ready) if enabler else []
                yield from _enabled(columns, candidate, needed, year, terms)


def _enabled(
    columns: Columns, candidate: Candidate, needed: str, year: int, enabler: Terms
) -> Iterator[Row]:
    """Per segment, because the sum over segments would be a weaker bound."""
    name = candidate.candidate_id
    for i, segment in enumerate(candidate.segments):
        terms = [(columns.started_by[name, i, year], 1.0)]
        terms += [(column, -segment.size * k) for column, k in enabler]
        yield Row(f"needs_in_park__{name}__{needed}__s{i}__{year}", terms, "<=", 0.0)


def follows(problem: Problem, columns: Columns) -> Iterator[Row]:
    """A package that builds on another starts no more projects than the earlier ones allow."""
    by_unit = {(c.park_id, c.division_id, c.package_id): c for c in problem.candidates}
    for candidate in problem.candidates:
        package = problem.packages[candidate.package_id]
        if package.follows is None:
            continue
        leader = by_unit.get((candidate.park_id, candidate.division_id, package.follows))
        for year in problem.years:
            terms = started_until(problem, columns, candidate, year)
            if leader is not None:
                ready = year - package.lag_years
                terms += [
                    (column, -package.follows_ratio * k)
                    for column, k in started_until(problem, columns, leader, ready)
                ]
            yield Row(f"follows__{candidate.candidate_id}__{year}", terms, "<=", 0.0)


def park_lock(problem: Problem, columns: Columns) -> Iterator[Row]:
    """A locked park has its package by the locked year."""
    for (park, package), year in sorted(problem.locks.items()):
        if (park, package) in problem.committed:
            continue
        terms = [
            term
            for candidate in problem.candidates
            if (candidate.park_id, candidate.package_id) == (park, package)
            for term in started_until(problem, columns, candidate, min(year, problem.years[-1]))
        ]
        yield Row(f"park_lock__{park}__{package}", terms, ">=", 1.0)

"""Every rule of a plan, one function each; its name is the prefix of its rows.

The auditor has a function of the same name for each of them (`cluster_planner.audit`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.problem import Candidate, Problem
from cluster_planner.optimize.columns import Columns, Terms, eok, started_until
from cluster_planner.optimize.money import due_after, granted, paid_in


@dataclass(frozen=True)
class Row:
    """One named inequality or equation over the columns."""

    name: str
    terms: Terms
    sense: Literal["<=", ">=", "=="]
    limit: float


Rule = Callable[[Problem, Columns], Iterator[Row]]


def _national(problem: Problem, columns: Columns, region_id: str) -> Terms:
    return granted(problem, columns, region_id, lambda package: package.national_mkrw)


def programme_budget(problem: Problem, columns: Columns) -> Iterator[Row]:
    """A programme pays in a year no more than its budget and what it carried over."""
    for programme in problem.programmes:
        for year in problem.years:
            terms = paid_in(problem, columns, programme, year)
            if (kept := columns.carried.get((programme, year))) is not None:
                terms.append((kept, 1.0))
            if (brought := columns.carried.get((programme, year - 1))) is not None:
                terms.append((brought, -1.0))
            budget = problem.budgets_mkrw.get((programme, year), 0)
            free = budget - problem.committed_payment_mkrw(programme, year)
            yield Row(f"programme_budget__{programme}__{year}", terms, "<=", eok(free))


def national_cap(problem: Problem, columns: Columns) -> Iterator[Row]:
    """All programmes together pay in a year no more than the cap of that year."""
    for year, cap in sorted(problem.national_cap_mkrw.items()):
        terms: Terms = []
        bound = 0
        for programme in problem.programmes:
            terms += paid_in(problem, columns, programme, year)
            bound += problem.committed_payment_mkrw(programme, year)
        yield Row(f"national_cap__{year}", terms, "<=", eok(cap - bound))


def liability_cap(problem: Problem, columns: Columns) -> Iterator[Row]:
    """What falls due after the last year stays within its cap."""
    free = problem.liability_cap_mkrw - problem.committed_liability_mkrw()
    yield Row("liability_cap", due_after(problem, columns), "<=", eok(free))


def region_floor(problem: Problem, columns: Columns) -> Iterator[Row]:
    """Give each region at least its floor of new national money."""
    for region, limits in sorted(problem.regions.items()):
        if limits.floor_mkrw:
            terms = _national(problem, columns, region)
            yield Row(f"region_floor__{region}", terms, ">=", eok(limits.floor_mkrw))


def region_cap(problem: Problem, columns: Columns) -> Iterator[Row]:
    """Give no region more than its cap of new national money."""
    for region, limits in sorted(problem.regions.items()):
        if limits.cap_mkrw is not None:
            terms = _national(problem, columns, region)
            yield Row(f"region_cap__{region}", terms, "<=", eok(limits.cap_mkrw))


def region_local_cap(problem: Problem, columns: Columns) -> Iterator[Row]:
    """The governments of a region can match no more than they have."""
    for region, limits in sorted(problem.regions.items()):
        if limits.local_cap_mkrw is not None:
            terms = granted(problem, columns, region, lambda package: package.local_mkrw)
            yield Row(f"region_local_cap__{region}", terms, "<=", eok(limits.local_cap_mkrw))


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


def noncapital_share(problem: Problem, columns: Columns) -> Iterator[Row]:
    """At least the asked share of new national money goes outside the capital region."""
    share = problem.noncapital_share_min_pct / 100
    if share <= 0:
        return
    terms: Terms = []
    for region in sorted(set(problem.region_of_park.values())):
        weight = -share if region == problem.capital_region_id else 1 - share
        money = _national(problem, columns, region)
        terms += [(column, coefficient * weight) for column, coefficient in money]
    yield Row("noncapital_share", terms, ">=", 0.0)


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


def partner_demand(problem: Problem, columns: Columns) -> Iterator[Row]:
    """Each project has each of its roles filled."""
    candidates = {c.candidate_id: c for c in problem.candidates}
    for group in columns.classes:
        terms: Terms = [(columns.joined[p, group.class_id], 1.0) for p in group.partner_ids]
        for need in group.needs:
            candidate = candidates[need.candidate_id]
            total = started_until(problem, columns, candidate, problem.years[-1])
            terms += [(column, -k) for column, k in total]
        yield Row(f"partner_demand__{group.class_id}", terms, "==", 0.0)


def partner_capacity(problem: Problem, columns: Columns) -> Iterator[Row]:
    """No partner joins more projects than it can."""
    joined: dict[str, Terms] = defaultdict(list)
    for (partner, _), column in columns.joined.items():
        joined[partner].append((column, 1.0))
    for partner, terms in sorted(joined.items()):
        limit = problem.partner_capacity[partner]
        yield Row(f"partner_capacity__{partner}", terms, "<=", limit)


RULES: tuple[Rule, ...] = (
    programme_budget,
    national_cap,
    liability_cap,
    region_floor,
    region_cap,
    region_local_cap,
    region_min_parks,
    noncapital_share,
    stays_started,
    needs_in_park,
    follows,
    park_lock,
    partner_demand,
    partner_capacity,
)


def rows_of(problem: Problem, columns: Columns) -> Iterator[Row]:
    """All rows of the model in the order of `RULES`."""
    for rule in RULES:
        yield from rule(problem, columns)

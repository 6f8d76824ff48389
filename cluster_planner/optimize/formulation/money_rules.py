"""The rules about money: budgets, caps, floors and shares. Its name is the prefix of a rule's rows."""

from collections.abc import Callable, Iterator

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.columns import Columns, Terms, eok
from cluster_planner.optimize.formulation.money import due_after, granted, paid_in
from cluster_planner.optimize.formulation.rows import Row


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
            terms = granted(problem, columns, region, problem.local_mkrw)
            yield Row(f"region_local_cap__{region}", terms, "<=", eok(limits.local_cap_mkrw))


def region_private_cap(problem: Problem, columns: Columns) -> Iterator[Row]:
    """The firms of a region can pay no more themselves, beside the fund, than they have."""
    for region, limits in sorted(problem.regions.items()):
        if limits.private_cap_mkrw is not None:
            terms = granted(
                problem, columns, region, lambda c: problem.private_mkrw(c) - problem.fund_mkrw(c)
            )
            yield Row(f"region_private_cap__{region}", terms, "<=", eok(limits.private_cap_mkrw))


def noncapital_share(problem: Problem, columns: Columns) -> Iterator[Row]:
    """At least the asked share of new national money goes outside the capital region."""
    if (share_pct := problem.noncapital_share_min_pct) > 0:
        terms = _beyond_share(problem, columns, share_pct, _national)
        yield Row("noncapital_share", terms, ">=", 0.0)


def fund_cap(problem: Problem, columns: Columns) -> Iterator[Row]:
    """국민성장펀드 lends and invests over the horizon no more than its cap."""
    if problem.fund_cap_mkrw is not None:
        regions = _regions(problem)
        terms = [term for region in regions for term in _fund(problem, columns, region)]
        yield Row("fund_cap", terms, "<=", eok(problem.fund_cap_mkrw))


def fund_noncapital_share(problem: Problem, columns: Columns) -> Iterator[Row]:
    """At least the asked share of the fund's money goes outside the capital region."""
    if (share_pct := problem.fund_noncapital_min_pct) > 0:
        terms = _beyond_share(problem, columns, share_pct, _fund)
        yield Row("fund_noncapital_share", terms, ">=", 0.0)


def _national(problem: Problem, columns: Columns, region_id: str) -> Terms:
    return granted(
        problem, columns, region_id, lambda c: problem.packages[c.package_id].national_mkrw
    )


def _fund(problem: Problem, columns: Columns, region_id: str) -> Terms:
    return granted(problem, columns, region_id, problem.fund_mkrw)


def _regions(problem: Problem) -> list[str]:
    return sorted(set(problem.region_of_park.values()))


def _beyond_share(
    problem: Problem,
    columns: Columns,
    share_pct: float,
    money_of: Callable[[Problem, Columns, str], Terms],
) -> Terms:
    """Money outside the capital region beyond that share of all of it."""
    share = share_pct / 100
    terms: Terms = []
    for region in _regions(problem):
        weight = -share if region == problem.capital_region_id else 1 - share
        terms += [(column, k * weight) for column, k in money_of(problem, columns, region)]
    return terms

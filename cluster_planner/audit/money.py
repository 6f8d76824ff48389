"""The rules about money: budgets, caps, floors and shares."""

from collections import Counter
from collections.abc import Callable, Iterator

from cluster_planner.audit.awards import ROUNDING
from cluster_planner.audit.lines import MONEY, Check, Line
from cluster_planner.domain.plan import Award, Plan
from cluster_planner.domain.problem import Problem, RegionLimits


@Check
def programme_budget(problem: Problem, plan: Plan) -> Iterator[Line]:
    """A programme pays in a year no more than its budget and what it carried over."""
    paid: Counter[tuple[str, int]] = Counter()
    for award in plan.awards:
        for year, amount in award.national_by_year_mkrw.items():
            paid[award.programme_id, year] += amount
    for programme in problem.programmes:
        carried = 0.0
        for year in problem.years:
            budget = problem.budgets_mkrw.get((programme, year), 0)
            spent = paid[programme, year] + problem.committed_payment_mkrw(programme, year)
            left = budget + carried - spent
            complaint = f"{programme} {year}년 국비가 예산보다 {-left:,.0f}백만원 많습니다"
            subject = (programme, str(year))
            yield Line(subject, spent, "<=", budget + carried, MONEY, complaint, ROUNDING)
            carried = min(max(left, 0.0), budget * problem.carry_over_pct / 100)


@Check
def national_cap(problem: Problem, plan: Plan) -> Iterator[Line]:
    """All programmes together pay in a year no more than the cap of that year."""
    for year, cap in problem.national_cap_mkrw.items():
        spent = sum(a.national_by_year_mkrw.get(year, 0) for a in plan.awards)
        spent += sum(problem.committed_payment_mkrw(g, year) for g in problem.programmes)
        complaint = f"{year}년 국비 합계가 상한보다 {spent - cap:,}백만원 많습니다"
        yield Line((str(year),), spent, "<=", cap, MONEY, complaint)


@Check
def liability_cap(problem: Problem, plan: Plan) -> Iterator[Line]:
    """What falls due after the last year stays within its cap."""
    cap = problem.liability_cap_mkrw
    due = problem.committed_liability_mkrw() + sum(
        amount
        for award in plan.awards
        for year, amount in award.national_by_year_mkrw.items()
        if year > problem.years[-1]
    )
    complaint = f"계획 기간 뒤 국비 부담이 상한보다 {due - cap:,}백만원 많습니다"
    yield Line((), due, "<=", cap, MONEY, complaint)


def _by_region(problem: Problem, plan: Plan, amount: Callable[[Award], int]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for award in plan.awards:
        sums[problem.region_of_park[award.park_id]] += amount(award)
    return sums


@Check
def region_floor(problem: Problem, plan: Plan) -> Iterator[Line]:
    """Give each region at least its floor of new national money."""
    money = _by_region(problem, plan, lambda a: a.national_mkrw)
    for region, limits in problem.regions.items():
        floor = limits.floor_mkrw
        complaint = f"{region} 최소배분에 {floor - money[region]:,}백만원 모자랍니다"
        yield Line((region,), money[region], ">=", floor, MONEY, complaint)


def _within_caps(
    problem: Problem,
    plan: Plan,
    amount: Callable[[Award], int],
    cap_of: Callable[[RegionLimits], int | None],
    words: str,
) -> Iterator[Line]:
    """No region has more of an amount than its cap, where it has one."""
    money = _by_region(problem, plan, amount)
    for region, limits in problem.regions.items():
        if (cap := cap_of(limits)) is not None:
            complaint = f"{region} {words}보다 {money[region] - cap:,}백만원 많습니다"
            yield Line((region,), money[region], "<=", cap, MONEY, complaint)


@Check
def region_cap(problem: Problem, plan: Plan) -> Iterator[Line]:
    """Give no region more than its cap of new national money."""
    words = "배분이 상한"
    yield from _within_caps(problem, plan, lambda a: a.national_mkrw, lambda r: r.cap_mkrw, words)


@Check
def region_local_cap(problem: Problem, plan: Plan) -> Iterator[Line]:
    """The governments of a region can match no more than they have."""
    words = "지방비가 여력"
    yield from _within_caps(
        problem, plan, lambda a: a.local_mkrw, lambda r: r.local_cap_mkrw, words
    )


@Check
def region_private_cap(problem: Problem, plan: Plan) -> Iterator[Line]:
    """The firms of a region can pay no more themselves, beside the fund, than they have."""

    def own(award: Award) -> int:
        return award.private_mkrw - award.fund_mkrw

    words = "기업 부담이 여력"
    yield from _within_caps(problem, plan, own, lambda r: r.private_cap_mkrw, words)


@Check
def noncapital_share(problem: Problem, plan: Plan) -> Iterator[Line]:
    """At least the asked share of new national money goes outside the capital region."""
    money = _by_region(problem, plan, lambda a: a.national_mkrw)
    yield _outside(problem, money, problem.noncapital_share_min_pct, "국비")


@Check
def fund_cap(problem: Problem, plan: Plan) -> Iterator[Line]:
    """국민성장펀드 lends and invests over the horizon no more than its cap."""
    money, cap = sum(a.fund_mkrw for a in plan.awards), problem.fund_cap_mkrw
    if cap is not None:
        complaint = f"국민성장펀드가 상한보다 {money - cap:,}백만원 많습니다"
        yield Line((), money, "<=", cap, MONEY, complaint)


@Check
def fund_noncapital_share(problem: Problem, plan: Plan) -> Iterator[Line]:
    """At least the asked share of the fund's money goes outside the capital region."""
    money = _by_region(problem, plan, lambda a: a.fund_mkrw)
    yield _outside(problem, money, problem.fund_noncapital_min_pct, "국민성장펀드")


def _outside(problem: Problem, money: Counter[str], share_pct: float, what: str) -> Line:
    """What lies outside the capital region against its share of all."""
    needed = money.total() * share_pct / 100
    outside = money.total() - money[problem.capital_region_id]
    missing = f"{needed - outside:,.0f}백만원"
    complaint = f"비수도권 {what}가 최소 비중보다 {missing} 적습니다"
    return Line((), outside, ">=", needed, MONEY, complaint, ROUNDING * max(1.0, needed))

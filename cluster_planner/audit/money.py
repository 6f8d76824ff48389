"""The rules about money: budgets, caps, floors and shares."""

from collections import Counter
from collections.abc import Callable, Iterator

from cluster_planner.audit.awards import ROUNDING
from cluster_planner.domain.plan import Award, Plan
from cluster_planner.domain.problem import Problem


def programme_budget(problem: Problem, plan: Plan) -> Iterator[str]:
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
            if left < -ROUNDING:
                yield f"{programme} {year}년 국비가 예산보다 {-left:,.0f}백만원 많습니다"
            carried = min(max(left, 0.0), budget * problem.carry_over_pct / 100)


def national_cap(problem: Problem, plan: Plan) -> Iterator[str]:
    """All programmes together pay in a year no more than the cap of that year."""
    for year, cap in problem.national_cap_mkrw.items():
        spent = sum(a.national_by_year_mkrw.get(year, 0) for a in plan.awards)
        spent += sum(problem.committed_payment_mkrw(g, year) for g in problem.programmes)
        if spent > cap:
            yield f"{year}년 국비 합계가 상한보다 {spent - cap:,}백만원 많습니다"


def liability_cap(problem: Problem, plan: Plan) -> Iterator[str]:
    """What falls due after the last year stays within its cap."""
    due = problem.committed_liability_mkrw() + sum(
        amount
        for award in plan.awards
        for year, amount in award.national_by_year_mkrw.items()
        if year > problem.years[-1]
    )
    if due > problem.liability_cap_mkrw:
        over = due - problem.liability_cap_mkrw
        yield f"계획 기간 뒤 국비 부담이 상한보다 {over:,}백만원 많습니다"


def _by_region(problem: Problem, plan: Plan, amount: Callable[[Award], int]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for award in plan.awards:
        sums[problem.region_of_park[award.park_id]] += amount(award)
    return sums


def region_floor(problem: Problem, plan: Plan) -> Iterator[str]:
    """Give each region at least its floor of new national money."""
    money = _by_region(problem, plan, lambda a: a.national_mkrw)
    for region, limits in problem.regions.items():
        if money[region] < limits.floor_mkrw:
            yield f"{region} 최소배분에 {limits.floor_mkrw - money[region]:,}백만원 모자랍니다"


def region_cap(problem: Problem, plan: Plan) -> Iterator[str]:
    """Give no region more than its cap of new national money."""
    money = _by_region(problem, plan, lambda a: a.national_mkrw)
    for region, limits in problem.regions.items():
        if limits.cap_mkrw is not None and money[region] > limits.cap_mkrw:
            yield f"{region} 배분이 상한보다 {money[region] - limits.cap_mkrw:,}백만원 많습니다"


def region_local_cap(problem: Problem, plan: Plan) -> Iterator[str]:
    """The governments of a region can match no more than they have."""
    money = _by_region(problem, plan, lambda a: a.local_mkrw)
    for region, limits in problem.regions.items():
        if limits.local_cap_mkrw is not None and money[region] > limits.local_cap_mkrw:
            over = money[region] - limits.local_cap_mkrw
            yield f"{region} 지방비가 여력보다 {over:,}백만원 많습니다"


def region_private_cap(problem: Problem, plan: Plan) -> Iterator[str]:
    """The firms of a region can pay no more themselves, beside the fund, than they have."""
    money = _by_region(problem, plan, lambda a: a.private_mkrw - a.fund_mkrw)
    for region, limits in problem.regions.items():
        if limits.private_cap_mkrw is not None and money[region] > limits.private_cap_mkrw:
            over = money[region] - limits.private_cap_mkrw
            yield f"{region} 기업 부담이 여력보다 {over:,}백만원 많습니다"


def noncapital_share(problem: Problem, plan: Plan) -> Iterator[str]:
    """At least the asked share of new national money goes outside the capital region."""
    money = _by_region(problem, plan, lambda a: a.national_mkrw)
    missing = _missing_outside(problem, money, problem.noncapital_share_min_pct)
    if missing:
        yield f"비수도권 국비가 최소 비중보다 {missing:,.0f}백만원 적습니다"


def fund_cap(problem: Problem, plan: Plan) -> Iterator[str]:
    """국민성장펀드 lends and invests over the horizon no more than its cap."""
    money = sum(a.fund_mkrw for a in plan.awards)
    if problem.fund_cap_mkrw is not None and money > problem.fund_cap_mkrw:
        yield f"국민성장펀드가 상한보다 {money - problem.fund_cap_mkrw:,}백만원 많습니다"


def fund_noncapital_share(problem: Problem, plan: Plan) -> Iterator[str]:
    """At least the asked share of the fund's money goes outside the capital region."""
    money = _by_region(problem, plan, lambda a: a.fund_mkrw)
    missing = _missing_outside(problem, money, problem.fund_noncapital_min_pct)
    if missing:
        yield f"비수도권 국민성장펀드가 최소 비중보다 {missing:,.0f}백만원 적습니다"


def _missing_outside(problem: Problem, money: Counter[str], share_pct: float) -> float:
    """What the regions outside the capital region lack of their share; 0 when nothing."""
    needed = money.total() * share_pct / 100
    missing = needed - (money.total() - money[problem.capital_region_id])
    return missing if missing > ROUNDING * max(1.0, needed) else 0.0

"""Every rule of a plan again, by plain arithmetic on its awards and assignments.

Nothing here knows a solver. A plan that this module complains about is never shown.
The checks carry the names of the rules in `cluster_planner.optimize.rules`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from cluster_planner.domain.decision import best_first, total_score
from cluster_planner.domain.plan import Award, Outcome, Plan
from cluster_planner.domain.problem import Candidate, Problem

Check = Callable[[Problem, Plan], Iterator[str]]
_ROUNDING = 1e-6


def audit(
    problem: Problem, plan: Plan, outcome: Outcome | None = None, solver_score: float | None = None
) -> tuple[str, ...]:
    """Return a Korean sentence per broken rule; empty means that the plan holds.

    With an outcome, its objective must be what the plan is worth, not below what the solver
    claims and not above its bound, each within 1e-5 of its size.
    """
    unknown = tuple(award_fits_candidate(problem, plan))
    if unknown:
        return unknown
    complaints = [sentence for check in CHECKS for sentence in check(problem, plan)]
    if outcome is not None:
        complaints += objective_agrees(problem, plan, outcome, solver_score)
    return tuple(complaints)


def without_idle_money(problem: Problem, plan: Plan) -> Plan:
    """The plan without awards that gain nothing and that no rule needs; it scores the same.

    A solver is indifferent to money that buys nothing as long as the budget lasts.
    """
    for award in reversed(plan.awards):
        if award.gain_central_mkrw > 0:
            continue
        unit = (award.park_id, award.division_id, award.package_id)
        leaner = Plan(
            awards=tuple(a for a in plan.awards if a is not award),
            assignments=tuple(
                a for a in plan.assignments if (a.park_id, a.division_id, a.package_id) != unit
            ),
        )
        if not audit(problem, leaner):
            plan = leaner
    return plan


def objective_agrees(
    problem: Problem, plan: Plan, outcome: Outcome, solver_score: float | None
) -> Iterator[str]:
    """The reported objective is what the plan is worth, between the solver's claim and bound."""
    ours = total_score(problem, plan)
    slack = 1e-5 * max(1.0, abs(ours))
    if outcome.objective is None or abs(ours - outcome.objective) > slack:
        yield f"목표값이 다릅니다: 보고 {outcome.objective}, 검산 {ours:,.2f}"
    if solver_score is not None and ours < solver_score - slack:
        yield f"목표값이 풀이 도구의 값 {solver_score:,.2f}보다 작습니다: 검산 {ours:,.2f}"
    if outcome.bound is not None and ours > outcome.bound + slack:
        yield f"목표값이 상한 {outcome.bound:,.2f}보다 큽니다: 검산 {ours:,.2f}"


def _candidates(problem: Problem) -> dict[tuple[str, str | None, str], Candidate]:
    return {(c.park_id, c.division_id, c.package_id): c for c in problem.candidates}


def award_fits_candidate(problem: Problem, plan: Plan) -> Iterator[str]:
    """Each award is a candidate of the problem with the money and gain that the tables give."""
    known = _candidates(problem)
    taken: Counter[str] = Counter()
    for award in sorted(plan.awards, key=lambda a: a.start_year):
        candidate = known.get((award.park_id, award.division_id, award.package_id))
        if candidate is None:
            yield f"{award.park_id} {award.package_id}: 후보가 아닌 배분입니다"
            continue
        yield from _figures(problem, candidate, award, taken[candidate.candidate_id])
        taken[candidate.candidate_id] += award.units
        if taken[candidate.candidate_id] > candidate.max_units:
            yield f"{candidate.candidate_id}: 사업 수가 가능한 {candidate.max_units}개보다 많습니다"


def _figures(problem: Problem, candidate: Candidate, award: Award, already: int) -> Iterator[str]:
    package = problem.packages[award.package_id]
    where = f"{award.park_id} {award.package_id} {award.start_year}년"
    if award.units < 1 or award.start_year not in problem.years:
        yield f"{where}: 수량이나 연도가 계획 밖입니다"
        return
    if (award.programme_id, award.estimated) != (package.programme_id, candidate.estimated):
        yield f"{where}: 예산 묶음이나 추정 표시가 자료와 다릅니다"
    money = (award.national_mkrw, award.local_mkrw, award.private_mkrw)
    each = (package.national_mkrw, package.local_mkrw, package.private_mkrw)
    if money != tuple(award.units * m for m in each):
        yield f"{where}: 사업비가 단가 × 수량과 다릅니다"
    due = {y: award.units * m for y, m in package.payments_mkrw(award.start_year).items()}
    if award.national_by_year_mkrw != due or sum(due.values()) != award.national_mkrw:
        yield f"{where}: 연도별 국비의 합이 국비와 다릅니다"
    years = problem.annuity[award.package_id, award.start_year]
    filled = best_first(candidate, already, award.units)
    told = (award.gain_low_mkrw, award.gain_central_mkrw, award.gain_high_mkrw)
    for end, shown in zip(("low", "central", "high"), told, strict=True):
        gain = sum(n * getattr(s.annual_gain_mkrw, end) * years for s, n in filled)
        if abs(gain - shown) > _ROUNDING * max(1.0, gain):
            yield f"{where}: 기대효과({end})가 산식과 다릅니다"


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
            if left < -_ROUNDING:
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


def region_min_parks(problem: Problem, plan: Plan) -> Iterator[str]:
    """At least so many parks of a region have 기반 in the end, committed ones included."""
    based = {park for park, package in problem.committed if package == "base"}
    based |= {a.park_id for a in plan.awards if a.package_id == "base"}
    count = Counter(problem.region_of_park.get(park) for park in based)
    for region, limits in problem.regions.items():
        if count[region] < limits.min_parks:
            yield f"{region} 단지 수가 최소 {limits.min_parks}곳에 못 미칩니다 ({count[region]}곳)"


def noncapital_share(problem: Problem, plan: Plan) -> Iterator[str]:
    """At least the asked share of new national money goes outside the capital region."""
    money = _by_region(problem, plan, lambda a: a.national_mkrw)
    outside = plan.national_mkrw - money[problem.capital_region_id]
    needed = plan.national_mkrw * problem.noncapital_share_min_pct / 100
    if outside < needed - _ROUNDING * max(1.0, needed):
        yield f"비수도권 국비가 최소 비중보다 {needed - outside:,.0f}백만원 적습니다"


def stays_started(problem: Problem, plan: Plan) -> Iterator[str]:
    """A once-per-park package starts once, and not where it already stands."""
    starts: Counter[tuple[str, str]] = Counter()
    for award in plan.awards:
        if problem.packages[award.package_id].once_per_park:
            starts[award.park_id, award.package_id] += award.units
    for (park, package), count in starts.items():
        if count + ((park, package) in problem.committed) > 1:
            yield f"{park} {package}: 단지에 한 번뿐인 패키지가 되풀이됩니다"


def needs_in_park(problem: Problem, plan: Plan) -> Iterator[str]:
    """A project starts only where the packages it needs have stood in the park long enough."""
    began = dict(problem.committed)
    for award in plan.awards:
        if problem.packages[award.package_id].once_per_park:
            began[award.park_id, award.package_id] = award.start_year
    for award in plan.awards:
        package = problem.packages[award.package_id]
        for needed in package.needs_in_park:
            start = began.get((award.park_id, needed))
            if start is None or start + package.lag_years > award.start_year:
                yield f"{award.park_id} {award.package_id}: 앞서야 할 {needed} 패키지가 없습니다"


def follows(problem: Problem, plan: Plan) -> Iterator[str]:
    """A package that builds on another starts no more projects than the earlier ones allow."""
    for candidate in problem.candidates:
        package = problem.packages[candidate.package_id]
        if package.follows is None:
            continue
        unit = [
            a
            for a in plan.awards
            if (a.park_id, a.division_id) == (candidate.park_id, candidate.division_id)
        ]
        for year in problem.years:
            mine = _until(unit, package.package_id, year)
            allowed = package.follows_ratio * _until(
                unit, package.follows, year - package.lag_years
            )
            if mine > allowed + _ROUNDING:
                yield f"{candidate.candidate_id} {year}년: 선행 {package.follows} 사업이 모자랍니다"


def _until(awards: list[Award], package_id: str, year: int) -> int:
    return sum(a.units for a in awards if a.package_id == package_id and a.start_year <= year)


def park_lock(problem: Problem, plan: Plan) -> Iterator[str]:
    """A locked park has its package by the locked year."""
    began = dict(problem.committed)
    began |= {(a.park_id, a.package_id): a.start_year for a in plan.awards}
    for (park, package), year in problem.locks.items():
        if began.get((park, package), year + 1) > year:
            yield f"{park}: {year}년까지 고정한 {package} 패키지가 없습니다"


def partner_demand(problem: Problem, plan: Plan) -> Iterator[str]:
    """Each project has each of its roles filled, by a partner that may fill it."""
    filled: Counter[tuple[str, str]] = Counter()
    known = _candidates(problem)
    links = {(n.candidate_id, n.role_id): {k.partner_id for k in n.links} for n in problem.needs}
    for join in plan.assignments:
        candidate = known.get((join.park_id, join.division_id, join.package_id))
        key = (candidate.candidate_id if candidate else "", join.role_id)
        filled[key] += join.units
        if join.units < 1:
            yield f"{join.partner_id}: {join.park_id}의 참여 사업 수가 {join.units}개입니다"
        if join.partner_id not in links.get(key, set()):
            yield f"{join.partner_id}: {join.park_id}의 {join.role_id} 역할을 맡을 수 없습니다"
    units: Counter[str] = Counter()
    for award in plan.awards:
        key3 = (award.park_id, award.division_id, award.package_id)
        units[known[key3].candidate_id] += award.units
    for candidate_id, role in links:
        if filled[candidate_id, role] != units[candidate_id]:
            missing = units[candidate_id] - filled[candidate_id, role]
            yield f"{candidate_id}: {role} 참여기관이 {missing}개 사업에서 맞지 않습니다"


def partner_capacity(problem: Problem, plan: Plan) -> Iterator[str]:
    """No partner joins more projects than it can."""
    joined: dict[str, int] = defaultdict(int)
    for join in plan.assignments:
        joined[join.partner_id] += join.units
    for partner, count in joined.items():
        if count > problem.partner_capacity.get(partner, 0):
            yield f"{partner}: 참여 사업 {count}개가 수용력보다 많습니다"


CHECKS: tuple[Check, ...] = (
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

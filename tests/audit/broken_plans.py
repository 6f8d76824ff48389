"""A good plan, and for every rule a way to break just that one."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from cluster_planner.domain.decision import Decision, plan_of
from cluster_planner.domain.objective import Objective
from cluster_planner.domain.plan import Assignment, Award, Outcome, Plan
from cluster_planner.domain.problem import Need, Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import Solved, solve
from tests.small_problems import park, problem_of

CANDIDATES = park("north_1", 50)
SUPPLIER = Need(CANDIDATES[1].candidate_id, "supplier", ("a", "b"))
PROBLEM = problem_of(CANDIDATES, needs=(SUPPLIER,), partner_capacity={"a": 1, "b": 1, "c": 1})
"""base 2026 (140 = 70 + 70), factory 2027 (60 = 18 + 24 + 18), robot 2028 (20); partner a."""
TWO_PARKS = {"north_1": "north", "north_2": "north"}

Broken = tuple[Problem, Plan]


@cache
def solved() -> Solved:
    """The solver's answer to `PROBLEM`."""
    return solve(PROBLEM, SolverSettings(gap=0.0))


def good() -> Plan:
    """The best plan of `PROBLEM`."""
    decision = solved().decision
    assert decision is not None
    return plan_of(PROBLEM, decision)


def outcome() -> Outcome:
    """What the solver says about `good`."""
    return solved().outcome


def edited(package_id: str, **changes: object) -> Plan:
    """The good plan with one award changed."""
    awards = tuple(
        a.model_copy(update=changes) if a.package_id == package_id else a for a in good().awards
    )
    return good().model_copy(update={"awards": awards})


def with_award(award: Award) -> Plan:
    """The good plan with one award more."""
    return good().model_copy(update={"awards": (*good().awards, award)})


def started(**years: int) -> Plan:
    """The projects of the good plan started in other years, with the right money and gain."""
    ids = {c.package_id: c.candidate_id for c in CANDIDATES}
    projects = {(ids[package], year): 1 for package, year in years.items()}
    return plan_of(PROBLEM, Decision(projects, {(ids["factory"], "supplier", "a"): 1}))


def joined(*assignments: Assignment) -> Plan:
    """The good plan with other partners."""
    return good().model_copy(update={"assignments": assignments})


def join(**changes: object) -> Assignment:
    """The good plan's one assignment, changed."""
    return good().assignments[0].model_copy(update=changes)


def limited(**limits: int) -> Problem:
    """The problem with limits for its region."""
    return replace(PROBLEM, regions={"north": RegionLimits(**limits)})


def keeping(**floors: float) -> Problem:
    """The problem with two firms in its region and floors of criteria."""
    objective = Objective(floors=floors)  # type: ignore[arg-type]
    return replace(PROBLEM, objective=objective, firms_of_region={"north": 2.0})


def paying(**by_year: int) -> Problem:
    """The problem with other money for 기반: y2026=70."""
    money = {("complex", int(year[1:])): amount for year, amount in by_year.items()}
    return replace(PROBLEM, budgets_mkrw=dict(PROBLEM.budgets_mkrw) | money)


def base_award(**changes: object) -> Award:
    """The good plan's 기반, changed."""
    return good().awards[0].model_copy(update=changes)


def just_met() -> tuple[Problem, ...]:
    """Problems whose limits the good plan meets to the last million."""
    elsewhere = {("north_2", "base"): 2025}
    return (
        paying(y2026=70, y2027=70),
        replace(paying(y2026=100, y2027=60), carry_over_pct=10.0),
        replace(paying(y2026=140, y2027=70), committed=elsewhere),
        replace(PROBLEM, national_cap_mkrw={2026: 70, 2027: 88, 2028: 44}),
        replace(PROBLEM, national_cap_mkrw={2026: 140}, committed=elsewhere),
        replace(PROBLEM, liability_cap_mkrw=18),
        replace(PROBLEM, liability_cap_mkrw=88, committed={("north_2", "base"): 2028}),
        limited(floor_mkrw=220, cap_mkrw=220, local_cap_mkrw=71, min_parks=1, private_cap_mkrw=52),
        replace(limited(min_parks=2), committed=elsewhere, region_of_park=TWO_PARKS),
        replace(PROBLEM, noncapital_share_min_pct=100.0),
        replace(PROBLEM, fund_cap_mkrw=16, fund_noncapital_min_pct=100.0),
        replace(PROBLEM, locks={("north_1", "base"): 2026}),
        replace(PROBLEM, partner_capacity={"a": 1, "b": 0}),
    )


CASES: tuple[tuple[str, Callable[[], Broken], str], ...] = (
    (
        "programme_budget",
        lambda: (paying(y2026=69), good()),
        "complex 2026년 국비가 예산보다 1백만원 많습니다",
    ),
    (
        "programme_budget",  # 31 are left in 2026 but only a tenth of 101 may move on
        lambda: (replace(paying(y2026=101, y2027=59), carry_over_pct=10.0), good()),
        "complex 2027년 국비가 예산보다 1백만원 많습니다",
    ),
    (
        "programme_budget",  # 70 are bound in 2026 by the other park's earlier decision
        lambda: (replace(paying(y2026=139), committed={("north_2", "base"): 2025}), good()),
        "complex 2026년 국비가 예산보다 1백만원 많습니다",
    ),
    (
        "national_cap",  # base 70 + factory 18
        lambda: (replace(PROBLEM, national_cap_mkrw={2027: 87}), good()),
        "2027년 국비 합계가 상한보다 1백만원 많습니다",
    ),
    (
        "national_cap",  # base 70 + 70 of an earlier decision
        lambda: (
            replace(PROBLEM, national_cap_mkrw={2026: 139}, committed={("north_2", "base"): 2025}),
            good(),
        ),
        "2026년 국비 합계가 상한보다 1백만원 많습니다",
    ),
    (
        "liability_cap",  # the factory's last 18 fall due in 2029
        lambda: (replace(PROBLEM, liability_cap_mkrw=17), good()),
        "계획 기간 뒤 국비 부담이 상한보다 1백만원 많습니다",
    ),
    (
        "liability_cap",  # and the last 70 of an earlier decision
        lambda: (
            replace(PROBLEM, liability_cap_mkrw=87, committed={("north_2", "base"): 2028}),
            good(),
        ),
        "계획 기간 뒤 국비 부담이 상한보다 1백만원 많습니다",
    ),
    (
        "region_floor",  # 140 + 60 + 20
        lambda: (limited(floor_mkrw=221), good()),
        "north 최소배분에 1백만원 모자랍니다",
    ),
    (
        "region_cap",
        lambda: (limited(cap_mkrw=219), good()),
        "north 배분이 상한보다 1백만원 많습니다",
    ),
    (
        "region_local_cap",  # 56 + 15
        lambda: (limited(local_cap_mkrw=70), good()),
        "north 지방비가 여력보다 1백만원 많습니다",
    ),
    (
        "region_private_cap",  # 28 + (30 − 12) + (10 − 4)
        lambda: (limited(private_cap_mkrw=51), good()),
        "north 기업 부담이 여력보다 1백만원 많습니다",
    ),
    (
        "region_min_parks",
        lambda: (limited(min_parks=2), good()),
        "north 단지 수가 최소 2곳에 못 미칩니다 (1곳)",
    ),
    (
        "noncapital_share",
        lambda: (
            replace(PROBLEM, capital_region_id="north", noncapital_share_min_pct=50.0),
            good(),
        ),
        "비수도권 국비가 최소 비중보다 110백만원 적습니다",
    ),
    (
        "fund_cap",  # 12 + 4
        lambda: (replace(PROBLEM, fund_cap_mkrw=15), good()),
        "국민성장펀드가 상한보다 1백만원 많습니다",
    ),
    (
        "fund_noncapital_share",
        lambda: (
            replace(PROBLEM, capital_region_id="north", fund_noncapital_min_pct=50.0),
            good(),
        ),
        "비수도권 국민성장펀드가 최소 비중보다 8백만원 적습니다",
    ),
    (
        "stays_started",
        lambda: (replace(PROBLEM, committed={("north_1", "base"): 2025}), good()),
        "north_1 base: 단지에 한 번뿐인 패키지가 되풀이됩니다",
    ),
    (
        "needs_in_park",
        lambda: (PROBLEM, started(base=2026, factory=2026, robot=2028)),
        "north_1 factory: 앞서야 할 base 패키지가 없습니다",
    ),
    (
        "follows",
        lambda: (PROBLEM, started(base=2026, factory=2028, robot=2028)),
        "north_1 robot 2028년: 선행 factory 사업이 모자랍니다",
    ),
    (
        "park_lock",
        lambda: (replace(PROBLEM, locks={("north_1", "base"): 2025}), good()),
        "north_1: 2025년까지 고정한 base 패키지가 없습니다",
    ),
    (
        "partner_demand",
        lambda: (PROBLEM, joined()),
        "north_1__ai__factory: supplier 참여기관이 1개 사업에서 맞지 않습니다",
    ),
    (
        "partner_demand",
        lambda: (PROBLEM, joined(join(partner_id="c"))),
        "c: north_1의 supplier 역할을 맡을 수 없습니다",
    ),
    (
        "partner_demand",
        lambda: (PROBLEM, joined(join(), join(partner_id="b", units=0))),
        "b: north_1의 참여 사업 수가 0개입니다",
    ),
    (
        "partner_capacity",
        lambda: (replace(PROBLEM, partner_capacity={"a": 0, "b": 1}), good()),
        "a: 참여 사업 1개가 수용력보다 많습니다",
    ),
    (
        "region_gain_least",  # 5 × 50 years less one: 200 + 12.5 × 3 = 237.5 over two firms
        lambda: (keeping(least=118.76), good()),
        "north 업체당 기대효과가 하한 118.76백만원보다 적습니다",
    ),
    (
        "region_gain_even",
        lambda: (keeping(balance=238.0), good()),
        "업체 몫대로 놓인 기대효과 238백만원이 하한 238백만원보다 적습니다",
    ),
    (
        "kept_criterion",
        lambda: (keeping(gain=238.0), good()),
        "기준 gain의 값 237.50이 지킬 값 238.00보다 작습니다",
    ),
    (
        "award_fits_candidate",
        lambda: (PROBLEM, with_award(base_award(park_id="south_1"))),
        "south_1 base: 후보가 아닌 배분입니다",
    ),
    (
        "award_fits_candidate",
        lambda: (PROBLEM, with_award(base_award())),
        "north_1__base: 사업 수가 가능한 1개보다 많습니다",
    ),
    (
        "award_fits_candidate",
        lambda: (PROBLEM, edited("base", start_year=2029)),
        "north_1 base 2029년: 수량이나 연도가 계획 밖입니다",
    ),
    (
        "award_fits_candidate",
        lambda: (PROBLEM, edited("base", units=0)),
        "north_1 base 2026년: 수량이나 연도가 계획 밖입니다",
    ),
    (
        "award_fits_candidate",  # paid from an envelope that nobody checks
        lambda: (PROBLEM, edited("base", programme_id="nobody")),
        "north_1 base 2026년: 예산 묶음이나 추정 표시가 자료와 다릅니다",
    ),
    (
        "award_fits_candidate",
        lambda: (PROBLEM, edited("factory", estimated=True)),
        "north_1 factory 2027년: 예산 묶음이나 추정 표시가 자료와 다릅니다",
    ),
    *(
        (
            "award_fits_candidate",
            lambda field=field: (PROBLEM, edited("factory", **{field: 1})),  # type: ignore[misc]
            "north_1 factory 2027년: 사업비가 단가 × 수량과 다릅니다",
        )
        for field in ("local_mkrw", "private_mkrw", "fund_mkrw")
    ),
    (
        "award_fits_candidate",  # the sum is right, the years are not
        lambda: (PROBLEM, edited("base", national_by_year_mkrw={2026: 140})),
        "north_1 base 2026년: 연도별 국비의 합이 국비와 다릅니다",
    ),
    *(
        (
            "award_fits_candidate",
            lambda end=end: (PROBLEM, edited("factory", **{f"gain_{end}_mkrw": 201.0})),  # type: ignore[misc]
            f"north_1 factory 2027년: 기대효과({end})가 산식과 다릅니다",
        )
        for end in ("low", "central", "high")
    ),
)
"""Check → problem and plan that break it and nothing else → the whole complaint."""

OUTCOMES: tuple[tuple[Callable[[float], dict[str, float | None]], float, str], ...] = (
    (lambda worth: {"objective": worth + 1}, 0.0, "목적값이 다릅니다"),
    (lambda worth: {"objective": None}, 0.0, "목적값이 다릅니다"),
    (lambda worth: {}, 1.0, "목적값이 풀이 도구의 값"),
    (lambda worth: {"bound": worth - 1}, 0.0, "목적값이 상한"),
)
"""What is wrong with the outcome, how much more the solver claims, start of the complaint."""

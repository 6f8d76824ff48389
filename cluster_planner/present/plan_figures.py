"""The figures by which a plan is read first, each with its unit, basis and what it is held against."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.plan import Award, Plan, Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.criteria import CRITERIA
from cluster_planner.present.summary import totals
from cluster_planner.present.targets import Target, target
from cluster_planner.present.words import ASSUMPTION, ESTIMATE, count, day, money_short, percent

NO_TARGET = "목표 없음"
Against = Literal["target", "condition", "none"]


@dataclass(frozen=True)
class Figure:
    """One figure of a plan in words, with what it is held against."""

    key: str
    label: str
    value: str
    unit: str
    against: Against
    """An announced target, a condition that the planner set, or nothing."""
    against_ko: str
    """What it is held against, in words."""
    note: str = ""
    mark: str = ""
    """추정 or 가정, where the figure is one."""
    share: float | None = None
    """Part of the target or condition that is reached; may exceed 1."""
    before: float | None = None
    """Part of the target that was reached before the plan."""
    target: Target | None = None
    basis: str = ""
    """How the figure is counted, where that is an assumption."""

    @property
    def source_ko(self) -> str:
        """How the figure is made; then scope, source and date of its target."""
        made = self.basis or "이 계획의 합계"
        goal = self.target
        if goal is None:
            return f"{made}."
        before = f" 기존: {goal.reached_ko}." if goal.reached_ko else ""
        return f"{made}. {goal.name_ko}: {goal.scope_ko}.{before} 출처 {goal.source} ({day(goal.as_of)})"


def plan_figures(run: Run, snapshot: Snapshot) -> tuple[Figure, ...]:
    """Figures of a run in reading order. Raises ValueError for a run without a plan."""
    plan = run.plan
    if plan is None:
        raise ValueError("a run without a plan has no figures")
    return (
        _national(run, plan),
        _noncapital(run, plan, snapshot),
        _value_added(run),
        _ai_factories(plan, snapshot),
        _parks(plan),
        _matched(run),
        _robots(plan, snapshot),
        _dark_factories(plan, snapshot),
        _jobs(run),
        _partners(run, plan),
    )


def projects(plan: Plan, snapshot: Snapshot, package_id: str, by_year: int | None = None) -> float:
    """Standard projects of a package that a plan pays for (가정: `units_per_project`).

    `by_year` counts only what starts by the end of that year.
    """
    size = snapshot.packages.set_index("package_id")["units_per_project"]
    return _units(plan.awards, package_id, by_year) / int(size[package_id])


def within_horizon_mkrw(run: Run) -> int:
    """National money that is paid in the years of the scenario; the rest falls due later."""
    awards = run.plan.awards if run.plan else ()
    last = run.scenario.years[-1]
    return sum(m for a in awards for year, m in a.national_by_year_mkrw.items() if year <= last)


def noncapital_mkrw(plan: Plan, snapshot: Snapshot) -> int:
    """New national money outside 수도권."""
    parks = snapshot["parks"]
    capital = set(parks.loc[parks["region_id"] == "capital", "park_id"])
    return sum(a.national_mkrw for a in plan.awards if a.park_id not in capital)


def _national(run: Run, plan: Plan) -> Figure:
    paid, budget = within_horizon_mkrw(run), run.scenario.total_budget_mkrw
    later = plan.national_mkrw - paid
    return Figure(
        "national", "총 국비", *_eok(plan.national_mkrw), "condition",
        f"조건: 예산 {_eok_short(budget)}",
        f"이 가운데 기간 뒤 {_eok_short(later)}",
        share=paid / budget if budget else None,
    )  # fmt: skip


def _noncapital(run: Run, plan: Plan, snapshot: Snapshot) -> Figure:
    outside, spent = noncapital_mkrw(plan, snapshot), plan.national_mkrw
    floor = run.scenario.noncapital_share_min_pct
    share = 100 * outside / spent if spent else 0.0
    return Figure(
        "noncapital", "비수도권 국비 비중", percent(share).removesuffix("%"), "%",
        "condition" if floor else "none",
        f"조건: 하한 {percent(floor)}" if floor else NO_TARGET,
        _eok_short(outside),
        share=share / floor if floor else None,
    )  # fmt: skip


def _value_added(run: Run) -> Figure:
    all_of, goal = totals(run), target("value_added")
    ends = f"{money_short(all_of.gain_low_mkrw)}~{money_short(all_of.gain_high_mkrw)}"
    until = run.scenario.horizon.benefit_until
    return Figure(
        "value_added", "기대 부가가치", *_amount(all_of.gain_central_mkrw), "target",
        f"{goal.by} 목표 100조와 셈이 달라 견주지 않음",
        f"{ends} ({until}년까지)",
        basis=f"{until}년까지 생기는 효과의 현재가치를 더한 중간값(추정), 괄호 앞은 하한~상한",
        mark=ESTIMATE, target=goal,
    )  # fmt: skip


def _ai_factories(plan: Plan, snapshot: Snapshot) -> Figure:
    goal, made = target("ai_factories"), projects(plan, snapshot, "ai_factory")
    return Figure(
        "ai_factories", "AI 팩토리", count(made), "과제", "target",
        f"{goal.by} 목표 {count(goal.value, goal.unit)}",
        f"기존 {count(goal.reached)}여 곳",
        mark=ASSUMPTION, share=made / goal.value, before=(goal.reached or 0) / goal.value, target=goal,
        basis="표준 과제로 환산: 국비 60억 = 1과제(가정)",
    )  # fmt: skip


def _parks(plan: Plan) -> Figure:
    goal = target("ax_parks")
    based = _units(plan.awards, "base")
    in_time = _units(plan.awards, "base", int(goal.by))
    return Figure(
        "parks", "선정 단지", count(len(plan.park_ids)), "곳", "target",
        f"{goal.by} 계획 {count(goal.value, goal.unit)}",
        f"기반 {based}곳({goal.by}년까지 {in_time}곳), 기존 {count(goal.reached)}곳",
        basis=f"기반 패키지가 {goal.by}년까지 시작되는 단지만 계획과 견줌",
        share=in_time / goal.value, before=(goal.reached or 0) / goal.value, target=goal,
    )  # fmt: skip


def _matched(run: Run) -> Figure:
    all_of = totals(run)
    note = f"지방비 {_eok_short(all_of.local_mkrw)} · 민간 {_eok_short(all_of.private_mkrw)}"
    fund = run.scenario.fund
    cap = fund.cap_mkrw if fund else None
    return Figure(
        "matched", "지방비·민간", *_eok(all_of.local_mkrw + all_of.private_mkrw),
        "condition" if cap else "none",
        f"펀드 {_eok_short(all_of.fund_mkrw)} / 상한 {money_short(cap)}" if cap else NO_TARGET,
        note,
        share=all_of.fund_mkrw / cap if cap else None,
    )  # fmt: skip


def _robots(plan: Plan, snapshot: Snapshot) -> Figure:
    goal, made = target("humanoid_demos"), projects(plan, snapshot, "robot")
    in_time = projects(plan, snapshot, "robot", int(goal.by))
    return Figure(
        "robots", "로봇 실증", count(made), "건", "target",
        f"{goal.by} 목표 {count(goal.value, goal.unit)}",
        f"{goal.by}년까지 {count(in_time)}건, 기존 {count(goal.reached)}건",
        mark=ASSUMPTION, share=in_time / goal.value, before=(goal.reached or 0) / goal.value, target=goal,
        basis=f"표준 실증으로 환산: 국비 20억 = 1건(가정). {goal.by}년까지 시작되는 것만 목표와 견줌. 휴머노이드가 아닌 로봇도 셈",
    )  # fmt: skip


def _dark_factories(plan: Plan, snapshot: Snapshot) -> Figure:
    made = projects(plan, snapshot, "dark_factory")
    firms = _units(plan.awards, "diffusion")
    return Figure(
        "dark_factories", "다크팩토리", f"{made:,.1f}".removesuffix(".0"), "라인", "none", NO_TARGET,
        f"확산 {count(firms, '개사')}", mark=ASSUMPTION,
        basis="표준 라인으로 환산: 국비 100억 = 1라인(가정)",
    )  # fmt: skip


def _jobs(run: Run) -> Figure:
    value = next((c.value for c in run.criteria if c.criterion_id == "jobs"), None)
    name, unit = CRITERIA["jobs"]
    return Figure(
        "jobs", name, count(None if value is None else value / 10_000),
        "" if value is None else f"만 {unit}",
        "none", NO_TARGET, "닿는 근로자 × 효과 연수", mark=ESTIMATE,
        basis="패키지가 닿는 기업의 근로자 × 효과 연수(추정)",
    )  # fmt: skip


def _partners(run: Run, plan: Plan) -> Figure:
    return Figure(
        "partners", "참여기관", count(totals(run).partners), "곳", "none", NO_TARGET,
        f"역할 배정 {count(len(plan.assignments), '건')}",
    )  # fmt: skip


def _units(awards: Iterable[Award], package_id: str, by_year: int | None = None) -> int:
    return sum(
        award.units
        for award in awards
        if award.package_id == package_id and (by_year is None or award.start_year <= by_year)
    )


def _eok(mkrw: float) -> tuple[str, str]:
    """Money of a budget in 억: 조 would hide what officials argue about."""
    return count(mkrw / 100), "억 원"


def _eok_short(mkrw: float) -> str:
    return f"{count(mkrw / 100)}억"


def _amount(mkrw: float) -> tuple[str, str]:
    text = money_short(mkrw)
    if text[-1:] in ("억", "조", "만"):
        return text[:-1], f"{text[-1]} 원"
    return text, "원"

"""What can be said against a scenario by arithmetic alone, before any solver."""

from collections.abc import Iterator

from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.indicators.jobs import jobs_per_firm
from cluster_planner.indicators.value_at_stake import value_at_stake


def check(snapshot: Snapshot, scenario: Scenario) -> None:
    """Raise ScenarioError with every contradiction that needs no solver to see."""
    findings = tuple(
        finding
        for rule in (
            _unknown_names,
            _contradictory_locks,
            _floors,
            _caps,
            _committed_twice,
            _unpublished,
        )
        for finding in rule(snapshot, scenario)
    )
    if findings:
        raise ScenarioError(findings)


def refuse_stages(problem: Problem) -> None:
    """Raise ScenarioError for an objective of several stages: its scores cannot be compared."""
    if problem.objective.later:
        what = "여러 단계로 푸는 목표에서는 이 물음에 답할 수 없습니다"
        remedy = "단계가 하나인 목표(total_gain, weighted, max_min)로 바꾸어 물으세요"
        raise ScenarioError((Finding("objective", what, remedy),))


def _unknown_names(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    parks = set(snapshot.parks["park_id"])
    named = {
        "parks.include": scenario.parks.include,
        "parks.exclude": scenario.parks.exclude,
        "locks": tuple(lock.park_id for lock in scenario.locks),
        "committed": tuple(c.park_id for c in scenario.committed),
    }
    for place, ids in named.items():
        for park_id in sorted(set(ids) - parks):
            yield Finding(place, f"모르는 단지입니다: {park_id}", "parks.csv의 park_id를 쓰세요")
    for region_id in sorted(set(scenario.regions) - set(snapshot.regions["region_id"])):
        known = ", ".join(snapshot.regions["region_id"])
        yield Finding("regions", f"모르는 권역입니다: {region_id}", f"다음에서 고르세요: {known}")
    roles = set(snapshot.roles["role_id"])
    for role_id in sorted(set(scenario.partner_reach_km) - roles):
        known = ", ".join(sorted(roles))
        yield Finding(
            "partner_reach_km", f"모르는 역할입니다: {role_id}", f"다음에서 고르세요: {known}"
        )
    envelopes = set(snapshot.envelopes["envelope_id"])
    for budget in scenario.programmes:
        if budget.programme_id not in envelopes:
            yield Finding(
                "programmes",
                f"모르는 예산 묶음입니다: {budget.programme_id}",
                f"다음에서 고르세요: {', '.join(sorted(envelopes))}",
            )


def _contradictory_locks(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    names = _names(snapshot)
    excluded = set(scenario.parks.exclude)
    seen: set[tuple[str, str]] = set()
    for i, lock in enumerate(scenario.locks):
        where = f"locks.{i}"
        name = names.get(lock.park_id, lock.park_id)
        if (lock.park_id, lock.package_id) in seen:
            yield Finding(where, f"{name} 단지를 두 번 고정했습니다", "한 줄만 남기세요")
        seen.add((lock.park_id, lock.package_id))
        if lock.park_id in excluded:
            yield Finding(
                where,
                f"{name} 단지를 고정하면서 제외했습니다",
                "고정과 제외 가운데 하나만 남기세요",
            )
        if not scenario.years[0] <= lock.by_year <= scenario.years[-1]:
            span = f"{scenario.years[0]}–{scenario.years[-1]}"
            yield Finding(
                where, f"고정 연도 {lock.by_year}년이 계획 밖입니다", f"{span} 안에서 고르세요"
            )


def _floors(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    total = sum(rule.floor_mkrw for rule in scenario.regions.values())
    offered = scenario.total_budget_mkrw + scenario.liability_cap_mkrw
    if total > offered:
        yield Finding(
            "regions.floor_mkrw",
            f"권역 최소배분의 합 {total / 100:,.2f}억 원이 쓸 수 있는 국비 {offered / 100:,.2f}억 원"
            "(총예산 + 기간 뒤 부담 상한)보다 큽니다",
            f"최소배분을 모두 {(total - offered) / 100:,.2f}억 원 이상 줄이거나 예산을 늘리세요",
        )


def _caps(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    for region_id, rule in sorted(scenario.regions.items()):
        if rule.cap_mkrw is not None and rule.floor_mkrw > rule.cap_mkrw:
            yield Finding(
                f"regions.{region_id}",
                f"최소배분 {rule.floor_mkrw / 100:,.2f}억 원이 상한 {rule.cap_mkrw / 100:,.2f}억 원보다 큽니다",
                "최소배분을 낮추거나 상한을 높이세요",
            )


def _committed_twice(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    names = _names(snapshot)
    seen: set[tuple[str, str]] = set()
    for i, row in enumerate(scenario.committed):
        name = names.get(row.park_id, row.park_id)
        if (row.park_id, row.package_id) in seen:
            yield Finding(f"committed.{i}", f"{name} 단지가 두 번 나옵니다", "한 줄만 남기세요")
        if row.start_year >= scenario.years[0]:
            yield Finding(
                f"committed.{i}",
                f"이미 정해진 사업의 시작 {row.start_year}년이 계획 첫해보다 빠르지 않습니다",
                f"{scenario.years[0] - 1}년까지의 사업만 적으세요",
            )
        seen.add((row.park_id, row.package_id))


def _unpublished(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    remedy = "국가산업단지 산업동향 파일을 가져오거나 통계가 있는 자료를 고르세요(--data)"
    if value_at_stake(snapshot).empty:
        problem = "생산 통계가 없어 어느 단지의 기대효과도 셈할 수 없습니다"
        yield Finding("자료 national_stats", problem, remedy)
    rule = scenario.objective
    asked = {name for name, weight in rule.weights.items() if weight > 0}
    asked |= {priority.criterion for priority in rule.order}
    if "jobs" in asked and jobs_per_firm(snapshot).isna().all():
        problem = "고용 통계가 없어 고용을 목적으로 삼을 수 없습니다"
        yield Finding("objective", problem, remedy)


def _names(snapshot: Snapshot) -> dict[str, str]:
    return dict(zip(snapshot.parks["park_id"], snapshot.parks["name_ko"], strict=True))

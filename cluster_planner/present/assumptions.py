"""Every assumption of a scenario as rows of words, so that a reader can question each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from cluster_planner.domain.objective_rule import ObjectiveRule
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.criteria import CRITERIA, OBJECTIVE_KINDS
from cluster_planner.present.words import ASSUMPTION, PACKAGE_LABELS

FACT: Final = "사실"
NO_LIMIT: Final = "제한 없음"
NONE: Final = "없음"

FIELDS: Final = {
    "name": ("시나리오 이름", ""),
    "description": ("설명", ""),
    "years": ("계획 기간", "연도"),
    "parks.scope": ("전환 대상 단지의 범위", ""),
    "parks.include": ("범위 밖에서 더 넣는 단지", ""),
    "parks.exclude": ("배분에서 빼는 단지", ""),
    "programmes": ("사업 예산(국비)", "백만원"),
    "national_cap_mkrw": ("모든 사업을 합한 연도별 국비 상한", "백만원"),
    "carry_over_pct": ("다음 해로 넘길 수 있는 사업 예산", "%"),
    "liability_cap_mkrw": ("계획 기간 뒤에 줄 국비 상한", "백만원"),
    "regions.floor_mkrw": ("최소 국비 배분", "백만원"),
    "regions.cap_mkrw": ("국비 배분 상한", "백만원"),
    "regions.min_parks": ("기반을 갖출 최소 단지 수", "곳"),
    "regions.local_cap_mkrw": ("지방비 부담 상한", "백만원"),
    "regions.private_cap_mkrw": ("기업 부담 상한(펀드 제외)", "백만원"),
    "noncapital_share_min_pct": ("수도권 밖 국비 최소 비중", "%"),
    "local_matching": ("지방비 매칭", ""),
    "fund": ("국민성장펀드", ""),
    "fund.cap_mkrw": ("국민성장펀드 상한", "백만원"),
    "fund.noncapital_min_pct": ("수도권 밖 국민성장펀드 최소 비중", "%"),
    "locks": ("반드시 시작할 배분", "연도까지"),
    "committed": ("이미 정해진 배분", "착수연도"),
    "partner_capacity_pct": ("참여기관 수행 능력", "%"),
    "partner_reach_km": ("참여기관 도달 거리", "km"),
    "allow_estimates": ("생산액이 추정인 단지의 전환 허용", ""),
    "weights.engine_fit": ("성장엔진 적합도 가중치", "배"),
    "weights.ageing": ("노후도 가중치", "배"),
    "objective.kind": ("목적", ""),
    "objective.weights": ("기준의 가중치", ""),
    "objective.floor_pct": ("권역 업체당 기대효과 하한(최대최소 대비)", "%"),
    "objective.floor_mkrw_per_firm": ("권역 업체당 기대효과 하한", "백만원/개사"),
    "objective.order": ("기준의 차례", ""),
    "horizon.benefit_until": ("효과를 세는 마지막 해", "연도"),
    "horizon.discount_rate_pct": ("할인율", "%"),
    "solver.time_limit_s": ("풀이 제한 시간", "초"),
    "solver.gap": ("풀이를 멈추는 간격(0–1)", ""),
    "solver.seed": ("난수 씨앗", ""),
    "solver.engine": ("풀이 도구", ""),
}
"""Path of a scenario field → its Korean name and unit; a test keeps it complete."""

MATCHING: Final = {
    "tiered": "등급을 아는 시군구는 등급의 비율까지 경감",
    "flat": "어디서나 패키지의 비율",
}
SCOPES: Final = {
    "core": "거점단지",
    "with_statistics": "생산 통계가 있는 단지",
    "all": "모든 단지",
}


@dataclass(frozen=True)
class Assumption:
    """One line: what it is, for whom or when, the value, and whether it is 사실 or 가정."""

    item: str
    subject: str
    value: int | float | str
    unit: str
    label: str
    basis: str


def scenario_assumptions(scenario: Scenario, snapshot: Snapshot) -> tuple[Assumption, ...]:
    """Return every value of a scenario in the order of the file, with names for ids."""
    names = _Names(snapshot)
    return (
        *_plain(scenario),
        *_programmes(scenario, names),
        *_caps(scenario),
        *_regions(scenario, names),
        *_reaches(scenario, snapshot),
        *_decided(scenario, names),
    )


def package_assumptions(snapshot: Snapshot) -> tuple[Assumption, ...]:
    """Return the unit costs of every package with their basis and whether they are 사실 or 가정."""
    costs = (
        ("국비 단가", "national_mkrw"),
        ("지방비 단가", "local_mkrw"),
        ("민간 단가", "private_mkrw"),
        ("민간 가운데 국민성장펀드", "fund_pct"),
    )
    return tuple(
        Assumption(
            f"{row['name_ko']} {item}",
            f"{row['unit_ko']} 1개",
            int(row[column]),
            "%" if column == "fund_pct" else "백만원",
            ASSUMPTION if column == "fund_pct" else row["label"],
            f"{row['basis_ko']} [{row['source']}, {row['as_of']}]",
        )
        for row in snapshot["packages"].to_dict("records")
        for item, column in costs
    )


def model_assumptions(snapshot: Snapshot) -> tuple[Assumption, ...]:
    """Return the figures that the model itself assumes, each with its basis."""
    return tuple(
        Assumption(
            row["name_ko"], "모형", row["value"], row["unit_ko"], ASSUMPTION, row["basis_ko"]
        )
        for row in snapshot["assumptions"].to_dict("records")
    )


class _Names:
    """Names of ids; an id that the data does not know is shown as it is."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._names = {
            table: dict(zip(snapshot[table][key], snapshot[table]["name_ko"], strict=True))
            for table, key in (
                ("parks", "park_id"),
                ("regions", "region_id"),
                ("envelopes", "envelope_id"),
            )
        }

    def of(self, table: str, name: str) -> str:
        return str(self._names[table].get(name, name))

    def parks(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.of("parks", i) for i in ids) or NONE


def _line(path: str, value: Any, subject: str = "", label: str = ASSUMPTION) -> Assumption:
    item, unit = FIELDS[path]
    if value is None:
        return Assumption(item, subject, NO_LIMIT, "", label, "시나리오")
    shown = ("예" if value else "아니요") if isinstance(value, bool) else value
    return Assumption(item, subject, shown, unit, label, "시나리오")


def _plain(scenario: Scenario) -> Iterator[Assumption]:
    yield _line("name", scenario.name, label="")
    yield _line("description", scenario.description or NONE, label="")
    yield _line("years", f"{scenario.years[0]}–{scenario.years[-1]}")
    yield _line("carry_over_pct", scenario.carry_over_pct)
    yield _line("liability_cap_mkrw", scenario.liability_cap_mkrw)
    yield _line("noncapital_share_min_pct", scenario.noncapital_share_min_pct)
    yield _line("local_matching", MATCHING[scenario.local_matching])
    yield _line("fund", "쓰지 않음" if scenario.fund is None else "민간의 일부를 맡음")
    for field, value in scenario.fund or ():
        yield _line(f"fund.{field}", value)
    yield _line("partner_capacity_pct", scenario.partner_capacity_pct)
    yield _line("allow_estimates", scenario.allow_estimates)
    yield from _objective(scenario.objective)
    for group in ("weights", "horizon", "solver"):
        for field, value in getattr(scenario, group):
            yield _line(f"{group}.{field}", value)


def _objective(rule: ObjectiveRule) -> Iterator[Assumption]:
    yield _line("objective.kind", OBJECTIVE_KINDS[rule.kind])
    for criterion, weight in sorted(rule.weights.items()):
        yield _line("objective.weights", weight, CRITERIA[criterion][0])
    for field in ("floor_pct", "floor_mkrw_per_firm"):
        if (value := getattr(rule, field)) is not None:
            yield _line(f"objective.{field}", value)
    for number, priority in enumerate(rule.order, 1):
        words = f"{CRITERIA[priority.criterion][0]}(다음 기준에 {priority.give_pct:g}% 내줌)"
        yield _line("objective.order", words, f"{number}째")


def _programmes(scenario: Scenario, names: _Names) -> Iterator[Assumption]:
    item, unit = FIELDS["programmes"]
    for budget in scenario.programmes:
        name = names.of("envelopes", budget.programme_id)
        for year, amount in sorted(budget.national_mkrw.items()):
            yield Assumption(item, f"{name} {year}년", amount, unit, budget.label, budget.basis)


def _caps(scenario: Scenario) -> Iterator[Assumption]:
    for year in scenario.years:
        yield _line("national_cap_mkrw", scenario.national_cap_mkrw.get(year), f"{year}년")


def _regions(scenario: Scenario, names: _Names) -> Iterator[Assumption]:
    for region_id, rule in scenario.regions.items():
        for field, value in rule:
            yield _line(f"regions.{field}", value, names.of("regions", region_id))


def _reaches(scenario: Scenario, snapshot: Snapshot) -> Iterator[Assumption]:
    roles = snapshot["roles"]
    for role_id, km in sorted(scenario.partner_reach_km.items()):
        names = dict.fromkeys(roles.loc[roles["role_id"] == role_id, "name_ko"])
        yield _line("partner_reach_km", km, "·".join(names) or role_id)


def _decided(scenario: Scenario, names: _Names) -> Iterator[Assumption]:
    yield _line("parks.scope", SCOPES[scenario.parks.scope])
    yield _line("parks.include", names.parks(scenario.parks.include))
    yield _line("parks.exclude", names.parks(scenario.parks.exclude))
    for lock in scenario.locks:
        subject = f"{names.of('parks', lock.park_id)} {PACKAGE_LABELS[lock.package_id]}"
        yield _line("locks", lock.by_year, subject)
    for done in scenario.committed:
        subject = f"{names.of('parks', done.park_id)} {PACKAGE_LABELS[done.package_id]}"
        subject += "" if done.charged else " (국비는 같은 사업의 다른 단지에서 셈)"
        yield _line("committed", done.start_year, subject, FACT)

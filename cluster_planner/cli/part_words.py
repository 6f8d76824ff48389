"""What limits, parks and partners are worth, in Korean: sentences first, then a table."""

from cluster_planner.cli.sweep_words import Report, amount, names
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.reason_words import exact_money
from cluster_planner.present.words import count, money
from cluster_planner.sweeps.importance import Part, Parts
from cluster_planner.sweeps.values import Value, Values

_UNKNOWN = "알 수 없음"
_UNASKED = "중단"
_NOTHING_MKRW = 0.5
"""A figure below this is rounding."""
_WITHOUT_PLAN = (SolveStatus.INFEASIBLE, SolveStatus.NOTHING)
_LIMITS = {
    "programme_budget": ("{} 예산", "+"),
    "region_cap": ("{} 배분 상한", "+"),
    "region_floor": ("{} 최소배분", "-"),
    "national_cap": ("연도 총예산 상한", "+"),
    "liability_cap": ("기간 뒤 국비 부담 상한", "+"),
}


def of_values(found: Values, snapshot: Snapshot) -> Report:
    """What a step of each limit brings: in the relaxation and by solving again."""
    envelopes, regions = snapshot["envelopes"], snapshot["regions"]
    name = dict(zip(envelopes["envelope_id"], envelopes["name_ko"], strict=True))
    region = dict(zip(regions["region_id"], regions["name_ko"], strict=True))
    rows = tuple(
        (
            _LIMITS[value.limit][0].format(
                (name if value.limit == "programme_budget" else region).get(
                    value.subject, value.subject
                )
            ),
            _LIMITS[value.limit][1] + exact_money(value.step_mkrw),
            _UNKNOWN
            if value.relaxed_mkrw is None
            else amount(round(value.relaxed_mkrw, 2), found.unit),
            _gain(value, found),
        )
        for value in found.values
    )
    return Report(
        sentences=(
            f"{found.scenario.name}: 한도를 하나씩 한 걸음 풀 때 목적값이 얼마나 느는지입니다(추정).",
            "사업 예산은 해마다의 예산에 비례해 나누어 더하고, 다른 한도는 그대로 둡니다.",
            "어림은 사업을 쪼갤 수 있다고 본 값이라 실제 걸음의 범위 밖일 수 있고, 실제 걸음은 다시 풀어 증명한 범위입니다.",
        ),
        header=("한도", "걸음", "어림(쪼갤 때)", "실제 걸음"),
        rows=rows,
        content=found.to_json(),
        has_plan=bool(rows),
        stopped=found.stopped,
    )


def of_importance(found: Parts, snapshot: Snapshot) -> Report:
    """What the plan loses without each of its parks and partners."""
    name = names(snapshot) | _partner_names(snapshot)
    rows = tuple(
        (
            "단지" if part.kind == "park" else "참여기관",
            name[part.id],
            money(part.national_mkrw) if part.kind == "park" else count(part.units, "단위"),
            _loss(part, found.unit),
        )
        for part in found.parts
    )
    return Report(
        sentences=(
            f"{found.scenario.name}: 계획의 단지와 참여기관을 하나씩 뺄 때 잃는 목적값입니다(추정).",
            "다른 기관이 같은 계획에서 대신할 수 있는 참여기관은 간격 말고는 잃지 않습니다.",
        ),
        header=("종류", "이름", "몫", "빼면 잃는 목적값"),
        rows=rows,
        content=found.to_json(),
        has_plan=found.status not in _WITHOUT_PLAN,
        stopped=found.stopped,
    )


def of_why_not(found: Parts, snapshot: Snapshot) -> Report:
    """What forcing in each park that is not in the plan would cost."""
    name = names(snapshot)
    return Report(
        sentences=(
            f"{found.scenario.name}: 계획에 들지 않은 후보 단지 {len(found.parts)}곳을 하나씩 꼭 "
            "넣을 때 잃는 목적값입니다(추정). 자세한 까닭은 why PARK가 말합니다.",
        ),
        header=("단지", "꼭 넣으면 잃는 목적값"),
        rows=tuple((name[part.id], _loss(part, found.unit)) for part in found.parts),
        content=found.to_json(),
        has_plan=found.status not in _WITHOUT_PLAN,
        stopped=found.stopped,
    )


def _partner_names(snapshot: Snapshot) -> dict[str, str]:
    partners = snapshot["partners"]
    return dict(zip(partners["partner_id"], partners["name_ko"], strict=True))


def _gain(value: Value, found: Values) -> str:
    if value.low_mkrw is None:
        return _UNASKED if found.stopped else _UNKNOWN
    return _ends(value.low_mkrw, value.high_mkrw, found.unit)


def _loss(part: Part, unit: ObjectiveUnit) -> str:
    if part.loss is None:
        known = part.at_most_mkrw
        return (
            _UNASKED
            if known is None
            else f"많아야 {amount(known, unit)} ({_UNASKED}, 풀지 않은 어림)"
        )
    if part.loss.status is SolveStatus.INFEASIBLE:
        return "조건을 지키는 계획 없음(증명됨)"
    return _ends(part.loss.low_mkrw, part.loss.high_mkrw, unit)


def _ends(low_mkrw: float, high_mkrw: float | None, unit: ObjectiveUnit) -> str:
    if high_mkrw is None:
        return _UNKNOWN if low_mkrw < _NOTHING_MKRW else f"{amount(low_mkrw, unit)} 이상"
    if high_mkrw < _NOTHING_MKRW:
        return "없음(증명됨)"
    if low_mkrw < _NOTHING_MKRW:
        return f"많아야 {amount(high_mkrw, unit)}"
    low, high = amount(low_mkrw, unit), amount(high_mkrw, unit)
    return low if low == high else f"{low}~{high}"

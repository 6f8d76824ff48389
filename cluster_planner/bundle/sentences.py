"""Each checked instance of a rule as one Korean sentence: what, left side, relation, right side."""

from collections.abc import Iterator, Mapping
from typing import Final

from cluster_planner.audit.lines import YEAR, Line, Value

type Names = Mapping[str, Mapping[str, str]]
"""Kind of thing → id → name."""

_UNIT: Final = ("park", "division", "package")
_AWARD: Final = (*_UNIT, "year", "figure", "payment")
_JOIN: Final = ("partner", *_UNIT, "role")

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "award_fits_candidate": _AWARD,
    "programme_budget": ("envelope", "year"),
    "national_cap": ("year",),
    "region_floor": ("region",),
    "region_cap": ("region",),
    "region_local_cap": ("region",),
    "region_private_cap": ("region",),
    "region_min_parks": ("region",),
    "region_gain_least": ("region",),
    "kept_criterion": ("criterion",),
    "stays_started": ("park", "package"),
    "needs_in_park": (*_UNIT, "year", "package"),
    "follows": (*_UNIT, "year"),
    "park_lock": ("park", "package"),
    "partner_demand": (*_JOIN, "figure"),
    "partner_capacity": ("partner",),
    "identity": ("figure",),
    "objective": ("figure",),
    "criterion": ("criterion", "figure"),
    "distance": _JOIN,
    "proof": ("figure",),
}
"""What the parts of a subject are; rules of the whole plan have none."""

_SIDES: Final[Mapping[str, tuple[str, str]]] = {
    "programme_budget": ("국비", "예산과 넘어온 돈"),
    "national_cap": ("국비 합계", "그해 상한"),
    "liability_cap": ("계획 기간 뒤 국비", "상한"),
    "region_floor": ("새 국비", "최소배분"),
    "region_cap": ("새 국비", "상한"),
    "region_local_cap": ("지방비", "지방비 여력"),
    "region_private_cap": ("기업 부담", "기업 부담 여력"),
    "region_min_parks": ("기반을 갖춘 단지", "최소 단지 수"),
    "noncapital_share": ("수도권 밖 새 국비", "최소 비중의 몫"),
    "fund_cap": ("국민성장펀드", "상한"),
    "fund_noncapital_share": ("수도권 밖 국민성장펀드", "최소 비중의 몫"),
    "region_gain_least": ("업체당 기대효과", "하한"),
    "region_gain_even": ("업체 몫대로 놓인 기대효과", "하한"),
    "kept_criterion": ("기준의 값", "지킬 값"),
    "stays_started": ("단지에 하나뿐인 패키지", "하나"),
    "needs_in_park": ("선행 패키지가 갖춰지는 해", "시작하는 해"),
    "follows": ("그해까지 시작한 사업", "선행 사업이 허락하는 수"),
    "park_lock": ("시작하는 해", "고정한 해"),
    "partner_capacity": ("참여 사업", "수용력"),
    "distance": ("적힌 거리", "다시 잰 직선 거리"),
    "identity": ("실행번호", "시나리오·자료·프로그램 판의 지문"),
    "objective objective": ("보고한 목적값", "다시 센 목적값"),
    "objective bound": ("다시 센 목적값", "어떤 계획도 넘지 못하는 값"),
    "proof": ("남은 오차", "최적이라 부를 수 있는 오차"),
    "award_fits_candidate candidate": ("배분", "자료의 후보"),
    "award_fits_candidate max_units": ("수량 합", "가능한 수량"),
    "award_fits_candidate least_units": ("수량", "하나"),
    "award_fits_candidate start_year": ("시작하는 해", "계획 기간의 해"),
    "award_fits_candidate programme_id": ("예산 묶음", "패키지의 예산 묶음"),
    "award_fits_candidate estimated": ("추정 표시", "자료의 추정 여부"),
    "award_fits_candidate national_mkrw": ("국비", "수량 × 단가"),
    "award_fits_candidate local_mkrw": ("지방비", "수량 × 단가"),
    "award_fits_candidate private_mkrw": ("민간", "수량 × 단가"),
    "award_fits_candidate fund_mkrw": ("국민성장펀드", "수량 × 단가"),
    "award_fits_candidate national_by_year_mkrw": ("그해 국비", "지급 비율의 몫"),
    "award_fits_candidate gain_low_mkrw": ("기대효과(낮은 값, 추정)", "산식"),
    "award_fits_candidate gain_central_mkrw": ("기대효과(가운데 값, 추정)", "산식"),
    "award_fits_candidate gain_high_mkrw": ("기대효과(높은 값, 추정)", "산식"),
    "partner_demand units": ("참여 사업", "하나"),
    "partner_demand allowed": ("참여기관", "역할을 맡을 수 있는 기관"),
    "partner_demand filled": ("역할을 맡은 사업", "시작한 사업"),
    "criterion list": ("기준", "기준"),
    "criterion value": ("값", "다시 센 값"),
    "criterion reference": ("넘을 수 없는 값", "다시 센 값"),
    "criterion normalised_pct": ("이른 비율", "다시 센 값"),
    "criterion weight": ("가중치", "목적의 가중치"),
    "criterion contribution": ("목적에 보탠 값", "다시 센 값"),
    "criterion floor": ("지킬 값", "앞 단계에서 정한 값"),
}
"""Rule, or rule and figure → what the left and the right side are."""

_RELATIONS: Final = {"<=": "≤", ">=": "≥", "=": "="}
_MISSING: Final = "없음"


def sentence(rule: str, line: Line, names: Names) -> str:
    """Return e.g. `영남 2026년: 국비 100백만원 ≤ 예산과 넘어온 돈 120백만원`."""
    left, right = sides(rule, line)
    sign = _RELATIONS[line.relation]
    text = f"{left} {_shown(line.left, line.unit)} {sign} {right} {_shown(line.right, line.unit)}"
    place = " · ".join(_place(rule, line, names))
    return f"{place}: {text}" if place else text


def sides(rule: str, line: Line) -> tuple[str, str]:
    """Return what both sides are. Raises KeyError for a rule that has no words."""
    kinds = KINDS.get(rule, ())
    figure = line.subject[kinds.index("figure")] if "figure" in kinds else None
    return _SIDES.get(f"{rule} {figure}") or _SIDES[rule]


def _place(rule: str, line: Line, names: Names) -> Iterator[str]:
    for kind, part in zip(KINDS.get(rule, ()), line.subject, strict=False):
        if part is None or kind == "figure":
            continue
        if kind in ("year", "payment"):
            yield "모든 해" if part == "total" else f"{part}년"
        else:
            yield names.get(kind, {}).get(part, part)


def _shown(value: Value, unit: str) -> str:
    if value is None:
        return _MISSING
    if isinstance(value, str):
        return value
    if unit == YEAR:
        return f"{value}{unit}"
    if isinstance(value, int):
        return f"{value:,}{unit}"
    return f"{value:,.3f}{unit}" if unit == "%" else f"{value:,.2f}{unit}"

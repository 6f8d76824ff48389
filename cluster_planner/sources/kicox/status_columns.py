"""The columns of the status statistic: their keys here, their names there, their units."""

from __future__ import annotations

import re
import unicodedata

from cluster_planner.sources.kicox.header import Header, Names

KINDS = ("국가", "일반", "도시첨단", "농공")
STATES = ("완료", "조성중", "미개발")
AREAS = (
    "designated_area_thousand_m2",
    "managed_area_thousand_m2",
    "facility_area_thousand_m2",
    "sale_target_thousand_m2",
    "sold_thousand_m2",
    "unsold_thousand_m2",
)
COUNTS = ("tenants", "operating")
FIGURES = (*AREAS, "sale_rate_pct", *COUNTS)
PLACES = ("kind_ko", "sido_ko", "sigungu_ko")
LABELS = {
    "kind_ko": "유형",
    "sido_ko": "시도",
    "sigungu_ko": "시군",
    "name_ko": "단지명",
    "status_ko": "조성상태",
    "designated_area_thousand_m2": "지정면적",
    "managed_area_thousand_m2": "관리면적",
    "facility_area_thousand_m2": "산업시설구역 전체면적",
    "sale_target_thousand_m2": "분양대상",
    "sold_thousand_m2": "분양",
    "unsold_thousand_m2": "미분양",
    "sale_rate_pct": "분양률",
    "tenants": "입주업체",
    "operating": "가동업체",
    "complexes": "단지 수",
}
_FIGURE_NAMES: dict[str, tuple[str, ...]] = {
    "designated_area_thousand_m2": ("지정면적",),
    "managed_area_thousand_m2": ("관리면적",),
    "facility_area_thousand_m2": ("전체면적", "산업용지"),
    "sale_target_thousand_m2": ("분양대상", "분양대상면적"),
    "sold_thousand_m2": ("분양", "분양면적"),
    "unsold_thousand_m2": ("미분양", "미분양면적"),
    "sale_rate_pct": ("분양률", "분양율"),
    "tenants": ("입주업체", "입주계약", "입주계약업체", "입주업체수"),
    "operating": ("가동업체", "가동업체수"),
}
COMPLEX_NAMES: Names = {
    "kind_ko": ("유형", "단지유형", "산단유형", "산업단지유형"),
    "sido_ko": ("시도", "시·도", "시도명", "광역시도"),
    "sigungu_ko": ("시군", "시군구", "시·군", "시·군·구", "시군구명", "시군명"),
    "name_ko": ("단지명", "산업단지명", "산단명"),
    "status_ko": ("조성상태",),
    "upper_ko": ("상위단지",),
    "group": ("산업시설구역",),
    "date": ("스마트그린산단지정일자", "스마트그린산업단지지정일자", "지정일자"),
    "lifted_on": ("해제일자", "지정해제일자"),
    "note": ("비고",),
    **_FIGURE_NAMES,
}
TOTAL_NAMES: Names = {
    "label": ("단지유형", "구분", "유형"),
    "complexes": ("산업단지수", "단지수"),
    "group": ("산업시설구역",),
    **_FIGURE_NAMES,
}
_AREA_UNIT = re.compile(r"(천|만)?(m2|제곱미터)|km2|제곱킬로미터|ha|헥타르")
_FACTORS = {"천": 1.0, "만": 10.0, None: 0.001}
THOUSAND_M2 = 1.0
M2 = 0.001


def area_factor(unit: str) -> float | None:
    """Return what makes an area of that unit 천㎡, or None where the text names no unit of area."""
    found = _AREA_UNIT.search(unicodedata.normalize("NFKC", unit).replace(" ", ""))
    if found is None:
        return None
    if found.group(2):
        return _FACTORS[found.group(1)]
    return 10.0 if found.group() in ("ha", "헥타르") else 1000.0


def label(header: Header, key: str) -> str:
    """Return what the file calls a column, else what we call it."""
    return header.texts.get(key) or LABELS.get(key, key)

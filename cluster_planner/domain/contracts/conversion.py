"""The conversion model's own tables: packages, money envelopes, effects, roles, assumptions.

Every row says whether its figure is a fact (사실) or an assumption (가정), and why.
"""

from __future__ import annotations

from cluster_planner.domain.contracts.common import (
    DIVISION_LABELS,
    INDUSTRY_LABELS,
    PARTNER_TYPE_LABELS,
    PROVENANCE,
    SPECIALITY_LABELS,
    identifier,
    percent,
)
from cluster_planner.domain.tables import Column, Reference, Table

LABELS = ("사실", "가정")
SAME_DIVISION = "same"
"""In a role: the partner must belong to the division of the unit itself."""

_LABEL = Column("label", "사실·가정", choices=LABELS)
_BASIS = Column("basis_ko", "근거")


def _cost(name: str, label_ko: str) -> Column:
    return Column(name, label_ko, "Int64", unit="백만원", minimum=0)


def _range(name: str, label_ko: str, maximum: float = 100) -> tuple[Column, ...]:
    ends = (("low", "하한"), ("central", "중앙"), ("high", "상한"))
    return tuple(
        percent(f"{name}_{end}_pct", f"{label_ko} {word}", maximum=maximum) for end, word in ends
    )


ENVELOPES = Table(
    "envelopes",
    "예산 묶음",
    key="envelope_id",
    columns=(
        identifier("envelope_id", "예산 묶음"),
        Column("name_ko", "이름", unique=True),
        Column("programme_ids", "바탕 사업", "list"),
        _BASIS,
    ),
)
PACKAGES = Table(
    "packages",
    "전환 패키지",
    key="package_id",
    columns=(
        identifier("package_id", "패키지"),
        Column("name_ko", "이름", unique=True),
        identifier("envelope_id", "예산 묶음"),
        Column("once_per_park", "단지에 하나", "bool"),
        Column("unit_ko", "단위"),
        _cost("national_mkrw", "국비 단가"),
        _cost("local_mkrw", "지방비 단가"),
        _cost("private_mkrw", "민간 단가"),
        percent("fund_pct", "민간 가운데 국민성장펀드"),
        Column("payment_pct", "연차별 지급 비율", "list"),
        Column("needs_in_park", "단지 선행 패키지", "list"),
        identifier("follows", "사업 선행 패키지", nullable=True),
        Column("follows_ratio", "선행 1개당 가능 수", "float64", minimum=0),
        Column("lag_years", "선행 뒤 대기", "Int64", unit="년", minimum=0, maximum=5),
        Column("build_years", "효과까지", "Int64", unit="년", minimum=0, maximum=5),
        Column("units_per_project", "표준 과제 크기", "Int64", unit="단위", minimum=1),
        Column("max_projects", "최대 과제 수", "Int64", minimum=1),
        _LABEL,
        _BASIS,
        *PROVENANCE,
    ),
)
INDUSTRIES = Table(
    "industries",
    "업종 가정",
    key="industry_id",
    columns=(
        Column("industry_id", "업종", choices=tuple(INDUSTRY_LABELS)),
        Column("name_ko", "이름", unique=True),
        Column("division_id", "대응 분과", choices=tuple(DIVISION_LABELS)),
        *_range("value_added", "부가가치율"),
        _LABEL,
        _BASIS,
    ),
)
PARK_DIVISIONS = Table(
    "park_divisions",
    "단지별 업종·분과",
    key=("park_id", "industry_id"),
    columns=(
        identifier("park_id", "단지코드"),
        Column("industry_id", "업종", choices=tuple(INDUSTRY_LABELS)),
        Column("division_id", "분과", choices=tuple(DIVISION_LABELS)),
        _LABEL,
        _BASIS,
    ),
)
EFFECTS = Table(
    "effects",
    "패키지 효과",
    key="package_id",
    columns=(
        identifier("package_id", "패키지"),
        Column("reach", "닿는 기업", choices=("lead", "tail")),
        *_range("process_effect", "공정 효과"),
        Column("low_evidence_ids", "하한 근거", "list"),
        Column("central_evidence_ids", "중앙 근거", "list"),
        Column("high_evidence_ids", "상한 근거", "list"),
        *_range("pass_through", "부가가치 전이율"),
        Column("pass_evidence_ids", "전이율 근거", "list"),
        *_range("scope", "적용 범위"),
        _cost("touched_cap_mkrw", "닿는 부가가치 상한(연)"),
        _BASIS,
    ),
)
ROLES = Table(
    "roles",
    "참여기관 역할",
    key=("package_id", "role_id"),
    columns=(
        identifier("package_id", "패키지"),
        identifier("role_id", "역할"),
        Column("name_ko", "이름"),
        Column("partner_type_ids", "기관 유형", "list", choices=tuple(PARTNER_TYPE_LABELS)),
        Column("division_ids", "분과", "list", choices=(SAME_DIVISION, *DIVISION_LABELS)),
        Column("speciality_ids", "전문", "list", choices=tuple(SPECIALITY_LABELS)),
        Column("reach_km", "도달 거리", "float64", unit="km", minimum=0, nullable=True),
        _BASIS,
    ),
)
ASSUMPTIONS = Table(
    "assumptions",
    "모형 가정",
    key="assumption_id",
    columns=(
        identifier("assumption_id", "가정"),
        Column("name_ko", "이름", unique=True),
        Column("value", "값", "float64"),
        Column("unit_ko", "단위"),
        _BASIS,
    ),
)
REFERENCES = (
    Reference("envelopes", "programme_ids", "programmes", "programme_id"),
    Reference("packages", "envelope_id", "envelopes", "envelope_id"),
    Reference("packages", "needs_in_park", "packages", "package_id"),
    Reference("packages", "follows", "packages", "package_id"),
    Reference("park_divisions", "park_id", "parks", "park_id"),
    Reference("effects", "package_id", "packages", "package_id"),
    Reference("effects", "low_evidence_ids", "evidence", "evidence_id"),
    Reference("effects", "central_evidence_ids", "evidence", "evidence_id"),
    Reference("effects", "high_evidence_ids", "evidence", "evidence_id"),
    Reference("effects", "pass_evidence_ids", "evidence", "evidence_id"),
    Reference("roles", "package_id", "packages", "package_id"),
)
TABLES = (ENVELOPES, PACKAGES, INDUSTRIES, PARK_DIVISIONS, EFFECTS, ROLES, ASSUMPTIONS)

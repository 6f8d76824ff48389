"""Quarterly statistics of the nationally managed complexes, in long form."""

from __future__ import annotations

from cluster_planner.domain.contracts.common import INDUSTRY_LABELS, SIZE_LABELS, identifier
from cluster_planner.domain.tables import Column, Reference, Table

METRIC_LABELS = {
    "tenants": "입주업체(개사)",
    "operating": "가동업체(개사)",
    "renters": "임차업체(개사)",
    "production_mkrw_quarter": "생산(백만원/분기)",
    "exports_kusd": "수출(천달러/분기)",
    "jobs": "고용(명)",
    "jobs_male": "남성 고용(명)",
    "jobs_female": "여성 고용(명)",
    "utilization_pct": "가동률(%)",
    "mfg_operating": "가동률 조사 가동업체(개사)",
    "capacity_mkrw": "최대 생산능력(백만원/분기)",
    "tenants_prev_quarter": "전분기 입주업체(개사)",
    "operating_prev_quarter": "전분기 가동업체(개사)",
    "production_mkrw_prev_quarter": "전분기 생산(백만원/분기)",
    "exports_kusd_prev_quarter": "전분기 수출(천달러/분기)",
    "jobs_prev_quarter": "전분기 고용(명)",
    "utilization_pct_prev_quarter": "전분기 가동률(%)",
}
STATE_LABELS = {"value": "값 있음", "suppressed": "비공개(X)", "missing": "자료 없음"}

_CELL = (
    Column("metric_id", "지표", choices=tuple(METRIC_LABELS)),
    Column("industry_id", "업종", choices=tuple(INDUSTRY_LABELS)),
    Column("size_id", "규모", choices=tuple(SIZE_LABELS)),
    Column("value", "값", "float64", minimum=0, nullable=True),
    Column("state", "상태", choices=tuple(STATE_LABELS)),
    Column("unit_ko", "단위"),
    Column("source_table", "원본 표"),
    Column("as_of", "기준일", "date"),
)
NATIONAL_COMPLEXES = Table(
    "national_complexes",
    "국가산단 통계 단위",
    key="national_id",
    columns=(
        identifier("national_id", "통계 단위"),
        Column("name_ko", "이름", unique=True),
        identifier("park_id", "단지코드"),
        Column("complex_row_ids", "공식 행", "list"),
    ),
)
NATIONAL_STATS = Table(
    "national_stats",
    "국가산단 통계",
    key=("national_id", "metric_id", "industry_id", "size_id"),
    columns=(identifier("national_id", "통계 단위"), *_CELL),
)
NATIONAL_TOTALS = Table(
    "national_totals",
    "국가산단 통계의 계 행",
    key=("metric_id", "industry_id", "size_id"),
    columns=_CELL,
)
REFERENCES = (
    Reference("national_complexes", "park_id", "parks", "park_id"),
    Reference("national_complexes", "complex_row_ids", "complexes", "row_id"),
    Reference("national_stats", "national_id", "national_complexes", "national_id"),
)
TABLES = (NATIONAL_COMPLEXES, NATIONAL_STATS, NATIONAL_TOTALS)

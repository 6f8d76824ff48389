"""Official complexes, the parks planners speak of, and what they are designated as."""

from __future__ import annotations

from cluster_planner.domain.contracts.common import (
    ALIASES,
    CONFIDENCE_NOTE,
    COORD_SOURCE_LABELS,
    KIND_LABELS,
    NOTE,
    PROVENANCE,
    REGION_ID,
    SIDO_CODE,
    SIGUNGU_CODE,
    STATUS_LABELS,
    area,
    count,
    identifier,
    money,
    percent,
    point,
)
from cluster_planner.domain.tables import Column, Reference, Table

DESIGNATION_LABELS = {
    "ax_demo": "AX 실증산단",
    "smart_green": "스마트그린산단",
    "crisis": "산업위기 선제대응지역",
    "aged_priority": "노후거점·경쟁력강화 산단",
}
TIER_IDS = ("upper", "middle", "lower", "crisis")

_KIND = Column("kind_id", "유형", choices=tuple(KIND_LABELS))
_STATUS = Column("status_id", "조성상태", choices=tuple(STATUS_LABELS))
_SIDO = Column("sido_code", "시도 코드", pattern=SIDO_CODE)
_SIGUNGU = Column("sigungu_code", "시군구 코드", pattern=SIGUNGU_CODE)
_COORD_SOURCE = Column("coord_source", "좌표 출처", choices=tuple(COORD_SOURCE_LABELS))
_FLAGS = (
    Column("aged_20y", "노후산단(20년 이상)", "bool"),
    Column("aged_priority", "노후거점·경쟁력강화", "bool"),
    Column("smart_green_date", "스마트그린 지정일", "date", nullable=True),
)

COMPLEXES = Table(
    "complexes",
    "공식 산업단지",
    key="row_id",
    columns=(
        identifier("row_id", "행 번호"),
        identifier("complex_id", "단지 번호"),
        Column("name_ko", "단지명"),
        _KIND,
        _SIDO,
        _SIGUNGU,
        Column("source_sido", "원본 시도"),
        Column("source_sigungu", "원본 시군구"),
        _STATUS,
        area("designated_area_thousand_m2", "지정면적"),
        area("managed_area_thousand_m2", "관리면적"),
        area("facility_area_thousand_m2", "산업시설구역 면적"),
        area("sale_target_thousand_m2", "분양대상 면적"),
        area("sold_thousand_m2", "분양 면적"),
        area("unsold_thousand_m2", "미분양 면적"),
        percent("sale_rate_pct", "분양률"),
        count("tenants", "입주업체", "개사"),
        count("operating", "가동업체", "개사"),
        Column("dan_ids", "산업단지 경계 번호", "list"),
        *point(),
        _COORD_SOURCE,
        *_FLAGS,
        *PROVENANCE,
    ),
)
PARKS = Table(
    "parks",
    "단지",
    key="park_id",
    columns=(
        identifier("park_id", "단지코드"),
        Column("name_ko", "단지"),
        Column("official_name_ko", "공식 이름"),
        ALIASES,
        _KIND,
        REGION_ID,
        _SIDO,
        _SIGUNGU,
        _STATUS,
        area("designated_area_thousand_m2", "지정면적", nullable=True),
        area("facility_area_thousand_m2", "산업시설구역 면적", nullable=True),
        percent("sale_rate_pct", "분양률", nullable=True),
        count("tenants", "입주업체", "개사"),
        count("operating", "가동업체", "개사"),
        *point(),
        _COORD_SOURCE,
        *_FLAGS,
        Column(
            "ax_demo_year",
            "AX 실증산단 지정연도",
            "Int64",
            minimum=2025,
            maximum=2040,
            nullable=True,
        ),
        Column("crisis_from", "산업위기 지정일", "date", nullable=True),
        Column("subsidy_tier", "지방투자보조금 등급", choices=TIER_IDS, nullable=True),
        Column("is_core", "거점단지", "bool"),
        Column("core_reasons", "거점단지 근거", "list"),
        Column("national_id", "국가산단 통계 단위", "list"),
        *PROVENANCE,
        NOTE,
    ),
)
PARK_MEMBERS = Table(
    "park_members",
    "단지가 서 있는 통계",
    key=("park_id", "member_table", "member_id"),
    columns=(
        identifier("park_id", "단지코드"),
        Column("member_table", "통계", choices=("complexes", "national_complexes")),
        identifier("member_id", "통계 행"),
        Column("basis", "쓰임", choices=("whole", "split", "statistics")),
        NOTE,
    ),
)
DESIGNATIONS = Table(
    "designations",
    "지정",
    key=("park_id", "designation_id", "project_id"),
    columns=(
        identifier("park_id", "단지코드"),
        Column("designation_id", "지정 종류", choices=tuple(DESIGNATION_LABELS)),
        identifier("project_id", "지정 건"),
        Column("year", "연도", "Int64", minimum=1960, maximum=2040, nullable=True),
        Column("date", "지정일", "date", nullable=True),
        money("amount_total_mkrw", "총사업비"),
        money("national_mkrw", "국비"),
        money("local_mkrw", "지방비"),
        money("private_mkrw", "민간"),
        Column("lead_ko", "주관", "text"),
        Column("members_ko", "참여", "text"),
        Column("industry_ko", "업종", "text"),
        NOTE,
        *PROVENANCE,
        CONFIDENCE_NOTE,
    ),
)
POINT_EXCEPTIONS = Table(
    "point_exceptions",
    "시군구 밖의 점",
    key="row_id",
    columns=(
        identifier("row_id", "단지 또는 행 번호"),
        Column("point_table", "표", choices=("complexes", "parks")),
        Column("sigungu_code", "시군구 코드", pattern=SIGUNGU_CODE),
        Column("distance_km", "시군구까지 거리", "float64", "km", minimum=0, maximum=50),
        Column("inside_sigungu_code", "점이 놓인 시군구", pattern=SIGUNGU_CODE, nullable=True),
        Column("reason_ko", "이유"),
    ),
)
REFERENCES = (
    Reference("complexes", "sido_code", "sido", "sido_code"),
    Reference("complexes", "sigungu_code", "sigungu", "sigungu_code"),
    Reference("parks", "region_id", "regions", "region_id"),
    Reference("parks", "sido_code", "sido", "sido_code"),
    Reference("parks", "sigungu_code", "sigungu", "sigungu_code"),
    Reference("parks", "national_id", "national_complexes", "national_id"),
    Reference("parks", "subsidy_tier", "subsidy_tiers", "tier_id"),
    Reference("park_members", "park_id", "parks", "park_id"),
    Reference("designations", "park_id", "parks", "park_id"),
    Reference("point_exceptions", "sigungu_code", "sigungu", "sigungu_code"),
    Reference("point_exceptions", "inside_sigungu_code", "sigungu", "sigungu_code"),
)
TABLES = (COMPLEXES, PARKS, PARK_MEMBERS, DESIGNATIONS, POINT_EXCEPTIONS)

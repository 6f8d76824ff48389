"""Regions, 시도, 시군구 and the two-way crosswalk of their codes and names."""

from __future__ import annotations

from cluster_planner.domain.contracts.common import (
    ALIASES,
    PROVENANCE,
    REGION_ID,
    SIDO_CODE,
    SIGUNGU_CODE,
)
from cluster_planner.domain.tables import Column, Reference, Table

POLYGONS = frozenset({"Polygon", "MultiPolygon"})

REGIONS = Table(
    "regions",
    "5극3특 권역",
    key="region_id",
    rows=8,
    columns=(
        REGION_ID,
        Column("name_ko", "이름", unique=True),
        Column("region_type", "극·특 구분", choices=("pole", "special")),
        ALIASES,
        Column("sido_codes", "시도 코드", "list"),
        Column("legacy_sido_codes", "옛 시도 코드", "list"),
        *PROVENANCE,
    ),
)
SIDO = Table(
    "sido",
    "시도 경계",
    key="sido_code",
    rows=16,
    columns=(
        Column("sido_code", "시도 코드", pattern=SIDO_CODE),
        Column("name_ko", "이름", unique=True),
        Column("short_name_ko", "짧은 이름", unique=True),
        REGION_ID,
    ),
    geometry=POLYGONS,
)
SIGUNGU = Table(
    "sigungu",
    "시군구 경계",
    key="sigungu_code",
    rows=230,
    columns=(
        Column("sigungu_code", "시군구 코드", pattern=SIGUNGU_CODE),
        Column("name_ko", "이름"),
        Column("full_name_ko", "시도와 함께 쓴 이름", unique=True),
        Column("sido_code", "시도 코드", pattern=SIDO_CODE),
        REGION_ID,
    ),
    geometry=POLYGONS,
)
ADMIN_CODES = Table(
    "admin_codes",
    "행정구역 코드 변환",
    key=("old_code", "new_code"),
    columns=(
        Column("old_code", "옛 코드", pattern=r"\d{2}|\d{5}"),
        Column("old_name", "옛 이름"),
        Column("new_code", "새 코드", pattern=r"\d{2}|\d{5}"),
        Column("new_name", "새 이름"),
        Column("effective", "시행일", "date", nullable=True),
        Column("change_ko", "바뀐 내용"),
        Column("needs_point", "위치가 있어야 정해짐", "bool"),
        *PROVENANCE[::2],
    ),
)
ADMIN_NAMES = Table(
    "admin_names",
    "행정구역 이름",
    key=("level", "code", "name"),
    columns=(
        Column("level", "단계", choices=("sido", "sigungu")),
        Column("code", "오늘의 코드", pattern=r"\d{2}|\d{5}"),
        Column("name", "이름"),
        Column("is_current", "지금 쓰는 이름", "bool"),
    ),
)
REFERENCES = (
    Reference("regions", "sido_codes", "sido", "sido_code"),
    Reference("sido", "region_id", "regions", "region_id"),
    Reference("sigungu", "sido_code", "sido", "sido_code"),
    Reference("sigungu", "region_id", "regions", "region_id"),
)
TABLES = (REGIONS, SIDO, SIGUNGU, ADMIN_CODES, ADMIN_NAMES)

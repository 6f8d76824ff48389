"""Tables that only an office's own files and services fill; the embedded data has none of them."""

from __future__ import annotations

from cluster_planner.domain.contracts.common import (
    AS_OF,
    INDUSTRY_LABELS,
    SOURCE,
    count,
    identifier,
)
from cluster_planner.domain.contracts.places import POLYGONS
from cluster_planner.domain.tables import Column, Reference, Table

SERIES_PLACES = {"sido": "시도", "sigungu": "시군구", "unit": "국가산단 통계 단위"}

COMPLEX_SHAPES = Table(
    "complex_shapes",
    "산업단지 경계",
    key="shape_id",
    optional=True,
    geometry=POLYGONS,
    columns=(
        identifier("shape_id", "경계 번호"),
        identifier("complex_id", "단지 번호", nullable=True),
        Column("name_ko", "경계의 이름", "text"),
        Column("area_thousand_m2", "도형 면적", "float64", unit="천㎡", minimum=0),
        SOURCE,
        AS_OF,
    ),
)
FACTORY_COUNTS = Table(
    "factory_counts",
    "등록공장 수",
    key=("complex_id", "ksic_code"),
    optional=True,
    columns=(
        identifier("complex_id", "단지 번호"),
        Column("ksic_code", "표준산업분류 중분류", pattern=r"\d{2}"),
        Column("ksic_name_ko", "업종", "text"),
        Column("industry_id", "업종 묶음", choices=tuple(INDUSTRY_LABELS), nullable=True),
        count("factories", "등록공장", "곳"),
        count("workers", "종업원", "명", nullable=True),
        SOURCE,
        AS_OF,
    ),
)
SERIES = Table(
    "series",
    "통계 계열",
    key=("place_kind", "place_id", "series_id", "period"),
    optional=True,
    columns=(
        Column("place_kind", "곳의 종류", choices=tuple(SERIES_PLACES)),
        identifier("place_id", "곳"),
        Column("series_id", "계열"),
        Column("series_ko", "계열 이름"),
        Column("period", "시점", pattern=r"\d{4}(-\d{2})?(-\d{2})?|\d{4}Q[1-4]"),
        Column("value", "값", "float64", nullable=True),
        Column("unit_ko", "단위", "text"),
        SOURCE,
        AS_OF,
    ),
)
REFERENCES = (
    Reference("complex_shapes", "complex_id", "complexes", "complex_id"),
    Reference("factory_counts", "complex_id", "complexes", "complex_id"),
)
TABLES = (COMPLEX_SHAPES, FACTORY_COUNTS, SERIES)

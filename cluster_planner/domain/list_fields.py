"""What a list of partners or programmes may say, column by column.

The template, the reader and the words on how to fill it in are made of these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cluster_planner.domain.contracts.alliance import LOCATION_BASIS_LABELS, PARTNERS, PROGRAMMES
from cluster_planner.domain.contracts.common import (
    CONFIDENCE_LABELS,
    DIVISION_LABELS,
    PARTNER_TYPE_LABELS,
    SPECIALITY_LABELS,
)
from cluster_planner.domain.tables import Table

MARK_COLUMN: Final = "구분"
"""Header of the column that tells rows of help and of example from rows of the list."""
HELP_MARK: Final = "도움말"
EXAMPLE_MARK: Final = "예시"


class FieldKind(StrEnum):
    """How a cell of the column is read."""

    NAME = "name"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    MONEY = "money"
    DAY = "day"
    CITY = "city"
    """시도 and 시군구 in one cell."""
    ID = "id"
    CODE = "code"
    DEGREES = "degrees"


@dataclass(frozen=True)
class ListField:
    """One column of a list. `help_ko` and `example` are what the template says below its header."""

    name: str
    label_ko: str
    kind: FieldKind = FieldKind.TEXT
    help_ko: str = ""
    example: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Id → Korean label."""
    aliases: tuple[str, ...] = ()
    """Other headers under which the column is known."""
    required: bool = False
    """Whether a new record cannot do without."""
    in_template: bool = True
    width: int = 16


def _of(table: Table, name: str, kind: FieldKind = FieldKind.TEXT, **more: object) -> ListField:
    return ListField(name, table.by_name[name].label_ko, kind, **more)  # type: ignore[arg-type]


def _provenance(table: Table, source: str) -> tuple[ListField, ...]:
    return (
        _of(
            table,
            "source",
            help_ko="이 내용이 나온 문서·기사. 비우면 올린 파일의 이름을 씁니다",
            example=source,
            width=28,
        ),
        _of(
            table,
            "as_of",
            FieldKind.DAY,
            help_ko="출처의 날짜: 2026, 2026-03 또는 2026-03-31",
            example="2026-03-31",
            aliases=("날짜", "기준 일자"),
            width=14,
        ),
        _of(
            table,
            "confidence",
            FieldKind.CHOICE,
            help_ko="근거의 종류를 고릅니다. 비우면 '추정'으로 둡니다",
            example=CONFIDENCE_LABELS["news"],
            choices=CONFIDENCE_LABELS,
            width=20,
        ),
        _of(table, "confidence_note", in_template=False),
    )


PARTNER_FIELDS: Final = (
    _of(PARTNERS, "partner_id", FieldKind.ID, in_template=False),
    _of(
        PARTNERS,
        "name_ko",
        FieldKind.NAME,
        help_ko="꼭 씁니다. 이미 있는 이름이면 그 기관을 고치고, 없으면 새로 넣습니다",
        example="보기정공",
        aliases=("기관명", "기업명", "회사명", "업체명", "참여 기관", "참여기관명"),
        required=True,
        width=24,
    ),
    _of(
        PARTNERS,
        "name_en",
        FieldKind.NAME,
        help_ko="없으면 비웁니다",
        example="Bogi Precision",
        aliases=("영문명", "영문이름"),
        width=22,
    ),
    _of(
        PARTNERS,
        "type_id",
        FieldKind.CHOICE,
        help_ko="목록에서 하나를 고릅니다(새 기관은 꼭)",
        example=PARTNER_TYPE_LABELS["parts"],
        choices=PARTNER_TYPE_LABELS,
        aliases=("기관 유형", "기업 유형"),
        required=True,
        width=18,
    ),
    _of(
        PARTNERS,
        "division_ids",
        FieldKind.CHOICES,
        help_ko="여럿이면 ;로 잇습니다: AI 팩토리;휴머노이드",
        example=f"{DIVISION_LABELS['ai_factory']};{DIVISION_LABELS['humanoid']}",
        choices=DIVISION_LABELS,
        aliases=("참여 분과", "분과명"),
        width=26,
    ),
    _of(
        PARTNERS,
        "speciality_ids",
        FieldKind.CHOICES,
        help_ko="있을 때만. 여럿이면 ;로 잇습니다",
        example=SPECIALITY_LABELS["hand_motor"],
        choices=SPECIALITY_LABELS,
        aliases=("전문 분야",),
    ),
    _of(PARTNERS, "role_ko", help_ko="하는 일을 짧게", example="로봇 손 모터 공급", width=28),
    ListField(
        "city_ko",
        PARTNERS.by_name["city_ko"].label_ko,
        FieldKind.CITY,
        help_ko="시도와 시군구: 경상남도 창원시. 모르면 비웁니다",
        example="경상남도 창원시",
        aliases=("소재지", "시도·시군구", "지역"),
        width=22,
    ),
    ListField("sido_ko", "시도", in_template=False, aliases=("시도명",)),
    ListField("sigungu_ko", "시군구", in_template=False, aliases=("시군구명", "시군")),
    _of(PARTNERS, "sigungu_code", FieldKind.CODE, in_template=False),
    _of(PARTNERS, "lon", FieldKind.DEGREES, in_template=False),
    _of(PARTNERS, "lat", FieldKind.DEGREES, in_template=False),
    _of(
        PARTNERS,
        "location_basis",
        FieldKind.CHOICE,
        help_ko="도시를 어떻게 알았는지. 비우면 '출처에 나온 도시'",
        example=LOCATION_BASIS_LABELS["source"],
        choices=LOCATION_BASIS_LABELS,
        width=22,
    ),
    _of(PARTNERS, "location_note", in_template=False),
    *_provenance(PARTNERS, "보기일보 2026-03-31"),
)
PROGRAMME_FIELDS: Final = (
    _of(PROGRAMMES, "programme_id", FieldKind.ID, in_template=False),
    _of(
        PROGRAMMES,
        "name_ko",
        FieldKind.NAME,
        help_ko="꼭 씁니다. 이미 있는 이름이면 그 사업을 고치고, 없으면 새로 넣습니다",
        example="보기 실증사업",
        aliases=("사업명", "사업 이름", "과제명"),
        required=True,
        width=30,
    ),
    _of(
        PROGRAMMES,
        "name_en",
        FieldKind.NAME,
        help_ko="없으면 비웁니다",
        aliases=("영문명",),
        width=22,
    ),
    _of(
        PROGRAMMES,
        "ministry_ko",
        help_ko="부처나 시도",
        example="산업통상부",
        aliases=("소관 부처", "주관 부처"),
    ),
    _of(
        PROGRAMMES,
        "kind_ko",
        help_ko="목록에서 고르거나 씁니다(새 사업은 꼭)",
        example="실증",
        aliases=("사업 종류", "유형"),
        required=True,
    ),
    _of(
        PROGRAMMES,
        "amount_mkrw",
        FieldKind.MONEY,
        help_ko="백만원으로 씁니다. 머리글을 금액(억원)으로 바꿔 억원으로 써도 됩니다",
        example="10000",
        aliases=("예산", "사업비", "총사업비"),
    ),
    _of(
        PROGRAMMES,
        "amount_basis_ko",
        help_ko="국비인지 총액인지, 몇 해의 것인지",
        example="2026 국비",
    ),
    _of(PROGRAMMES, "period_ko", help_ko="사업 기간", example="2026–2028", aliases=("사업 기간",)),
    _of(PROGRAMMES, "target_ko", help_ko="규모나 목표", example="실증 10곳", width=24),
    _of(PROGRAMMES, "unit_support_ko", help_ko="한 곳에 얼마", example="국비 10억", width=20),
    _of(PROGRAMMES, "matching_ko", help_ko="지방비·민자 매칭과 자격", example="국비 50%", width=20),
    _of(PROGRAMMES, "status_ko", help_ko="계획·공고·집행 따위", example="공고", width=12),
    *_provenance(PROGRAMMES, "보기부 공고 2026-12호"),
    _of(PROGRAMMES, "note", help_ko="그 밖의 설명", width=24),
)
LIST_FIELDS: Final[Mapping[str, tuple[ListField, ...]]] = {
    "partners": PARTNER_FIELDS,
    "programmes": PROGRAMME_FIELDS,
}


def header_of(column: ListField) -> str:
    """Return the header in the template: the label, with its unit where it has one."""
    return f"{column.label_ko}(백만원)" if column.kind is FieldKind.MONEY else column.label_ko

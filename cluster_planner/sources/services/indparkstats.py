"""data.go.kr KICOX `indparkstats`: twelve statistics of the national complexes, by month."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.imports import Decision, Place, Refusal, Repair
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import quoted
from cluster_planner.sources.services.paging import Collected, Told, all_pages
from cluster_planner.sources.services.series import (
    Figures,
    Origin,
    SeriesRow,
    no_number,
    number_of,
    series_reading,
    suppressed_repair,
)

PATH: Final = "/B550624/indparkstats/"
SOURCE: Final = "한국산업단지공단 산업동향조사 통계 조회 서비스(data.go.kr indparkstats)"
ROWS: Final = 100
MOST_PAGES: Final = 20
_PLACE_FIELD: Final = "irsttNm"
_PERIOD_FIELDS: Final = ("stdrYm", "searchYm", "ym")
_NOT_FIGURES: Final = frozenset({_PLACE_FIELD, "irsttCd", "rnum", *_PERIOD_FIELDS})
_INDUSTRIES: Final = {
    "induty01": "음식료",
    "induty02": "섬유의복",
    "induty03": "목재종이",
    "induty04": "석유화학",
    "induty05": "비금속",
    "induty06": "철강",
    "induty07": "기계",
    "induty08": "전기전자",
    "induty09": "운송장비",
    "induty12": "기타",
    "induty131415": "비제조",
    "total": "계",
}


@dataclass(frozen=True)
class Operation:
    """One of the statistics: what it counts, and what its fields mean where that is known."""

    name: str
    title_ko: str
    unit_ko: str
    """Empty where the service does not say it."""
    fields: Mapping[str, tuple[str, str]]
    """Field → label and unit."""
    span: bool = False
    """Whether it is asked for a span of months."""


def _by_industry(unit: str) -> dict[str, tuple[str, str]]:
    return {name: (label, unit) for name, label in _INDUSTRIES.items()}


OPERATIONS: Final = (
    Operation(
        "kicoxMvnCmpnyStatsService",
        "단지별 입주업체",
        "개사",
        {
            "monthMvnCmpCnt": ("입주업체", "개사"),
            "monthOpCmpCnt": ("가동업체", "개사"),
            "hireCmpCnt": ("임차업체", "개사"),
        },
    ),
    Operation(
        "kicoxMvnCmpnyByIndustryStatsService", "업종별 입주업체", "개사", _by_industry("개사")
    ),
    Operation(
        "kicoxOpRateByIrsttStatsService",
        "단지별 가동률",
        "",
        {"monthOpRate": ("가동률", "%"), "totalOpCmpnyCo": ("가동업체", "개사")},
    ),
    Operation(
        "kicoxEmpByIrsttStatsService",
        "단지별 고용",
        "명",
        {
            "monthTotal": ("고용", "명"),
            "monthMaleEmplymNmprCo": ("고용 남자", "명"),
            "monthFemaleEmplymNmprCo": ("고용 여자", "명"),
        },
    ),
    Operation("kicoxPrdRecByIrsttStatsService", "단지별 생산실적", "", {}),
    Operation("kicoxExportRecByIrsttStatsService", "단지별 수출실적", "", {}),
    Operation("kicoxEmpByIndustryStatsService", "업종별 고용", "명", _by_industry("명")),
    Operation("kicoxOpRateByIndustryStatsService", "업종별 가동률", "%", _by_industry("%"), True),
    Operation("kicoxPrdRecByIndustryStatsService", "업종별 생산실적", "", _by_industry(""), True),
    Operation(
        "kicoxExportRecByIndustryStatsService", "업종별 수출실적", "", _by_industry(""), True
    ),
    Operation(
        "kicoxOpCmpnyByIndustryStatsService", "업종별 가동업체", "개사", _by_industry("개사"), True
    ),
    Operation("kicoxDetailOpRateStatsService", "가동률 세부", "", {}, True),
)


def fetch_indparkstats(
    client: Client,
    month: str,
    operations: Sequence[Operation] = OPERATIONS,
    on_progress: Told | None = None,
) -> Reading:
    """Ask the statistics of a month (YYYYMM). Raises DataError when none has a figure for it."""
    if not re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])", month, re.ASCII):
        raise DataError(
            Finding("indparkstats", f"{month!r}은(는) 연월이 아닙니다", "202403처럼 쓰세요")
        )
    parts: list[tuple[Operation, Collected]] = []
    for done, operation in enumerate(operations):
        if on_progress is not None:
            on_progress(f"산업동향 통계 {operation.title_ko}", done / len(operations))
        parts.append((operation, _ask(client, operation, month)))
    figures = merged(figures_of(operation, found.items, month) for operation, found in parts)
    if not figures.rows:
        problem = f"{month[:4]}년 {int(month[4:])}월의 단지별 값이 하나도 없습니다"
        remedy = "다른 연월을 쓰거나, 최근 분기는 산업동향 XLSX 파일로 넣으세요"
        raise DataError(Finding("indparkstats", problem, remedy))
    empty = [operation.title_ko for operation, found in parts if not found.items]
    why = "값이 없는 통계: " + ", ".join(empty) if empty else "물어본 통계에 모두 값이 있습니다"
    origin = Origin(
        file=f"indparkstats {month}",
        sha256=_sha(parts),
        size_bytes=sum(found.size_bytes for _, found in parts),
        source=SOURCE,
        decisions=(
            Decision(what="연월", found=f"{month[:4]}-{month[4:]}", why="물어본 연월"),
            Decision(what="통계", found=f"{len(parts)}가지", why=why),
        ),
    )
    return series_reading(origin, figures)


def figures_of(operation: Operation, items: Iterable[Mapping[str, str]], month: str) -> Figures:
    """Return the figures in the items of one operation.

    A field that we do not know but that holds numbers is kept under its own name, without a unit:
    better an unnamed official figure than a lost one.
    """
    rows: list[SeriesRow] = []
    refusals: list[Refusal] = []
    texts: list[str] = []
    nameless, words = 0, set[str]()
    for number, item in enumerate(items, start=1):
        place = item.get(_PLACE_FIELD, "").strip()
        if not place:
            nameless += 1
            continue
        period = _period(item, month)
        if period is None:
            refusals.append(_no_month(operation, number, item))
            continue
        for field, text in item.items():
            if field in _NOT_FIGURES:
                continue
            value = number_of(text)
            if value is None and field not in operation.fields:
                words.add(field)
            elif value is None:
                where = Place(sheet=operation.title_ko, row=number, column=field)
                refusals.append(no_number(where, text))
            else:
                texts.append(text)
                rows.append(_row(operation, field, place, period, value, number))
    return Figures(
        rows=tuple(rows),
        refusals=tuple(refusals),
        repairs=suppressed_repair(operation.title_ko, "값", texts),
        ignored=tuple(_ignored(operation, nameless, sorted(words))),
        read=len(rows) + len(refusals),
    )


def merged(parts: Iterable[Figures]) -> Figures:
    """Return the figures of several operations as one."""
    rows: list[SeriesRow] = []
    refusals: list[Refusal] = []
    repairs: list[Repair] = []
    ignored: list[str] = []
    read = 0
    for part in parts:
        rows += part.rows
        refusals += part.refusals
        repairs += part.repairs
        ignored += part.ignored
        read += part.read
    return Figures(tuple(rows), tuple(refusals), tuple(repairs), tuple(ignored), read)


def _ask(client: Client, operation: Operation, month: str) -> Collected:
    asked = {"srtStdrYm": month, "endStdrYm": month} if operation.span else {"stdrYm": month}
    return all_pages(
        client,
        PATH + operation.name,
        asked,
        rows=ROWS,
        most_pages=MOST_PAGES,
        what=operation.title_ko,
    )


def _row(
    operation: Operation, field: str, place: str, period: str, value: str, number: int
) -> SeriesRow:
    label, unit = operation.fields.get(field, (field, ""))
    statistic = operation.name.removeprefix("kicox").removesuffix("StatsService")
    return SeriesRow(
        place_ko=place,
        place_code="",
        place_kind_hint="unit",
        series_id=f"indparkstats.{statistic}.{field}",
        series_ko=f"{operation.title_ko} · {label}",
        period=period,
        value=value,
        unit_ko=unit,
        sheet=operation.title_ko,
        row=number,
    )


def _period(item: Mapping[str, str], month: str) -> str | None:
    """The month that the item says, else the one asked; None where it says no month."""
    text = re.sub(r"\D", "", _said_month(item) or month)
    good = re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])", text, re.ASCII) is not None
    return f"{text[:4]}-{text[4:6]}" if good else None


def _said_month(item: Mapping[str, str]) -> str:
    return next((item[name] for name in _PERIOD_FIELDS if item.get(name, "").strip()), "")


def _no_month(operation: Operation, number: int, item: Mapping[str, str]) -> Refusal:
    return Refusal(
        place=Place(sheet=operation.title_ko, row=number, column="stdrYm"),
        value=quoted(_said_month(item))[:80],
        problem="연월이 아니라 어느 달의 값인지 알 수 없습니다",
        remedy="서비스의 값이 틀렸을 수 있습니다. 이 항목은 넣지 않았습니다",
    )


def _ignored(operation: Operation, nameless: int, words: list[str]) -> Iterable[str]:
    if nameless:
        why = "단지 이름이 없는 값(전국 합계)이라 둘 곳이 없습니다"
        yield f"{operation.title_ko} {nameless:,}건: {why}"
    if words:
        yield f"{operation.title_ko}의 글자 항목 {', '.join(words)}: 수가 아닙니다"


def _sha(parts: Sequence[tuple[Operation, Collected]]) -> str:
    return hashlib.sha256("".join(found.sha256 for _, found in parts).encode()).hexdigest()

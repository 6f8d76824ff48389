"""The twelve tables of 국가산업단지 산업동향: how each is titled, and what its columns are to us.

Rates of change and sums of the year are left out: they follow from the other columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cluster_planner.sources.grid import squeezed

SOURCE: Final = "한국산업단지공단 국가산업단지 산업동향(국가통계 399004, data.go.kr 3042071)"
TOTAL: Final = "계"
INDUSTRIES: Final = {
    "음식료": "food",
    "섬유의복": "textile",
    "목재종이": "wood_paper",
    "석유화학": "petrochem",
    "비금속": "nonmetal",
    "철강": "steel",
    "기계": "machinery",
    "전기전자": "electronics",
    "운송장비": "transport",
    "기타": "other",
    "비제조": "non_manufacturing",
    TOTAL: "total",
}
SIZES: Final = {"50미만": "under_50", "50-300": "50_300", "300이상": "over_300"}
UNITS: Final = {
    "production_mkrw_quarter": "백만원",
    "production_mkrw_prev_quarter": "백만원",
    "exports_kusd": "천달러",
    "exports_kusd_prev_quarter": "천달러",
    "jobs": "명",
    "jobs_male": "명",
    "jobs_female": "명",
    "jobs_prev_quarter": "명",
    "utilization_pct": "%",
    "utilization_pct_prev_quarter": "%",
    "capacity_mkrw": "백만원",
}
"""Metrics that are no counts of firms, with their unit in our tables."""
COUNTS: Final = "개사"
_MANUFACTURING: Final = tuple(word for word in INDUSTRIES if word not in ("비제조", TOTAL))

type Key = tuple[str, str, str]
"""metric_id, industry_id, size_id."""


@dataclass(frozen=True)
class TrendColumn:
    """One column: the end of its header's path (`("입주", "당분기")`), and our key for it."""

    path: tuple[str, ...]
    metric_id: str
    industry_id: str = "total"
    size_id: str = "all"

    @property
    def key(self) -> Key:
        """Return metric, industry and size."""
        return self.metric_id, self.industry_id, self.size_id

    @property
    def unit(self) -> str:
        """Return its unit in our tables."""
        return UNITS.get(self.metric_id, COUNTS)


@dataclass(frozen=True)
class TrendTable:
    """One of the twelve tables."""

    number: int
    words: str
    title: str
    """What its title says, without spaces, as a pattern."""
    columns: tuple[TrendColumn, ...]
    main: bool = False
    """By complex: where other tables repeat one of its figures, its own is kept."""

    @property
    def source_table(self) -> str:
        """Return what our `source_table` column says."""
        return f"표{self.number} {self.words}"


def _by_industry(metric_id: str, *words: str) -> tuple[TrendColumn, ...]:
    named = (*_MANUFACTURING, *words, TOTAL)
    return tuple(TrendColumn((word,), metric_id, INDUSTRIES[word]) for word in named)


def _now_and_before(now: str, before: str) -> tuple[TrendColumn, ...]:
    return TrendColumn(("당분기",), now), TrendColumn(("전분기",), before)


def _by_size(group: str, metric_id: str) -> tuple[TrendColumn, ...]:
    sized = tuple(TrendColumn((group, word), metric_id, "total", s) for word, s in SIZES.items())
    return (*sized, TrendColumn((group, TOTAL), metric_id))


TABLES: Final = (
    TrendTable(
        1,
        "단지별 입주",
        "단지별입주",
        (
            TrendColumn(("입주", "당분기"), "tenants"),
            TrendColumn(("입주", "전분기"), "tenants_prev_quarter"),
            TrendColumn(("가동", "당분기"), "operating"),
            TrendColumn(("가동", "전분기"), "operating_prev_quarter"),
            TrendColumn(("임차",), "renters"),
        ),
        main=True,
    ),
    TrendTable(2, "업종별 입주", "업종별입주", _by_industry("tenants", "비제조")),
    TrendTable(3, "업종별 가동", "업종별가동(?!률)", _by_industry("operating", "비제조")),
    TrendTable(
        4,
        "단지별 생산",
        "단지별생산",
        _now_and_before("production_mkrw_quarter", "production_mkrw_prev_quarter"),
        main=True,
    ),
    TrendTable(5, "업종별 생산", "업종별생산", _by_industry("production_mkrw_quarter")),
    TrendTable(
        6,
        "단지별 수출",
        "단지별수출",
        _now_and_before("exports_kusd", "exports_kusd_prev_quarter"),
        main=True,
    ),
    TrendTable(7, "업종별 수출", "업종별수출", _by_industry("exports_kusd")),
    TrendTable(
        8,
        "단지별 고용",
        "단지별고용",
        (
            TrendColumn(("당분기", TOTAL), "jobs"),
            TrendColumn(("당분기", "남"), "jobs_male"),
            TrendColumn(("당분기", "여"), "jobs_female"),
            TrendColumn(("전분기",), "jobs_prev_quarter"),
        ),
        main=True,
    ),
    TrendTable(9, "업종별 고용", "업종별고용", _by_industry("jobs", "비제조")),
    TrendTable(
        10,
        "단지별 가동률",
        "단지별가동률",
        (
            TrendColumn(("제조업가동",), "mfg_operating"),
            TrendColumn(("최대생산능력",), "capacity_mkrw"),
            TrendColumn(("가동률", "당분기"), "utilization_pct"),
            TrendColumn(("가동률", "전분기"), "utilization_pct_prev_quarter"),
        ),
        main=True,
    ),
    TrendTable(
        11,
        "가동률 세부내역",
        "가동률세부",
        (*_by_size("가동률", "utilization_pct"), *_by_size("가동", "mfg_operating")),
    ),
    TrendTable(12, "업종별 가동률", "업종별가동률", _by_industry("utilization_pct")),
)

_NUMBERED = re.compile(r"^[\[<【(]?\s*표\s*\d+")
_QUARTER_TITLE = re.compile(r"^\d{4}년\d?/?4?분기")
_LONGEST_TITLE = 60


def table_titled(text: str) -> TrendTable | None:
    """Return the table whose title the text is: `[표4] 2026년 1분기 단지별 생산실적`."""
    words = squeezed(text).replace("가동율", "가동률")
    if len(words) > _LONGEST_TITLE or not (_NUMBERED.match(words) or _QUARTER_TITLE.match(words)):
        return None
    return next((table for table in TABLES if re.search(table.title, words)), None)

"""The quarter a trend workbook stands for, from the titles of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid import Notes, clean, squeezed
from cluster_planner.sources.kicox.trend_header import Block, Header

_QUARTER = re.compile(r"(20\d{2})년?도?([1-4])(?:/4)?분기")
_MONTH = re.compile(r"20\d{2}년(1[0-2]|0?[1-9])월")
_DAY = re.compile(r"(20\d{2})[-_.]?(03|06|09|12)[-_.]?(?:30|31)(?!\d)")
_SUM_OF_YEAR = re.compile(r"(20\d{2})년?누계")
_LAST_DAY = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}

type Quarter = tuple[int, int]


def quarter_of(text: str) -> Quarter | None:
    """Return year and quarter that a text names (`2026년 1분기`, `2026년 1/4분기`)."""
    found = _QUARTER.search(squeezed(text))
    return (int(found[1]), int(found[2])) if found else None


def last_day(quarter: Quarter) -> str:
    """Return the last day of a quarter as YYYY-MM-DD."""
    return f"{quarter[0]}-{_LAST_DAY[quarter[1]]}"


def find_as_of(blocks: Sequence[Block], name: str, notes: Notes) -> str:
    """Return the day the figures stand for.

    Raises DataError where tables name different quarters, months, or nothing at all.
    """
    told = [(b, q) for b in blocks if (q := quarter_of(b.title.text)) is not None]
    if len({quarter for _, quarter in told}) == 1:
        block, (year, quarter) = told[0]
        title = clean(block.title.text)
        notes.decide("분기", f"{year}년 {quarter}분기", f"표 제목 '{title}'")
        return last_day((year, quarter))
    if told:
        listed = ", ".join(f"{b.table.source_table} {year}년 {q}분기" for b, (year, q) in told)
        raise DataError(
            Finding(
                name, f"표마다 분기가 다릅니다 ({listed})", "한 분기의 표만 담은 파일을 고르세요"
            )
        )
    monthly = [b.title.text for b in blocks if _MONTH.search(squeezed(b.title.text))]
    if monthly:
        problem = f"분기가 아니라 달의 통계입니다 ({monthly[0].strip()})"
        raise DataError(Finding(name, problem, "분기마다 나오는 산업동향 파일을 고르세요"))
    return _from_name(name, notes)


def tell_stale_sums(headers: Iterable[tuple[Block, Header]], as_of: str, notes: Notes) -> None:
    """Note where a header still names another year's sum (`2025 누계` in a file of 2026)."""
    stale = [
        (block.table.source_table, found[0])
        for block, header in headers
        for row in header.rows
        for cell in row.cells.values()
        if (found := _SUM_OF_YEAR.search(squeezed(cell.text))) and found[1] != as_of[:4]
    ]
    if stale:
        tables = ", ".join(table for table, _ in stale)
        why = f"{tables}의 머리글만 지난해 것이고 누계 열은 쓰지 않음"
        notes.decide("누계 머리글", stale[0][1], why)


def _from_name(name: str, notes: Notes) -> str:
    quarter = quarter_of(name) or _quarter_ending(name)
    if quarter is None:
        problem = "어느 분기의 통계인지 적혀 있지 않습니다"
        remedy = "표 제목에 '2026년 1분기'처럼 분기를 적으세요"
        raise DataError(Finding(name, problem, remedy))
    notes.decide("기준일", last_day(quarter), "표 제목에 분기가 없어 파일 이름에서 읽음")
    return last_day(quarter)


def _quarter_ending(name: str) -> Quarter | None:
    found = _DAY.search(name)
    return (int(found[1]), int(found[2]) // 3) if found else None

"""KICOX 전국산업단지현황통계, workbook or CSV, as text cells with a report of how they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from cluster_planner.domain.imports import FileKind
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid import Notes, read_grid
from cluster_planner.sources.kicox.appendices import APPENDICES, COLUMNS, read_appendix
from cluster_planner.sources.kicox.quarter import find_as_of
from cluster_planner.sources.kicox.status_columns import label
from cluster_planner.sources.kicox.status_lists import (
    LISTED,
    read_lists,
    sheet_words,
    tables_of,
)
from cluster_planner.sources.kicox.status_rows import Listed
from cluster_planner.sources.kicox.status_sheets import (
    Found,
    Part,
    list_sheets,
    looks_like_status,
    sort_sheets,
    title_of,
)
from cluster_planner.sources.kicox.status_totals import read_totals, tie_totals
from cluster_planner.sources.reading import Reading

__all__ = ["SOURCE", "looks_like_status", "read_status"]

SOURCE = "한국산업단지공단 전국산업단지현황통계(국가통계 399003, data.go.kr 3041272)"
_COMPLEXES = ("sheet", "row", *LISTED, "is_child", "parent_row")
_TOTALS = ("sheet", "row", "sido_ko", "kind_ko", "column", "value")
_SAME = {
    Part.UPPER: "하위단지를 뺀 같은 목록이라 쓰지 않음",
    Part.ONE_KIND: "전국 목록과 같은 내용이라 쓰지 않음",
    Part.WHOLE: "앞의 전국 목록을 씀",
    Part.ZONES: "산업단지 안의 지역을 다시 적은 표라 쓰지 않음",
    Part.OTHER: "아는 표가 아니어서 읽지 않음",
}


def read_status(path: Path, name: str) -> Reading:
    """Return the complexes and appendices of a status file.

    Tables: `complexes` (with parts), `aged`, `smart_green`, `two_sido`, `changes` and `totals`
    where the file has them. Raises DataError when there is no list of complexes, when two columns
    claim to be the same, or when nothing says for which day the figures stand.
    """
    notes = Notes(path, name)
    found = sort_sheets(read_grid(path, name))
    lists = list_sheets(found)
    if not lists:
        raise DataError(_no_list(found, name))
    stacked = [table for one in lists for table in tables_of(one)]
    _refuse_doubled(stacked, name)
    as_of = _as_of(found, lists, name, notes)
    for one in found:
        notes.take(one.sheet)
    listed, read = read_lists(stacked, name, notes)
    tables = {"complexes": _frame([_row(one, entry) for one, entry in listed], _COMPLEXES)}
    for one in (one for one in found if one.part in APPENDICES):
        table, rows, count = read_appendix(one, notes)
        if table in tables:
            notes.ignore(f"{sheet_words(one.sheet)}: 같은 부록이 앞 시트에 있어 쓰지 않음")
            continue
        tables[table] = _frame(rows, COLUMNS[table])
        read += count
    kept = sum(map(len, tables.values()))
    totals = read_totals([one for one in found if one.part is Part.TOTALS], notes)
    if totals:
        tables["totals"] = _frame([total.as_row() for total in totals], _TOTALS)
    upper = [entry for _, entry in listed if entry.parent_row is None]
    _decide_whole(tie_totals(totals, upper, notes), read - kept, notes)
    _tell_unused(found, lists, notes)
    report = notes.report(
        FileKind.STATUS, as_of=as_of, source=SOURCE, rows_read=read, rows_kept=kept
    )
    return Reading(report, tables)


def _row(one: Found, entry: Listed) -> dict[str, str | int]:
    return {
        "sheet": one.sheet.name,
        "row": entry.row.number,
        **{column: entry.values[column] for column in LISTED},
        "is_child": str(entry.parent_row is not None).lower(),
        "parent_row": "" if entry.parent_row is None else str(entry.parent_row),
    }


def _as_of(found: Sequence[Found], lists: Sequence[Found], name: str, notes: Notes) -> str:
    titles = [text for one in lists for text in title_of(one.sheet, one.header)]
    others = [text for one in found for text in title_of(one.sheet, one.header)[:1]]
    said = find_as_of(titles)
    if said:
        notes.decide("기준일", said[0], f"목록의 제목 '{said[1]}'")
        for text in others:
            other = find_as_of([text])
            if other and other[0] != said[0] and text not in titles:
                notes.ignore(f"다른 시트의 제목은 {other[0]}을 말함: '{text[:40]}'")
        return said[0]
    if said := find_as_of([name]):
        notes.decide("기준일", said[0], f"제목에는 없어 파일 이름의 '{said[1]}'에서")
        return said[0]
    if said := find_as_of(others):
        notes.decide("기준일", said[0], f"다른 시트의 제목 '{said[1]}'")
        return said[0]
    raise DataError(
        Finding(
            name,
            "어느 시점의 통계인지 제목에도 파일 이름에도 없습니다",
            "파일 이름 끝에 _20251231처럼 기준일을 붙여 다시 올리세요",
        )
    )


def _decide_whole(agree: bool | None, refused: int, notes: Notes) -> None:
    if agree is None:
        why = "파일에 견줄 전국 합계가 없어, 없는 단지를 없어진 것으로 보지 않음"
    elif agree and not refused:
        why = "파일의 합계와 행의 합이 모두 같음"
    elif agree:
        why = f"합계는 같지만 쓸 수 없는 행이 {refused:,}개 있음"
    else:
        why = "파일의 합계와 행의 합이 달라 일부만 든 파일로 봄"
    notes.decide("온전한 파일", "예" if agree and not refused else "아니오", why)


def _tell_unused(found: Sequence[Found], lists: Sequence[Found], notes: Notes) -> None:
    for one in found:
        if one in lists:
            if one.sheet.hidden:
                notes.decide(sheet_words(one.sheet), "씀", "숨겨진 시트이지만 목록이 여기에만 있음")
        elif one.part in _SAME:
            hidden = "숨겨진 시트, " if one.sheet.hidden else ""
            notes.ignore(f"{sheet_words(one.sheet)}: {hidden}{_SAME[one.part]}")
        elif one.sheet.hidden:
            notes.decide(sheet_words(one.sheet), "씀", "숨겨진 시트")


def _refuse_doubled(lists: Sequence[Found], name: str) -> None:
    findings = [
        Finding(
            f"{name} {sheet_words(one.sheet)} {one.header.first_row}행",
            f"'{label(one.header, key)}' 열이 둘 이상입니다",
            "쓰지 않을 열을 지우고 다시 올리세요",
        )
        for one in lists
        if one.header
        for key in one.header.doubled
        if key != "group"
    ]
    if findings:
        raise DataError(findings)


def _no_list(found: Sequence[Found], name: str) -> Finding:
    sheets = ", ".join(one.sheet.name for one in found if one.sheet.name)[:120]
    return Finding(
        f"{name} {f'({sheets})' if sheets else ''}".strip(),
        "산업단지 목록(유형·시도·시군·단지명·지정면적·입주업체)의 머리글을 찾지 못했습니다",
        "한국산업단지공단이 낸 전국산업단지현황통계 파일을 고치지 말고 올리세요",
    )


def _frame(rows: Sequence[Mapping[str, str | int]], columns: Sequence[str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(columns))
    return frame.astype({c: "int64" if c == "row" else "str" for c in columns})

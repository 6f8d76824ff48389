"""The list of complexes, from one sheet or from several, without counting anything twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cluster_planner.sources.grid import Notes, Sheet
from cluster_planner.sources.kicox.area_units import columns_of
from cluster_planner.sources.kicox.header import Header, find_headers
from cluster_planner.sources.kicox.hierarchy import check_parts
from cluster_planner.sources.kicox.status_cells import CellReader, Columns
from cluster_planner.sources.kicox.status_columns import (
    COMPLEX_NAMES,
    FIGURES,
    KINDS,
    LABELS,
    PLACES,
)
from cluster_planner.sources.kicox.status_rows import Listed, read_rows
from cluster_planner.sources.kicox.status_sheets import LIST_COLUMNS, Found, title_of

LISTED = (*PLACES, "name_raw", "name_ko", "status_ko", *FIGURES)
"""The columns that a row of the list fills by itself."""


def tables_of(one: Found) -> list[Found]:
    """Return the tables of a list sheet, each with its header and the rows below it.

    A header that stands again with the same columns (on every printed page) is left out of the
    rows; one with other columns begins a table of its own.
    """
    assert one.header is not None  # a list is told by its header
    headers = find_headers(one.sheet, COMPLEX_NAMES, LIST_COLUMNS)
    starts = [headers[0]]
    rows = list(one.sheet.rows)
    for header in headers[1:]:
        if (header.columns, header.units) != (starts[-1].columns, starts[-1].units):
            starts.append(header)
        else:
            rows = [r for r in rows if not header.first_row <= r.number <= header.last_row]
    tables = []
    for header, after in zip(starts, [*starts[1:], None], strict=True):
        above = tuple(row for row in rows if after is None or row.number < after.first_row)
        refusals = one.sheet.refusals if header is starts[0] else ()
        tables.append(Found(replace(one.sheet, rows=above, refusals=refusals), one.part, header))
    return tables


def read_lists(
    lists: Sequence[Found], name: str, notes: Notes
) -> tuple[list[tuple[Found, Listed]], int]:
    """Return the usable rows of the list sheets, each with its sheet, and how many were read."""
    listed: list[tuple[Found, Listed]] = []
    read = 0
    for one in lists:
        assert one.header is not None  # a list is told by its header
        columns = columns_of(one.sheet, one.header, notes)
        rows, count = read_rows(columns, notes)
        _fill_kind(one, rows, name, notes)
        fresh = _not_yet(listed, rows, columns, notes)
        listed += [(one, entry) for entry in fresh]
        read += count + len(one.sheet.refusals)
        _tell_columns(one, one.header, notes)
        notes.decide(f"{sheet_words(one.sheet)} 쓴 행", f"{len(fresh):,}행", f"읽은 행 {count:,}개")
    check_parts([entry for _, entry in listed], notes)
    _tell_dots([entry for _, entry in listed], notes)
    return listed, read


def _fill_kind(one: Found, rows: Sequence[Listed], name: str, notes: Notes) -> None:
    """Take the kind from title or file name where the list has no column for it."""
    if one.header is None or "kind_ko" in one.header.columns:
        return
    words = " ".join((one.sheet.name, *title_of(one.sheet, one.header), name))
    kinds = [kind for kind in KINDS if kind in words]
    if len(kinds) == 1:
        notes.decide("유형", kinds[0], "유형 열이 없어 제목과 파일 이름에서")
        for entry in rows:
            entry.values["kind_ko"] = kinds[0]


def _not_yet(
    listed: Sequence[tuple[Found, Listed]],
    rows: Sequence[Listed],
    columns: Columns,
    notes: Notes,
) -> list[Listed]:
    """Return the rows that no sheet before has listed; the others are refused."""
    seen = {entry.key: one.sheet.name for one, entry in listed if entry.parent_row is None}
    again = {entry.row.number for entry in rows if entry.parent_row is None and entry.key in seen}
    reader = CellReader(columns, notes)
    for entry in (entry for entry in rows if entry.row.number in again):
        reader.refuse(
            columns.cell(entry.row, "name_ko"),
            "name_ko",
            f"{seen[entry.key]} 시트에도 있는 단지입니다",
            "먼저 나온 시트의 행만 썼습니다",
        )
    return [entry for entry in rows if not {entry.row.number, entry.parent_row} & again]


def _tell_columns(one: Found, header: Header, notes: Notes) -> None:
    notes.decide(
        f"{sheet_words(one.sheet)} 머리글",
        f"{header.first_row}~{header.last_row}행",
        "열 이름으로 찾음",
    )
    for key in LISTED:
        if key != "name_raw" and key not in header.columns:
            notes.ignore(f"{sheet_words(one.sheet)}: '{LABELS[key]}' 열이 없어 빈 값으로 둠")
    for text in header.unknown.values():
        notes.ignore(f"{sheet_words(one.sheet)}: '{text[:40]}' 열은 쓰지 않음")


def _tell_dots(listed: Sequence[Listed], notes: Notes) -> None:
    names = [one.values["name_ko"] for one in listed]
    middle, araea = (sum(dot in name for name in names) for dot in "·ㆍ")
    if middle or araea:
        notes.decide(
            "가운뎃점", "원본대로", f"'·'(U+00B7) {middle}곳, 'ㆍ'(U+318D) {araea}곳을 고치지 않음"
        )


def sheet_words(sheet: Sheet) -> str:
    """Return how a report calls a sheet."""
    return f"{sheet.name} 시트" if sheet.name else "CSV"

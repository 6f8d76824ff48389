"""The appendices: aged complexes, smart-green ones, those in two 시도, designations of the quarter."""

from __future__ import annotations

import re
from collections.abc import Callable

from cluster_planner.sources.grid import Notes, Row, read_number, squeezed
from cluster_planner.sources.kicox.area_units import columns_of
from cluster_planner.sources.kicox.header import Header, find_headers
from cluster_planner.sources.kicox.names import complex_name
from cluster_planner.sources.kicox.status_cells import CellReader, Columns
from cluster_planner.sources.kicox.status_columns import COMPLEX_NAMES, FIGURES, PLACES
from cluster_planner.sources.kicox.status_rows import is_blue, is_data, read_rows
from cluster_planner.sources.kicox.status_sheets import Found, Part

Cells = dict[str, str | int]
Rows = tuple[list[Cells], int]
"""Rows of a table, and how many rows of the sheet were read."""

_AGED_TOTAL = re.compile(r"노후산단\s*총\s*([\d,]+)")
_GROUP_TOTAL = re.compile(r"^(.+?)합계[:：]?([\d,]+)개?$")
_NEW_LARGEST = 20_000
"""천㎡. Nobody designates 20 km² at once: the appendix says 천㎡ and prints ㎡."""


def read_appendix(one: Found, notes: Notes) -> tuple[str, list[Cells], int]:
    """Return the name of the table that an appendix fills, its rows, and the rows read."""
    table, read = _READERS[one.part]
    if one.header is None:
        return table, [], 0
    rows, count = read(one, one.header, notes)
    return table, rows, count


def _aged(one: Found, header: Header, notes: Notes) -> Rows:
    columns = columns_of(one.sheet, header, notes)
    listed, read = read_rows(columns, notes)
    rows: list[Cells] = []
    for entry in listed:
        cells = _named(one, entry.row, entry.values)
        cells["priority"] = str(is_blue(columns, entry.row)).lower()
        rows.append(cells)
    words = " ".join(text for row in one.sheet.rows for text in row.texts() if "노후산단" in text)
    if said := _AGED_TOTAL.search(words):
        notes.tie(
            "노후산업단지 수",
            float(said.group(1).replace(",", "")),
            len(rows),
            "곳",
            "제목의 수는 구조고도화 기준이라 표의 행 수와 다를 수 있음",
        )
    return rows, read


def _smart_green(one: Found, header: Header, notes: Notes) -> Rows:
    columns = columns_of(one.sheet, header, notes)
    listed, read = read_rows(columns, notes)
    reader = CellReader(columns, notes)
    rows: list[Cells] = []
    by_row = {entry.row.number: entry for entry in listed}
    for entry in listed:
        day = reader.day(entry.row, "date")
        if day is None:
            continue
        parent = by_row.get(entry.parent_row or 0)
        cells = _named(one, entry.row, entry.values)
        cells["date"] = day
        cells["is_child"] = str(entry.parent_row is not None).lower()
        cells["parent_ko"] = parent.values["name_ko"] if parent else ""
        rows.append(cells)
    return rows, read


def _two_sido(one: Found, header: Header, notes: Notes) -> Rows:
    columns = columns_of(one.sheet, header, notes)
    reader = CellReader(columns, notes)
    rows: list[Cells] = []
    upper, read = "", 0
    for row in columns.body():
        # The upper complex stands in the first of its merged rows only.
        upper = complex_name(columns.cell(row, "upper_ko").text).name_ko or upper
        if not is_data(columns, row, notes):
            continue
        read += 1
        part = complex_name(columns.cell(row, "name_ko").text).name_ko
        if not upper or not part:
            reader.refuse(columns.cell(row, "name_ko"), "name_ko", "단지명이 없습니다", _FILL)
            continue
        values = {
            **{key: reader.text(row, key) for key in PLACES[1:]},
            **{key: reader.figure(row, key) for key in FIGURES},
        }
        kept = {key: value for key, value in values.items() if value is not None}
        if len(kept) == len(values):
            where: Cells = {"sheet": one.sheet.name, "row": row.number}
            rows.append({**where, "name_ko": upper, "child_ko": part, **kept})
    return rows, read


def _changes(one: Found, _: Header, notes: Notes) -> Rows:
    rows: list[Cells] = []
    read = 0
    headers = find_headers(one.sheet, COMPLEX_NAMES, ("name_ko", "designated_area_thousand_m2"))
    for header, after in zip(headers, [*headers[1:], None], strict=True):
        until = after.first_row if after else None
        columns = columns_of(one.sheet, header, notes, until=until, largest=_NEW_LARGEST)
        change = "지정해제" if "lifted_on" in header.columns else "신규지정"
        before = len(rows)
        for row in columns.body(until):
            if not is_data(columns, row, notes, tell_totals=False):
                continue
            read += 1
            if entry := _change(one, columns, row, notes, change):
                rows.append(entry)
        _tie_groups(columns, until, rows[before:], notes, change)
    return rows, read


def _change(one: Found, columns: Columns, row: Row, notes: Notes, change: str) -> Cells | None:
    reader = CellReader(columns, notes)
    values = {
        **{key: reader.text(row, key) for key in PLACES},
        "name_ko": reader.text(row, "name_ko"),
        "designated_area_thousand_m2": reader.figure(row, "designated_area_thousand_m2"),
        "facility_area_thousand_m2": reader.figure(row, "facility_area_thousand_m2"),
        "designated_on": reader.day(row, "date"),
        "lifted_on": reader.day(row, "lifted_on"),
        "note": reader.text(row, "note"),
    }
    if values["name_ko"] == "":
        reader.refuse(columns.cell(row, "name_ko"), "name_ko", "단지명이 없습니다", _FILL)
        return None
    kept = {key: value for key, value in values.items() if value is not None}
    if len(kept) < len(values):
        return None
    return {"sheet": one.sheet.name, "row": row.number, "change": change, **kept}


def _tie_groups(
    columns: Columns, until: int | None, rows: list[Cells], notes: Notes, change: str
) -> None:
    """Compare `국가산업단지 합계 : 2개` and its area with the rows of that kind."""
    key = "designated_area_thousand_m2"
    for row in columns.body(until):
        said = _GROUP_TOTAL.match(squeezed(columns.cell(row, "name_ko").text))
        if said is None:
            continue
        kind = said.group(1).removesuffix("산업단지").removesuffix("단지")
        same = [one for one in rows if one["kind_ko"] == kind]
        count = float(said.group(2).replace(",", ""))
        notes.tie(f"{change} {kind} 단지 수", count, len(same), "곳")
        printed = read_number(columns.cell(row, key)).value
        if printed is not None:
            area = sum(float(one[key] or 0) for one in same)
            factor = columns.factors.get(key, 1.0)
            notes.tie(f"{change} {kind} 지정면적", round(printed * factor, 6), area, "천㎡")


def _named(one: Found, row: Row, values: dict[str, str]) -> Cells:
    return {
        "sheet": one.sheet.name,
        "row": row.number,
        **{key: values[key] for key in (*PLACES, "name_ko")},
    }


_FILL = "원본대로 채워 다시 올리세요"
_READERS: dict[Part, tuple[str, Callable[[Found, Header, Notes], Rows]]] = {
    Part.AGED: ("aged", _aged),
    Part.SMART_GREEN: ("smart_green", _smart_green),
    Part.TWO_SIDO: ("two_sido", _two_sido),
    Part.CHANGES: ("changes", _changes),
}
_KEYS = ("sheet", "row", *PLACES, "name_ko")
COLUMNS = {
    "aged": (*_KEYS, "priority"),
    "smart_green": (*_KEYS, "date", "is_child", "parent_ko"),
    "two_sido": ("sheet", "row", "name_ko", "child_ko", *PLACES[1:], *FIGURES),
    "changes": (
        "sheet",
        "row",
        "change",
        *PLACES,
        "name_ko",
        *FIGURES[0:3:2],
        "designated_on",
        "lifted_on",
        "note",
    ),
}
"""The columns of each table, also where it has no row."""
APPENDICES = tuple(_READERS)
"""Parts of the workbook that fill a table of their own."""

"""Finds a header by what its cells say: one or two rows, anywhere on the sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cluster_planner.sources.grid import Row, Sheet, clean, squeezed

_UNIT = re.compile(r"[(\[（［]([^()\[\]（）［］]*)[)\]）］]$")
_UNIT_LINE = re.compile(r"단위\s*[:：]\s*([^)）\]]+)")
_MIN_LABELS = 3
_MAX_ROWS = 3

Names = Mapping[str, tuple[str, ...]]
"""Key → spellings of its label, without spaces and units."""


@dataclass(frozen=True)
class Header:
    """Where the columns of a table stand."""

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    """What the file calls each column."""
    units: Mapping[str, str]
    """Units that stand in brackets behind a column's name."""
    doubled: tuple[str, ...]
    """Keys that more than one column claims: the table cannot be told apart."""
    unknown: Mapping[int, str]
    """Columns with a name that nobody asked for."""


def find_header(
    sheet: Sheet, names: Names, required: Collection[str], *, after: int = 0
) -> Header | None:
    """Return the first header below row `after` that has every required key, or None.

    A label may stand in the first or second row of a merged header, or flat with its group before
    it (`산업시설구역_분양(천㎡)`).
    """
    spellings = {spelling: key for key, all_of in names.items() for spelling in all_of}
    rows = [row for row in sheet.rows if row.number > after]
    for start, row in enumerate(rows):
        top = _labels(row, spellings)
        if len(top) < _MIN_LABELS:
            continue
        used = [row, *_continuation(row, rows[start + 1 : start + _MAX_ROWS], spellings)]
        header = _header(used, spellings)
        if set(required) <= set(header.columns):
            return header
    return None


def find_headers(sheet: Sheet, names: Names, required: Collection[str]) -> list[Header]:
    """Return every header of a sheet with stacked tables, from the top."""
    found: list[Header] = []
    header = find_header(sheet, names, required)
    while header is not None:
        found.append(header)
        header = find_header(sheet, names, required, after=header.last_row)
    return found


def unit_line(sheet: Sheet, header: Header) -> str:
    """Return what the line `(단위 : 개, 천㎡, %)` above the header says, empty without one."""
    lines = [
        found.group(1)
        for row in sheet.rows
        if row.number < header.first_row
        for text in row.texts()
        if (found := _UNIT_LINE.search(clean(text)))
    ]
    return lines[-1].strip() if lines else ""


def unit_of(text: str) -> str:
    """Return the unit in brackets at the end of a label, in NFKC (`천㎡` is `천m2`)."""
    found = _UNIT.search(squeezed(text))
    return unicodedata.normalize("NFKC", found.group(1)) if found else ""


def _continuation(top: Row, below: list[Row], spellings: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    last = top.number
    for row in below:
        labels = _labels(row, spellings)
        filled = sum(not cell.is_empty for cell in row.cells.values())
        if row.number > last + 1 or not labels or len(labels) < filled:
            break
        rows.append(row)
        last = row.number
    return rows


def _labels(row: Row, spellings: Mapping[str, str]) -> dict[int, str]:
    found = {}
    for column, cell in row.cells.items():
        key = _key(cell.text, spellings)
        if key:
            found[column] = key
    return found


def _key(text: str, spellings: Mapping[str, str]) -> str:
    bare = _UNIT.sub("", squeezed(text)[:60])
    for label in (bare, bare.rsplit("_", 1)[-1], bare.removeprefix("산업시설구역")):
        if label in spellings:
            return spellings[label]
    return ""


def _header(rows: list[Row], spellings: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    texts: dict[str, str] = {}
    units: dict[str, str] = {}
    doubled: list[str] = []
    for row in rows:
        for column, key in sorted(_labels(row, spellings).items()):
            text = clean(row.get(column).text)
            if columns.setdefault(key, column) != column:
                doubled.append(key)
                continue
            texts.setdefault(key, text)
            if unit := unit_of(text):
                units[key] = unit
    return Header(
        first_row=rows[0].number,
        last_row=rows[-1].number,
        columns=columns,
        texts=texts,
        units=units,
        doubled=tuple(dict.fromkeys(doubled)),
        unknown=_unknown(rows, set(columns.values()), spellings),
    )


def _unknown(rows: list[Row], known: set[int], spellings: Mapping[str, str]) -> dict[int, str]:
    return {
        column: clean(cell.text)
        for row in rows
        for column, cell in row.cells.items()
        if column not in known and not cell.is_empty and not _key(cell.text, spellings)
    }

"""Find the tables of a trend workbook by their titles, and their columns by their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.sources.grid import Cell, Row, Sheet, clean, squeezed
from cluster_planner.sources.kicox.trend_layout import (
    TrendColumn,
    TrendTable,
    table_titled,
)
from cluster_planner.sources.kicox.units import Unit, names_a_unit, unit_in

_NAMES: Final = frozenset({"산업단지", "산업단지명", "단지", "단지명"})
_KINDS: Final = frozenset({"구분", "유형"})
_BRACKETED = re.compile(r"[(\[（［][^()\[\]（）［］]*[)\]）］]")
_SIZES: Final = (
    (re.compile(r"^50인?이상.{0,3}300인?미만"), "50-300"),
    (re.compile(r"^50인?미만"), "50미만"),
    (re.compile(r"^300인?이상"), "300이상"),
)
_SAME: Final = {"총계": "계", "합계": "계", "소계": "계", "남자": "남", "남성": "남", "여자": "여",
                "여성": "여", "가동율": "가동률"}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """One table of the workbook: its title and the rows below, up to the next title."""

    sheet: Sheet
    table: TrendTable
    title: Cell
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Found:
    """One of our columns in a block."""

    wanted: TrendColumn
    column: int
    label: str
    """Its header as written, with the groups above it."""
    unit: Unit | None
    """None where neither header nor unit line names one of our kind."""


@dataclass(frozen=True)
class Header:
    """Where a block's columns are; `body` are the rows below the header."""

    rows: tuple[Row, ...]
    name_column: int
    kind_column: int | None
    found: tuple[Found, ...]
    missing: tuple[TrendColumn, ...]
    doubled: tuple[tuple[TrendColumn, tuple[str, ...]], ...]
    """Columns of ours that several headers answer to, with the letters of those."""
    unit_line: str
    body: tuple[Row, ...]


def find_blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield the tables of a sheet; a sheet without titles may be one table by its own name."""
    titles = [(i, cell, table) for i, row in enumerate(sheet.rows) for cell, table in _titled(row)]
    ends = [at for at, _, _ in titles[1:]] + [len(sheet.rows)]
    for (at, cell, table), end in zip(titles, ends, strict=False):
        yield Block(sheet, table, cell, sheet.rows[at + 1 : end])
    named = table_titled(sheet.name)
    if not titles and named is not None and sheet.rows:
        yield Block(sheet, named, Cell(sheet.rows[0].number, 1, sheet.name), sheet.rows)


def _titled(row: Row) -> list[tuple[Cell, TrendTable]]:
    for column in sorted(row.cells):
        table = table_titled(row.cells[column].text)
        if table is not None:
            return [(row.cells[column], table)]
    return []


def read_header(block: Block) -> Header | None:
    """Return the header of a block, or None where no column is called 산업단지."""
    at = next(((i, c) for i, row in enumerate(block.rows) if (c := _named(row)) is not None), None)
    if at is None:
        return None
    first, name_column = at
    below = range(first + 1, len(block.rows))
    start = next((i for i in below if _body(block.rows[i], name_column)), len(block.rows))
    rows = block.rows[:start]
    units = [c.text for row in rows for c in row.cells.values() if names_a_unit(c.text)]
    paths = _paths(rows)
    found, missing, doubled = [], [], []
    for wanted in block.table.columns:
        columns = [column for column, path in paths.items() if _answers(path, wanted)]
        if len(columns) == 1:
            texts = paths[columns[0]]
            unit = _unit([*reversed(texts), *units], wanted.unit)
            found.append(Found(wanted, columns[0], " ".join(map(clean, texts)), unit))
        elif columns:
            doubled.append((wanted, tuple(Cell(1, column).letter for column in columns)))
        else:
            missing.append(wanted)
    kind = [column for column, path in paths.items() if squeezed(path[-1]) in _KINDS]
    return Header(
        rows=rows,
        name_column=name_column,
        kind_column=kind[0] if kind else None,
        found=tuple(found),
        missing=tuple(missing),
        doubled=tuple(doubled),
        unit_line=clean(" ".join(units)),
        body=block.rows[start:],
    )


def header_word(text: str) -> str:
    """Return what a header cell calls its column: no spaces, dots, brackets, `업체`, `기업`.

    >>> header_word("50인 이상~ 300인 미만 기업"), header_word("당분기(b/a)*100"), header_word("입주업체")
    ('50-300', '당분기', '입주')
    """
    word = re.sub(r"[·ㆍ・•.,/_]", "", _BRACKETED.sub("", squeezed(text)))
    word = re.sub(r"[*×]?100$", "", word)
    for pattern, size in _SIZES:
        if pattern.search(word):
            return size
    word = re.sub(r"(업체수|업체|기업)$", "", word)
    return _SAME.get(word, word)


def _named(row: Row) -> int | None:
    found = [column for column in sorted(row.cells) if squeezed(row.cells[column].text) in _NAMES]
    return found[0] if found else None


def _body(row: Row, name_column: int) -> bool:
    cell = row.get(name_column)
    return not cell.is_empty and not names_a_unit(cell.text)


def _paths(rows: Sequence[Row]) -> dict[int, tuple[str, ...]]:
    """Header texts of each column from the top; a merged cell stands over what is below it."""
    lines = [
        {c: cell.text for c, cell in row.cells.items() if cell.text and not names_a_unit(cell.text)}
        for row in rows
    ]
    columns = sorted({column for line in lines for column in line})
    return {column: path for column in columns if (path := _path(lines, column))}


def _path(lines: Sequence[dict[int, str]], column: int) -> tuple[str, ...]:
    last = max((i for i, line in enumerate(lines) if column in line), default=-1)
    above = (_over(line, column) for line in lines[:last])
    return tuple(text for text in (*above, lines[last].get(column, "")) if text)


def _over(line: dict[int, str], column: int) -> str:
    left = [other for other in line if other <= column]
    return line[max(left)] if left else ""


def _answers(path: tuple[str, ...], wanted: TrendColumn) -> bool:
    words = tuple(map(header_word, path))
    if words[-len(wanted.path) :] == wanted.path:
        return True
    return "".join(words) == "".join(wanted.path)


def _unit(texts: Sequence[str], ours: str) -> Unit | None:
    return next((unit for text in texts if (unit := unit_in(text, ours)) is not None), None)

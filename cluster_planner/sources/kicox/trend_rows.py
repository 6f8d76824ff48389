"""The rows of one trend table as cells; whatever cannot be used is refused where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from cluster_planner.domain.imports import Place
from cluster_planner.sources.grid import (
    Cell,
    CellKind,
    Notes,
    Row,
    State,
    clean,
    place_of,
    read_number,
    squeezed,
)
from cluster_planner.sources.kicox.trend_cells import TrendCell, figure
from cluster_planner.sources.kicox.trend_header import Block, Found, Header
from cluster_planner.sources.kicox.trend_layout import TOTAL

_TOTALS: Final = frozenset({TOTAL, "합계", "총계", "전체"})
_NOTE_MARKS: Final = ("*", "※", "＊", "주)", "주:", "자료:", "자료 :")


@dataclass
class Rows:
    """What came of the rows of a table."""

    read: int = 0
    kept: int = 0
    cells: list[TrendCell] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Units in the order of the table, without 계."""
    notes: int = 0
    """Lines below or between the rows that say something about the table."""


def unit_names(header: Header) -> set[str]:
    """Return the names in front of rows that hold any figure or a kind."""
    return {
        _name(row.get(header.name_column))
        for row in header.body
        if _is_row(row, header, frozenset())
    }


def read_rows(block: Block, header: Header, units: Collection[str], notes: Notes) -> Rows:
    """Return the cells of a table. `units` are the names that have figures in any table."""
    result = Rows()
    seen: set[str] = set()
    for row in header.body:
        named = row.get(header.name_column)
        if not _is_row(row, header, units):
            _note(block, named, result, notes)
            continue
        result.read += 1
        name = _name(named)
        if not name or name in seen:
            problem = "단지 이름이 없는 행입니다" if not name else "같은 단지가 되풀이됩니다"
            remedy = "단지 이름을 넣으세요" if not name else "한 행만 남기세요"
            notes.refuse(place_of(block.sheet, named, "산업단지"), named.text, problem, remedy)
            continue
        seen.add(name)
        result.kept += 1
        _tell_name(block, named, name, notes)
        if name != TOTAL:
            result.names.append(name)
        kind = clean(row.get(header.kind_column).text) if header.kind_column else ""
        result.cells += _cells(block, header, row, name, kind, notes)
    return result


def _name(cell: Cell) -> str:
    name = squeezed(cell.text)
    return TOTAL if name in _TOTALS else name


def _is_row(row: Row, header: Header, units: Collection[str]) -> bool:
    named = row.get(header.name_column)
    if clean(named.text).startswith(_NOTE_MARKS):
        return False
    if any(not row.get(found.column).is_empty for found in header.found):
        return True
    kind = header.kind_column
    return (kind is not None and not row.get(kind).is_empty) or _name(named) in units


def _note(block: Block, named: Cell, result: Rows, notes: Notes) -> None:
    text = clean(named.text)
    if not text:
        return
    result.notes += 1
    if not text.startswith(_NOTE_MARKS):
        notes.ignore(f"{block.table.source_table} {named.row}행: 값이 없는 줄 '{text[:40]}'")


def _tell_name(block: Block, cell: Cell, name: str, notes: Notes) -> None:
    if cell.text != name:
        place = place_of(block.sheet, cell, "산업단지")
        how = "이름의 빈칸과 글자 짜임(NFC)을 고름"
        notes.repair_summed(("name", block.table.number), place, cell.text, name, how)


def _cells(
    block: Block, header: Header, row: Row, name: str, kind: str, notes: Notes
) -> Iterator[TrendCell]:
    for found in header.found:
        if found.unit is None:
            continue
        cell = row.get(found.column)
        value, state = _value(block, found, cell, notes)
        yield TrendCell(
            unit_ko=name,
            key=found.wanted.key,
            value=value,
            state=state,
            unit=found.wanted.unit,
            source_table=block.table.source_table,
            main=block.table.main,
            kind_ko=kind,
            sheet=block.sheet.name,
            row=row.number,
            column=f"{cell.letter}({found.label})",
        )


def _value(block: Block, found: Found, cell: Cell, notes: Notes) -> tuple[str, str]:
    assert found.unit is not None
    read = read_number(cell)
    place = place_of(block.sheet, cell, found.label)
    if read.state is State.WRONG:
        problem, remedy = _wrong(cell)
        notes.refuse(place, cell.formula or cell.text, problem, remedy)
        return "", "missing"
    if read.value is None:
        return "", "suppressed" if read.state is State.SUPPRESSED else "missing"
    if read.value < 0:
        notes.refuse(place, cell.text, "0보다 작은 값입니다", "값을 확인하고 바로잡으세요")
        return "", "missing"
    if cell.formula:
        how = "수식에 저장된 값을 씀"
        notes.repair_summed(("formula", block.table.number), place, cell.formula, cell.text, how)
    elif read.repaired:
        how = "글자로 적힌 수를 수로 읽음"
        key = ("text", block.table.number)
        notes.repair_summed(key, place, cell.text, figure(read.value, 1), how)
    return figure(read.value, found.unit.factor), "value"


def _wrong(cell: Cell) -> tuple[str, str]:
    if cell.kind is CellKind.UNCACHED:
        return "수식만 있고 계산된 값이 없습니다", "엑셀에서 열어 다시 저장하세요"
    if cell.kind is CellKind.ERROR:
        return "계산 오류가 난 칸입니다", "원본의 값을 넣으세요"
    return "수가 아닙니다. 자료 없음으로 둡니다", "수나 X(비공개) 또는 빈칸으로 적으세요"


def sheet_place(block: Block) -> Place:
    """Return where the title of a table stands."""
    return Place(sheet=block.sheet.name, row=block.title.row, column=block.title.letter)

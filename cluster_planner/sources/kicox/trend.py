"""KICOX 국가산업단지 산업동향: tables 1 to 12 of a quarter, read by their titles and headers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from cluster_planner.domain.imports import FileKind, Place
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid import Notes, Sheet, read_grid
from cluster_planner.sources.kicox.trend_cells import TrendCell, completed, merged
from cluster_planner.sources.kicox.trend_header import Block, Header, find_blocks, read_header
from cluster_planner.sources.kicox.trend_layout import SOURCE, TABLES
from cluster_planner.sources.kicox.trend_quarter import find_as_of, tell_stale_sums
from cluster_planner.sources.kicox.trend_rows import Rows, read_rows, sheet_place, unit_names
from cluster_planner.sources.kicox.trend_ties import tie_totals
from cluster_planner.sources.kicox.units import written_units
from cluster_planner.sources.reading import Reading

COLUMNS: Final = (
    "unit_ko",
    "kind_ko",
    "metric_id",
    "industry_id",
    "size_id",
    "value",
    "state",
    "value_unit_ko",
    "source_table",
    "is_total",
    "sheet",
    "row",
)
type _Tables = list[tuple[Block, Header]]


def looks_like_trend(sheets: Sequence[Sheet]) -> bool:
    """Return whether the sheets hold at least one table of the trend statistic with its header."""
    blocks = [block for sheet in sheets for block in find_blocks(sheet)]
    return any((header := read_header(b)) is not None and header.found for b in blocks)


def read_trend(path: Path, name: str = "") -> Reading:
    """Return the table `cells`: one row per unit (and 계) and figure, in our ids and units.

    Raises DataError where the file holds none of the tables, or those of several quarters.
    """
    shown = name or path.name
    notes = Notes(path, shown)
    tables = _tables(read_grid(path, shown), shown, notes)
    as_of = find_as_of([block for block, _ in tables], shown, notes)
    tell_stale_sums(tables, as_of, notes)
    units = set().union(*(unit_names(header) for _, header in tables))
    rows = [(block, read_rows(block, header, units, notes)) for block, header in tables]
    _tell_notes(rows, notes)
    cells, apart = merged(cell for _, part in rows for cell in part.cells)
    for kept, other in apart:
        _refuse_other(kept, other, notes)
    if not any(cell.state == "value" for cell in cells):
        raise DataError(Finding(shown, "값이 하나도 없습니다", "값이 든 산업동향 파일을 고르세요"))
    _tell_absent(rows, notes)
    tie_totals(cells, notes)
    report = notes.report(
        FileKind.TREND,
        as_of=as_of,
        source=SOURCE,
        rows_read=sum(part.read for _, part in rows),
        rows_kept=sum(part.kept for _, part in rows),
    )
    return Reading(report, {"cells": _frame(completed(cells))})


def _tables(sheets: Sequence[Sheet], name: str, notes: Notes) -> _Tables:
    """Return the first block of each table with its header, in the order of the tables."""
    found: dict[int, tuple[Block, Header]] = {}
    for sheet in sheets:
        blocks = [] if sheet.hidden else list(find_blocks(sheet))
        notes.take(sheet)
        if not blocks:
            why = "숨긴 시트라 쓰지 않음" if sheet.hidden else "산업동향 표가 없음"
            notes.ignore(f"시트 '{sheet.name}': {why}")
        for block in blocks:
            header = read_header(block)
            if block.table.number in found:
                problem = f"{block.table.source_table} 표가 되풀이됩니다. 앞의 것만 씁니다"
                notes.refuse(sheet_place(block), block.title.text, problem, "하나만 남기세요")
            elif header is None or not header.body:
                problem = "산업단지 열이 있는 머리글이나 그 아래 행을 찾지 못했습니다"
                remedy = "원본의 표 모양을 그대로 두세요"
                notes.refuse(sheet_place(block), block.title.text, problem, remedy)
            else:
                found[block.table.number] = (block, header)
                _tell_header(block, header, notes)
    if not any(header.found for _, header in found.values()):
        problem = "국가산업단지 산업동향의 표(표1~표12)를 찾지 못했습니다"
        raise DataError(Finding(name, problem, "한국산업단지공단이 낸 산업동향 파일을 고르세요"))
    absent = [t.source_table for t in TABLES if t.number not in found]
    if absent:
        notes.decide("없는 표", ", ".join(absent), "파일에 없어 그 지표는 담지 못함")
    return [found[number] for number in sorted(found)]


def _tell_header(block: Block, header: Header, notes: Notes) -> None:
    rows = f"{header.rows[0].number}~{header.rows[-1].number}행"
    units = {f.unit for f in header.found if f.unit is not None}
    factors = sorted(f"{u.written}→{u.ours}(×{u.factor:g})" for u in units if u.written != u.ours)
    told = f"{rows}, 열 {len(header.found)}개" + (f", {', '.join(factors)}" if factors else "")
    where = f"시트 '{block.sheet.name}'의 제목 '{block.title.text.strip()}'"
    notes.decide(f"{block.table.source_table} 머리글", told, where)
    place = Place(sheet=block.sheet.name, row=header.rows[-1].number)
    for wanted in header.missing:
        words = " ".join(wanted.path)
        notes.refuse(place, words, f"머리글에 '{words}' 열이 없습니다", "열 이름을 원본대로 두세요")
    for wanted, letters in header.doubled:
        words, where = " ".join(wanted.path), ", ".join(letters)
        problem = f"'{words}' 열이 여럿입니다({where}). 어느 것도 쓰지 않습니다"
        notes.refuse(place, words, problem, "한 열만 남기세요")
    unknown = [found for found in header.found if found.unit is None]
    if unknown:
        labels = ", ".join(found.label for found in unknown)
        written = written_units(header.unit_line) or "없음"
        problem = f"단위({written})로는 '{labels}'의 값을 알 수 없어 쓰지 않습니다"
        remedy = f"머리글 위에 (단위 : {unknown[0].wanted.unit})처럼 단위를 적으세요"
        notes.refuse(place, header.unit_line, problem, remedy)


def _refuse_other(kept: TrendCell, other: TrendCell, notes: Notes) -> None:
    values = {"suppressed": "X(비공개)", "missing": "빈칸"}
    ours, theirs = (values.get(cell.state, f"{cell.value} {cell.unit}") for cell in (kept, other))
    place = Place(sheet=other.sheet, row=other.row, column=other.column)
    problem = (
        f"{other.unit_ko}: {theirs}인데 {kept.source_table}(시트 '{kept.sheet}' {kept.row}행)에는 "
        f"{ours}입니다. {kept.source_table}의 값을 씁니다"
    )
    notes.refuse(place, other.value, problem, "두 표 가운데 어느 값이 맞는지 원본에서 확인하세요")


def _tell_notes(rows: Sequence[tuple[Block, Rows]], notes: Notes) -> None:
    count = sum(part.notes for _, part in rows)
    if count:
        notes.ignore(f"표 아래의 각주 {count}줄")


def _tell_absent(rows: Sequence[tuple[Block, Rows]], notes: Notes) -> None:
    everywhere = list(dict.fromkeys(name for _, part in rows for name in part.names))
    for block, part in rows:
        absent = [name for name in everywhere if name not in set(part.names)]
        if absent:
            found = f"{block.table.source_table}: {', '.join(absent)}"
            notes.decide("행이 없는 단위", found, "다른 표에는 있어, 이 표의 값은 자료 없음으로 둠")


def _frame(cells: Sequence[TrendCell]) -> pd.DataFrame:
    order = {name: i for i, name in enumerate(dict.fromkeys(cell.unit_ko for cell in cells))}
    kinds = {cell.unit_ko: cell.kind_ko for cell in cells if cell.kind_ko}
    rows = [
        (
            cell.unit_ko,
            kinds.get(cell.unit_ko, ""),
            *cell.key,
            cell.value,
            cell.state,
            cell.unit,
            cell.source_table,
            "true" if cell.is_total else "false",
            cell.sheet,
            cell.row,
        )
        for cell in sorted(cells, key=lambda cell: (order[cell.unit_ko], cell.key))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))

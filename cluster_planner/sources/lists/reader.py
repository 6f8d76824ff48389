"""Read a list of partners or programmes; a row with a bad cell is refused as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd

from cluster_planner.domain.contracts import PARTNERS, PROGRAMMES
from cluster_planner.domain.imports import FileKind, Place
from cluster_planner.domain.list_fields import (
    EXAMPLE_MARK,
    HELP_MARK,
    MARK_COLUMN,
    PARTNER_FIELDS,
    PROGRAMME_FIELDS,
    ListField,
)
from cluster_planner.domain.tables import Table
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid import Cell, Notes, Row, Sheet, clean, place_of, read_grid
from cluster_planner.sources.kicox.quarter import find_as_of
from cluster_planner.sources.lists.cells import Said, read_cell
from cluster_planner.sources.lists.header import ListHeader, find_header, header_again
from cluster_planner.sources.reading import Reading

MOST_ROWS: Final = 20_000
_TEMPLATE: Final = "자료 화면이나 cluster-planner template 명령으로 서식을 받아 쓰세요"


@dataclass(frozen=True)
class _List:
    kind: FileKind
    table: Table
    fields: tuple[ListField, ...]
    what: str


_PARTNERS: Final = _List(FileKind.PARTNERS, PARTNERS, PARTNER_FIELDS, "참여 기관")
_PROGRAMMES: Final = _List(FileKind.PROGRAMMES, PROGRAMMES, PROGRAMME_FIELDS, "사업")


def read_partners(path: Path, name: str) -> Reading:
    """Return table `partners` of a workbook or CSV with the columns of our template.

    Its columns are those that the file has, named as in our table (with `sido_ko` and `sigungu_ko`
    of the city), ids for labels, "" for blank cells, beside `sheet` and `row`. Raises DataError for
    a file without such a header.
    """
    return _read(path, name, _PARTNERS)


def read_programmes(path: Path, name: str) -> Reading:
    """Return table `programmes` of a workbook or CSV, as `read_partners` does; money in 백만원."""
    return _read(path, name, _PROGRAMMES)


@dataclass
class _Rows:
    listed: _List
    notes: Notes
    kept: list[dict[str, object]] = field(default_factory=list)
    read: int = 0
    names: dict[str, tuple[str, int]] = field(default_factory=dict)


def _read(path: Path, name: str, listed: _List) -> Reading:
    notes = Notes(path, name)
    sheets = read_grid(path, name)
    found = [(sheet, find_header(sheet, listed.kind.value, listed.fields)) for sheet in sheets]
    if not any(header for _, header in found):
        problem = f"{listed.what} 목록의 머리글을 찾지 못했습니다"
        raise DataError(Finding(name, problem, _TEMPLATE))
    rows = _Rows(listed, notes)
    columns: dict[str, None] = {}
    for sheet, header in found:
        if header is None:
            notes.ignore(f"시트 {sheet.name}: {listed.what} 목록의 머리글이 없음")
            continue
        notes.take(sheet)
        rows.read += len(sheet.refusals)
        _tell_header(notes, sheet, header)
        for table in _read_sheet(rows, sheet, header):
            columns |= dict.fromkeys(table.columns)
    if rows.read > MOST_ROWS:
        raise DataError(Finding(name, f"행이 {MOST_ROWS:,}개보다 많습니다", "나누어 올리세요"))
    return _reading(rows, list(columns), name)


def _reading(rows: _Rows, columns: list[str], name: str) -> Reading:
    as_of = find_as_of([name])
    if as_of is not None:
        rows.notes.decide("파일의 날짜", as_of[0], f"파일 이름의 {as_of[1]}")
    report = rows.notes.report(
        rows.listed.kind,
        rows_read=rows.read,
        rows_kept=len(rows.kept),
        as_of=as_of[0] if as_of else "",
        source=f"{rows.listed.what} 목록 {clean(name)}",
    )
    if "city_ko" in columns:
        columns += [c for c in ("sido_ko", "sigungu_ko") if c not in columns]
    table = pd.DataFrame(rows.kept, columns=[*columns, "sheet", "row"], dtype="object")
    table = table.fillna("")
    return Reading(report, {rows.listed.kind.value: table})


def _tell_header(notes: Notes, sheet: Sheet, header: ListHeader) -> None:
    where = f"시트 {sheet.name} " if sheet.name else ""
    found = f"{where}{header.row}행: {', '.join(header.heads.values())}"
    notes.decide("머리글", found, "이름 열과 함께 서식의 머리글이 있는 첫 행")
    if sheet.hidden:
        notes.decide("숨긴 시트", sheet.name, "숨겨져 있지만 목록의 머리글이 있어 읽음")
    if "amount_mkrw" in header.columns:
        notes.decide("금액의 단위", header.money_unit or "모름", "금액 열의 머리글")
    for head in header.strangers:
        notes.ignore(f"{where}열 {head}: 서식에 없는 열")
    for head in header.twice:
        notes.ignore(f"{where}열 {head}: 같은 뜻의 열이 앞에 있음")


def _read_sheet(rows: _Rows, sheet: Sheet, header: ListHeader) -> list[ListHeader]:
    """Read the rows of a sheet; return its headers, each of which stands for the rows below it."""
    headers, first = [header], header.row
    for row in sheet.rows:
        if row.number <= first:
            continue
        if again := header_again(row, header, rows.listed.kind.value, rows.listed.fields):
            header = again
            headers.append(header)
            _tell_header(rows.notes, sheet, header)
            continue
        if not _says_something(row, header):
            continue
        mark = clean(row.get(header.mark).text) if header.mark else ""
        if mark.startswith((HELP_MARK, EXAMPLE_MARK)):
            rows.notes.ignore(f"{row.number}행: {MARK_COLUMN} 열에 '{mark[:10]}'이라고 적힌 행")
            continue
        rows.read += 1
        said = _read_row(rows, sheet, header, row)
        if said is not None and _is_first(rows, sheet, header, row, str(said["name_ko"])):
            rows.kept.append({**said, "sheet": sheet.name, "row": row.number})
    return headers


def _says_something(row: Row, header: ListHeader) -> bool:
    return any(not row.get(column).is_empty for column in header.columns.values())


def _read_row(rows: _Rows, sheet: Sheet, header: ListHeader, row: Row) -> dict[str, object] | None:
    said: dict[str, object] = {}
    good = True
    for column in rows.listed.fields:
        if column.name not in header.columns:
            continue
        cell = row.get(header.columns[column.name])
        place = place_of(sheet, cell, header.heads[column.name])
        found = read_cell(cell, column, rows.listed.table, header.money_unit)
        if column.name == "name_ko" and not (found.value or found.problem):
            found = Said(problem="이름이 없습니다", remedy="이름을 쓰거나 행을 지우세요")
        if found.problem:
            rows.notes.refuse(place, cell.text, found.problem, found.remedy)
            good = False
            continue
        _tell_change(rows.notes, place, cell, column, found)
        said[column.name] = found.value
    return said | _city(str(said.get("city_ko", "")), said) if good else None


def _tell_change(notes: Notes, place: Place, cell: Cell, column: ListField, said: Said) -> None:
    if cell.formula:
        how = "수식이라 파일에 저장된 값을 씀"
        notes.repair_summed((column.name, how), place, cell.formula, said.value, how)
    if said.repaired:
        notes.repair_summed(
            (column.name, said.repaired), place, cell.text, said.value, said.repaired
        )


def _city(city: str, said: dict[str, object]) -> dict[str, object]:
    """Return 시도 and 시군구 of a city in one cell, unless columns of their own tell them."""
    if not city:
        return {}
    sido, _, sigungu = city.partition(" ")
    return {"sido_ko": said.get("sido_ko") or sido, "sigungu_ko": said.get("sigungu_ko") or sigungu}


def _is_first(rows: _Rows, sheet: Sheet, header: ListHeader, row: Row, name: str) -> bool:
    key = name.casefold()
    if key not in rows.names:
        rows.names[key] = sheet.name, row.number
        return True
    other, number = rows.names[key]
    where = f"시트 {other} {number}행" if other else f"{number}행"
    cell = row.get(header.columns["name_ko"])
    rows.notes.refuse(
        place_of(sheet, cell, header.heads["name_ko"]),
        name,
        f"같은 이름이 {where}에 이미 있습니다",
        "한 행으로 합치세요",
    )
    return False

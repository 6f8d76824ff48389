"""A workbook as sheets of cells; whatever is no workbook gets a sentence."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid.cells import Cell, Row, Sheet
from cluster_planner.sources.grid.csv_grid import read_csv_grid
from cluster_planner.sources.grid.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_WORKBOOK_BYTES,
)
from cluster_planner.sources.grid.workbook_rows import SheetRows

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RESAVE = "엑셀에서 열어 '다른 이름으로 저장 → Excel 통합 문서(.xlsx)'로 다시 저장하세요"


def read_grid(path: Path, name: str = "", *, rows: int = MAX_ROWS) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook or of a CSV file, told apart by content."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_ZIP) or head == _OLE:
        return read_workbook(path, name, rows=rows)
    return read_csv_grid(path, name, rows=rows)


def read_workbook(path: Path, name: str = "", *, rows: int = MAX_ROWS) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, hidden ones too; `rows` ends each sheet early.

    Formulas give the value that was stored with them. Raises DataError for anything that is no
    readable workbook: another format, protected, truncated, or larger than the limits.
    """
    file = name or path.name
    _check_container(path, file)
    with warnings.catch_warnings():
        # openpyxl warns of parts that it drops (pictures, validation); none of them is data.
        warnings.simplefilter("ignore")
        return _guarded(file, lambda: _sheets(path, file, rows))


def _check_container(path: Path, file: str) -> None:
    with path.open("rb") as opened:
        head = opened.read(8)
        rest = opened.read(4_000_000) if head == _OLE else b""
    if head == _OLE and _ENCRYPTED in rest:
        raise DataError(
            Finding(file, "암호로 보호된 통합 문서입니다", "엑셀에서 암호를 풀어 다시 저장하세요")
        )
    if head == _OLE:
        raise DataError(Finding(file, "옛 형식(.xls) 또는 한글 문서입니다", _RESAVE))
    if not head.startswith(_ZIP):
        raise DataError(Finding(file, "엑셀 통합 문서(.xlsx)가 아닙니다", _RESAVE))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise DataError(_broken(file)) from problem
    if sum(member.file_size for member in members) > MAX_WORKBOOK_BYTES:
        limit = f"{MAX_WORKBOOK_BYTES // 1024**2} MB"
        raise DataError(
            Finding(file, f"풀면 {limit}보다 큰 통합 문서입니다", "필요한 시트만 남겨 저장하세요")
        )


def _guarded[T](file: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except DataError:
        raise
    except MemoryError as problem:
        finding = Finding(file, "통합 문서가 너무 큽니다", "필요한 시트만 남겨 저장하세요")
        raise DataError(finding) from problem
    except Exception as problem:
        # Broken XML fails in openpyxl in any way it likes; the file is broken in each of them.
        raise DataError(_broken(file)) from problem


def _broken(file: str) -> Finding:
    return Finding(file, "통합 문서가 잘렸거나 깨져 있습니다", f"다시 내려받거나 {_RESAVE}")


def _sheets(path: Path, file: str, rows: int) -> tuple[Sheet, ...]:
    book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    try:
        budget = MAX_CELLS
        sheets = []
        for source in book.worksheets:
            sheet = _sheet(source, file, rows, budget)
            budget -= sum(len(row.cells) for row in sheet.rows)
            sheets.append(sheet)
        return tuple(sheets)
    finally:
        book.close()


def _sheet(source: Any, file: str, limit: int, budget: int) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    widest = filled = 0
    for number, cells in SheetRows(source):
        if number > MAX_ROWS and limit >= MAX_ROWS:
            raise DataError(_too_large(file, source.title))
        if number > limit:
            break
        widest = max(widest, *(cell.column for cell in cells))
        near = {cell.column: cell for cell in cells if cell.column <= MAX_COLUMNS}
        filled += len(near)
        if filled > budget:
            raise DataError(_too_large(file, source.title))
        if near:
            rows.setdefault(number, {}).update(near)
    ignored = []
    if widest > MAX_COLUMNS:
        first = get_column_letter(MAX_COLUMNS + 1)
        last = get_column_letter(widest) if widest <= 18_278 else "끝"
        ignored.append(f"{source.title} 시트 {first}~{last}열: 앞 {MAX_COLUMNS}열만 읽음")
    return Sheet(
        name=str(source.title),
        rows=tuple(Row(number, rows[number]) for number in sorted(rows)),
        hidden=source.sheet_state != "visible",
        ignored=tuple(ignored),
    )


def _too_large(file: str, sheet: str) -> Finding:
    return Finding(
        f"{file} {sheet}",
        f"행이 {MAX_ROWS:,}개 또는 칸이 {MAX_CELLS:,}개보다 많습니다",
        "쓰지 않는 행과 시트를 지우고 저장하세요",
    )

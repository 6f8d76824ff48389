"""The rows of a factory list, one at a time, from CSV or from a workbook."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl

from cluster_planner.domain.imports import Decision
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.factories.columns import HEADER_WITHIN, Columns, columns_of
from cluster_planner.sources.grid import open_csv, plain, read_workbook

MOST_ROWS = 1_048_576
"""Rows of a spreadsheet; the whole country has about 217,000 registered factories."""
_MOST_COLUMNS = 64
_ZIP = b"PK\x03\x04"

type Numbered = tuple[int, Sequence[str]]
"""Row of the file, from 1, and its cells as text."""


class FactoryRows:
    """One sheet of a list: how it was opened, its columns, and its rows below the header."""

    def __init__(
        self,
        sheet: str,
        columns: Columns,
        decisions: tuple[Decision, ...],
        rows: Iterator[Numbered],
    ) -> None:
        """Keep what was found; the rows are read only when somebody asks for them."""
        self.sheet = sheet
        self.columns = columns
        self.decisions = decisions
        self.rows = rows


def open_rows(path: Path, name: str) -> FactoryRows:
    """Return the first sheet with the header of a factory list; raise DataError without one."""
    with path.open("rb") as file:
        is_workbook = file.read(4) == _ZIP
    return _open_workbook(path, name) if is_workbook else _open_csv(path, name)


def _open_csv(path: Path, name: str) -> FactoryRows:
    source = open_csv(path, name)
    reader = csv.reader(
        io.StringIO(source.text, newline=""), delimiter=source.delimiter, strict=True
    )
    rows = _guarded(enumerate(reader, start=1), name)
    return _below_header("", rows, source.decisions, name) or _refuse(name)


def _guarded(rows: Iterator[Numbered], name: str) -> Iterator[Numbered]:
    number = 0
    try:
        for number, cells in rows:
            if number > MOST_ROWS:
                problem = f"행이 {MOST_ROWS:,}개보다 많습니다"
                raise DataError(Finding(name, problem, "시도별로 나누어 올리세요"))
            yield number, cells
    except csv.Error as problem:
        remedy = "쉼표가 든 값은 따옴표로 묶어 다시 저장하세요"
        where = f"{name} {number + 1}행"
        raise DataError(
            Finding(where, "CSV의 따옴표나 줄바꿈이 맞지 않습니다", remedy)
        ) from problem


def _open_workbook(path: Path, name: str) -> FactoryRows:
    heads = read_workbook(path, name, rows=HEADER_WITHIN)  # also checks the container
    for head in heads:
        rows = _guarded(_sheet_rows(path, head.name, name), name)
        if (found := _below_header(head.name, rows, (), name)) is not None:
            return found
    return _refuse(name)


def _sheet_rows(path: Path, sheet: str, name: str) -> Iterator[Numbered]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                rows = book[sheet].iter_rows(max_col=_MOST_COLUMNS, values_only=True)
                for number, values in enumerate(rows, start=1):
                    yield number, [_text(value) for value in values]
            finally:
                book.close()
    except Exception as problem:
        # Broken XML fails in openpyxl in any way it likes, as in the grid.
        finding = Finding(name, "통합 문서를 끝까지 읽을 수 없습니다", "CSV로 저장해 올리세요")
        raise DataError(finding) from problem


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return plain(value)
    return str(value)


def _below_header(
    sheet: str, rows: Iterator[Numbered], decisions: tuple[Decision, ...], name: str
) -> FactoryRows | None:
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        if (columns := columns_of(cells, number)) is not None:
            return FactoryRows(sheet, columns, decisions, rows)
    return None


def _refuse(name: str) -> FactoryRows:
    remedy = "단지명과 함께 회사명(또는 공장관리번호), 공장주소나 업종 열이 있는 목록을 올리세요"
    raise DataError(Finding(name, "공장 목록의 머리글을 찾지 못했습니다", remedy))

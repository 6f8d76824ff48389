"""A CSV file as one sheet of cells; rows of another width are refused by their number."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from cluster_planner.domain.imports import Place, Refusal
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid.cells import Cell, CellKind, Row, Sheet
from cluster_planner.sources.grid.csv_text import CsvText, open_csv
from cluster_planner.sources.grid.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from cluster_planner.sources.grid.text import clean

# A leading zero makes a code, not a number.
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?")
_QUOTES = "쉼표가 든 값은 따옴표로 묶고, 열 수를 머리글과 같게 하세요"


def read_csv_grid(path: Path, name: str = "", *, rows: int = MAX_ROWS) -> tuple[Sheet, ...]:
    """Return the file as one sheet without a name; `rows` ends the reading early.

    Row numbers count records, as a spreadsheet that opens the file does. Raises DataError for a
    file that is no text, mixes encodings, leaves a quotation open or is larger than the limits.
    """
    file = name or path.name
    source = open_csv(path, name)
    records = _records(source, file, rows)
    width = _usual_width(records)
    kept: list[Row] = []
    refusals: list[Refusal] = []
    for number, record in enumerate(records, start=1):
        filled = {c: text for c, text in enumerate(record, start=1) if clean(text)}
        if not filled:
            continue
        if len(filled) > 1 and not _fits(record, width):
            refusals.append(_ragged(number, record, width))
        else:
            kept.append(Row(number, {c: _cell(number, c, text) for c, text in filled.items()}))
    _check_size(kept, file)
    return (Sheet("", tuple(kept), decisions=source.decisions, refusals=tuple(refusals)),)


def _records(source: CsvText, file: str, rows: int) -> list[list[str]]:
    reader = csv.reader(
        io.StringIO(source.text, newline=""), delimiter=source.delimiter, strict=True
    )
    records: list[list[str]] = []
    try:
        for record in reader:
            if len(records) >= rows:
                if rows >= MAX_ROWS:
                    raise DataError(_too_large(file))
                break
            records.append(record)
    except csv.Error as problem:
        finding = Finding(
            f"{file} {reader.line_num}행", "CSV의 따옴표나 줄바꿈이 맞지 않습니다", _QUOTES
        )
        raise DataError(finding) from problem
    return records


def _usual_width(records: list[list[str]]) -> int:
    widths = Counter(len(record) for record in records if sum(map(bool, record)) > 1)
    # Where a table has no more rows than there are titles above it, the table is the wider one.
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _fits(record: list[str], width: int) -> bool:
    return len(record) == width or (len(record) > width and not any(map(clean, record[width:])))


def _ragged(number: int, record: list[str], width: int) -> Refusal:
    return Refusal(
        place=Place(row=number),
        value=" | ".join(map(clean, record))[:80],
        problem=f"열이 {len(record)}개입니다(다른 행은 {width}개)",
        remedy=_QUOTES,
    )


def _cell(row: int, column: int, text: str) -> Cell:
    if _PLAIN_NUMBER.fullmatch(text):
        return Cell(row, column, text, CellKind.NUMBER, float(text))
    return Cell(row, column, text, CellKind.TEXT)


def _check_size(rows: list[Row], file: str) -> None:
    if sum(len(row.cells) for row in rows) > MAX_CELLS:
        raise DataError(_too_large(file))
    if any(max(row.cells) > MAX_COLUMNS for row in rows):
        problem = f"열이 {MAX_COLUMNS}개보다 많습니다"
        raise DataError(Finding(file, problem, "구분자와 머리글을 확인하세요"))


def _too_large(file: str) -> Finding:
    return Finding(
        file, f"행이 {MAX_ROWS:,}개 또는 칸이 {MAX_CELLS:,}개보다 많습니다", "나누어 올리세요"
    )

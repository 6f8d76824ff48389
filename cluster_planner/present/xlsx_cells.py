"""Safe cells, real tables and formats of a workbook: text from data stays text.

No formula is ever written: a spreadsheet would run one that hides in a name. Strings are written
as string cells, and characters that a cell cannot hold, or that turn the reading order, are
replaced where the reader can see it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cluster_planner.present.visible_text import visible
from cluster_planner.present.words import is_missing

Kind = Literal["text", "whole", "decimal", "year"]

MAX_UTF16 = 32_000
"""Excel refuses cells above 32,767 UTF-16 units; the rest is room for the mark of the cut."""
CUT: Final = " …(이하 생략)"
NOTHING: Final = "해당 없음"
"""Only row of a table without rows; Excel knows no table without one."""

_BLANKS = re.compile(r"[\t\r]")
_FORMATS: Final[dict[Kind, dict[str, Any]]] = {
    "text": {"text_wrap": True},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.0##"},
    "year": {"num_format": "0"},
}


@dataclass(frozen=True)
class SheetColumn:
    """Header, kind of value and width (characters) of one column of a sheet."""

    title: str
    kind: Kind = "text"
    width: float = 14.0


@dataclass(frozen=True)
class SheetTable:
    """One Excel table: ASCII name, columns, rows, and sums to stand below them."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[object, ...], ...]
    totals: tuple[object, ...] = ()


def cell_text(value: object) -> str:
    r"""Return text that a cell can hold and that reads the way it looks.

    >>> cell_text("=1+1"), cell_text("a\tb"), cell_text("\x00")
    ('=1+1', 'a b', '�')
    """
    units = visible(_BLANKS.sub(" ", str(value))).encode("utf-16-le")
    if len(units) <= 2 * MAX_UTF16:
        return units.decode("utf-16-le")
    return units[: 2 * MAX_UTF16].decode("utf-16-le", "ignore") + CUT


def write_table(
    book: xlsxwriter.Workbook, sheet: Worksheet, table: SheetTable, first_row: int = 0
) -> int:
    """Write a table with its header at `first_row`; return the first free row after a gap."""
    formats = {kind: book.add_format({"valign": "top", **_FORMATS[kind]}) for kind in _FORMATS}
    heads = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    rows = table.rows or ((NOTHING, *(None for _ in table.columns[1:])),)
    for number, row in enumerate(rows, first_row + 1):
        _write_row(sheet, number, row, table.columns, formats)
    last = first_row + len(rows)
    sheet.add_table(
        first_row,
        0,
        last,
        len(table.columns) - 1,
        {
            "name": table.name,
            "style": "Table Style Light 9",
            "columns": [
                {"header": cell_text(c.title), "header_format": heads} for c in table.columns
            ],
        },
    )
    if not table.totals:
        return last + 2
    bold = {kind: book.add_format({"bold": True, "top": 1, **_FORMATS[kind]}) for kind in _FORMATS}
    # A row apart, so that sorting or growing the table leaves the sums alone.
    _write_row(sheet, last + 2, table.totals, table.columns, bold)
    return last + 4


def set_up_page(sheet: Worksheet, tables: Sequence[SheetTable], frozen_columns: int) -> None:
    """Set widths, freeze the header, and make the sheet print on landscape pages."""
    for number in range(max(len(table.columns) for table in tables)):
        here = [t.columns[number].width for t in tables if number < len(t.columns)]
        sheet.set_column(number, number, max(here))
    sheet.freeze_panes(1, frozen_columns)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_row(
    sheet: Worksheet,
    number: int,
    row: Sequence[object],
    columns: Sequence[SheetColumn],
    formats: dict[Kind, Format],
) -> None:
    for position, (value, column) in enumerate(zip(row, columns, strict=True)):
        _write_cell(sheet, number, position, value, formats, column.kind)


def _write_cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    formats: dict[Kind, Format],
    kind: Kind,
) -> None:
    if is_missing(value) or value in ("", math.inf, -math.inf):
        sheet.write_blank(row, column, None, formats["text"])
    elif isinstance(value, bool):
        sheet.write_string(row, column, "예" if value else "아니요", formats["text"])
    elif isinstance(value, int | float):
        number_kind = kind if kind != "text" else _kind_of(value)
        sheet.write_number(row, column, value, formats[number_kind])
    else:
        sheet.write_string(row, column, cell_text(value), formats["text"])


def _kind_of(value: float) -> Kind:
    return "whole" if float(value).is_integer() else "decimal"

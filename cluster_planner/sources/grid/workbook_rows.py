"""Rows of one sheet of a workbook, straight from its XML."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from cluster_planner.sources.grid.cells import Cell, CellKind
from cluster_planner.sources.grid.figures import plain
from cluster_planner.sources.grid.limits import MAX_TEXT

Style = tuple[str, bool]
"""ARGB of the font (or ""), and whether numbers are shown as per cent."""


class _Parser(WorkSheetParser):
    """Cells that hold something, with value and formula in one pass.

    openpyxl gives either formulas or their stored values, believes the range that a sheet states,
    and fills rows up to it. Here the range plays no part: only what is there is looked at.
    """

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield row number and filled cells; everything but rows is passed over."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                yield number, [cell for cell in cells if cell is not None]
                element.clear()

    def parse_cell(self, element: Any) -> Any:
        """Return the cell as openpyxl does, with its formula, or None where it is empty."""
        if len(element) == 0 and element.get("r"):
            return None
        cell = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        cell["formula"] = None if formula is None else f"={formula.text or ''}"
        return cell


class SheetRows:
    """Iterates over the filled rows of a sheet, in the order of the file."""

    def __init__(self, sheet: Any) -> None:
        """Take a sheet of a workbook that openpyxl opened read-only."""
        self._sheet = sheet
        self._styles: dict[int, Style] = {}

    def __iter__(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the number of a row and its filled cells."""
        book = self._sheet.parent
        with self._sheet._get_source() as source:
            parser = _Parser(
                source,
                self._sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for number, raw in parser.rows():
                cells = [cell for cell in map(self._cell, raw) if cell is not None]
                if cells:
                    yield number, cells

    def _cell(self, raw: dict[str, Any]) -> Cell | None:
        value, formula = raw["value"], raw["formula"]
        if value is None and formula is None:
            return None
        colour, percent = self._style(int(raw["style_id"]))
        text, kind, number = _content(value, raw["data_type"], percent)
        return Cell(raw["row"], raw["column"], text, kind, number, colour, formula or "")

    def _style(self, style_id: int) -> Style:
        if style_id not in self._styles:
            cell = ReadOnlyCell(self._sheet, 1, 1, None, style_id=style_id)
            try:
                self._styles[style_id] = _argb(cell.font), "%" in (cell.number_format or "")
            except (IndexError, KeyError, AttributeError):
                # A style that the file does not define changes nothing of what the cell says.
                self._styles[style_id] = "", False
        return self._styles[style_id]


def _argb(font: Any) -> str:
    colour = font.color
    if colour is None:
        return ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        return str(colour.rgb).upper()
    if colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
        return f"FF{COLOR_INDEX[colour.indexed][2:]}"
    return ""


def _content(value: Any, data_type: str, percent: bool) -> tuple[str, CellKind, float | None]:
    if value is None:
        return "", CellKind.UNCACHED, None
    if data_type == "e":
        return str(value)[:MAX_TEXT], CellKind.ERROR, None
    if isinstance(value, bool):
        return str(value).upper(), CellKind.BOOLEAN, None
    if isinstance(value, int | float):
        return _numeric(value, percent)
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return (day if value.time() == time() else value.isoformat(" ")), CellKind.DATE, None
    if isinstance(value, date | time):
        return value.isoformat(), CellKind.DATE, None
    if isinstance(value, timedelta):
        return str(value), CellKind.DATE, None
    return str(value)[:MAX_TEXT], CellKind.TEXT, None


def _numeric(value: float, percent: bool) -> tuple[str, CellKind, float | None]:
    try:
        number = float(value)
    except OverflowError:
        return "#NUM!", CellKind.ERROR, None
    if not math.isfinite(number):
        return "#NUM!", CellKind.ERROR, None
    if percent:
        number = round(number * 100, 10)
        return f"{plain(number)}%", CellKind.NUMBER, number
    return plain(value), CellKind.NUMBER, number

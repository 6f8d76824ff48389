"""Titles, merged headers and rows of the official status workbook."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import xlsxwriter

from tests.official.status_layout import BLUE, FIGURES, GROUP, KINDS, LEAVES, STATES, Quirks


def flat_row(row: dict[str, Any]) -> list[str]:
    """Return a complex as the flat file writes it."""
    kind, state = KINDS[row["kind_id"]], STATES[row["status_id"]]
    place = [kind, row["source_sido"], row["source_sigungu"], row["name_ko"], state]
    return [*place, *(row[figure] for figure in FIGURES)]


class Paper:
    """A workbook on which titles, headers and rows are written, with the quirks asked for."""

    def __init__(self, path: Path, quirks: Quirks, time: str) -> None:
        self._book = xlsxwriter.Workbook(str(path))
        self._quirks = quirks
        self._time = time
        self._blue = self._book.add_format({"font_color": BLUE})
        self._plain = self._book.add_format({"font_color": "#000000"})
        self._merged = self._book.add_format({"align": "center", "border": 1})

    def close(self) -> None:
        self._book.close()

    def _sheet(self, name: str, title: str) -> Any:
        if name not in self._quirks.sheets:
            return None
        sheet = self._book.add_worksheet(name)
        if name in self._quirks.hidden:
            sheet.hide()
        self._put(sheet, 0, 0, f"{self._time} {title}")
        return sheet

    def _put(self, sheet: Any, row: int, column: int, value: Any, blue: bool = False) -> None:
        row, column = row + self._quirks.header_down, column + self._quirks.header_right
        style = self._blue if blue else self._plain
        if isinstance(value, str):
            text = normalize("NFD", value) if self._quirks.nfd else value
            sheet.write_string(row, column, text, style)
        elif value is not None:
            sheet.write_number(row, column, value, style)

    def _figure(self, figure: str, text: str) -> str | float | None:
        if text == "":
            return None
        number = float(text) * (self._quirks.factor if "_m2" in figure else 1)
        if self._quirks.text_numbers:
            return f"{number:,.10g}" if number < 1e9 else f"{number:,.0f}"
        return int(number) if number.is_integer() else number

    def _unit(self, sheet: Any, row: int, column: int) -> None:
        says = self._quirks.unit_says or self._quirks.unit
        self._put(sheet, row, column, f"(단위 : 개, {says}, %)")

    def _header(self, sheet: Any, row: int, names: Iterable[str], *, first: int = 0) -> None:
        """Write the two rows, GROUP above its leaves, everything else merged over both."""
        down, right = self._quirks.header_down + row, self._quirks.header_right + first
        column = 0
        for name in names:
            area = self._quirks.unit_in_header and name.endswith("면적")
            text = f"{name}({self._quirks.unit})" if area else name
            text = normalize("NFD", text) if self._quirks.nfd else text
            if name == GROUP:
                last = right + column + len(LEAVES) - 1
                sheet.merge_range(down, right + column, down, last, text, self._merged)
                for leaf in LEAVES:
                    self._put(sheet, row + 1, first + column, leaf)
                    column += 1
                continue
            at = right + column
            sheet.merge_range(down, at, down + 1, at, text, self._merged)
            column += 1

    def _line(
        self, sheet: Any, line: int, row: dict[str, Any], name: str, blue: bool, dates: bool = False
    ) -> None:
        cells: list[Any] = [*flat_row(row)[:3], name]
        cells += [row["smart_green_date"].replace("-", ".")] if dates else []
        cells += [STATES[row["status_id"]], *(self._figure(f, row[f]) for f in FIGURES)]
        for column, value in enumerate(cells):
            self._put(sheet, line, column, value, blue)

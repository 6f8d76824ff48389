"""The workbook of a template: a protected header over open rows, and sheets of choices."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from cluster_planner.present.xlsx_cells import cell_text

ROWS: Final = 5_000
"""Rows below the header that the drop-down lists cover."""
LISTS_SHEET: Final = "목록"
CITIES_SHEET: Final = "시도·시군구"
HOW_SHEET: Final = "쓰는 법"
_CITY_HEADS: Final = ("시도", "시군구", "시군구 코드", "도시(이대로 씁니다)")
_INPUT_TITLE: Final = 32
_INPUT_MESSAGE: Final = 255
"""Letters that Excel shows in the tip of a cell."""


@dataclass(frozen=True)
class Choices:
    """Words to choose from; `strict` refuses any other in the spreadsheet itself."""

    title: str
    words: tuple[str, ...]
    strict: bool


@dataclass(frozen=True)
class TemplateColumn:
    """Header, help and example of one column."""

    header: str
    help_ko: str
    example: str
    width: int
    help_cell: str
    """What stands in the row of help, if it is not the help itself."""
    choices: Choices | None
    is_number: bool = False
    required: bool = False


def template_workbook(
    title: str,
    columns: Sequence[TemplateColumn],
    how: Sequence[str],
    cities: Sequence[tuple[str, str, str, str]],
) -> bytes:
    """Return the workbook: the list to fill in, how to, the choices, and every 시군구."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": f"{title} 목록 서식"})
    sheet = book.add_worksheet(cell_text(title))
    _write_how(book, how)
    areas = _write_lists(book, [c.choices for c in columns if c.choices is not None])
    if any(c.choices and c.choices.words == tuple(city[3] for city in cities) for c in columns):
        areas |= _write_cities(book, columns, cities)
    _write_list(book, sheet, columns, areas)
    book.close()
    return content.getvalue()


def _write_list(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    columns: Sequence[TemplateColumn],
    areas: dict[str, str],
) -> None:
    head = book.add_format(
        {
            "bold": True,
            "bg_color": "#1F3A5F",
            "font_color": "#FFFFFF",
            "text_wrap": True,
            "border": 1,
        }
    )
    needed = book.add_format(
        {
            "bold": True,
            "bg_color": "#8A3B12",
            "font_color": "#FFFFFF",
            "text_wrap": True,
            "border": 1,
        }
    )
    told = book.add_format(
        {"italic": True, "font_color": "#555555", "text_wrap": True, "valign": "top"}
    )
    shown = book.add_format({"italic": True, "font_color": "#555555", "bg_color": "#F2F2F2"})
    text = book.add_format({"locked": False, "num_format": "@"})
    number = book.add_format({"locked": False, "num_format": "#,##0"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, number if column.is_number else text)
        sheet.write_string(0, place, column.header, needed if column.required else head)
        sheet.write_string(1, place, cell_text(column.help_cell or column.help_ko), told)
        sheet.write_string(2, place, cell_text(column.example), shown)
        sheet.data_validation(2, place, ROWS, place, _validation(column, areas))
    sheet.set_row(0, 30)
    sheet.set_row(1, 62)
    sheet.freeze_panes(1, 2)
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
        },
    )


def _validation(column: TemplateColumn, areas: dict[str, str]) -> dict[str, Any]:
    tip = {
        "input_title": column.header[:_INPUT_TITLE],
        "input_message": column.help_ko[:_INPUT_MESSAGE],
        "ignore_blank": True,
    }
    if column.choices is None:
        return {"validate": "any", **tip}
    strict = column.choices.strict
    return {
        "validate": "list",
        "source": areas[column.choices.title],
        "error_type": "stop" if strict else "information",
        "show_error": strict,
        "error_title": "목록에 없는 말",
        "error_message": "목록에서 고르세요.",
        **tip,
    }


def _write_how(book: xlsxwriter.Workbook, how: Sequence[str]) -> None:
    sheet = book.add_worksheet(HOW_SHEET)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90)
    for row, sentence in enumerate(how):
        sheet.write_string(row, 0, cell_text(sentence), wrapped)


def _write_lists(book: xlsxwriter.Workbook, lists: Sequence[Choices]) -> dict[str, str]:
    """Write each list as a column; return the area of each by its title."""
    sheet = book.add_worksheet(LISTS_SHEET)
    bold = book.add_format({"bold": True})
    areas = {}
    for place, choices in enumerate(lists):
        sheet.set_column(place, place, 26)
        sheet.write_string(0, place, cell_text(choices.title), bold)
        for row, word in enumerate(choices.words, start=1):
            sheet.write_string(row, place, cell_text(word))
        letter = xlsxwriter.utility.xl_col_to_name(place)
        areas[choices.title] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(choices.words) + 1}"
    return areas


def _write_cities(
    book: xlsxwriter.Workbook,
    columns: Sequence[TemplateColumn],
    cities: Sequence[tuple[str, str, str, str]],
) -> dict[str, str]:
    sheet = book.add_worksheet(CITIES_SHEET)
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 3, 22)
    for row, cells in enumerate([_CITY_HEADS, *cities]):
        for place, word in enumerate(cells):
            sheet.write_string(row, place, cell_text(word), bold if row == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cities), len(_CITY_HEADS) - 1)
    words = tuple(city[3] for city in cities)
    title = next(c.choices.title for c in columns if c.choices and c.choices.words == words)
    return {title: f"='{CITIES_SHEET}'!$D$2:$D${len(cities) + 1}"}

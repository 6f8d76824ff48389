"""Write a workbook in the official layout of 국가산업단지 산업동향 from our own tables."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from cluster_planner.sources.embedded import data_home
from tests.official.trend_layout import SHEETS, Column, Key, Sheet

MONEY_UNITS = {"억원": 100.0, "백만원": 1.0, "천원": 0.001}
DOLLAR_UNITS = {"백만달러": 1000.0, "천달러": 1.0}
ALL = tuple(range(1, 13))
type Cells = dict[tuple[str, Key], tuple[str, str]]


@dataclass(frozen=True)
class TrendQuirks:
    """How a file differs from the usual one."""

    header_down: int = 0
    """Empty rows between the title and the header."""
    header_right: int = 0
    """Empty columns in front."""
    money: str = "억원"
    dollars: str = "백만달러"
    total: str = "계"
    total_first: bool = False
    footnotes: int = 2
    nbsp: bool = False
    """Names and headers are padded with NBSP."""
    nfd: bool = False
    text_numbers: bool = False
    """Figures are written as text with thousands separators."""
    spaced: bool = False
    """Headers are stretched: `당 분 기`."""
    merged: bool = True
    one_sheet: bool = False
    """All tables stand below one another in one sheet."""
    tables: tuple[int, ...] = ALL
    sheet_names: bool = True
    overview: bool = True
    """Whether the sheet 조사 개요 stands in front."""


def write_trend_workbook(
    path: Path,
    stats: pd.DataFrame,
    totals: pd.DataFrame,
    *,
    units: dict[str, str] | None = None,
    kinds: dict[str, str] | None = None,
    quarter: tuple[int, int] = (2026, 1),
    quirks: TrendQuirks | None = None,
) -> Path:
    """Write the tables as the official workbook and return its path.

    `stats` and `totals` have the columns of data/national_stats.csv and national_totals.csv;
    `units` gives each national_id its name (by default those of data/national_complexes.csv).
    """
    quirks = quirks or TrendQuirks()
    names = units if units is not None else unit_names()
    cells = _cells(stats, totals, names)
    rows = list(dict.fromkeys(unit for unit, _ in cells if unit != "계"))
    rows = ["계", *rows] if quirks.total_first else [*rows, "계"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if quirks.overview:
        sheet.title = "조사 개요"
        sheet["B1"] = "< 국가산업단지 산업동향 조사 개요 >"
        sheet["A8"] = (
            "ㅇ 통계법 제18조에 의한 국가승인통계 : 국가산업단지산업동향(승인번호 : 제399004호)"
        )
        sheet = book.create_sheet()
    for i, table in enumerate(t for t in SHEETS if t.number in quirks.tables):
        if i and not quirks.one_sheet:
            sheet = book.create_sheet()
        if quirks.sheet_names and not quirks.one_sheet:
            sheet.title = table.name
        _write(sheet, table, rows, cells, kinds or {}, quarter, quirks)
    book.save(path)
    return path


def unit_names() -> dict[str, str]:
    """Return national_id → name of data/national_complexes.csv."""
    frame = pd.read_csv(data_home() / "national_complexes.csv", dtype=str)
    return dict(zip(frame["national_id"], frame["name_ko"], strict=True))


def national_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return data/national_stats.csv and national_totals.csv as text cells."""
    names = ("national_stats.csv", "national_totals.csv")
    stats, totals = (pd.read_csv(data_home() / n, dtype=str, keep_default_na=False) for n in names)
    return stats, totals


def _cells(stats: pd.DataFrame, totals: pd.DataFrame, names: dict[str, str]) -> Cells:
    rows = pd.concat([stats.assign(unit=stats["national_id"].map(names)), totals.assign(unit="계")])
    key = ["unit", "metric_id", "industry_id", "size_id", "value", "state"]
    return {
        (unit, (m, i, s)): ("" if pd.isna(value) else str(value), state)
        for unit, m, i, s, value, state in rows[key].itertuples(index=False)
    }


def _write(
    sheet: Worksheet,
    table: Sheet,
    units: list[str],
    cells: Cells,
    kinds: dict[str, str],
    quarter: tuple[int, int],
    quirks: TrendQuirks,
) -> None:
    left = 1 + quirks.header_right
    top = 1 if sheet.max_row == 1 and sheet.max_column == 1 else sheet.max_row + 2
    year, number = quarter
    sheet.cell(top, left, f"[표{table.number}] {year}년 {number}분기 {table.title}")
    unit = table.unit.format(money=quirks.money, dollars=quirks.dollars)
    start = top + (2 if unit else 1) + quirks.header_down
    if unit:
        sheet.cell(top + 1, left + 1 + len(table.columns), unit)
    _write_header(sheet, table, start, left, year - 1, quirks)
    row = start + table.depth
    for name in units:
        shown = quirks.total if name == "계" else name
        sheet.cell(row, left, _spelled(shown, quirks))
        if name != "계":
            sheet.cell(row, left + 1, kinds.get(name, "국가") or None)
        for i, column in enumerate(table.columns):
            sheet.cell(row, left + 2 + i, _value(cells, name, column, table, quirks))
        row += 1
    for i in range(quirks.footnotes):
        sheet.cell(
            row + i, left, f"* 입주업체 : 산업단지 관리기관과 입주계약을 체결한 기업 {i + 1}"
        )


def _write_header(
    sheet: Worksheet, table: Sheet, start: int, left: int, stale: int, quirks: TrendQuirks
) -> None:
    sheet.cell(start, left, _header("산업단지", quirks))
    sheet.cell(start + table.label_row, left + 1, _header("구분", quirks))
    last_group = 0
    for i, column in enumerate(table.columns):
        for depth, text in enumerate(column.header):
            if text:
                sheet.cell(start + depth, left + 2 + i, _header(text.format(stale=stale), quirks))
        if column.header[0]:
            last_group = i
        elif quirks.merged and (i + 1 == len(table.columns) or table.columns[i + 1].header[0]):
            sheet.merge_cells(
                start_row=start, end_row=start,
                start_column=left + 2 + last_group, end_column=left + 2 + i,
            )  # fmt: skip
    if quirks.merged and table.depth == 2:
        sheet.merge_cells(start_row=start, end_row=start + 1, start_column=left, end_column=left)


def _header(text: str, quirks: TrendQuirks) -> str:
    spaced = " ".join(text) if quirks.spaced and "(" not in text else text
    return _spelled(spaced, quirks)


def _spelled(text: str, quirks: TrendQuirks) -> str:
    text = f"\u00a0{text} " if quirks.nbsp else text
    return unicodedata.normalize("NFD", text) if quirks.nfd else text


def _value(cells: Cells, unit: str, column: Column, table: Sheet, quirks: TrendQuirks) -> Any:
    if column.key is None:
        return _following(cells, unit, column, table, quirks)
    value, state = cells[unit, column.key]
    if state == "suppressed":
        return "X"
    if state == "missing":
        return None
    return _number(float(value) / _factor(column.key[0], quirks), quirks)


def _factor(metric: str, quirks: TrendQuirks) -> float:
    if metric.startswith("production"):
        return MONEY_UNITS[quirks.money]
    return DOLLAR_UNITS[quirks.dollars] if metric.startswith("exports") else 1.0


def _number(value: float, quirks: TrendQuirks) -> Any:
    number = int(value) if value.is_integer() else value
    if not quirks.text_numbers:
        return number
    return f"{number:,}" if isinstance(number, int) else f"{number:,.8f}"


def _following(cells: Cells, unit: str, column: Column, table: Sheet, quirks: TrendQuirks) -> Any:
    if column.follows == "production":
        value, state = cells[unit, ("production_mkrw_quarter", "total", "all")]
        return float(value) if state == "value" else "X"
    keys = [c.key for c in table.columns if c.key is not None and not c.key[0].startswith("jobs_")]
    now_key, before_key = keys[0], table.columns[1].key
    if column.follows == "difference":
        now_key, before_key = table.columns[3].key, table.columns[4].key
    elif table.number == 8:
        before_key = table.columns[3].key
    assert now_key is not None
    assert before_key is not None
    (now, state), (before, other) = cells[unit, now_key], cells[unit, before_key]
    if "suppressed" in (state, other):
        return "X"
    if "missing" in (state, other):
        return None
    if column.follows == "year":
        return float(now) / _factor(now_key[0], quirks)
    if column.follows == "difference":
        return float(now) - float(before)
    return 100 * (float(now) / float(before) - 1) if float(before) else None

"""Cells: text to typed values, with a complaint for each that cannot be read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

_INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Complaint:
    """A kind of trouble in one column and the cells that show it, indexed by row position."""

    problem: str
    remedy: str
    cells: pd.Series


type _Parsed = tuple[pd.Series, list[Complaint]]


def as_text(series: pd.Series) -> pd.Series:
    """Return every cell as text; missing becomes "". The index becomes 0, 1, 2 …"""
    cells = [value if type(value) is str else _cell_text(value) for value in series.tolist()]
    return pd.Series(cells, dtype="object")


def parse(text: pd.Series, dtype: str) -> tuple[pd.Series, list[Complaint]]:
    """Return the cells as `dtype`, unreadable ones as missing, with the complaints.

    `text` is what `as_text` returns. Columns repeat themselves, so each different cell is read once.
    """
    cells: list[str] = text.tolist()
    if dtype in _PARSERS:
        return _PARSERS[dtype](text, cells, set(cells))
    return _parse_words(text, cells, dtype)


def _cell_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _is_date(cell: str) -> bool:
    if not _DATE.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _parse_integers(text: pd.Series, cells: list[str], distinct: set[str]) -> _Parsed:
    read = {cell: int(cell) for cell in distinct if _INTEGER.fullmatch(cell)}
    numbers = np.array([read.get(cell, 0) for cell in cells], dtype="int64")
    missing = np.array([cell not in read for cell in cells], dtype="bool")
    values = pd.Series(pd.arrays.IntegerArray(numbers, missing), dtype="Int64")
    return values, _complaints(
        text, distinct - {"", *read}, "정수가 아닌 값입니다", "쉼표·단위를 지우고 숫자만 쓰세요"
    )


def _parse_numbers(text: pd.Series, cells: list[str], distinct: set[str]) -> _Parsed:
    read = {cell: float(cell) for cell in distinct if _NUMBER.fullmatch(cell)}
    numbers = np.array([read.get(cell, math.nan) for cell in cells], dtype="float64")
    return pd.Series(numbers), _complaints(
        text, distinct - {"", *read}, "숫자가 아닌 값입니다", "쉼표·단위를 지우고 숫자만 쓰세요"
    )


def _parse_booleans(text: pd.Series, cells: list[str], distinct: set[str]) -> _Parsed:
    read = {cell: _BOOLEANS[cell.lower()] for cell in distinct if cell.lower() in _BOOLEANS}
    values = pd.Series([read.get(cell, False) for cell in cells], dtype="bool")
    return values, _complaints(
        text, distinct - {"", *read}, "참·거짓이 아닌 값입니다", "true 또는 false로 쓰세요"
    )


def _parse_dates(text: pd.Series, cells: list[str], distinct: set[str]) -> _Parsed:
    read = {cell for cell in distinct if _is_date(cell)}
    values = pd.Series([cell if cell in read else math.nan for cell in cells], dtype="str")
    return values, _complaints(
        text, distinct - {"", *read}, "날짜가 아닌 값입니다", "2026-03-31처럼 연-월-일로 쓰세요"
    )


def _parse_words(text: pd.Series, cells: list[str], dtype: str) -> _Parsed:
    distinct = set(cells)
    odd = {cell for cell in distinct if _CONTROL.search(cell)}
    complaints = [
        Complaint(one.problem, one.remedy, one.cells.map(_visible))
        for one in _complaints(
            text, odd, "제어 문자나 깨진 글자가 있습니다", "글자를 지우고 다시 쓰세요"
        )
    ]
    padded = {cell for cell in distinct - odd if cell != cell.strip()}
    complaints += _complaints(text, padded, "앞뒤에 빈칸이 있습니다", "앞뒤 빈칸을 지우세요")
    if dtype == "list":
        hollow = {cell for cell in distinct if cell != "" and "" in cell.split(";")}
        complaints += _complaints(
            text, hollow, "목록에 빈 항목이 있습니다", "항목 사이에 ; 하나만 쓰세요"
        )
    missing = odd if dtype in ("text", "list") else odd | {""}
    if not missing.isdisjoint(distinct):
        cells = [math.nan if cell in missing else cell for cell in cells]  # type: ignore[misc]
    return pd.Series(cells, dtype="str"), complaints


def _visible(cell: str) -> str:
    return _CONTROL.sub("�", cell)


def _complaints(text: pd.Series, bad: set[str], problem: str, remedy: str) -> list[Complaint]:
    return [Complaint(problem, remedy, holding(text, bad))] if bad else []


def holding(text: pd.Series, cells: Container[str]) -> pd.Series:
    """Return those of the cells that are among the given ones."""
    return text[[cell in cells for cell in text.tolist()]]


_PARSERS: dict[str, Callable[[pd.Series, list[str], set[str]], _Parsed]] = {
    "Int64": _parse_integers,
    "float64": _parse_numbers,
    "bool": _parse_booleans,
    "date": _parse_dates,
}

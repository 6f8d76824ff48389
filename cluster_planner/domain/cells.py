"""Cells: text to typed values, with a complaint for each that cannot be read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

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


def as_text(series: pd.Series) -> pd.Series:
    """Return every cell as text; missing becomes "". The index becomes 0, 1, 2 …"""
    return pd.Series([_cell_text(value) for value in series.tolist()], dtype="object")


def parse(text: pd.Series, dtype: str) -> tuple[pd.Series, list[Complaint]]:
    """Return the cells as `dtype`, unreadable ones as missing, with the complaints."""
    if dtype in _PARSERS:
        return _PARSERS[dtype](text)
    return _parse_words(text, dtype)


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


def _bad(text: pd.Series, good: Callable[[str], bool]) -> pd.Series:
    return text.map(lambda cell: cell != "" and not good(cell)).astype("bool")


def _is_date(cell: str) -> bool:
    if not _DATE.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _parse_integers(text: pd.Series) -> tuple[pd.Series, list[Complaint]]:
    bad = _bad(text, lambda cell: _INTEGER.fullmatch(cell) is not None)
    values = [pd.NA if b or t == "" else int(t) for t, b in zip(text, bad, strict=True)]
    return pd.Series(values, dtype="Int64"), _complaints(
        text, bad, "정수가 아닌 값입니다", "쉼표·단위를 지우고 숫자만 쓰세요"
    )


def _parse_numbers(text: pd.Series) -> tuple[pd.Series, list[Complaint]]:
    bad = _bad(text, lambda cell: _NUMBER.fullmatch(cell) is not None)
    values = [math.nan if b or t == "" else float(t) for t, b in zip(text, bad, strict=True)]
    return pd.Series(values, dtype="float64"), _complaints(
        text, bad, "숫자가 아닌 값입니다", "쉼표·단위를 지우고 숫자만 쓰세요"
    )


def _parse_booleans(text: pd.Series) -> tuple[pd.Series, list[Complaint]]:
    bad = _bad(text, lambda cell: cell.lower() in _BOOLEANS)
    values = [_BOOLEANS.get(cell.lower(), False) for cell in text]
    return pd.Series(values, dtype="bool"), _complaints(
        text, bad, "참·거짓이 아닌 값입니다", "true 또는 false로 쓰세요"
    )


def _parse_dates(text: pd.Series) -> tuple[pd.Series, list[Complaint]]:
    bad = _bad(text, _is_date)
    values = [math.nan if b or t == "" else t for t, b in zip(text, bad, strict=True)]
    return pd.Series(values, dtype="str"), _complaints(
        text, bad, "날짜가 아닌 값입니다", "2026-03-31처럼 연-월-일로 쓰세요"
    )


def _parse_words(text: pd.Series, dtype: str) -> tuple[pd.Series, list[Complaint]]:
    odd = text.map(lambda cell: _CONTROL.search(cell) is not None).astype("bool")
    complaints = _complaints(
        text.map(_visible), odd, "제어 문자나 깨진 글자가 있습니다", "글자를 지우고 다시 쓰세요"
    )
    padded = ~odd & text.map(lambda cell: cell != cell.strip()).astype("bool")
    complaints += _complaints(text, padded, "앞뒤에 빈칸이 있습니다", "앞뒤 빈칸을 지우세요")
    if dtype == "list":
        hollow = text.map(lambda cell: cell != "" and "" in cell.split(";")).astype("bool")
        complaints += _complaints(
            text, hollow, "목록에 빈 항목이 있습니다", "항목 사이에 ; 하나만 쓰세요"
        )
    keep_empty = dtype in ("text", "list")
    values = [
        "" if t == "" and keep_empty else math.nan if t == "" or o else t
        for t, o in zip(text, odd, strict=True)
    ]
    return pd.Series(values, dtype="str"), complaints


def _visible(cell: str) -> str:
    return _CONTROL.sub("�", cell)


def _complaints(text: pd.Series, bad: pd.Series, problem: str, remedy: str) -> list[Complaint]:
    return [Complaint(problem, remedy, text[bad])] if bad.any() else []


_PARSERS: dict[str, Callable[[pd.Series], tuple[pd.Series, list[Complaint]]]] = {
    "Int64": _parse_integers,
    "float64": _parse_numbers,
    "bool": _parse_booleans,
    "date": _parse_dates,
}

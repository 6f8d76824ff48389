"""One cell of a list: what it says in our own words, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.list_fields import FieldKind, ListField
from cluster_planner.domain.tables import Table
from cluster_planner.sources.grid import (
    Cell,
    CellKind,
    State,
    clean,
    is_percent,
    plain,
    read_date,
    read_number,
)

LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 2_000
MOST_MKRW: Final = 1_000_000_000
"""1,000조원: more than the state spends in a year."""

_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]"
)
_BETWEEN: Final = re.compile(r"[;,/|\n、]+")
_KEY: Final = re.compile(r"[\s·ㆍ・\-_()\[\]]")
_MKRW: Final = {
    "원": 1e-6,
    "천원": 1e-3,
    "만원": 1e-2,
    "백만원": 1.0,
    "천만원": 10.0,
    "억원": 100.0,
    "억": 100.0,
    "조원": 1_000_000.0,
    "조": 1_000_000.0,
}
_AMOUNT: Final = re.compile(r"(.*?\d)\s*(조원|조|억원|억|천만원|백만원|만원|천원|원)")
_PART_OF_DAY: Final = re.compile(r"(\d{4})(?:[-./년]\s*(\d{1,2})[월.]?|년)?")
_TENTH: Final = re.compile(r"\d{4}\.1")
_BETWEEN_DAYS: Final = re.compile(r"\s*([/–~])\s*")
_NOTHING: Final = frozenset({"", "-", "–", "—", "없음", "해당없음", "미정", "미상", "모름"})


@dataclass(frozen=True)
class Said:
    """What a cell says; `problem` is empty where it can be taken."""

    value: str = ""
    problem: str = ""
    remedy: str = ""
    repaired: str = ""
    """How the cell was changed in meaning, in Korean."""


def read_cell(cell: Cell, field: ListField, table: Table, money_unit: str = "") -> Said:
    """Return the cell as text of our table: ids for labels, whole 백만원, ISO days."""
    if cell.kind is CellKind.ERROR:
        return Said(problem="오류 값입니다", remedy="엑셀에서 수식을 고쳐 값으로 두세요")
    if cell.kind is CellKind.UNCACHED:
        return Said(
            problem="수식의 값이 파일에 없습니다",
            remedy="엑셀에서 열어 저장하거나 값으로 붙여 넣으세요",
        )
    if _CONTROL.search(cell.text):
        return Said(problem="보이지 않는 제어 글자가 있습니다", remedy="글자를 다시 입력하세요")
    match field.kind:
        case FieldKind.CHOICE:
            return _choice(cell, field)
        case FieldKind.CHOICES:
            return _choices(cell, field)
        case FieldKind.MONEY:
            return _money(cell, money_unit)
        case FieldKind.DAY:
            return _day(cell)
        case FieldKind.ID | FieldKind.CODE:
            return _code(cell, field, table)
        case FieldKind.DEGREES:
            return _degrees(cell, field, table)
        case FieldKind.NAME:
            return _words(cell, LONGEST_NAME)
        case _:
            return _words(cell, LONGEST_TEXT)


def choice_key(word: str) -> str:
    """Return a label as it is compared: without spaces, dots and brackets.

    >>> choice_key("AI 팩토리") == choice_key("ai팩토리")
    True
    """
    return _KEY.sub("", clean(word)).casefold()


def _words(cell: Cell, longest: int) -> Said:
    words = clean(cell.text)
    if len(words) > longest:
        problem = f"{len(words):,}자로 너무 깁니다"
        return Said(problem=problem, remedy=f"{longest:,}자 안으로 줄이세요")
    return Said(words)


def _ids(field: ListField) -> Mapping[str, str]:
    labels = {choice_key(label): known for known, label in field.choices.items()}
    return labels | {choice_key(known): known for known in field.choices}


def _choice(cell: Cell, field: ListField) -> Said:
    words = clean(cell.text)
    if words in _NOTHING:
        return Said()
    known = _ids(field).get(choice_key(words))
    return Said(known) if known else _not_among(field)


def _choices(cell: Cell, field: ListField) -> Said:
    if clean(cell.text) in _NOTHING:
        return Said()
    ids = _ids(field)
    if whole := ids.get(choice_key(cell.text)):
        return Said(whole)
    words = [word for word in map(clean, _BETWEEN.split(cell.text)) if word]
    unknown = [word for word in words if choice_key(word) not in ids]
    if unknown:
        said = _not_among(field)
        return Said(problem=f"{', '.join(unknown)[:60]}: {said.problem}", remedy=said.remedy)
    found = dict.fromkeys(ids[choice_key(word)] for word in words)
    return Said(";".join(found))


def _not_among(field: ListField) -> Said:
    allowed = ", ".join(field.choices.values())
    return Said(problem="목록에 없는 말입니다", remedy=f"다음 가운데에서 쓰세요: {allowed}")


def _money(cell: Cell, header_unit: str) -> Said:
    unit, figure = header_unit, read_number(cell)
    if figure.state is State.WRONG and (found := _AMOUNT.fullmatch(clean(cell.text))):
        unit = found.group(2)
        figure = read_number(Cell(cell.row, cell.column, found.group(1), CellKind.TEXT))
    if figure.state is State.WRONG and clean(cell.text) in _NOTHING:
        return Said()
    if figure.state is State.WRONG:
        return Said(problem="금액이 아닙니다", remedy="숫자만 쓰세요: 10000(백만원)")
    if figure.value is None:
        return Said()
    if is_percent(cell):
        return Said(problem="금액이 아니라 비율(%)입니다", remedy="숫자만 쓰세요: 10000(백만원)")
    if unit not in _MKRW:
        remedy = "머리글을 금액(백만원) 또는 금액(억원)으로 쓰세요"
        return Said(problem="금액의 단위를 알 수 없습니다", remedy=remedy)
    return _mkrw(figure.value, unit)


def _mkrw(value: float, unit: str) -> Said:
    mkrw = value * _MKRW[unit]
    if not 0 <= mkrw <= MOST_MKRW:
        return Said(problem="범위를 벗어난 금액입니다", remedy="0에서 1,000조원 사이로 쓰세요")
    if abs(mkrw - round(mkrw)) > 1e-6 * max(1.0, mkrw):
        return Said(problem="백만원보다 작은 자리가 있습니다", remedy="백만원 단위로 맞추어 쓰세요")
    how = "" if unit == "백만원" else f"{unit}을(를) 백만원으로 바꿈"
    return Said(str(round(mkrw)), repaired=how)


def _day(cell: Cell) -> Said:
    words = clean(cell.text)
    if words in _NOTHING:
        return Said()
    day = read_date(cell)
    if day is not None:
        return Said(day)
    if cell.kind is CellKind.NUMBER and _TENTH.fullmatch(words):
        # A spreadsheet shows 2026.10 so: nobody can tell January from October.
        return Said(problem="1월인지 10월인지 알 수 없습니다", remedy="2026-10처럼 쓰세요")
    parts = _BETWEEN_DAYS.split(words)
    days = [_one_day(part) for part in parts[::2]]
    if len(days) > 2 or not all(days):
        return Said(problem="날짜가 아닙니다", remedy="2026, 2026-03 또는 2026-03-31처럼 쓰세요")
    return Said((" / " if "/" in parts[1:2] else "–").join(days))


def _one_day(words: str) -> str:
    """Return a day, a month or a year in ISO form, "" for anything else."""
    if (day := read_date(Cell(1, 1, words, CellKind.TEXT))) is not None:
        return day
    found = _PART_OF_DAY.fullmatch(words)
    if found is None or not 1990 <= int(found.group(1)) <= 2100:
        return ""
    year, month = found.groups()
    if month is None:
        return str(year)
    return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else ""


def _code(cell: Cell, field: ListField, table: Table) -> Said:
    words = clean(cell.text)
    pattern = table.by_name[field.name].pattern or ""
    if words and not re.fullmatch(pattern, words):
        return Said(problem="정해진 모양이 아닙니다", remedy=f"{pattern} 모양으로 쓰거나 비우세요")
    return Said(words)


def _degrees(cell: Cell, field: ListField, table: Table) -> Said:
    figure = read_number(cell)
    column = table.by_name[field.name]
    low, high = column.minimum or -180.0, column.maximum or 180.0
    wrong = figure.state is State.WRONG or is_percent(cell)
    if wrong or (figure.value is not None and not low <= figure.value <= high):
        return Said(
            problem="우리나라 안의 좌표가 아닙니다", remedy=f"{low:g} ~ {high:g}도로 쓰세요"
        )
    return Said("" if figure.value is None else plain(figure.value))

"""In which unit the areas of a table stand: what it says, and whether their size agrees."""

from __future__ import annotations

from statistics import median

from cluster_planner.sources.grid import Notes, Sheet, read_number
from cluster_planner.sources.kicox.header import Header, unit_line
from cluster_planner.sources.kicox.status_cells import Columns
from cluster_planner.sources.kicox.status_columns import (
    AREAS,
    M2,
    THOUSAND_M2,
    area_factor,
    label,
)

_TOO_LARGE = 20_000
"""천㎡. The median complex has 0.2 km²; a table whose median exceeds 20 km² is in ㎡."""
_MANY = 8
"""Rows from which a median says something; the two national ones of 울산 have 37 km² in the middle."""
_LARGEST = 200_000
"""천㎡. No complex has 200 km² (반월특수지역 150): in a small table one that large tells ㎡."""
_WORDS = {THOUSAND_M2: "천㎡", M2: "㎡", 10.0: "만㎡", 1000.0: "㎢"}
_WHOLE_COUNTRY = 5_000_000
"""천㎡. All complexes together have 1,487 km²; a total beyond 5,000 km² is in ㎡."""
_TOO_SMALL = 1.0
"""천㎡. No table of complexes has a median below 1,000 ㎡; such a table is in 천㎡."""


def columns_of(
    sheet: Sheet,
    header: Header,
    notes: Notes,
    *,
    until: int | None = None,
    largest: float = _LARGEST,
    totals: bool = False,
) -> Columns:
    """Return the table (down to row `until`) with what makes its areas 천㎡; note how that was told.

    `largest` is the size in 천㎡ that no complex of a small table can have; a table of `totals` is
    judged by its largest figure alone.
    """
    line = unit_line(sheet, header)
    stated = area_factor(line)
    factors: dict[str, float] = {}
    told: dict[str, str] = {}
    for key in (key for key in AREAS if key in header.columns):
        own = area_factor(header.units.get(key, ""))
        factors[key] = own if own is not None else (THOUSAND_M2 if stated is None else stated)
        told[key] = header.units.get(key, "") if own is not None else line
    columns = Columns(sheet, header, factors)
    key = "designated_area_thousand_m2"
    if key not in factors:
        return columns
    where = f"{sheet.name} 시트 면적 단위".strip() if sheet.name else "면적 단위"
    values = _values(columns, key, until)
    judged = _by_total(values, factors[key]) if totals else _by_size(values, factors[key], largest)
    if judged is not None and judged != factors[key]:
        said = told[key] or "없음"
        why = f"표기는 '{said}'이지만 {label(header, key)}의 크기로 보아"
        notes.decide(where, _WORDS[judged], why)
        return Columns(sheet, header, dict.fromkeys(factors, judged))
    why = f"파일의 표기 '{told[key]}'" if told[key] else "표기가 없어 공표 단위로 봄"
    notes.decide(where, _WORDS[factors[key]], why)
    return columns


def _values(columns: Columns, key: str, until: int | None) -> list[float]:
    numbers = (read_number(columns.cell(row, key)).value for row in columns.body(until))
    return [number for number in numbers if number]


def _by_size(values: list[float], factor: float, largest: float) -> float | None:
    if not values:
        return None
    middle = median(values) * factor
    too_large = middle > _TOO_LARGE if len(values) >= _MANY else max(values) * factor > largest
    if factor == THOUSAND_M2 and too_large:
        return M2
    if factor == M2 and middle < _TOO_SMALL:
        return THOUSAND_M2
    return None


def _by_total(values: list[float], factor: float) -> float | None:
    whole = max(values, default=0) * factor
    return M2 if factor == THOUSAND_M2 and whole > _WHOLE_COUNTRY else None

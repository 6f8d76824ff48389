"""The totals that the file itself prints, and whether our sums of its rows agree with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cluster_planner.sources.grid import (
    CellKind,
    Notes,
    Row,
    State,
    place_of,
    plain,
    read_number,
    squeezed,
)
from cluster_planner.sources.kicox.area_units import columns_of
from cluster_planner.sources.kicox.header import find_headers
from cluster_planner.sources.kicox.status_cells import Columns
from cluster_planner.sources.kicox.status_columns import (
    AREAS,
    COUNTS,
    KINDS,
    LABELS,
    TOTAL_NAMES,
    label,
)
from cluster_planner.sources.kicox.status_rows import Listed
from cluster_planner.sources.kicox.status_sheets import Found

ALL = "총합"
_ALL_WORDS = ("총합", "합계", "총계", "계", "전국")
_ROW = re.compile(rf"(.*?)({'|'.join(sorted(KINDS, key=len, reverse=True))}|소계)")
_COLUMNS = ("complexes", *AREAS, *COUNTS)
_SHOWN = 10
_TWICE = "두 시도에 걸친 국가산단은 한 번만 셈"


@dataclass(frozen=True)
class Total:
    """One printed figure. `sido_ko` is empty for the whole country."""

    sheet: str
    row: int
    sido_ko: str
    kind_ko: str
    column: str
    value: float

    def as_row(self) -> dict[str, str | int]:
        """Return it as a row of the table `totals`."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "sido_ko": self.sido_ko,
            "kind_ko": self.kind_ko,
            "column": self.column,
            "value": plain(self.value),
        }


def read_totals(found: Sequence[Found], notes: Notes) -> list[Total]:
    """Return every total of the summary sheets; a figure printed twice is taken once."""
    totals: dict[tuple[str, str, str], Total] = {}
    for one in found:
        headers = find_headers(one.sheet, TOTAL_NAMES, ("label",))
        for header, after in zip(headers, [*headers[1:], None], strict=True):
            until = after.first_row if after else None
            columns = columns_of(one.sheet, header, notes, until=until, totals=True)
            for row in columns.body(until):
                for total in _totals(columns, row, notes):
                    totals.setdefault((total.sido_ko, total.kind_ko, total.column), total)
    return list(totals.values())


def _totals(columns: Columns, row: Row, notes: Notes) -> list[Total]:
    text = squeezed(columns.cell(row, "label").text)
    match = _ROW.fullmatch(text)
    if text in _ALL_WORDS:
        sido, kind = "", ALL
    elif match:
        sido, kind = match.group(1), ALL if match.group(2) == "소계" else match.group(2)
    else:
        return []
    found = []
    for column in (key for key in _COLUMNS if key in columns.header.columns):
        cell = columns.cell(row, column)
        figure = read_number(cell)
        if figure.state is State.VALUE and figure.value is not None:
            value = round(figure.value * columns.factors.get(column, 1.0), 6)
            found.append(Total(columns.sheet.name, row.number, sido, kind, column, value))
        elif cell.kind in (CellKind.UNCACHED, CellKind.ERROR):
            place = place_of(columns.sheet, cell, label(columns.header, column))
            notes.ignore(f"{place.sheet} 시트 {cell.letter}{cell.row}: 값이 없는 합계 수식")
    return found


def tie_totals(totals: Sequence[Total], complexes: Sequence[Listed], notes: Notes) -> bool | None:
    """Note each national total beside our sum; return whether all agree, None without totals.

    The totals of 시도 are compared too; of those only the first few that differ are noted.
    """
    national = [_tie(total, complexes, notes) for total in totals if not total.sido_ko]
    regional = [total for total in totals if total.sido_ko]
    differing = [total for total in regional if not _agrees(total, complexes)]
    for total in differing[:_SHOWN]:
        _tie(total, complexes, notes)
    if regional:
        notes.decide(
            "시도별 합계",
            f"{len(regional):,}개 가운데 {len(regional) - len(differing):,}개 같음",
            f"행의 합과 대조(다른 것은 {_SHOWN}개까지 적음)",
        )
    return all(national) and not differing if national else None


def _agrees(total: Total, complexes: Sequence[Listed]) -> bool:
    return abs(total.value - _sum(total, complexes)) <= 0.5


def _tie(total: Total, complexes: Sequence[Listed], notes: Notes) -> bool:
    where = f"{total.sido_ko} {total.kind_ko}".strip()
    unit = "천㎡" if total.column in AREAS else "곳" if total.column == "complexes" else "개사"
    counted = total.column == "complexes" and total.sido_ko == ""
    note = _TWICE if counted and total.kind_ko in (ALL, "국가") else ""
    tie = notes.tie(
        f"{where} {LABELS[total.column]}",
        total.value,
        round(_sum(total, complexes), 6),
        unit,
        note,
    )
    return tie.agrees


def _sum(total: Total, complexes: Sequence[Listed]) -> float:
    rows = [
        one
        for one in complexes
        if (total.kind_ko in (ALL, one.values["kind_ko"]))
        and (total.sido_ko in ("", one.values["sido_ko"]))
    ]
    if total.column == "complexes":
        return len({_once(one) for one in rows})
    return sum(one.figure(total.column) for one in rows)


def _once(one: Listed) -> tuple[str, ...]:
    # A national complex in two 시도 has a row in each; its name belongs to it alone.
    if one.values["kind_ko"] == "국가":
        return ("국가", one.values["name_ko"].replace("ㆍ", "·"))
    return one.key

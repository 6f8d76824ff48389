"""Figures of the trend workbook under our keys, and one figure where two tables print the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cluster_planner.sources.kicox.trend_layout import TOTAL, Key

_TOLERANCE: Final = {"%": 0.05}
_USUAL_TOLERANCE: Final = 0.5
"""Two printings of one figure may differ by rounding, in our units."""


@dataclass(frozen=True)
class TrendCell:
    """One figure: of a unit, or of the printed row 계."""

    unit_ko: str
    key: Key
    value: str
    """In our unit, "" unless `state` is `value`."""
    state: str
    """`value`, `suppressed` or `missing`."""
    unit: str
    source_table: str
    main: bool
    """Whether its table is the one by complex, whose figures are kept."""
    kind_ko: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def is_total(self) -> bool:
        """Return whether it stands in the row 계."""
        return self.unit_ko == TOTAL

    @property
    def place(self) -> tuple[str, Key]:
        """Return unit and key: there is one figure for each."""
        return self.unit_ko, self.key


def figure(value: float, factor: float) -> str:
    """Return a figure in our unit as our tables write it: at most three decimals.

    >>> figure(4374.454444571041, 1000), figure(12.0, 100)
    ('4374454.445', '1200')
    """
    return str(round(float(value) * factor, 3)).removesuffix(".0")


def merged(
    cells: Iterable[TrendCell],
) -> tuple[list[TrendCell], list[tuple[TrendCell, TrendCell]]]:
    """Return one cell per unit and key, and the pairs (kept, not kept) that contradict each other.

    Tables by industry repeat the totals of the tables by complex; those are kept.
    """
    kept: dict[tuple[str, Key], TrendCell] = {}
    apart = []
    for cell in cells:
        known = kept.setdefault(cell.place, cell)
        if known is cell:
            continue
        wins = cell.main and not known.main
        if wins:
            kept[cell.place] = replace(cell, kind_ko=cell.kind_ko or known.kind_ko)
        if not _agree(known, cell):
            apart.append((cell, known) if wins else (known, cell))
    return list(kept.values()), apart


def completed(cells: Sequence[TrendCell]) -> list[TrendCell]:
    """Return the cells with a missing one wherever another unit, or the row 계, has a figure."""
    there = {cell.place for cell in cells}
    model = {cell.key: cell for cell in cells}
    kinds = {cell.unit_ko: cell.kind_ko for cell in cells if cell.kind_ko}
    units = dict.fromkeys([*(cell.unit_ko for cell in cells), TOTAL])
    absent = (
        replace(one, unit_ko=unit, value="", state="missing", kind_ko=kinds.get(unit, ""), row=0)
        for unit in units
        for key, one in model.items()
        if (unit, key) not in there
    )
    return [*cells, *absent]


def _agree(one: TrendCell, other: TrendCell) -> bool:
    if one.state != other.state:
        return False
    if one.state != "value":
        return True
    tolerance = _TOLERANCE.get(one.unit, _USUAL_TOLERANCE)
    return abs(float(one.value) - float(other.value)) <= tolerance

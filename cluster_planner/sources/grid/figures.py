"""Numbers and dates as officials write them; missing and suppressed are kept apart from zero."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cluster_planner.sources.grid.cells import Cell, CellKind
from cluster_planner.sources.grid.text import clean, squeezed

_MISSING = frozenset(
    {"", "-", "--", "‐", "–", "—", "―", "−", "…", "...", "·", "해당없음", "자료없음"}
)
_SUPPRESSED = frozenset({"x", "X", "Ｘ", "×", "비공개"})
_NEGATIVE = re.compile(r"^(?:[△▲−–]|-)(?=[\d.])")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|-?\.\d+")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_EDGE_SPACE = re.compile(r"(?<=^[-△▲−–]) | (?=%$)")
_DATE = re.compile(r"(\d{4})[-./년](\d{1,2})[-./월](\d{1,2})[일.]?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class State(StrEnum):
    """How a cell stands for a figure."""

    VALUE = "value"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    """Known to the publisher and withheld (`X`)."""
    WRONG = "wrong"
    """No figure at all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell read as a number."""

    value: float | None
    state: State
    repaired: bool = False
    """Whether it was written otherwise than as a plain number."""


def read_number(cell: Cell) -> Figure:
    """Return the number of the cell, or why it has none."""
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        finite = math.isfinite(cell.number)
        return Figure(cell.number, State.VALUE) if finite else Figure(None, State.WRONG)
    if cell.is_empty:
        return Figure(None, State.MISSING)
    if cell.kind is not CellKind.TEXT:
        return Figure(None, State.WRONG)
    return _number_of(cell.text)


def _number_of(text: str) -> Figure:
    bare = squeezed(text)
    if bare in _MISSING:
        return Figure(None, State.MISSING)
    if bare in _SUPPRESSED:
        return Figure(None, State.SUPPRESSED)
    # A space may stand where a comma would, and beside a sign; `1 2` is no number.
    digits = _EDGE_SPACE.sub("", _THOUSANDS.sub("", unicodedata.normalize("NFKC", clean(text))))
    digits = _NEGATIVE.sub("-", digits).removesuffix("%")
    if not _NUMBER.fullmatch(digits) or len(digits) > 30:
        return Figure(None, State.WRONG)
    digits = digits.replace(",", "")
    return Figure(float(digits), State.VALUE, repaired=digits != text)


def is_percent(cell: Cell) -> bool:
    """Return whether the cell is written or shown as per cent."""
    return squeezed(cell.text).endswith(("%", "％"))


def read_date(cell: Cell) -> str | None:
    """Return the day of the cell as `YYYY-MM-DD`, or None where it names none."""
    text = squeezed(cell.text)[:32]
    if cell.kind is CellKind.DATE:
        text = text[:10]
    found = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None


def plain(number: float) -> str:
    """Return the number in digits, without exponent and without `.0`."""
    if float(number).is_integer():
        return str(int(number))
    return format(number, ".10f").rstrip("0").rstrip(".")

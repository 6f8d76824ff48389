"""How wide the columns of a table must be so that no figure is broken."""

from itertools import chain
from typing import Final

from cluster_planner.present.papers.blocks import PaperTable

_CELL_MM: Final = 4.0
"""Room beside the text of a cell."""
_LONGEST: Final = 14
"""Characters of a figure that must stay on one line; a longer text may wrap."""


def column_widths_mm(table: PaperTable, width_mm: float, digit_mm: float) -> tuple[float, ...]:
    """Share the width by the columns' own widths; those with figures get what their figures need.

    `digit_mm` is the width of a digit in the font of the cells.
    """
    least = tuple(_least(table, place, digit_mm) for place in range(len(table.columns)))
    wished = [column.width for column in table.columns]
    shares = [width_mm * wish / sum(wished) for wish in wished]
    needed = [max(share, need) for share, need in zip(shares, least, strict=True)]
    spare = [need - low for need, low in zip(needed, least, strict=True)]
    over = sum(needed) - width_mm
    if over <= 0 or sum(spare) <= 0:
        return tuple(width_mm * need / sum(needed) for need in needed)
    part = min(1.0, over / sum(spare))
    cut = [need - free * part for need, free in zip(needed, spare, strict=True)]
    return tuple(width_mm * one / sum(cut) for one in cut)


def _least(table: PaperTable, place: int, digit_mm: float) -> float:
    cells = chain((table.columns[place].title,), (line[place] for line in table.lines))
    if table.columns[place].align == "left":
        return 4 * digit_mm + _CELL_MM
    longest = max(_wide(cell) for cell in cells)
    return min(longest, _LONGEST) * digit_mm + _CELL_MM


def _wide(text: str) -> float:
    """Width of the longest part that cannot wrap, in digits."""
    return max((_digits(word) for word in text.split()), default=0.0)


def _digits(word: str) -> float:
    return sum(1.0 if ord(c) < 0x1100 else 1.0 if len(word) > 6 else 1.75 for c in word)

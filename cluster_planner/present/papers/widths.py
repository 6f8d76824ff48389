"""How wide the columns of a table must be so that no figure is broken."""

from typing import Final

from cluster_planner.present.papers.blocks import PaperTable

_CELL_MM: Final = 4.2
"""Room beside the text of a cell."""
_LONGEST: Final = 14.0
"""Digits of a figure that must stay on one line; a longer text may wrap."""
_LONGEST_WORD: Final = 5.5
"""The same of a word: three Korean letters, the name of a region."""
_KOREAN: Final = 1.75
_NARROW: Final = 0.5
"""Widths of a Korean letter and of a comma, in digits."""


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
    column = table.columns[place]
    longest = max((_wide(line[place]) for line in table.lines), default=0.0)
    most = _LONGEST_WORD if column.align == "left" else _LONGEST
    title = min(_wide(column.title), _LONGEST_WORD)
    return max(title, min(longest, most)) * digit_mm + _CELL_MM


def _wide(text: str) -> float:
    """Width of the longest part that cannot wrap, in digits."""
    return max((_digits(word) for word in text.split()), default=0.0)


def _digits(word: str) -> float:
    return sum(_NARROW if c in ",." else 1.0 if ord(c) < 0x1100 else _KOREAN for c in word)

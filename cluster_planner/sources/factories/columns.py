"""Which column of a factory list is which: by its header, wherever the header stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.sources.grid import Sheet, squeezed

HEADER_WITHIN: Final = 40
"""Rows from the top among which the header must stand."""

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "complex": ("단지명", "산업단지명", "산업단지", "단지"),
    "firm": ("회사명", "업체명", "기업명", "상호", "상호명", "공장명"),
    "factory": ("공장관리번호",),
    "sido": ("시도명", "시도"),
    "sigungu": ("시군구명", "시군구"),
    "address": (
        "공장대표주소(지번)",
        "공장대표주소(도로명)",
        "공장대표주소",
        "공장주소_지번",
        "공장주소",
        "공장소재지",
        "소재지",
    ),
    "industry": ("대표업종번호", "대표업종코드", "대표업종", "업종코드", "업종번호"),
    "workers": ("종업원합계", "종업원수", "종업원수(명)", "종업원"),
}
"""Key of a column → its headers, the most telling first."""
_COMPLEX: Final = frozenset(_NAMES["complex"])
_REMARK = re.compile(r"\(명\)$")


@dataclass(frozen=True)
class Columns:
    """Where the columns that are counted stand, from 0; a missing one is None."""

    header_row: int
    width: int
    """Columns of the header, blank ones at its end left out."""
    cells: int
    """Columns of the header with those: every row has as many."""
    complex: int
    firm: int | None
    factory: int | None
    sido: int | None
    sigungu: int | None
    address: int | None
    industry: int | None
    workers: int | None
    used: tuple[str, ...]
    """Headers of the columns that are looked at."""
    left: tuple[str, ...]
    """Headers of all the others: they are read past."""


def looks_like_factories(sheets: Sequence[Sheet]) -> bool:
    """Return whether a sheet has the header of a factory list."""
    return any(find_sheet(sheets))


def find_sheet(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Columns]]:
    """Return the sheets with the header of a factory list, and their columns."""
    found = []
    for sheet in sheets:
        for row in sheet.rows:
            if row.number > HEADER_WITHIN:
                break
            last = max(row.cells, default=0)
            cells = [row.get(column).text for column in range(1, last + 1)]
            if (columns := columns_of(cells, row.number)) is not None:
                found.append((sheet, columns))
                break
    return found


def columns_of(cells: Sequence[str], row: int) -> Columns | None:
    """Return the columns if these cells are the header of a factory list.

    It is one when it has the complex and beside it the firm (or number of the factory) and either
    an address or an industry: a list of complexes has none of these.
    """
    heads = [_REMARK.sub("", squeezed(cell)) for cell in cells]
    at = {key: _first(heads, names) for key, names in _NAMES.items()}
    if at["complex"] is None or (at["firm"] is None and at["factory"] is None):
        return None
    if at["address"] is None and at["industry"] is None and at["workers"] is None:
        return None
    used = {place for key, place in at.items() if key != "firm" and place is not None}
    return Columns(
        header_row=row,
        width=max(place for place, head in enumerate(heads) if head) + 1,
        cells=len(cells),
        complex=at["complex"],
        firm=at["firm"],
        factory=at["factory"],
        sido=at["sido"],
        sigungu=at["sigungu"],
        address=at["address"],
        industry=at["industry"],
        workers=at["workers"],
        used=tuple(head for place, head in enumerate(heads) if place in used),
        left=tuple(head for place, head in enumerate(heads) if head and place not in used),
    )


def header_again(cells: Sequence[str], row: int) -> Columns | None:
    """Return the columns of a row below the header that is one itself; asked of every row."""
    return None if _COMPLEX.isdisjoint(cells) else columns_of(cells, row)


def _first(heads: Sequence[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)

"""Which sheet of the status workbook is what, and which of them hold the list of complexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cluster_planner.sources.grid import Sheet, clean, squeezed
from cluster_planner.sources.kicox.header import Header, find_header
from cluster_planner.sources.kicox.status_columns import COMPLEX_NAMES, KINDS, TOTAL_NAMES

_HEAD_ROWS = 60


class Part(StrEnum):
    """What a sheet of the workbook holds."""

    WHOLE = "whole"
    """All complexes with their parts."""
    UPPER = "upper"
    """All complexes without parts."""
    ONE_KIND = "one_kind"
    TOTALS = "totals"
    CHANGES = "changes"
    TWO_SIDO = "two_sido"
    AGED = "aged"
    SMART_GREEN = "smart_green"
    ZONES = "zones"
    """Free trade and foreign investment zones: parts of complexes, listed again."""
    OTHER = "other"


# Words of the title or of the sheet's name, in the order in which they decide.
_WORDS = (
    (Part.CHANGES, ("신규지정", "지정해제")),
    (Part.ZONES, ("자유무역", "외국인투자")),
    (Part.AGED, ("노후산업단지", "노후산단")),
    (Part.SMART_GREEN, ("스마트그린",)),
    (Part.TWO_SIDO, ("2개시도", "두개시도", "두시도")),
    (Part.UPPER, ("상위단지",)),
)
LIST_COLUMNS = ("name_ko", "designated_area_thousand_m2")
"""Columns without which a table lists no complexes."""
_FULL = (*LIST_COLUMNS, "sido_ko", "sigungu_ko", "tenants")


@dataclass(frozen=True)
class Found:
    """A sheet with a header that we know."""

    sheet: Sheet
    part: Part
    header: Header | None


def looks_like_status(sheets: Sequence[Sheet]) -> bool:
    """Return whether one of the sheets lists complexes as the status statistic does."""
    required = (*LIST_COLUMNS, "status_ko", "tenants", "operating")
    return any(find_header(sheet, COMPLEX_NAMES, required) for sheet in sheets)


def sort_sheets(sheets: Sequence[Sheet]) -> list[Found]:
    """Return each sheet with what it holds; hidden ones after the visible."""
    return [_found(sheet) for sheet in sorted(sheets, key=lambda sheet: sheet.hidden)]


def list_sheets(found: Sequence[Found]) -> list[Found]:
    """Return the sheets to read the complexes from: the whole list, else the upper, else by kind."""
    for part in (Part.WHOLE, Part.UPPER):
        best = [one for one in found if one.part is part]
        if best:
            return best[:1]
    return [one for one in found if one.part is Part.ONE_KIND]


def title_of(sheet: Sheet, header: Header | None) -> list[str]:
    """Return the sheet's texts above its header, the title first."""
    end = header.first_row if header else _HEAD_ROWS
    return [clean(text) for row in sheet.rows if row.number < end for text in row.texts()]


def _found(sheet: Sheet) -> Found:
    header = find_header(sheet, COMPLEX_NAMES, LIST_COLUMNS)
    totals = find_header(sheet, TOTAL_NAMES, ("label", "complexes"))
    title = next(iter(title_of(sheet, header or totals)), "")
    words = squeezed(sheet.name) + " " + squeezed(title)
    for part, signs in _WORDS:
        if header is not None and any(sign in words for sign in signs):
            return Found(sheet, part, header)
    if header is not None and set(_FULL) <= set(header.columns):
        return Found(sheet, _list_part(sheet, header), header)
    if totals is not None:
        return Found(sheet, Part.TOTALS, totals)
    return Found(sheet, Part.OTHER, header)


def _list_part(sheet: Sheet, header: Header) -> Part:
    if squeezed(sheet.name) in (*KINDS, "도시첨단산업단지", "농공단지"):
        return Part.ONE_KIND
    column = header.columns.get("kind_ko")
    if column is None:
        return Part.ONE_KIND
    kinds = {squeezed(row.get(column).text) for row in sheet.rows if row.number > header.last_row}
    return Part.WHOLE if len(kinds & set(KINDS)) > 1 else Part.ONE_KIND

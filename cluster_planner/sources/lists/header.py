"""The header of a list: found by its words, in any order, anywhere near the top."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cluster_planner.domain.list_fields import (
    LIST_FIELDS,
    MARK_COLUMN,
    PARTNER_FIELDS,
    PROGRAMME_FIELDS,
    FieldKind,
    ListField,
)
from cluster_planner.sources.grid import Row, Sheet, squeezed

_WITHIN: Final = 20
_LEAST_COLUMNS: Final = 3
_LONGEST_HEAD: Final = 40
_UNIT: Final = re.compile(r"[(\[]\s*(?:단위\s*[::]?\s*)?([^()\[\]]*원)\s*[)\]]$")
_ANY_REMARK: Final = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_SPARE: Final = re.compile(r"[·ㆍ*_\-]")

_TELLING: Final = {
    "partners": ({"division_ids", "speciality_ids", "partner_id"}, 1),
    "programmes": (
        {
            "ministry_ko",
            "kind_ko",
            "amount_mkrw",
            "amount_basis_ko",
            "period_ko",
            "unit_support_ko",
            "matching_ko",
            "programme_id",
        },
        2,
    ),
}
"""Columns of which a header must have so many before it is that of this list."""


@dataclass(frozen=True)
class ListHeader:
    """Where the columns of a list stand, as numbers from 1."""

    row: int
    columns: Mapping[str, int]
    """Field → column."""
    heads: Mapping[str, str]
    """Field → what stands in its header."""
    mark: int | None
    """Column that tells rows of help and of example."""
    money_unit: str
    """`백만원`, `억원` and the like, empty where the header has none."""
    strangers: tuple[str, ...]
    """Headers of columns that the list does not know."""
    twice: tuple[str, ...]
    """Headers that occur a second time; the first is taken."""


def looks_like_partners(sheets: Sequence[Sheet]) -> bool:
    """Return whether a sheet has the header of a list of partners."""
    return any(find_header(sheet, "partners", PARTNER_FIELDS) for sheet in sheets)


def looks_like_programmes(sheets: Sequence[Sheet]) -> bool:
    """Return whether a sheet has the header of a list of programmes."""
    return any(find_header(sheet, "programmes", PROGRAMME_FIELDS) for sheet in sheets)


def find_header(sheet: Sheet, kind: str, fields: Sequence[ListField]) -> ListHeader | None:
    """Return the header of the sheet if it is that of a list of this kind."""
    for row in sheet.rows:
        if row.number > _WITHIN:
            return None
        if (header := header_at(row, kind, fields)) is not None:
            return header
    return None


def header_at(row: Row, kind: str, fields: Sequence[ListField]) -> ListHeader | None:
    """Return the header in this very row if it is that of a list of this kind."""
    header = _header(row, _names(kind), fields)
    return header if _is_header(header, kind) else None


def header_again(
    row: Row, above: ListHeader, kind: str, fields: Sequence[ListField]
) -> ListHeader | None:
    """Return the header in a row below another one; only a word of headers where names stand is."""
    word = row.get(above.columns["name_ko"]).text
    if len(word) > _LONGEST_HEAD or _key(word) not in _names(kind):
        return None
    return header_at(row, kind, fields)


def _is_header(header: ListHeader, kind: str) -> bool:
    telling, least = _TELLING[kind]
    known = set(header.columns)
    return "name_ko" in known and len(known) >= _LEAST_COLUMNS and len(known & telling) >= least


def _header(row: Row, names: Mapping[str, str], fields: Sequence[ListField]) -> ListHeader:
    money = {column.name for column in fields if column.kind is FieldKind.MONEY}
    columns: dict[str, int] = {}
    heads: dict[str, str] = {}
    mark, unit = None, ""
    strangers, twice = [], []
    for place in sorted(row.cells):
        head = squeezed(row.cells[place].text)
        field_name = names.get(_key(head)) or names.get(_key(_ANY_REMARK.sub("", head)))
        if field_name == MARK_COLUMN:
            mark = place if mark is None else mark
        elif field_name is None:
            strangers.append(head[:40])
        elif field_name in columns:
            twice.append(head[:40])
        else:
            columns[field_name], heads[field_name] = place, head[:40]
            if field_name in money:
                found = _UNIT.search(head)
                unit = found.group(1) if found else ("백만원" if "mkrw" in head.casefold() else "")
    filled = tuple(head for head in strangers if head)
    return ListHeader(row.number, columns, heads, mark, unit, filled, tuple(twice))


@cache
def _names(kind: str) -> Mapping[str, str]:
    names = {_key(MARK_COLUMN): MARK_COLUMN}
    for column in LIST_FIELDS[kind]:
        for word in (column.name, column.label_ko, *column.aliases):
            names.setdefault(_key(word), column.name)
    return names


def _key(head: str) -> str:
    return _SPARE.sub("", squeezed(head)).casefold()

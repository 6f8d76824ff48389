"""Designations of parks that follow from lists: smart-green, aged priority, crisis areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts import DESIGNATIONS
from cluster_planner.domain.official_names import name_key, part_of
from cluster_planner.intake.applied import Tables
from cluster_planner.intake.memberships import text_rows

_SMART_GREEN, _AGED, _CRISIS = "smart_green", "aged_priority", "crisis"
_APPENDICES = {_SMART_GREEN: "5(스마트그린산단)", _AGED: "4(노후산단, 파란 글씨)"}


@dataclass(frozen=True)
class PartDate:
    """A part of an official row that the list names with a day of its own."""

    row_id: str
    part_ko: str
    date: str


def follow_smart_green(
    tables: Tables, parts: Sequence[PartDate], as_of: str, *, whole: bool
) -> Tables:
    """Return the tables with the smart-green designations that the complexes' dates say.

    A designation with the same day stays as it was first listed. One of a part only (its note
    names it) stays unless its complex is designated as a whole. A park that is a part of a row
    loses its designation only when a whole list names other parts of that row.
    """
    dates = _by_row(tables, "smart_green_date")
    listed: dict[str, list[PartDate]] = defaultdict(list)
    for part in parts:
        listed[part.row_id].append(part)
    wanted: dict[str, tuple[str, str]] = {}
    for park_id, row_ids in _standing(tables, "whole").items():
        day = min((dates[row_id] for row_id in row_ids if dates[row_id]), default="")
        partial = [part for row_id in row_ids for part in listed[row_id]]
        if day:
            wanted[park_id] = (day, "")
        elif partial:
            first = min(partial, key=lambda part: (part.date, part.part_ko))
            wanted[park_id] = (first.date, f"하위단지 {first.part_ko}만 지정")
    kept = _kept_parts(tables, wanted)
    for park_id, row_ids in _standing(tables, "split").items():
        row_id = next(iter(row_ids))
        named = {name_key(part.part_ko): part.date for part in listed[row_id]}
        own = named.get(name_key(part_of(_official(tables)[park_id])[1]), "")
        if own:
            wanted[park_id] = (own, "")
        elif dates[row_id] and not (named and whole):
            kept.add(park_id)
    return _followed(tables, _SMART_GREEN, wanted, kept, as_of)


def follow_aged(tables: Tables, as_of: str) -> Tables:
    """Return the tables with the aged-priority designations that the complexes' flags say."""
    flags = _by_row(tables, "aged_priority")
    aged = dict(zip(tables["parks"]["park_id"], tables["parks"]["aged_20y"], strict=True))
    wanted = {
        park_id: ("", "")
        for park_id, row_ids in _standing(tables, "whole").items()
        if any(flags[row_id] == "true" for row_id in row_ids)
    }
    for park_id, row_ids in _standing(tables, "split").items():
        if aged[park_id] and any(flags[row_id] == "true" for row_id in row_ids):
            wanted[park_id] = ("", "")
    return _followed(tables, _AGED, wanted, set(), as_of)


def with_crisis_areas(tables: Tables) -> Tables:
    """Return the tables in which every park of an industrial crisis area is designated.

    The designation is of a whole 시군구, so a park that is new there has it too.
    """
    rows = text_rows(tables["designations"])
    crisis = [row for row in rows if row["designation_id"] == _CRISIS]
    codes = dict(zip(tables["parks"]["park_id"], tables["parks"]["sigungu_code"], strict=True))
    areas = {(row["project_id"], codes[row["park_id"]]): row for row in crisis}
    known = {(row["project_id"], row["park_id"]) for row in crisis}
    more = [
        {**row, "park_id": park_id}
        for (project, area), row in sorted(areas.items(), key=lambda item: item[0])
        for park_id, code in codes.items()
        if code == area and (project, park_id) not in known
    ]
    return _with_rows(tables, [*rows, *more]) if more else tables


def quarter_words(as_of: str) -> tuple[str, str]:
    """Return (`2025q3`, `2025년 3분기`) of the last day of a quarter.

    >>> quarter_words("2025-09-30")
    ('2025q3', '2025년 3분기')
    """
    year, month = as_of.split("-")[:2]
    quarter = (int(month) + 2) // 3
    return f"{year}q{quarter}", f"{year}년 {quarter}분기"


def _followed(
    tables: Tables,
    designation_id: str,
    wanted: Mapping[str, tuple[str, str]],
    kept: set[str],
    as_of: str,
) -> Tables:
    rows, done = [], set()
    for row in text_rows(tables["designations"]):
        park_id = row["park_id"]
        if row["designation_id"] != designation_id or park_id in kept:
            rows.append(row)
        elif wanted.get(park_id) == (row["date"], row["note"]):
            rows.append(row)
            done.add(park_id)
    rows += [
        _listed(park_id, designation_id, day, note, as_of)
        for park_id, (day, note) in sorted(wanted.items())
        if park_id not in done and park_id not in kept
    ]
    return _with_rows(tables, rows)


def _listed(park_id: str, designation_id: str, day: str, note: str, as_of: str) -> dict[str, Any]:
    short, words = quarter_words(as_of)
    return {
        **dict.fromkeys((column.name for column in DESIGNATIONS.columns), ""),
        "park_id": park_id,
        "designation_id": designation_id,
        "project_id": f"{designation_id}_{short}",
        "year": day[:4],
        "date": day,
        "note": note,
        "source": f"전국산업단지현황통계(399003) {words} 부록 {_APPENDICES[designation_id]}",
        "as_of": as_of,
        "confidence": "official",
    }


def _kept_parts(tables: Tables, wanted: Mapping[str, tuple[str, str]]) -> set[str]:
    named = tables["designations"]
    partial = (named["designation_id"] == _SMART_GREEN) & (named["note"] != "")
    return set(named.loc[partial, "park_id"]) - set(wanted)


def _standing(tables: Tables, basis: str) -> dict[str, set[str]]:
    members = tables["park_members"]
    rows = members[members["basis"] == basis]
    return {str(park): set(ids) for park, ids in rows.groupby("park_id")["member_id"]}


def _by_row(tables: Tables, column: str) -> dict[str, str]:
    return {row["row_id"]: row[column] for row in text_rows(tables["complexes"])}


def _official(tables: Tables) -> dict[str, str]:
    parks = tables["parks"]
    return dict(zip(parks["park_id"], parks["official_name_ko"], strict=True))


def _with_rows(tables: Tables, rows: list[dict[str, Any]]) -> Tables:
    return {**tables, "designations": DESIGNATIONS.conform(pd.DataFrame(rows))}

"""Appendices of the status statistic: aged complexes and smart-green complexes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts import COMPLEXES
from cluster_planner.domain.imports import Decision, Refusal
from cluster_planner.domain.official_names import name_key
from cluster_planner.intake.applied import Memory, Tables
from cluster_planner.intake.designations import PartDate, follow_aged, follow_smart_green
from cluster_planner.intake.matching import ComplexMatcher
from cluster_planner.intake.memberships import text_rows
from cluster_planner.intake.official_rows import cells_of, named_in, place_of
from cluster_planner.intake.parts import parent_rows
from cluster_planner.sources.reading import Reading

_PART = re.compile(r"(.+)\((.+?)\s*하위단지\)")
_LEAST_SHARE = 0.5

type _Cells = dict[str, Any]


@dataclass
class Listed:
    """The tables as the appendices say, and what was said."""

    tables: Tables
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Decision] = field(default_factory=list)


@dataclass
class _Named:
    """Rows of an appendix: those of ours, and parts of ours."""

    whole: dict[str, _Cells] = field(default_factory=dict)
    parts: list[tuple[str, str, _Cells]] = field(default_factory=list)
    unknown: list[_Cells] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """Complexes that somebody must answer for before the file says anything of them."""

    row_ids: frozenset[str] = frozenset()
    """Rows of ours that a proposal asks about."""
    given: frozenset[str] = frozenset()
    """The names in the file, as proposals give them."""


def follow_appendices(
    reading: Reading, tables: Tables, memory: Memory, waiting: Waiting, *, whole: bool
) -> Listed:
    """Return the tables with flags and designations of the lists that the file has.

    Only a whole file takes a flag away, and never from a complex that is waited for. A list that is not in the file, or that names less than
    half of what we know, changes nothing: what we have stays and its day is told.
    """
    made = Listed(tables)
    matcher = ComplexMatcher.of(tables)
    published = cells_of(reading, "complexes")
    parents = _part_parents(published, matcher)
    as_of = reading.report.as_of
    aged = _named(cells_of(reading, "aged"), matcher, parents, memory)
    green = _named(cells_of(reading, "smart_green"), matcher, parents, memory)
    if _enough(aged, tables, "aged_20y", "노후산단 목록(부록 4)", made):
        _set(made, _aged_cells(aged, whole), waiting)
        made.tables = follow_aged(made.tables, as_of)
        _tell_unknown(aged, "부록 4", waiting, made)
    if _enough(green, tables, "smart_green_date", "스마트그린산단 목록(부록 5)", made):
        _set(made, _green_cells(green, whole), waiting)
        parts = [PartDate(row_id, part, cells["date"]) for row_id, part, cells in green.parts]
        made.tables = follow_smart_green(made.tables, parts, as_of, whole=whole)
        _tell_unknown(green, "부록 5", waiting, made)
    return made


def _part_parents(
    published: Sequence[Mapping[str, Any]], matcher: ComplexMatcher
) -> dict[tuple[str, str], str]:
    """Return the row of ours that holds each child, by (시도, the child's name as compared)."""
    above, found = parent_rows(published), {}
    for cells in published:
        if cells["is_child"] != "true":
            continue
        parent = named_in({**cells, "name_ko": above.get(int(cells["row"]), "")})
        match = matcher.exact(parent) or matcher.spelt(parent)
        if match and match.row_id:
            found[(cells["sido_ko"], name_key(cells["name_ko"]))] = match.row_id
    return found


def _named(
    rows: Sequence[_Cells],
    matcher: ComplexMatcher,
    parents: Mapping[tuple[str, str], str],
    memory: Memory,
) -> _Named:
    named = _Named()
    for cells in rows:
        who = named_in(cells)
        said = _PART.fullmatch(who.name_ko)
        parent = parents.get((who.sido_ko, name_key(who.name_ko)))
        if said:
            holder = named_in({**cells, "name_ko": said[2].strip(), "sigungu_ko": ""})
            match = matcher.spelt(named_in({**cells, "name_ko": said[2].strip()}))
            match = match or matcher.spelt(holder)
            parent = match.row_id if match else None
        if cells.get("is_child") == "true" or said:
            if parent:
                named.parts.append((parent, (said[1] if said else who.name_ko).strip(), cells))
            elif said:
                named.unknown.append(cells)
            continue
        match = matcher.exact(who) or matcher.spelt(who) or matcher.remembered(who, memory)
        if match and match.row_id:
            named.whole.setdefault(match.row_id, cells)
        elif parent:
            named.parts.append((parent, who.name_ko, cells))
        else:
            named.unknown.append(cells)
    return named


def _enough(named: _Named, tables: Tables, column: str, label: str, made: Listed) -> bool:
    ours = tables["complexes"]
    flagged = ours[column].notna() if column == "smart_green_date" else ours[column]
    known = set(ours.loc[flagged, "row_id"])
    if not named.whole and not named.parts:
        why = "파일에 목록이 없어 지금 있는 표시를 그대로 둠"
    elif len(known & set(named.whole)) < _LEAST_SHARE * len(known):
        why = f"목록이 지금 표시된 {len(known)}행의 절반도 담지 않아 일부로 보고 그대로 둠"
    else:
        return True
    days = tables["designations"].loc[
        tables["designations"]["designation_id"].isin(("aged_priority", "smart_green")), "as_of"
    ]
    day = str(days.dropna().max()) if days.notna().any() else "날짜 모름"
    made.notes.append(Decision(what=label, found=f"{day}의 목록", why=why))
    return False


def _set(made: Listed, cells: Callable[[_Cells], Mapping[str, str]], waiting: Waiting) -> None:
    rows = [
        row if row["row_id"] in waiting.row_ids else row | dict(cells(row))
        for row in text_rows(made.tables["complexes"])
    ]
    made.tables = {**made.tables, "complexes": COMPLEXES.conform(pd.DataFrame(rows))}


def _aged_cells(named: _Named, whole: bool) -> Callable[[_Cells], Mapping[str, str]]:
    def cells(row: _Cells) -> Mapping[str, str]:
        listed = named.whole.get(row["row_id"])
        if listed:
            return {"aged_20y": "true", "aged_priority": str(listed["priority"])}
        return {"aged_20y": "false", "aged_priority": "false"} if whole else {}

    return cells


def _green_cells(named: _Named, whole: bool) -> Callable[[_Cells], Mapping[str, str]]:
    def cells(row: _Cells) -> Mapping[str, str]:
        listed = named.whole.get(row["row_id"])
        if listed:
            return {"smart_green_date": str(listed["date"])}
        return {"smart_green_date": ""} if whole else {}

    return cells


def _tell_unknown(named: _Named, label: str, waiting: Waiting, made: Listed) -> None:
    made.refusals += [
        Refusal(
            place=place_of(cells),
            value=named_in(cells).given[:80],
            problem=f"{label}의 단지가 단지표에 없습니다",
            remedy="이름을 단지표와 같게 고쳐 다시 올리세요",
        )
        for cells in named.unknown
        if named_in(cells).given not in waiting.given
    ]

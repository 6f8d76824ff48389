"""A new quarter of the national statistic: cells of the units, and units that are new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts import NATIONAL_COMPLEXES, NATIONAL_STATS, NATIONAL_TOTALS
from cluster_planner.domain.imports import OLDER, Decision, Proposal, Refusal
from cluster_planner.domain.official_names import name_key
from cluster_planner.errors import DataError, Finding
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.memberships import extended, text_rows
from cluster_planner.intake.official_rows import cells_of, place_of
from cluster_planner.intake.unit_proposals import FOREIGN, SUBJECT, unit_proposals
from cluster_planner.sources.reading import Reading

_KEY = ("metric_id", "industry_id", "size_id")

type _Cells = dict[str, Any]


@dataclass
class _Units:
    """The file's units as ours, and those that somebody must place."""

    ids: dict[str, str] = field(default_factory=dict)
    new: list[_Cells] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Decision] = field(default_factory=list)


def unit_key(name: str) -> str:
    """Return a unit's name as it is compared: the foreign part of a complex is a unit of its own.

    >>> unit_key("울산ㆍ미포") == unit_key("울산·미포"), unit_key("구미") == unit_key("구미(외)")
    (True, False)
    """
    bare = FOREIGN.sub("", name.replace(" ", ""))
    return name_key(bare) + ("(외)" if bare != name.replace(" ", "") else "")


def apply_trend(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the file's cells.

    Every unit has every cell that the printed totals have: one that a file does not print is
    missing, never zero. Units that the file does not name keep their quarter. Parks must be
    settled afterwards. Raises DataError when the file does not say its quarter.
    """
    as_of = reading.report.as_of
    if not as_of:
        where, problem = reading.report.file, "어느 분기의 값인지 적혀 있지 않습니다"
        raise DataError(Finding(where, problem, "제목에 `2026년 1분기`처럼 분기를 적으세요"))
    cells = cells_of(reading, "cells")
    units = _units(cells, tables, memory)
    totals = [_ours(c, as_of) for c in cells if c["is_total"] == "true"]
    stats = [
        {"national_id": units.ids[c["unit_ko"]], **_ours(c, as_of)}
        for c in cells
        if c["is_total"] != "true" and c["unit_ko"] in units.ids
    ]
    named = {cell["national_id"] for cell in stats}
    kept = [c for c in text_rows(tables["national_stats"]) if c["national_id"] not in named]
    keys = _keys([*totals, *stats, *kept])
    all_stats = [*_filled(stats, keys, ("national_id",)), *_filled(kept, keys, ("national_id",))]
    printed = totals or text_rows(tables["national_totals"])
    changed = {
        "national_complexes": extended(NATIONAL_COMPLEXES, tables["national_complexes"], units.new),
        "national_stats": NATIONAL_STATS.conform(pd.DataFrame(all_stats)),
        "national_totals": NATIONAL_TOTALS.conform(pd.DataFrame(_filled(printed, keys, ()))),
    }
    waiting = {p.given for p in units.proposals}
    return Applied(
        tables={**tables, **changed},
        kept=max(reading.report.rows_kept - len(units.refusals) - len(waiting), 0),
        refusals=tuple(units.refusals),
        proposals=tuple(units.proposals),
        notes=(*_age(tables, as_of), *_kept_note(kept, tables), *units.notes),
        ignored=tuple(f"{unit}: 제안에 답할 때까지 넣지 않았습니다" for unit in sorted(waiting)),
    )


def _units(cells: Iterable[_Cells], tables: Tables, memory: Memory) -> _Units:
    ours = tables["national_complexes"]
    known = {unit_key(n): str(i) for n, i in zip(ours["name_ko"], ours["national_id"], strict=True)}
    units = _Units()
    first: dict[str, _Cells] = {}
    for cell in cells:
        if cell["is_total"] != "true":
            first.setdefault(cell["unit_ko"], cell)
    taken = set(known.values())
    claimed: set[str] = set()
    for name, cell in first.items():
        national_id = known.get(unit_key(name))
        park_id = memory.confirmed(SUBJECT, name)
        if national_id in claimed:
            units.refusals.append(_twice(cell))
        elif national_id:
            units.ids[name] = national_id
            claimed.add(national_id)
        elif park_id in set(tables["parks"]["park_id"]):
            row = _new_unit(name, str(park_id), taken, tables)
            taken.add(row["national_id"])
            units.new.append(row)
            units.ids[name] = row["national_id"]
            why = f"확인한 단지 {park_id}에 붙인 새 통계 단위"
            units.notes.append(Decision(what="새 통계 단위", found=name, why=why))
        else:
            asked = unit_proposals(name, place_of(cell), tables, memory)
            units.proposals += asked
            if not asked:
                units.refusals.append(_unknown(cell))
    return units


def _new_unit(name: str, park_id: str, taken: set[str], tables: Tables) -> _Cells:
    members = tables["park_members"]
    rows = members[(members["park_id"] == park_id) & (members["member_table"] == "complexes")]
    base = park_id.removeprefix("p_") + ("_foreign" if FOREIGN.search(name) else "")
    unit, number = base, 2
    while unit in taken:
        unit, number = f"{base}_{number}", number + 1
    return {
        "national_id": unit,
        "name_ko": name,
        "park_id": park_id,
        "complex_row_ids": ";".join(sorted(rows["member_id"])),
    }


def _ours(cell: _Cells, as_of: str) -> _Cells:
    return {
        **{name: cell[name] for name in (*_KEY, "value", "state", "source_table")},
        "unit_ko": cell["value_unit_ko"],
        "as_of": as_of,
    }


def _keys(cells: Iterable[_Cells]) -> dict[tuple[str, ...], _Cells]:
    """Return one example of each cell that any unit or total has."""
    keys: dict[tuple[str, ...], _Cells] = {}
    for cell in cells:
        keys.setdefault(tuple(cell[name] for name in _KEY), cell)
    return keys


def _filled(
    cells: list[_Cells], keys: dict[tuple[str, ...], _Cells], of: tuple[str, ...]
) -> list[_Cells]:
    """Return the cells with a missing one wherever a unit lacks what others have."""
    days: dict[tuple[str, ...], str] = {}
    have: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for cell in cells:
        unit = tuple(cell[name] for name in of)
        days.setdefault(unit, cell["as_of"])
        have.setdefault(unit, set()).add(tuple(cell[name] for name in _KEY))
    return cells + [
        {
            **{name: keys[key][name] for name in (*_KEY, "unit_ko", "source_table")},
            **dict(zip(of, unit, strict=True)),
            "value": "",
            "state": "missing",
            "as_of": days[unit],
        }
        for unit, known in have.items()
        for key in sorted(set(keys) - known)
    ]


def _age(tables: Tables, as_of: str) -> list[Decision]:
    latest = str(tables["national_stats"]["as_of"].dropna().max())
    if latest == "nan" or as_of >= latest:
        return []
    why = f"지금 자료({latest})보다 오래된 파일입니다. 받아들이면 값이 옛것으로 돌아갑니다"
    return [Decision(what=OLDER, found=as_of, why=why)]


def _kept_note(kept: list[_Cells], tables: Tables) -> list[Decision]:
    if not kept:
        return []
    ours = tables["national_complexes"]
    names = dict(zip(ours["national_id"], ours["name_ko"], strict=True))
    shown = ", ".join(sorted({str(names[cell["national_id"]]) for cell in kept}))
    day = min(cell["as_of"] for cell in kept)
    why = f"파일에 없어 {day}부터의 값 그대로 둠"
    return [Decision(what="파일에 없는 통계 단위", found=shown, why=why)]


def _twice(cell: _Cells) -> Refusal:
    return Refusal(
        place=place_of(cell),
        value=cell["unit_ko"],
        problem="다른 이름이 이미 이 통계 단위입니다",
        remedy="한 이름만 남기고 다시 올리세요",
    )


def _unknown(cell: _Cells) -> Refusal:
    return Refusal(
        place=place_of(cell),
        value=cell["unit_ko"],
        problem="어느 단지의 통계인지 알 수 없는 이름입니다",
        remedy="단지 이름을 단지표와 같게 고쳐 다시 올리세요",
    )

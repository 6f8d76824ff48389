"""Parks that are a part of an official row: their areas come from the file's child rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts import PARKS
from cluster_planner.domain.imports import Decision, Refusal
from cluster_planner.domain.official_names import name_key, part_of
from cluster_planner.domain.park_figures import part_source, part_source_days
from cluster_planner.intake.applied import Tables
from cluster_planner.intake.memberships import text_rows
from cluster_planner.intake.official_rows import named_in, official_row, place_of

_AREAS = ("designated_area_thousand_m2", "facility_area_thousand_m2", "sale_rate_pct", "status_id")


@dataclass
class Parts:
    """The tables with the parts' areas, and what was said."""

    tables: Tables
    kept: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Decision] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def with_parts(tables: Tables, published: Sequence[Mapping[str, Any]], as_of: str) -> Parts:
    """Return the tables with areas and status of split parks as the child rows say.

    Child rows of whole parks are left alone: their parent holds their sums.
    """
    children = [cells for cells in published if cells["is_child"] == "true"]
    made = Parts(tables)
    if not children:
        return made
    parents = parent_rows(published)
    parks = {row["park_id"]: row for row in text_rows(tables["parks"])}
    wanted = _wanted(tables)
    for cells in children:
        parent = name_key(parents.get(int(cells["row"]), ""))
        key = (cells["sido_ko"], parent, name_key(cells["name_ko"]))
        park_id = wanted.pop(key, None)
        if park_id is None:
            continue
        read = official_row(cells, as_of)
        made.refusals += read.refusals
        if read.row is None:
            continue
        parks[park_id] = _with_areas(parks[park_id], read.row.cells, as_of)
        made.kept += 1
        where = place_of(cells).row
        found = f"{cells['name_ko']}({where}행) → {parks[park_id]['name_ko']}"
        made.notes.append(Decision(what="나뉜 단지의 면적", found=found, why="하위단지의 이름"))
    named = {(c["sido_ko"], name_key(parents.get(int(c["row"]), ""))) for c in children}
    for key, park_id in sorted(wanted.items()):
        if key[:2] in named:
            whole, part = part_of(parks[park_id]["official_name_ko"])
            made.ignored.append(f"{whole}의 하위단지 {part}: 파일에 없어 면적을 그대로 둠")
    rest = len(children) - made.kept
    if rest:
        made.ignored.append(f"하위단지 {rest}행: 상위단지의 수치에 들어 있어 따로 넣지 않음")
    made.tables = {**tables, "parks": PARKS.conform(pd.DataFrame(list(parks.values())))}
    return made


def parent_rows(published: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Return the parent's name of each child row by the child's row number."""
    names = {(c["sheet"], str(c["row"])): named_in(c).name_ko for c in published}
    return {
        int(cells["row"]): names.get((cells["sheet"], str(cells["parent_row"])), "")
        for cells in published
        if cells["is_child"] == "true"
    }


def split_members(tables: Tables) -> pd.DataFrame:
    """Return park_id and the row_id of the official row of every park that is a part of one."""
    members = tables["park_members"]
    return members.loc[members["basis"] == "split", ["park_id", "member_id"]]


def _wanted(tables: Tables) -> dict[tuple[str, str, str], str]:
    """Return the park of each part by 시도, name of the row and name of the part as compared."""
    names = dict(zip(tables["parks"]["park_id"], tables["parks"]["official_name_ko"], strict=True))
    rows = tables["complexes"]
    sidos = dict(zip(rows["row_id"], rows["source_sido"], strict=True))
    wanted = {}
    for park_id, row_id in split_members(tables).itertuples(index=False, name=None):
        parent, part = part_of(str(names[park_id]))
        wanted[(str(sidos[row_id]), name_key(parent), name_key(part))] = str(park_id)
    return wanted


def _with_areas(park: dict[str, Any], cells: Mapping[str, str], as_of: str) -> dict[str, Any]:
    trend_day, _ = part_source_days(str(park["source"]))
    changed = park | {name: cells[name] for name in _AREAS}
    return changed | {"source": part_source(trend_day, as_of)}

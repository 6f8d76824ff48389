"""Parks after an import: everything about them that follows from other tables."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts import PARK_MEMBERS, PARKS
from cluster_planner.domain.core_rule import CoreRule, core_reasons
from cluster_planner.domain.official_names import (
    name_aliases,
    part_name,
    part_of,
    planner_name,
)
from cluster_planner.domain.park_figures import (
    official_name,
    park_figures,
    part_note,
    part_source,
    part_source_days,
)
from cluster_planner.domain.units import split_list
from cluster_planner.intake.applied import Tables
from cluster_planner.intake.designations import with_crisis_areas
from cluster_planner.intake.memberships import text_rows
from cluster_planner.intake.outside import with_point_exceptions

type _Row = dict[str, Any]


def settle(tables: Tables, core_rule: CoreRule) -> Tables:
    """Return the tables with parks that agree with complexes, statistics and designations.

    To be called once, after all files were applied. Sums, names, flags, statistic units, crisis
    areas, core parks and points outside follow; readable ids, hand-made aliases and points of
    split parks stay. Tables that already agree come back as they are.
    """
    tables = with_crisis_areas(tables)
    rows = {row["row_id"]: row for row in text_rows(tables["complexes"])}
    regions = dict(
        zip(tables["sigungu"]["sigungu_code"], tables["sigungu"]["region_id"], strict=True)
    )
    units = _units_of_parks(tables)
    counts = _headcounts(tables)
    stands = _stands_on(tables)
    parks = []
    for park in text_rows(tables["parks"]):
        park_id = park["park_id"]
        basis, row_ids = stands[park_id]
        on = [rows[row_id] for row_id in sorted(row_ids)]
        park = _whole(park, on) if basis == "whole" else _part(park, on[0], units, counts)
        park |= {"national_id": ";".join(units[park_id])}
        parks.append(park | {"region_id": regions[park["sigungu_code"]]})
    marked = _with_core(_marked(parks, tables), core_rule)
    settled = {**tables, "parks": marked, "park_members": _members(tables, units, marked)}
    return with_point_exceptions(settled)


def _members(tables: Tables, units: dict[str, list[str]], parks: pd.DataFrame) -> pd.DataFrame:
    """Return the memberships with one for every unit of the national statistic."""
    days = dict(zip(parks["park_id"], parks["as_of"], strict=True))
    rows = [row for row in text_rows(tables["park_members"]) if row["basis"] != "statistics"]
    for row in rows:
        if row["basis"] == "split" and units[row["park_id"]]:
            row["note"] = part_note(days[row["park_id"]])
    rows += [
        {
            "park_id": park_id,
            "member_table": "national_complexes",
            "member_id": unit,
            "basis": "statistics",
            "note": "",
        }
        for park_id, named in units.items()
        for unit in named
    ]
    return PARK_MEMBERS.conform(pd.DataFrame(rows))


def _stands_on(tables: Tables) -> dict[str, tuple[str, list[str]]]:
    """Return how each park stands on official rows, and on which."""
    stands: dict[str, tuple[str, list[str]]] = {}
    members = tables["park_members"][["park_id", "member_table", "member_id", "basis"]]
    for park_id, table, row_id, basis in members.itertuples(index=False, name=None):
        if table == "complexes":
            stands.setdefault(park_id, (basis, []))[1].append(row_id)
    return stands


def _units_of_parks(tables: Tables) -> dict[str, list[str]]:
    units: dict[str, list[str]] = defaultdict(list)
    for unit in text_rows(tables["national_complexes"]):
        units[unit["park_id"]].append(unit["national_id"])
    return defaultdict(list, {park_id: sorted(ids) for park_id, ids in units.items()})


def _headcounts(tables: Tables) -> dict[str, _Row]:
    """Return tenants, operating and their day of each statistic unit that says both."""
    stats = tables["national_stats"]
    total = stats[
        (stats["industry_id"] == "total")
        & (stats["size_id"] == "all")
        & stats["metric_id"].isin(("tenants", "operating"))
        & (stats["state"] == "value")
    ]
    counts: dict[str, _Row] = defaultdict(dict)
    for row in total.itertuples(index=False):
        counts[str(row.national_id)] |= {str(row.metric_id): row.value, "as_of": str(row.as_of)}
    return {unit: row for unit, row in counts.items() if {"tenants", "operating"} <= set(row)}


def _whole(park: _Row, on: list[_Row]) -> _Row:
    return park | park_figures(on) | _names(park, on)


def _names(park: _Row, on: list[_Row]) -> _Row:
    """Return the names of a park whose official rows have another name now, else nothing.

    A name that the rule gave follows; a name that planners gave stays. The old ones still find it.
    """
    before, now = park["official_name_ko"], official_name(on)
    if before == now:
        return {}
    kind = on[0]["kind_id"]
    ruled = len(on) == 1 and park["name_ko"] == planner_name(before, kind)
    name = planner_name(now, kind) if ruled else park["name_ko"]
    earlier = {*split_list(park["aliases"]), park["name_ko"], *before.split(" + ")}
    officials = list(dict.fromkeys(row["name_ko"] for row in on))
    aliases = name_aliases(name, officials, kind, tuple(earlier))
    return {"official_name_ko": now, "name_ko": name, "aliases": aliases}


def _part(park: _Row, row: _Row, units: dict[str, list[str]], counts: dict[str, _Row]) -> _Row:
    """Return a park that is a part of a row: its firms by the national statistic."""
    _, part = part_of(park["official_name_ko"])
    aged = park["aged_20y"] == "true" and row["aged_priority"] == "true"
    park = park | {"aged_priority": aged, "official_name_ko": part_name(row["name_ko"], part)}
    said = [counts[unit] for unit in units[park["park_id"]] if unit in counts]
    if not said:
        return park
    day = min(one["as_of"] for one in said)
    _, areas = part_source_days(park["source"])
    return park | {
        "tenants": round(sum(one["tenants"] for one in said)),
        "operating": round(sum(one["operating"] for one in said)),
        "as_of": day,
        "source": part_source(day, areas),
    }


def _marked(parks: list[_Row], tables: Tables) -> list[_Row]:
    ordered = sorted(
        text_rows(tables["designations"]),
        key=lambda r: (r["park_id"], r["designation_id"], r["project_id"]),
    )
    found = {(row["park_id"], row["designation_id"]): row for row in ordered}
    nothing = {"year": "", "date": ""}
    return [
        park
        | {
            "smart_green_date": found.get((park["park_id"], "smart_green"), nothing)["date"],
            "ax_demo_year": found.get((park["park_id"], "ax_demo"), nothing)["year"],
            "crisis_from": found.get((park["park_id"], "crisis"), nothing)["date"],
            "subsidy_tier": "crisis" if (park["park_id"], "crisis") in found else "",
        }
        for park in parks
    ]


def _with_core(parks: list[_Row], rule: CoreRule) -> pd.DataFrame:
    frame = PARKS.conform(pd.DataFrame(parks))
    reasons = core_reasons(frame, rule)
    return frame.assign(is_core=(reasons != "").astype("bool"), core_reasons=reasons)

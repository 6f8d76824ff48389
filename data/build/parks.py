"""Parks: the units planners speak of, standing on official rows or on the national statistic."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cluster_planner.domain.complex_ids import park_id as plain_id
from cluster_planner.domain.official_names import name_aliases, part_name, planner_name
from cluster_planner.domain.park_figures import (
    main_row,
    official_name,
    park_figures,
    part_note,
    part_source,
)
from data.build.admin_facts import SIDO
from data.build.complexes import STATES
from data.build.park_facts import EXTRA_ALIASES, JOINS, NATIONAL, READABLE_IDS, SPLITS, Split
from data.build.reading import read_facts
from data.build.writing import Row

SPLIT_AS_OF = "2026-03-31"
CHILDREN_AS_OF = "2025-09-30"
PLACE_ID = tuple[str, str]


@dataclass(frozen=True)
class ParkTables:
    """The park table before designations, its members and the national statistic units."""

    parks: list[Row]
    members: list[Row]
    national: list[Row]


def park_tables(
    reference: Path, complexes: list[Row], national_values: dict[str, Row]
) -> ParkTables:
    """Return parks, members and national units.

    `national_values` gives tenants and operating firms of each trend key (표1, 2026Q1).
    """
    first = _first_by_name(complexes)
    national = _national_rows(reference, first)
    split_parents = {split.parent for split in SPLITS}
    parks, members = [], []
    joined = {name: join for join in JOINS for name in join}
    for row in complexes:
        place = (row["source_sido"], row["name_ko"])
        named = first[place] is row
        if named and place in split_parents:
            continue
        join = joined.get(place) if named else None
        if join and join[0] != place:
            continue
        stands_on = [first[name] for name in join] if join else [row]
        park = _whole(stands_on, national, named)
        parks.append(park)
        members += [_member(park["park_id"], "complexes", r["row_id"], "whole") for r in stands_on]
    for split in SPLITS:
        park = _split(split, reference, first, national_values)
        parks.append(park)
        parent = first[split.parent]["row_id"]
        members.append(
            _member(park["park_id"], "complexes", parent, "split", part_note(SPLIT_AS_OF))
        )
    members += [
        _member(unit["park_id"], "national_complexes", unit["national_id"], "statistics")
        for unit in national
    ]
    return ParkTables(
        sorted(parks, key=lambda p: p["park_id"]),
        sorted(members, key=lambda m: (m["park_id"], m["member_table"], m["member_id"])),
        sorted(national, key=lambda n: n["national_id"]),
    )


def _first_by_name(complexes: list[Row]) -> dict[PLACE_ID, Row]:
    # Facts made by hand name national complexes first; a namesake of a lower kind comes later.
    first: dict[PLACE_ID, Row] = {}
    for row in complexes:
        first.setdefault((row["source_sido"], row["name_ko"]), row)
    return first


def _national_rows(reference: Path, first: dict[PLACE_ID, Row]) -> list[Row]:
    rows = []
    for fact in read_facts(reference, "national_complexes_crosswalk.csv").to_dict("records"):
        national_id, _, park_id = NATIONAL[fact["trend_key"]]
        places = [part.split("|") for part in fact["kicox_rows"].split(" + ")]
        rows.append(
            {
                "national_id": national_id,
                "name_ko": fact["trend_key"],
                "park_id": park_id,
                "complex_row_ids": ";".join(first[(p[0], p[2])]["row_id"] for p in places),
            }
        )
    return rows


def _whole(stands_on: list[Row], national: list[Row], named: bool) -> Row:
    main = main_row(stands_on)
    row_ids = {row["row_id"] for row in stands_on}
    units = [unit for unit in national if row_ids & set(unit["complex_row_ids"].split(";"))]
    place = (main["source_sido"], main["name_ko"])
    name, park_id = planner_name(main["name_ko"], main["kind_id"]), plain_id(main["row_id"])
    if units:
        _, name, park_id = NATIONAL[units[0]["name_ko"]]
    elif named and place in READABLE_IDS:
        park_id = READABLE_IDS[place]
    officials = list(dict.fromkeys(row["name_ko"] for row in stands_on))
    return {
        "park_id": park_id,
        "name_ko": name,
        "official_name_ko": official_name(stands_on),
        "aliases": name_aliases(name, officials, main["kind_id"], EXTRA_ALIASES.get(park_id, ())),
        "region_id": SIDO[main["sido_code"]][2],
        "national_id": ";".join(sorted(unit["national_id"] for unit in units)),
        **park_figures(stands_on),
    }


def _split(
    split: Split, reference: Path, first: dict[PLACE_ID, Row], values: dict[str, Row]
) -> Row:
    parent = first[split.parent]
    national_id, name, park_id = NATIONAL[split.trend_key]
    child = _child(reference, split)
    green = parent["smart_green_date"] if split.smart_green else ""
    return {
        "park_id": park_id,
        "name_ko": name,
        "official_name_ko": part_name(parent["name_ko"], child["name"]),
        "aliases": name_aliases(name, [child["name"]], "national", EXTRA_ALIASES.get(park_id, ())),
        "kind_id": parent["kind_id"],
        "region_id": SIDO[parent["sido_code"]][2],
        "sido_code": parent["sido_code"],
        "sigungu_code": split.sigungu_code,
        "status_id": STATES[child["status"]],
        "designated_area_thousand_m2": child["designated"],
        "facility_area_thousand_m2": child["facility"],
        "sale_rate_pct": child["sale_rate"].removesuffix(".0"),
        "tenants": values[split.trend_key]["tenants"],
        "operating": values[split.trend_key]["operating"],
        "lon": split.lon,
        "lat": split.lat,
        "coord_source": "general_knowledge",
        "aged_20y": split.aged,
        "aged_priority": split.aged and parent["aged_priority"] == "true",
        "smart_green_date": green,
        "national_id": national_id,
        "source": part_source(SPLIT_AS_OF, CHILDREN_AS_OF),
        "as_of": SPLIT_AS_OF,
        "confidence": "official",
        "note": "노후 여부는 상위단지 지정에서 조성 시기로 나눈 것(일반 지식)",
    }


def _child(reference: Path, split: Split) -> dict[str, str]:
    children = [
        fact | {"name": fact["name_raw"].replace("\xa0", " ").strip().rstrip("①②③④ ").strip()}
        for fact in read_facts(reference, "complexes_2025q3_hierarchy.csv").to_dict("records")
        if fact["child"] == "True" and fact["sido"] == split.parent[0]
    ]
    found = [child for child in children if child["name"] == split.child]
    if len(found) != 1:
        raise ValueError(f"{split.child}: {len(found)} rows in the hierarchy")
    return found[0]


def _member(park_id: str, table: str, member_id: str, basis: str, note: str = "") -> Row:
    return {
        "park_id": park_id,
        "member_table": table,
        "member_id": member_id,
        "basis": basis,
        "note": note,
    }

"""Official complexes of 2025Q4: the 1,363 published rows, untouched, with stable ids."""

from __future__ import annotations

from pathlib import Path

from cluster_planner.domain.complex_ids import KIND_IDS as KINDS
from cluster_planner.domain.complex_ids import STATUS_IDS as STATES
from cluster_planner.domain.complex_ids import STATUS_SOURCE as SOURCE
from cluster_planner.domain.complex_ids import complex_id as id_of
from cluster_planner.domain.complex_ids import row_id
from cluster_planner.domain.official_names import name_key
from data.build.admin_facts import CITY_OF_GU, CODE_BY_SIDO_NAME
from data.build.park_facts import TWO_SIDO
from data.build.reading import read_facts
from data.build.writing import Row

AS_OF = "2025-12-31"
_AREAS = {
    "designated_area_thousand_m2": "designated_area_k_m2",
    "managed_area_thousand_m2": "managed_area_k_m2",
    "facility_area_thousand_m2": "facility_area_k_m2",
    "sale_target_thousand_m2": "sale_target_k_m2",
    "sold_thousand_m2": "sold_k_m2",
    "unsold_thousand_m2": "unsold_k_m2",
}


def complex_rows(reference: Path) -> list[Row]:
    """Return the official rows in their published order."""
    facts = read_facts(reference, "complexes_2025q4.csv").to_dict("records")
    aged = _aged(reference)
    own = {_key(fact): _own_id(fact) for fact in facts}
    shared = {member: own[pair[0]] for pair in TWO_SIDO for member in pair}
    rows = [_row(fact, shared.get(_key(fact)), own[_key(fact)]) for fact in facts]
    return [row | {"aged_20y": "true"} if _spelt(row) in aged else row for row in rows]


def _aged(reference: Path) -> set[tuple[str, str, str]]:
    """Return appendix 4 by kind, 시도 and spelling: it writes some names in another way."""
    listed = read_facts(reference, "aged_complexes_2025q3.csv").to_dict("records")
    return {(KINDS[fact["kind"]], fact["sido"], name_key(fact["name_raw"])) for fact in listed}


def _spelt(row: Row) -> tuple[str, str, str]:
    return row["kind_id"], row["source_sido"], name_key(row["name_ko"])


def _key(fact: dict[str, str]) -> tuple[str, str]:
    # Kind and 시군구 tell apart the many namesakes; the rows named in park_facts need neither.
    pair = (fact["sido_src"], fact["name"])
    named = {member for two in TWO_SIDO for member in two}
    return (
        pair
        if pair in named
        else (fact["sido_src"], "|".join((fact["name"], fact["kind"], fact["sigungu_src"])))
    )


def _own_id(fact: dict[str, str]) -> str:
    place = (fact["kind"], fact["sido_src"], fact["sigungu_src"], fact["name"])
    return id_of(fact["dan_ids"], *place, city_code(fact))


def city_code(fact: dict[str, str]) -> str:
    """Return the code of the 시군구 with 일반구 gathered into its city."""
    return CITY_OF_GU.get(fact["sgg_code"], fact["sgg_code"])


def _row(fact: dict[str, str], shared: str | None, own: str) -> Row:
    complex_id = shared or own
    sido_code = CODE_BY_SIDO_NAME[fact["sido_src"]]
    return {
        "row_id": row_id(complex_id, fact["sido_src"], sido_code, in_two_sido=shared is not None),
        "complex_id": complex_id,
        "name_ko": fact["name"],
        "kind_id": KINDS[fact["kind"]],
        "sido_code": CODE_BY_SIDO_NAME[fact["sido"]],
        "sigungu_code": city_code(fact),
        "source_sido": fact["sido_src"],
        "source_sigungu": fact["sigungu_src"],
        "status_id": STATES[fact["status"]],
        **{ours: _number(fact[theirs]) for ours, theirs in _AREAS.items()},
        "sale_rate_pct": _number(fact["sale_rate_pct"]),
        "tenants": fact["tenants"],
        "operating": fact["operating"],
        "dan_ids": fact["dan_ids"],
        "lon": fact["lon"],
        "lat": fact["lat"],
        "coord_source": fact["coord_source"],
        "aged_20y": fact["aged_20y"].lower(),
        "aged_priority": fact["aged_priority"].lower(),
        "smart_green_date": fact["smart_green_date"],
        "source": SOURCE,
        "as_of": AS_OF,
        "confidence": "official",
    }


def _number(text: str) -> str:
    return text.removesuffix(".0")

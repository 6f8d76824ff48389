"""Regions and the crosswalk of codes and names, both ways."""

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.units import split_list


def test_eight_regions_hold_every_sido_once(snapshot: Snapshot):
    members = [code for cell in snapshot["regions"]["sido_codes"] for code in split_list(cell)]

    assert 8 == len(snapshot["regions"])
    assert sorted(snapshot.sido["sido_code"]) == sorted(members)


def test_five_regions_are_poles_and_three_special(snapshot: Snapshot):
    kinds = snapshot["regions"].set_index("region_id")["region_type"]

    assert {"gangwon", "jeonbuk", "jeju"} == set(kinds.index[kinds == "special"])
    assert 5 == (kinds == "pole").sum()


def test_every_new_code_is_on_the_map(snapshot: Snapshot):
    known = set(snapshot.sigungu["sigungu_code"]) | set(snapshot.sido["sido_code"])

    assert set() == set(snapshot["admin_codes"]["new_code"]) - known


def test_no_old_code_is_still_used_unless_it_was_split(snapshot: Snapshot):
    codes = snapshot["admin_codes"]

    assert set() == set(codes["old_code"]) & set(snapshot.sigungu["sigungu_code"])


def test_only_split_codes_need_a_point(snapshot: Snapshot):
    codes = snapshot["admin_codes"]
    split = codes[codes.duplicated("old_code", keep=False)]

    assert {"28110", "28260"} == set(split["old_code"])
    assert split["needs_point"].all()
    assert not codes.drop(split.index)["needs_point"].any()


def test_every_sigungu_of_a_recoded_sido_has_its_old_code(snapshot: Snapshot):
    codes = snapshot["admin_codes"]
    for sido in ("12", "51", "52"):
        here = snapshot.sigungu.loc[snapshot.sigungu["sido_code"] == sido, "sigungu_code"]
        assert set(here) <= set(codes["new_code"])


def test_known_codes_lead_where_they_should(snapshot: Snapshot):
    codes = snapshot["admin_codes"]
    table = codes[~codes["needs_point"]].set_index("old_code")["new_code"]

    assert {
        "46130": "12130",
        "29200": "12330",
        "42110": "51110",
        "45111": "52110",
        "47720": "27720",
        "28140": "28125",
        "41273": "41270",
        "46": "12",
    }.items() <= dict(table).items()


def test_old_and_short_names_lead_to_todays_code(snapshot: Snapshot):
    names = snapshot["admin_names"]
    table = {(row.level, row.name): row.code for row in names.itertuples(index=False)}

    assert ("12130", "12130", "12300", "51110", "52", "28275") == (
        table["sigungu", "전남광주 여수시"],
        table["sigungu", "전라남도 여수시"],
        table["sigungu", "광주 북구"],
        table["sigungu", "강원도 춘천시"],
        table["sido", "전라북도"],
        table["sigungu", "인천 서해구"],
    )


def test_every_place_name_of_the_official_rows_leads_to_its_code(snapshot: Snapshot):
    names = snapshot["admin_names"]
    known = set(zip(names["name"], names["code"], strict=True))
    rows = snapshot["complexes"][["source_sido", "source_sigungu", "sigungu_code"]]
    lost = {
        (f"{sido} {place}", code)
        for sido, place, code in rows.itertuples(index=False)
        if (f"{sido} {place}", code) not in known
    }

    assert set() == lost


def test_every_sigungu_has_a_current_name(snapshot: Snapshot):
    names = snapshot["admin_names"]
    current = names[names["is_current"] & (names["level"] == "sigungu")]

    assert set(snapshot.sigungu["sigungu_code"]) == set(current["code"])

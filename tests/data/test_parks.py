"""Official rows stand untouched; parks stand on each of them exactly once."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from cluster_planner.domain.core_rule import core_reasons
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.units import split_list

SPLIT_PARKS = {"p_banwol", "p_sihwa", "p_sihwa_mtv", "p_songsan", "p_bupyeong", "p_juan"}


def members(snapshot: Snapshot, basis: str) -> pd.DataFrame:
    table = snapshot["park_members"]
    return table[table["basis"] == basis]


def test_four_complexes_stand_in_two_sido(snapshot: Snapshot):
    complexes = snapshot["complexes"]
    twice = complexes[complexes.duplicated("complex_id", keep=False)]

    assert 1363 == complexes["row_id"].nunique()
    assert 1359 == complexes["complex_id"].nunique()
    assert {"한국수출산업", "빛그린", "아산국가", "명지·녹산"} == set(twice["name_ko"])
    assert (twice.groupby("complex_id")["source_sido"].nunique() == 2).all()


def test_every_official_row_is_claimed_exactly(snapshot: Snapshot):
    whole = members(snapshot, "whole")["member_id"]
    split = members(snapshot, "split")["member_id"]

    assert whole.is_unique
    assert set() == set(whole) & set(split)
    assert set(snapshot["complexes"]["row_id"]) == set(whole) | set(split)
    assert {"반월특수지역", "한국수출산업"} == set(
        snapshot["complexes"].set_index("row_id").loc[list(set(split)), "name_ko"]
    )


@pytest.mark.parametrize("figure", ["tenants", "operating", "designated_area_thousand_m2"])
def test_parks_on_whole_rows_add_up_to_their_rows(snapshot: Snapshot, figure: str):
    whole = members(snapshot, "whole").merge(
        snapshot["complexes"], left_on="member_id", right_on="row_id", validate="one_to_one"
    )
    expected = whole.groupby("park_id")[figure].sum().astype("float64")
    parks = snapshot["parks"].set_index("park_id")[figure].astype("float64")

    pd.testing.assert_series_equal(
        expected, parks.reindex(expected.index), check_names=False, check_index_type=False
    )


def test_split_parks_stand_on_the_national_statistic(snapshot: Snapshot):
    parks = snapshot["parks"].set_index("park_id")
    stats = snapshot["national_stats"]
    total = stats[(stats["industry_id"] == "total") & (stats["size_id"] == "all")]
    tenants = total[total["metric_id"] == "tenants"].set_index("national_id")["value"]

    assert SPLIT_PARKS == set(members(snapshot, "split")["park_id"])
    for park_id in SPLIT_PARKS:
        assert tenants[parks.loc[park_id, "national_id"]] == parks.loc[park_id, "tenants"]
        assert "2026-03-31" == parks.loc[park_id, "as_of"]
        assert "399004" in parks.loc[park_id, "source"]


def test_the_parts_of_a_split_row_are_near_its_whole(snapshot: Snapshot):
    parks = snapshot["parks"].set_index("park_id")["tenants"]
    rows = snapshot["complexes"].set_index("row_id")["tenants"]
    for row_id, group in members(snapshot, "split").groupby("member_id"):
        assert abs(parks[list(group["park_id"])].sum() / rows[row_id] - 1) < 0.01


def test_the_parks_that_planners_speak_of_are_there(snapshot: Snapshot):
    parks = snapshot["parks"].set_index("park_id")

    assert {
        "p_banwol": "반월",
        "p_sihwa": "시화",
        "p_seoul_digital": "서울디지털",
        "p_gumi": "구미",
        "p_ulsan_mipo": "울산·미포",
        "p_noksan": "명지·녹산",
        "p_changwon": "창원",
        "p_gwangyang": "광양",
    }.items() <= dict(parks["name_ko"]).items()
    assert 3000 == parks.loc["p_gumi", "tenants"]
    assert {"울산미포", "울산ㆍ미포", "울산미포국가산업단지"} <= set(
        split_list(parks.loc["p_ulsan_mipo", "aliases"])
    )


def test_planner_names_carry_no_noise(snapshot: Snapshot):
    names = snapshot["parks"]["name_ko"]

    assert [] == names[names.str.contains(r"재생사업|\(구|\[")].tolist()


def test_no_park_lists_its_own_name_as_an_alias(snapshot: Snapshot):
    parks = snapshot["parks"]

    assert not [row.park_id for row in parks.itertuples() if row.name_ko in split_list(row.aliases)]


def test_every_statistic_unit_belongs_to_one_park_that_names_it(snapshot: Snapshot):
    named = {
        (park_id, unit)
        for park_id, cell in snapshot["parks"][["park_id", "national_id"]].itertuples(index=False)
        for unit in split_list(cell)
    }
    units = snapshot["national_complexes"]

    assert named == set(zip(units["park_id"], units["national_id"], strict=True))


def test_core_parks_are_what_the_rule_says(snapshot: Snapshot):
    parks = snapshot["parks"]
    expected = core_reasons(parks, snapshot.core_rule)

    assert expected.tolist() == parks["core_reasons"].tolist()
    assert (expected != "").tolist() == parks["is_core"].tolist()


def test_every_region_and_sido_has_core_parks_and_they_are_few(snapshot: Snapshot):
    parks = snapshot["parks"]
    core = parks[parks["is_core"]]

    assert set(snapshot["regions"]["region_id"]) == set(core["region_id"])
    assert set(snapshot.sido["sido_code"]) == set(core["sido_code"])
    assert 60 <= len(core) <= 110


def test_every_coordinate_says_where_it_is_from(snapshot: Snapshot):
    counts = snapshot["complexes"]["coord_source"].value_counts().to_dict()

    assert {
        "damdan_name": 1058,
        "damdan_fuzzy": 196,
        "damdan_manual": 57,
        "sigungu_point": 52,
    } == counts
    guessed = snapshot["parks"].query("coord_source == 'general_knowledge'")["park_id"]
    assert SPLIT_PARKS == set(guessed)


def test_point_exceptions_give_the_true_distance_and_place(snapshot: Snapshot):
    stated = snapshot.sigungu.to_crs("EPSG:5179").set_index("sigungu_code").geometry
    points = pd.concat(
        [
            snapshot["complexes"].set_index("row_id")[["lon", "lat"]],
            snapshot["parks"].set_index("park_id")[["lon", "lat"]],
        ]
    )
    for row in snapshot["point_exceptions"].itertuples():
        lon, lat = points.loc[row.row_id]
        point = gpd.GeoSeries([shapely.Point(lon, lat)], crs="EPSG:4326").to_crs("EPSG:5179")[0]
        inside = stated.index[stated.covers(point)].tolist()

        assert row.distance_km == pytest.approx(
            stated[row.sigungu_code].distance(point) / 1000, abs=0.001
        )
        assert inside == ([] if pd.isna(row.inside_sigungu_code) else [row.inside_sigungu_code])


def test_point_exceptions_state_a_distance_and_a_reason(snapshot: Snapshot):
    exceptions = snapshot["point_exceptions"]

    assert (exceptions["distance_km"] > 0).all()
    assert exceptions["reason_ko"].str.len().min() > 10
    far = exceptions[exceptions["distance_km"] > 2]
    assert {"c_131020", "p_ulsan_mipo", "c_146010", "p_gwangyang"} == set(far["row_id"])

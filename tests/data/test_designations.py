"""Designations name the right parks and count each project's money once."""

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot


def of(snapshot: Snapshot, designation_id: str) -> pd.DataFrame:
    table = snapshot["designations"]
    return table[table["designation_id"] == designation_id]


def test_ten_ax_demonstrations_stand_on_known_parks(snapshot: Snapshot):
    ax = of(snapshot, "ax_demo")

    assert 10 == ax["project_id"].nunique()
    assert {"p_cheonan2", "p_cheonan3", "p_cheonan4"} == set(
        ax.loc[ax["project_id"] == "ax_cheonan", "park_id"]
    )


def test_each_project_names_its_money_once(snapshot: Snapshot):
    ax = of(snapshot, "ax_demo")
    for name in ("amount_total_mkrw", "national_mkrw"):
        assert (ax.groupby("project_id")[name].count() <= 1).all()
    assert 222_00 == ax.set_index("park_id").loc["p_changwon", "amount_total_mkrw"]
    assert 228_25 == ax["amount_total_mkrw"].dropna().loc[ax["park_id"] == "p_cheonan2"].item()


def test_a_split_with_all_its_parts_adds_up_to_the_total(snapshot: Snapshot):
    ax = of(snapshot, "ax_demo")
    parts = ["national_mkrw", "local_mkrw", "private_mkrw"]
    whole = ax.dropna(subset=["amount_total_mkrw", *parts])

    assert {"p_changwon", "p_noksan", "p_ulsan_mipo", "p_hupyeong"} == set(whole["park_id"])
    assert whole["amount_total_mkrw"].tolist() == whole[parts].sum(axis=1).tolist()


def test_unknown_shares_stay_empty(snapshot: Snapshot):
    ax = of(snapshot, "ax_demo").set_index("park_id")

    assert pd.isna(ax.loc["p_cheonan2", "local_mkrw"])
    assert pd.isna(ax.loc["p_banwol", "amount_total_mkrw"])
    assert 14_000 == ax.loc["p_banwol", "national_mkrw"]


def test_crisis_covers_every_park_of_four_cities(snapshot: Snapshot):
    cities = {"12130", "44210", "47110", "12190"}
    parks = snapshot["parks"]
    inside = parks[parks["sigungu_code"].isin(cities)]

    assert set(inside["park_id"]) == set(of(snapshot, "crisis")["park_id"])
    assert set(inside["park_id"]) == set(parks.loc[parks["subsidy_tier"] == "crisis", "park_id"])
    assert set(inside["park_id"]) == set(parks.loc[parks["crisis_from"].notna(), "park_id"])


def test_the_park_columns_repeat_the_designations(snapshot: Snapshot):
    parks = snapshot["parks"].set_index("park_id")
    green = of(snapshot, "smart_green").set_index("park_id")["date"]

    assert dict(green) == dict(parks["smart_green_date"].dropna())
    assert set(of(snapshot, "ax_demo")["park_id"]) == set(
        parks.index[parks["ax_demo_year"].notna()]
    )
    assert set(of(snapshot, "aged_priority")["park_id"]) == set(parks.index[parks["aged_priority"]])


def test_smart_green_parks_are_dated_by_the_official_appendix(snapshot: Snapshot):
    parks = snapshot["parks"].set_index("park_id")["smart_green_date"]

    assert ("2019-02-19", "2025-05-09", "2023-04-18") == (
        parks["p_changwon"],
        parks["p_asan"],
        parks["p_juan"],
    )
    assert pd.isna(parks["p_songsan"])
    assert pd.isna(parks["p_seoul_digital"])

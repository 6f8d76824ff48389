"""Figures of areas on the real data: hand-checked values, sums that tie, and what is missing."""

import pytest

from cluster_planner.indicators.area_figures import (
    INDICATOR_IDS,
    PLAN,
    AreaValue,
    area_figures,
    plan_money,
)
from cluster_planner.indicators.areas import Level
from cluster_planner.indicators.unsold import for_sale_thousand_m2
from tests.real_data import real_snapshot

LEVELS: tuple[Level, ...] = ("region", "sigungu")
DATA = tuple(i for i in INDICATOR_IDS if i != PLAN)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("indicator_id", "total"),
    [
        ("parks", 1363),
        ("tenants", 131_226),
        ("operating", 121_015),
        ("ax_demo", 14),
        ("smart_green", 33),
        ("crisis", 43),
        ("designated", 107),
    ],
)
def test_areas_sum_to_the_country(level: Level, indicator_id: str, total: int) -> None:
    known = area_figures(real_snapshot(), level, indicator_id).known
    assert sum(known.values()) == total


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("indicator_id", DATA)
def test_every_area_has_an_entry_and_counts_its_parks(level: Level, indicator_id: str) -> None:
    figures = area_figures(real_snapshot(), level, indicator_id)
    assert len(figures.values) == {"region": 8, "sigungu": 230}[level]
    assert sum(v.counted + v.missing for v in figures.values.values()) == 1363
    assert figures.source
    assert figures.as_of


def test_jobs_and_utilisation_of_a_city_by_hand() -> None:
    """창원: the published unit 창원; 창원's other national park (마산자유무역) is 비공개 or its own row."""
    stats = real_snapshot().national_stats
    units = real_snapshot().national_complexes
    parks = real_snapshot().parks.set_index("park_id")["sigungu_code"]
    here = set(units.loc[units["park_id"].map(parks) == "48120", "national_id"])
    whole = stats[
        stats["national_id"].isin(here)
        & (stats["industry_id"] == "total")
        & (stats["size_id"] == "all")
    ]
    jobs = whole[whole["metric_id"] == "jobs"]["value"].sum()
    value = area_figures(real_snapshot(), "sigungu", "jobs").values["48120"]
    assert value.value == jobs == 119_212
    assert (value.counted, value.held_back) == (1, 1)


def test_held_back_is_told_from_missing() -> None:
    figures = area_figures(real_snapshot(), "sigungu", "utilization_pct")
    states = [v.is_held_back for v in figures.values.values() if v.value is None]
    assert (sum(states), len(states)) == (4, 202)


@pytest.mark.parametrize("indicator_id", DATA)
def test_an_area_without_parks_is_no_measured_zero(indicator_id: str) -> None:
    figures = area_figures(real_snapshot(), "sigungu", indicator_id)
    assert figures.values["11110"].is_without_parks  # 종로구
    assert sum(v.is_without_parks for v in figures.values.values()) == 47
    assert not any(
        v.is_without_parks
        for v in area_figures(real_snapshot(), "region", indicator_id).values.values()
    )


def test_sale_counts_land_that_is_offered_and_not_parks_before_their_sale() -> None:
    """The source prints 0 % for 230 rows of which no land is offered yet: that is no rate."""
    figures = area_figures(real_snapshot(), "region", "sale_pct")
    rows = real_snapshot().complexes
    parks = real_snapshot().parks.set_index("park_id")
    members = real_snapshot().park_members
    here = members[
        (members["member_table"] == "complexes")
        & (members["park_id"].map(parks["region_id"]) == "central")
    ]
    land = rows[rows["row_id"].isin(here["member_id"])]
    by_hand = 100 * land["sold_thousand_m2"].sum() / land["sale_target_thousand_m2"].sum()
    assert figures.values["central"].value == pytest.approx(by_hand, abs=0.01)
    assert round(figures.known["central"], 1) == 96.2
    assert figures.values["jeju"] == AreaValue(100.0, 5, 2, 0)


def test_a_park_that_holds_a_unit_back_gives_no_part_of_a_rate() -> None:
    """국가식품클러스터 (익산) has two units, one of them held back: neither counts."""
    value = area_figures(real_snapshot(), "sigungu", "utilization_pct").values["52140"]
    assert (value.counted, value.missing, value.held_back) == (1, 9, 1)


def test_plan_money_goes_to_the_area_of_its_park() -> None:
    spent = {"p_changwon": 14_000, "p_gumi": 1_000, "p_banwol": 500}
    regions = plan_money(real_snapshot(), "region", spent).known
    assert regions["southeast"] == 14_000
    assert regions["daegyeong"] == 1_000
    assert sum(regions.values()) == 15_500
    assert plan_money(real_snapshot(), "sigungu", {}).known["48120"] == 0


def test_an_unknown_indicator_is_an_error() -> None:
    with pytest.raises(KeyError):
        area_figures(real_snapshot(), "region", "weather")


def test_utilisation_is_weighted_by_capacity() -> None:
    cells = {
        (r["national_id"], r["metric_id"]): r["value"]
        for r in real_snapshot().national_stats.to_dict("records")
        if r["industry_id"] == "total" and r["size_id"] == "all" and r["state"] == "value"
    }
    parks = real_snapshot().parks.set_index("park_id")["region_id"]
    units = real_snapshot().national_complexes
    here = units.loc[units["park_id"].map(parks) == "southeast", "national_id"]
    weights = {i: cells[i, "capacity_mkrw"] for i in here if (i, "capacity_mkrw") in cells}
    used = sum(cells[i, "utilization_pct"] * weight for i, weight in weights.items())
    value = area_figures(real_snapshot(), "region", "utilization_pct").values["southeast"]
    assert value.value == pytest.approx(used / sum(weights.values()))
    assert value.counted == len(weights) == 6


def test_parks_old_by_either_list_are_aged() -> None:
    value = area_figures(real_snapshot(), "region", "aged_pct").known["southeast"]
    assert value == pytest.approx(100 * 80 / 282)


def test_a_rate_of_tenants_stands_on_no_park_where_nobody_is_a_tenant() -> None:
    values = area_figures(real_snapshot(), "sigungu", "operating_pct").values.values()
    without = [v for v in values if v.value is None and not v.is_without_parks]
    assert len(without) == 7
    assert all(v.counted == 0 and v.missing > 0 for v in without)


def test_parks_that_share_an_official_row_do_not_each_count_all_of_its_land() -> None:
    """반월특수지역 is one row of four parks: their own 산업시설구역 stands for it."""
    parks = real_snapshot().parks.set_index("park_id")
    members = real_snapshot().park_members
    shared = set(members.loc[members["basis"] == "split", "park_id"])
    land = for_sale_thousand_m2(real_snapshot())
    assert len(shared) == 6
    for park_id in shared:
        assert land[park_id] == parks.at[park_id, "facility_area_thousand_m2"]
    assert land.sum() == 632_157 - 22_255 - 1_452 + sum(land[i] for i in shared)

"""Areas add up to the country, and say what they leave out."""

import math

import pytest

from cluster_planner.indicators.areas import Level, area_table
from tests.real_data import real_snapshot


@pytest.mark.parametrize(("level", "areas"), [("region", 8), ("sigungu", 230)])
def test_every_area_stands_and_all_parks_are_in_one(level: Level, areas: int) -> None:
    table, parks = area_table(real_snapshot(), level), real_snapshot().parks
    assert areas == len(table)
    assert len(parks) == table["parks"].sum()
    assert int(parks["tenants"].sum()) == table["tenants"].sum()
    assert int(parks["is_core"].sum()) == table["core"].sum()
    assert 37 == table["published"].sum()


def test_published_figures_are_those_of_the_statistic() -> None:
    stats = real_snapshot().national_stats
    jobs = stats.query("metric_id == 'jobs' and industry_id == 'total' and size_id == 'all'")
    table = area_table(real_snapshot(), "region")
    half_known = 1_707  # 국가식품클러스터: its second unit is held back, so its sum is
    assert jobs["value"].sum() - half_known == pytest.approx(table["jobs"].sum())
    assert 6 == table["held_back"].sum()


def test_nothing_published_is_missing_and_no_parks_are_zero() -> None:
    jeju = area_table(real_snapshot(), "region").loc["jeju"]
    assert math.isnan(jeju["jobs"])
    assert math.isnan(jeju["production_mkrw_quarter"])
    empty = area_table(real_snapshot(), "sigungu").query("parks == 0")
    assert 47 == len(empty)
    assert (empty["tenants"] == 0).all()
    assert empty["operating_pct"].isna().all()


def test_grants_are_counted_once_in_a_region() -> None:
    central = area_table(real_snapshot(), "region").loc["central"]
    assert (3, 1) == (central["ax_demo"], central["ax_projects"])
    assert 0 == area_table(real_snapshot(), "region").loc["daegyeong", "ax_projects"]

"""Figures of areas on the real data: hand-checked values, sums that tie, and what is missing."""

import pytest

from cluster_planner.indicators.area_figures import (
    INDICATOR_IDS,
    PLAN,
    area_figures,
    plan_money,
)
from cluster_planner.indicators.areas import Level
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


def test_a_rate_is_missing_where_there_is_no_park_and_a_count_is_zero() -> None:
    jongno = "11110"
    assert area_figures(real_snapshot(), "sigungu", "sale_pct").values[jongno].value is None
    assert area_figures(real_snapshot(), "sigungu", "tenants").values[jongno].value == 0


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

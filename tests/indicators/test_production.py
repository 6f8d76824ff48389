"""What parks produce: printed totals are kept, suppressed figures filled and marked."""

import numpy as np
import pandas as pd
import pytest

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.production import (
    fit_production,
    industry_cells,
    industry_production,
)
from cluster_planner.indicators.value_at_stake import production_estimate, value_at_stake
from tests.real_data import real_snapshot, tables_of

Cell = tuple[float | None, str]


def unit_stats(unit: str, production: dict[str, Cell], firms: dict[str, float]) -> pd.DataFrame:
    rows = [(unit, "production_mkrw_quarter", "all", i, v, s) for i, (v, s) in production.items()]
    rows += [(unit, "operating", "all", i, n, "value") for i, n in firms.items()]
    rows += [(unit, "operating", "under_50", i, 999.0, "value") for i in firms]
    names = ["national_id", "metric_id", "size_id", "industry_id", "value", "state"]
    return pd.DataFrame(rows, columns=names)


def country(*units: pd.DataFrame) -> Snapshot:
    """Each unit `x` stands in park `p_x`."""
    stats = pd.concat(units, ignore_index=True)
    ids = stats["national_id"].unique()
    parks = pd.DataFrame({"national_id": ids, "park_id": [f"p_{i}" for i in ids]})
    return tables_of(national_stats=stats, national_complexes=parks)


MIXED = unit_stats(
    "mixed",
    {
        "total": (100.0, "value"),
        "steel": (40.0, "value"),
        "food": (None, "suppressed"),
        "textile": (None, "suppressed"),
        "machinery": (None, "missing"),
    },
    {"steel": 5.0, "food": 1.0, "textile": 2.0, "machinery": 7.0},
)
HIDDEN = unit_stats(
    "hidden", {"total": (None, "suppressed"), "steel": (40.0, "value")}, {"steel": 5.0}
)
UNPRINTED = unit_stats("unprinted", {"steel": (40.0, "value")}, {"steel": 5.0})


def test_suppressed_figures_share_what_the_total_leaves_by_firms_and_are_marked() -> None:
    table = industry_production(country(MIXED), quarters_per_year=4.0).set_index("industry_id")

    assert table["production_mkrw"].to_dict() == {
        "food": pytest.approx(4 * 20.0),
        "machinery": 0.0,
        "steel": 4 * 40.0,
        "textile": pytest.approx(4 * 40.0),
    }
    assert table.index[table["spread"]].tolist() == ["food", "textile"]
    assert table["firms"].to_dict() == {"food": 1, "machinery": 7, "steel": 5, "textile": 2}


def test_unit_whose_total_is_suppressed_or_missing_has_no_rows() -> None:
    table = industry_production(country(MIXED, HIDDEN, UNPRINTED), quarters_per_year=4.0)

    assert table["park_id"].unique().tolist() == ["p_mixed"]


def test_nothing_is_filled_below_zero_when_the_parts_exceed_the_total() -> None:
    parts = {"total": (30.0, "value"), "steel": (40.0, "value"), "food": (None, "suppressed")}
    unit = unit_stats("odd", parts, {"steel": 1.0, "food": 1.0})
    table = industry_production(country(unit), quarters_per_year=1.0).set_index("industry_id")

    assert table["production_mkrw"].to_dict() == {"food": 0.0, "steel": 40.0}


def test_yearly_production_of_every_park_is_four_times_its_printed_totals() -> None:
    snapshot = real_snapshot()
    cells = industry_cells(snapshot, "production_mkrw_quarter")
    printed = cells[(cells["industry_id"] == "total") & (cells["state"] == "value")]
    ours = industry_production(snapshot, 4.0).groupby("park_id")["production_mkrw"].sum()

    expected = printed.groupby("park_id")["value"].sum() * 4
    pd.testing.assert_series_equal(
        expected.sort_index(), ours.sort_index(), check_names=False, atol=0.02, rtol=0
    )


def test_interval_fitted_without_a_park_holds_it_at_least_seven_times_in_ten() -> None:
    estimate = production_estimate(real_snapshot())

    assert estimate.sample >= 30
    assert 0.7 <= estimate.coverage < 1
    assert estimate.low_factor < 1 < estimate.high_factor


def test_fit_finds_the_law_that_made_the_figures() -> None:
    firms = np.array([5.0, 20.0, 80.0, 300.0, 1000.0, 40.0])
    area = np.array([90.0, 10.0, 400.0, 30.0, 700.0, 55.0])
    made = 7 * firms**0.5 * area
    known = pd.DataFrame({"firms": firms, "area_thousand_m2": area, "production_mkrw": made})
    unusable = pd.DataFrame({"firms": [0.0], "area_thousand_m2": [1.0], "production_mkrw": [1.0]})
    estimate = fit_production(pd.concat([known, unusable]))

    assert estimate.sample == 6
    assert (estimate.firms_slope, estimate.area_slope) == pytest.approx((0.5, 1.0))
    assert estimate.central_mkrw(np.array([100.0]), np.array([10.0])) == pytest.approx(700.0)
    assert (estimate.low_factor, estimate.high_factor) == pytest.approx((1.0, 1.0))


def test_parks_with_printed_production_are_not_marked_and_all_others_are() -> None:
    snapshot = real_snapshot()
    stakes = value_at_stake(snapshot)
    printed = set(industry_production(snapshot, 4.0)["park_id"])

    assert set(stakes.loc[~stakes["estimated"], "park_id"]) == printed
    assert set(stakes.loc[stakes["estimated"], "park_id"]).isdisjoint(printed)
    assert stakes["estimated"].any()

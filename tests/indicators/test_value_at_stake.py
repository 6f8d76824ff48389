"""Added value at stake, recomputed from the files alone."""

import pandas as pd
import pytest

from cluster_planner.indicators.value_at_stake import value_at_stake
from cluster_planner.sources.embedded import data_home
from tests.real_data import real_snapshot


def from_the_files(park_id: str, end: str) -> dict[str, float]:
    """Division → Σ quarter production × 4 × ratio, by plain pandas on the CSVs."""
    read = {
        name: pd.read_csv(data_home() / f"{name}.csv")
        for name in ("national_stats", "national_complexes", "industries", "park_divisions")
    }
    units = read["national_complexes"].query("park_id == @park_id")["national_id"]
    stats = read["national_stats"]
    cells = stats[
        stats["national_id"].isin(units)
        & (stats["metric_id"] == "production_mkrw_quarter")
        & (stats["size_id"] == "all")
        & (stats["industry_id"] != "total")
    ]
    assert (cells["state"] == "value").all()
    rows = cells.merge(read["industries"], on="industry_id")
    own = read["park_divisions"].query("park_id == @park_id")
    chosen = dict(zip(rows["industry_id"], rows["division_id"], strict=True))
    chosen |= dict(zip(own["industry_id"], own["division_id"], strict=True))
    rows["division"] = rows["industry_id"].map(chosen)
    rows["stake"] = rows["value"] * 4 * rows[f"value_added_{end}_pct"] / 100
    return rows.groupby("division")["stake"].sum().to_dict()


@pytest.mark.parametrize("park_id", ["p_changwon", "p_yeosu", "p_gunsan"])
@pytest.mark.parametrize("end", ["low", "central", "high"])
def test_stake_is_production_times_ratio_of_each_industry(park_id: str, end: str) -> None:
    stakes = value_at_stake(real_snapshot()).query("park_id == @park_id")

    ours = stakes.set_index("division_id")[f"{end}_mkrw"].to_dict()
    assert ours == pytest.approx(from_the_files(park_id, end))
    assert not stakes["estimated"].any()


def test_ends_stand_in_order_and_no_unit_stands_twice() -> None:
    stakes = value_at_stake(real_snapshot())

    assert (stakes["low_mkrw"] <= stakes["central_mkrw"]).all()
    assert (stakes["central_mkrw"] <= stakes["high_mkrw"]).all()
    assert not stakes.duplicated(["park_id", "division_id"]).any()

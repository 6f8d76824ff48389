"""The national statistic keeps suppressed, missing and zero apart, and adds up."""

import pandas as pd
import pytest

from cluster_planner.domain.snapshot import Snapshot


def cells(table: pd.DataFrame, metric_id: str, industry_id: str = "total") -> pd.DataFrame:
    chosen = (
        (table["metric_id"] == metric_id)
        & (table["industry_id"] == industry_id)
        & (table["size_id"] == "all")
    )
    return table[chosen]


def test_only_a_cell_with_a_value_holds_one(snapshot: Snapshot):
    for name in ("national_stats", "national_totals"):
        table = snapshot[name]
        assert (table["value"].notna() == (table["state"] == "value")).all()


def test_suppressed_missing_and_zero_are_all_there_and_differ(snapshot: Snapshot):
    stats = snapshot["national_stats"].set_index(
        ["national_id", "metric_id", "industry_id", "size_id"]
    )

    assert "suppressed" == stats.loc[("jinhae", "jobs", "total", "all"), "state"]
    assert "missing" == stats.loc[("osong", "utilization_pct", "machinery", "all"), "state"]
    assert 0 == stats.loc[("songsan", "operating", "total", "all"), "value"]


def test_published_cross_checks(snapshot: Snapshot):
    stats = snapshot["national_stats"]
    changwon = stats[
        (stats["national_id"] == "changwon")
        & (stats["industry_id"] == "total")
        & (stats["size_id"] == "all")
    ].set_index("metric_id")["value"]

    assert (3320, 2860, 119_212, 15_749_902) == tuple(
        round(changwon[name])
        for name in ("tenants", "operating", "jobs", "production_mkrw_quarter")
    )
    assert 4_374_454.445 == pytest.approx(changwon["exports_kusd"])


@pytest.mark.parametrize("metric_id", ["tenants", "operating", "mfg_operating", "renters"])
def test_counts_that_are_never_suppressed_sum_to_the_printed_total(
    snapshot: Snapshot, metric_id: str
):
    units = cells(snapshot["national_stats"], metric_id)

    assert (units["state"] == "value").all()
    assert cells(snapshot["national_totals"], metric_id)["value"].item() == units["value"].sum()


@pytest.mark.parametrize(
    "metric_id", ["production_mkrw_quarter", "exports_kusd", "jobs", "capacity_mkrw"]
)
def test_suppressed_metrics_never_sum_above_the_printed_total(snapshot: Snapshot, metric_id: str):
    units = cells(snapshot["national_stats"], metric_id)
    printed = cells(snapshot["national_totals"], metric_id)["value"].item()

    assert (units["state"] == "suppressed").any()
    assert 0 < units["value"].sum() <= printed
    assert units["value"].sum() > 0.99 * printed


@pytest.mark.parametrize("metric_id", ["tenants", "operating", "jobs", "production_mkrw_quarter"])
def test_industries_of_the_printed_row_sum_to_its_total(snapshot: Snapshot, metric_id: str):
    totals = snapshot["national_totals"]
    here = totals[(totals["metric_id"] == metric_id) & (totals["size_id"] == "all")]
    parts = here[here["industry_id"] != "total"]["value"].sum()

    assert cells(totals, metric_id)["value"].item() == pytest.approx(parts, abs=1)


def test_production_of_a_quarter_is_in_million_won(snapshot: Snapshot):
    printed = cells(snapshot["national_totals"], "production_mkrw_quarter")

    assert 176_798_624 == round(printed["value"].item())
    assert "백만원" == printed["unit_ko"].item()

"""Every frame of a run adds up to the same plan."""

import pandas as pd
import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present import rows
from cluster_planner.present.headers import header
from cluster_planner.present.summary import totals
from cluster_planner.sources.embedded import load_snapshot
from tests.cli.small_plans import small_run

FRAMES = (
    rows.award_rows,
    rows.assignment_rows,
    rows.park_rows,
    rows.region_rows,
    rows.region_year_rows,
    rows.programme_year_rows,
)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot()


@pytest.fixture(scope="module")
def run(snapshot: Snapshot) -> Run:
    near, other = snapshot.partners["partner_id"].iloc[:2]
    return small_run(("p_changwon", "p_banwol"), (near, other))


@pytest.mark.parametrize(
    "frame_of", [rows.award_rows, rows.park_rows, rows.region_rows, rows.region_year_rows]
)
def test_national_money_is_the_same_in_every_frame(
    run: Run, snapshot: Snapshot, frame_of: object
) -> None:
    assert frame_of(run, snapshot)["national_mkrw"].sum() == totals(run).national_mkrw == 42_000


def test_payments_by_programme_and_year_are_the_national_money(
    run: Run, snapshot: Snapshot
) -> None:
    assert rows.programme_year_rows(run, snapshot)["national_mkrw"].sum() == 42_000


@pytest.mark.parametrize("frame_of", FRAMES)
def test_every_column_has_a_korean_header(run: Run, snapshot: Snapshot, frame_of: object) -> None:
    for column in frame_of(run, snapshot).columns:
        assert header(column)


@pytest.mark.parametrize("frame_of", FRAMES)
def test_a_run_without_a_plan_keeps_the_columns(
    run: Run, snapshot: Snapshot, frame_of: object
) -> None:
    empty = frame_of(run.model_copy(update={"plan": None}), snapshot)
    later = {"national_2031_mkrw"}

    assert set(frame_of(run, snapshot).columns) - set(empty.columns) <= later
    if "national_mkrw" in empty:
        assert empty["national_mkrw"].sum() == 0


def test_regions_come_in_the_order_of_the_policy(run: Run, snapshot: Snapshot) -> None:
    names = rows.region_rows(run, snapshot)["region_ko"].tolist()

    assert names == ["수도권", "동남권", "대경권", "중부권", "서남권", "강원", "전북", "제주"]


def test_a_park_names_its_dearest_package_first(run: Run, snapshot: Snapshot) -> None:
    assert run.plan is not None
    dear = run.plan.awards[1].model_copy(update={"national_mkrw": 20_000})
    awards = (run.plan.awards[0], dear, run.plan.awards[2])
    changed = run.model_copy(update={"plan": run.plan.model_copy(update={"awards": awards})})
    parks = rows.park_rows(changed, snapshot).set_index("park_id")

    assert parks.at["p_changwon", "package_ids"] == "ai_factory;base"
    assert parks.at["p_changwon", "packages_ko"] == "기반, AI 팩토리"


def test_an_unknown_distance_stays_missing(run: Run, snapshot: Snapshot) -> None:
    distances = rows.assignment_rows(run, snapshot)["distance_km"]

    assert distances.iloc[0] == 12.34
    assert pd.isna(distances.iloc[1])


def test_park_wide_packages_say_so_instead_of_a_division(run: Run, snapshot: Snapshot) -> None:
    assert rows.award_rows(run, snapshot)["division_ko"].tolist() == [
        rows.WHOLE_PARK,
        "휴머노이드",
        rows.WHOLE_PARK,
    ]

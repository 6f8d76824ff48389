"""Data without national statistics, or with a part of them: nothing is estimated, nothing crashes."""

from functools import cache

import pytest

from cluster_planner import pipeline
from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from cluster_planner.errors import ScenarioError
from cluster_planner.indicators.areas import area_table
from cluster_planner.indicators.jobs import jobs_per_firm
from cluster_planner.indicators.production import FEWEST, industry_production
from cluster_planner.indicators.value_at_stake import production_estimate, value_at_stake
from cluster_planner.present.profile.area import area_profile
from cluster_planner.present.profile.area_sums import Areas
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.park import park_profile
from cluster_planner.present.profile.surroundings import Likeness
from cluster_planner.sources.tieout import tie_out
from tests.real_data import asked, real_snapshot

COUNTS = ("tenants", "operating")
JOBS = ("jobs", "jobs_male", "jobs_female", "jobs_prev_quarter")


@cache
def without(what: str) -> Snapshot:
    """The real data with less of the national statistics."""
    tables = dict(real_snapshot().tables)
    for name in ("national_stats", "national_totals"):
        frame = tables[name]
        if what == "nothing":
            frame = frame.iloc[:0]
        elif what == "counts":
            frame = frame[frame["metric_id"].isin(COUNTS)]
        elif what == "no_jobs":
            frame = frame[~frame["metric_id"].isin(JOBS)]
        elif name == "national_stats":
            frame = frame.assign(value=float("nan"), state="suppressed")
        tables[name] = frame
    return take_snapshot(tables, TABLES, real_snapshot().core_rule)


@pytest.fixture(params=["nothing", "counts", "suppressed"])
def bare(request: pytest.FixtureRequest) -> Snapshot:
    """Data in which no production is published."""
    return without(request.param)


def test_without_published_production_nothing_is_estimated(bare: Snapshot):
    assert industry_production(bare, 4.0).empty
    assert production_estimate(bare) is None
    assert value_at_stake(bare).empty
    assert jobs_per_firm(bare).isna().all()


def test_an_estimate_needs_enough_parks_to_learn_from():
    tables = dict(real_snapshot().tables)
    stats = tables["national_stats"]
    production = stats["metric_id"] == "production_mkrw_quarter"
    known = stats[production & (stats["industry_id"] == "total") & (stats["value"] > 0)]
    few = known["national_id"].head(FEWEST - 1)
    tables["national_stats"] = stats[~production | stats["national_id"].isin(few)]
    snapshot = take_snapshot(tables, TABLES, real_snapshot().core_rule)

    assert production_estimate(snapshot) is None
    assert not value_at_stake(snapshot)["estimated"].all()
    parks = real_snapshot().national_complexes.set_index("national_id")["park_id"]
    assert set(value_at_stake(snapshot)["park_id"]) <= set(parks[few])


def test_areas_and_sums_stand_without_statistics(bare: Snapshot):
    for level in ("region", "sigungu"):
        assert area_table(bare, level)["jobs"].isna().all()
    assert 131_269 == tie_out(bare).tenants


def test_profiles_say_that_there_are_no_data(bare: Snapshot):
    book = Book(bare)
    seongseo = park_profile(book, Likeness(book), "p_seongseo1", None).group("production")
    region = area_profile(Areas(book), "region", "southeast", None).group("production")

    assert seongseo is not None
    assert {"자료 없음"} == {fact.value for fact in seongseo.lines}
    assert "추정하지 않습니다" in seongseo.note
    assert region is not None
    assert "자료 없음" == {fact.label: fact.value for fact in region.lines}["고용"]


def test_a_plan_on_data_without_production_is_refused_with_a_sentence(bare: Snapshot):
    with pytest.raises(ScenarioError, match="생산 통계가 없어"):
        pipeline.plan_scenario(bare, asked())


def test_without_workers_a_plan_has_no_row_for_them():
    run = pipeline.plan_scenario(without("no_jobs"), asked())

    assert run.plan is not None
    assert run.plan.awards
    assert "jobs" not in {row.criterion_id for row in run.criteria}


@pytest.mark.parametrize(
    "objective",
    [
        {"kind": "weighted", "weights": {"gain": 1, "jobs": 1}},
        {"kind": "lexicographic", "order": [{"criterion": "jobs"}, {"criterion": "gain"}]},
    ],
)
def test_workers_cannot_be_the_aim_where_nobody_counts_them(objective: dict[str, object]):
    with pytest.raises(ScenarioError, match="고용 통계가 없어"):
        pipeline.plan_scenario(without("no_jobs"), asked(objective=objective))

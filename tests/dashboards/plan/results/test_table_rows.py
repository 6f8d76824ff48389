"""The tables say what plan.json says, to the won."""

import pytest

from cluster_planner.domain.plan import Run
from dashboards.lookups.catalog import Catalog
from dashboards.plan.results import table_rows as rows
from dashboards.plan.results.frames import RunFrames
from tests.present.plan_cases import hand_made


@pytest.fixture(scope="module")
def solved(run: Run, catalog: Catalog) -> RunFrames:
    return RunFrames(run, catalog.snapshot)


def test_every_total_is_that_of_the_plan(solved: RunFrames) -> None:
    plan = solved.plan
    totals = rows.region_totals(solved)
    years = solved.timeline.years

    assert round(100 * totals["national"]) == plan.national_mkrw
    for year in years:
        paid = sum(a.national_by_year_mkrw.get(year, 0) for a in plan.awards)
        assert round(100 * totals[f"y{year}"]) == paid
    assert sum(totals[f"y{y}"] for y in years) == pytest.approx(totals["national"])
    assert totals["parks"] == len(plan.park_ids)
    assert totals["share"] == pytest.approx(100)
    for listed in (rows.park_rows(solved), rows.award_rows(solved)):
        for kind in ("national", "local", "private"):
            money = sum(getattr(a, f"{kind}_mkrw") for a in plan.awards)
            assert round(100 * sum(row[kind] for row in listed)) == money
    assert len(rows.partner_rows(solved)) == len(plan.assignments)


def test_a_region_says_whether_its_floor_is_kept(catalog: Catalog) -> None:
    rules = {"southeast": {"floor_mkrw": 20_000}, "capital": {"floor_mkrw": 14_001}}
    run = hand_made()
    scenario = type(run.scenario).model_validate(run.scenario.model_dump() | {"regions": rules})
    found = rows.region_year_rows(
        RunFrames(run.model_copy(update={"scenario": scenario}), catalog.snapshot)
    )
    kept = {row["key"]: row["kept"]["text"] for row in found}

    assert kept["region:southeast"] == "지킴"
    assert kept["region:capital"] == "못 지킴"
    assert kept["region:jeju"] == "조건 없음"


def test_parks_come_dearest_first_with_short_package_names(frames: RunFrames) -> None:
    first, second = rows.park_rows(frames)

    assert first["key"] == "p_changwon"
    assert first["name"] == {"value": "창원", "mark": "추정"}
    assert (first["packages"], second["packages"]) == ("AI·로봇", "기반")
    assert first["gain"]["text"] == "800억 (20억~1,800억)"
    assert second["name"] == "반월"


def test_awards_and_partners_can_be_those_of_one_park(frames: RunFrames) -> None:
    assert len(rows.award_rows(frames)) == 3
    assert [r["start"] for r in rows.award_rows(frames, "p_changwon")] == ["2026", "2030"]
    assert {rows.park_of(r["key"]) for r in rows.partner_rows(frames)} == {"p_changwon"}
    assert rows.partner_rows(frames, "p_banwol") == []


def test_an_unknown_distance_is_missing_and_not_zero(frames: RunFrames) -> None:
    distances = [row["distance"] for row in rows.partner_rows(frames)]

    assert sorted(distances, key=str) == [12.5, None]


def test_years_after_the_horizon_are_starred(frames: RunFrames) -> None:
    titles = [c.title for c in rows.region_columns(frames.timeline.years, 2030)]

    assert titles[4:10] == ["2026", "2027", "2028", "2029", "2030", "2031*"]

"""What the views say, without a server: values in, words and options out."""

from dataclasses import replace

import pytest

from cluster_planner.domain.plan import Outcome, Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.present.palette import DARK, LIGHT
from dashboards.catalog import Catalog
from dashboards.jobs import JobState
from dashboards.state import Session
from dashboards.views import charts, kpis, map_points
from dashboards.views.facts import facts_of
from dashboards.views.findings import findings_html, in_panel_words
from dashboards.views.park_card import ParkCard, facts_html
from dashboards.views.run_panel import RunPanel
from dashboards.views.run_status import badge, status_html
from dashboards.views.scenario_panel import ScenarioPanel

HOSTILE = '<img src=x onerror="window.hacked=1">${window.hacked=1}`'


def _lines(catalog: Catalog, park_id: str, run: Run | None = None) -> dict[str, str]:
    groups = facts_of(catalog, park_id, run)
    return {f"{g.title}/{line.label}": line.value for g in groups for line in g.lines}


def test_every_group_of_facts_names_its_source(catalog: Catalog) -> None:
    groups = facts_of(catalog, "p_changwon")

    assert {"현황", "생산·고용", "거점단지", "지정"} <= {group.title for group in groups}
    assert all(group.source for group in groups)


def test_a_park_without_statistics_is_marked_as_an_estimate_with_a_range(catalog: Catalog) -> None:
    parks = catalog.parks
    many = (parks["operating"] > 50) & (parks["facility_area_thousand_m2"] > 0)
    alone = parks.index[parks["national_id"].isin(["", None]) & many][0]
    group = next(g for g in facts_of(catalog, alone) if g.title == "생산·고용")

    assert group.lines[0].mark == "추정"
    assert "~" in group.lines[0].value
    assert group.lines[1].value == "자료 없음"


def test_a_park_without_firms_has_no_production_at_all(catalog: Catalog) -> None:
    parks = catalog.parks
    empty = parks.index[(parks["operating"] == 0) & parks["national_id"].isin(["", None])][0]

    assert _lines(catalog, empty)["생산·고용/연 생산"] == "자료 없음"


def test_every_park_has_facts_that_can_be_drawn(catalog: Catalog) -> None:
    for park_id in catalog.parks.index[::23]:
        assert "현황" in facts_html(catalog, park_id, facts_of(catalog, park_id))


def test_the_plan_s_money_for_a_park_is_among_its_facts(catalog: Catalog, run: Run) -> None:
    assert run.plan is not None
    chosen = run.plan.park_ids[0]

    assert "계획 결과/국비 합계" in _lines(catalog, chosen, run)
    assert _lines(catalog, "p_daebul", run)["계획 결과/이번 계획"] == "선정되지 않았습니다"


def test_a_hostile_name_stays_text(catalog: Catalog) -> None:
    tables = dict(catalog.snapshot.tables)
    parks = tables["parks"].copy()
    parks.loc[parks["park_id"] == "p_gumi", ["name_ko", "official_name_ko"]] = HOSTILE
    wicked = Catalog(replace(catalog.snapshot, tables=tables | {"parks": parks}))
    markup = facts_html(wicked, "p_gumi", facts_of(wicked, "p_gumi"))

    assert "<img" not in markup
    assert "&lt;img" in markup


def test_findings_are_escaped() -> None:
    assert "<img" not in findings_html([Finding(HOSTILE, HOSTILE, HOSTILE)])


def test_country_figures_follow_the_filter(catalog: Catalog) -> None:
    shown = catalog.visible(region_ids=["jeju"])
    first = kpis.country_kpis(catalog, shown)[0]

    assert first.value == f"{len(shown):,}"


def test_plan_figures_carry_a_range_and_its_mark(catalog: Catalog, run: Run) -> None:
    gain = next(k for k in kpis.plan_kpis(catalog, run) if k.label == "기대 부가가치")

    assert gain.mark == "추정"
    assert "~" in gain.note


def test_yearly_bars_add_up_to_the_plan(catalog: Catalog, run: Run) -> None:
    assert run.plan is not None
    bars = [s for s in charts.year_chart(catalog, LIGHT, run, None)["series"] if s["type"] == "bar"]

    total = sum(sum(series["data"]) for series in bars)
    assert total == pytest.approx(run.plan.national_mkrw / 100, abs=3)


def test_programme_bars_add_up_to_the_plan_and_show_its_total(catalog: Catalog, run: Run) -> None:
    assert run.plan is not None
    _, within, after = charts.programme_chart(catalog, LIGHT, run, None)["series"]
    paid = sum(within["data"]) + sum(bar["value"] for bar in after["data"])
    written = sum(float(bar["label"]["formatter"].replace(",", "")) for bar in after["data"])

    assert paid == pytest.approx(run.plan.national_mkrw / 100, abs=1)
    assert written == pytest.approx(run.plan.national_mkrw / 100, abs=4)


def test_charts_change_colour_with_the_theme(catalog: Catalog) -> None:
    ids = list(catalog.parks.index)
    light, dark = (charts.region_chart(catalog, t, None, ids) for t in (LIGHT, DARK))

    assert light["textStyle"]["color"] == LIGHT.text
    assert dark["textStyle"]["color"] == DARK.text


def test_filtered_parks_are_invisible_and_too_small_to_hit(catalog: Catalog) -> None:
    shown = catalog.visible(region_ids=["jeju"])
    columns = map_points.park_columns(catalog, shown, LIGHT, None)
    seen = [r > 0 and o > 0 for r, o in zip(columns["radius"], columns["fillOpacity"], strict=True)]

    assert sum(seen) == len(shown)


def test_awarded_parks_stand_out_on_the_map(catalog: Catalog, run: Run) -> None:
    assert run.plan is not None
    plan = map_points.plan_frame(run)
    columns = map_points.park_columns(catalog, list(catalog.parks.index), LIGHT, plan)
    big = {
        park_id
        for park_id, radius in zip(catalog.parks.index, columns["radius"], strict=True)
        if radius > 4
    }

    assert big == set(run.plan.park_ids)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SolveStatus.PROVEN, "증명된 최적"),
        (SolveStatus.FOUND, "간격 1%"),
        (SolveStatus.CANCELLED, "중단됨 · 간격 1%"),
        (SolveStatus.INFEASIBLE, "불가능"),
        (SolveStatus.NOTHING, "계획 없음"),
    ],
)
def test_only_a_proven_plan_is_called_optimal(run: Run, status: SolveStatus, words: str) -> None:
    outcome = Outcome(status=status, objective=100.0, bound=101.0)
    _, text = badge(run.model_copy(update={"outcome": outcome}))

    assert words in text
    assert ("최적" in text) == (status is SolveStatus.PROVEN)


def test_the_card_says_when_the_levers_have_moved_since_the_run(session: Session, run: Run) -> None:
    session._derive(run=run, phase=JobState.DONE)
    fresh = status_html(session)
    session.turn(noncapital_pct=99)

    assert "조건이 바뀌었습니다" not in fresh
    assert "조건이 바뀌었습니다" in status_html(session)


def test_the_run_button_dies_with_the_scenario(session: Session, catalog: Catalog) -> None:
    panel = RunPanel(session, catalog)
    alive = not panel.start.disabled
    session.turn(cap_eok=0)

    assert alive
    assert panel.start.disabled


def test_a_typed_programme_share_reaches_the_scenario(session: Session, catalog: Catalog) -> None:
    panel = ScenarioPanel(session, catalog)
    panel._programme_edited(0, "percent", 50)
    before, after = session.base.programmes[0], session.scenario.programmes[0]

    assert sum(after.national_mkrw.values()) == sum(before.national_mkrw.values()) // 2
    assert panel.programmes.value["percent"].iloc[0] == 50


def test_a_broken_lever_is_told_in_the_panel(session: Session, catalog: Catalog) -> None:
    panel = ScenarioPanel(session, catalog)
    panel._region_edited(0, "floor", -1)

    assert panel.complaints.visible
    assert "너무 작습니다" in panel.complaints.object


def test_locking_the_focused_park_shows_in_the_panel(session: Session, catalog: Catalog) -> None:
    panel, card = ScenarioPanel(session, catalog), ParkCard(session, catalog)
    session.focus = "p_gumi"
    card.lock.clicks += 1

    assert panel.locks.value == ["p_gumi"]
    assert card.lock.label == "필수 풀기"


def test_the_snapshot_is_the_one_the_session_shows(session: Session) -> None:
    assert isinstance(session.catalog.snapshot, Snapshot)
    assert len(session.shown) == len(session.catalog.snapshot.parks)


def test_a_complaint_names_the_lever_and_not_the_key_of_the_file() -> None:
    told = in_panel_words(
        [
            Finding("locks.0", "고정하면서 제외했습니다", "하나만"),
            Finding("시나리오 regions.jeju.floor_mkrw", "값이 너무 작습니다: -500", "0 이상으로"),
            Finding("시나리오 national_cap_mkrw", "모두 0원입니다", "고치세요"),
            Finding("parks.csv", "파일이 없습니다", "되돌리세요"),
        ],
        {"jeju": "제주"},
    )
    assert [f.where for f in told] == [
        "꼭 넣을 단지",
        "권역별 하한 제주",
        "연간 국비 상한",
        "parks.csv",
    ]
    assert told[2].problem == "모두 0원입니다"

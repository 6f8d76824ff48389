"""A new quarter of the national statistic: cells in, suppressed and missing kept apart."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.domain.contracts import REFERENCES, TABLES
from cluster_planner.domain.references import (
    membership_findings,
    reference_findings,
    statistics_findings,
)
from cluster_planner.errors import DataError
from cluster_planner.intake.applied import Applied, Memory, NoMemory, Tables
from cluster_planner.intake.parks import settle
from cluster_planner.intake.trend import apply_trend
from tests.intake.readings import Answers, our_tables, snapshot_of, trend_cells, trend_reading
from tests.proof.effort import times
from tests.real_data import real_snapshot

NEXT = "2026-06-30"


def applied(cells: pd.DataFrame, memory: Memory | None = None, as_of: str = NEXT) -> Applied:
    return apply_trend(trend_reading(cells, as_of), our_tables(), memory or NoMemory())


def settled(done: Applied) -> Tables:
    tables = settle(done.tables, real_snapshot().core_rule)
    found = reference_findings(tables, TABLES, REFERENCES) + membership_findings(tables)
    assert [] == found + statistics_findings(tables)
    return tables


def figure(tables: Tables, unit: str, metric: str) -> pd.Series:
    stats = tables["national_stats"]
    return stats[
        (stats["national_id"] == unit)
        & (stats["metric_id"] == metric)
        & (stats["industry_id"] == "total")
        & (stats["size_id"] == "all")
    ].iloc[0]


def with_value(cells: pd.DataFrame, unit: str, metric: str, **said: str) -> pd.DataFrame:
    one = (cells["unit_ko"] == unit) & (cells["metric_id"] == metric)
    one &= (cells["industry_id"] == "total") & (cells["size_id"] == "all")
    changed = cells.copy()
    for column, value in said.items():
        changed.loc[one, column] = value
    return changed


def test_our_own_cells_change_nothing_at_all():
    done = applied(trend_cells(), as_of="2026-03-31")

    assert real_snapshot() == snapshot_of(settled(done))
    assert ((), (), 492) == (done.refusals, done.proposals, done.kept)


@settings(max_examples=times(5))
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_any_units_in_any_order_leave_the_other_units_alone(random, count: int):
    cells = trend_cells()
    names = random.sample(sorted(set(cells["unit_ko"]) - {"계"}), count)
    part = cells[cells["unit_ko"].isin([*names, "계"])].sample(frac=1, random_state=count)

    tables = applied(part, as_of="2026-03-31").tables

    assert real_snapshot() == snapshot_of(tables)


def test_firms_of_split_parks_follow_the_new_quarter():
    cells = with_value(trend_cells(), "시화", "tenants", value="12345")

    tables = settled(applied(cells))
    park = tables["parks"].set_index("park_id").loc["p_sihwa"]
    note = tables["park_members"].set_index("park_id").loc["p_sihwa", "note"]

    assert (12345, NEXT) == (park["tenants"], park["as_of"])
    assert f"(399004, data.go.kr 3042071) {NEXT}" in park["source"]
    assert "하위단지 2025-09-30" in park["source"]
    assert any("2026년 2분기" in str(words) for words in note)


def test_suppressed_firms_leave_the_park_as_it_was():
    cells = with_value(trend_cells(), "시화", "tenants", value="", state="suppressed")

    tables = settled(applied(cells))

    assert "suppressed" == figure(tables, "sihwa", "tenants")["state"]
    before = real_snapshot()["parks"].set_index("park_id").loc["p_sihwa"]
    assert before["tenants"] == tables["parks"].set_index("park_id").loc["p_sihwa", "tenants"]


def test_a_cell_that_the_file_does_not_print_is_missing_and_not_zero():
    cells = trend_cells()
    gone = (cells["unit_ko"] == "시화") & (cells["metric_id"] == "exports_kusd")

    tables = settled(applied(cells[~gone]))

    now = figure(tables, "sihwa", "exports_kusd")
    assert "missing" == now["state"]
    assert pd.isna(now["value"])


def test_a_unit_that_the_file_leaves_out_keeps_its_quarter_and_is_told():
    cells = trend_cells()

    done = applied(cells[cells["unit_ko"] != "시화"])

    assert "2026-03-31" == figure(settled(done), "sihwa", "tenants")["as_of"]
    assert NEXT == figure(settled(done), "banwol", "tenants")["as_of"]
    assert "시화" in {note.found for note in done.notes}


def test_other_dots_name_the_same_unit():
    cells = trend_cells()
    cells["unit_ko"] = cells["unit_ko"].replace("울산ㆍ미포", "울산·미포")

    assert real_snapshot() == snapshot_of(applied(cells, as_of="2026-03-31").tables)


def test_the_foreign_part_is_never_taken_for_the_whole():
    cells = trend_cells()
    part = cells[cells["unit_ko"].isin(["구미(외)", "계"])]

    tables = applied(part).tables

    assert NEXT == figure(tables, "gumi_foreign", "tenants")["as_of"]
    assert "2026-03-31" == figure(tables, "gumi", "tenants")["as_of"]


def test_a_new_unit_is_asked_and_then_a_unit_of_its_park():
    cells = trend_cells()
    new = cells[cells["unit_ko"] == "시화"].assign(unit_ko="구미하이테크밸리")
    frame = pd.concat([cells, new])

    asked = applied(frame)
    assert 40 == len(asked.tables["national_complexes"])
    best = asked.proposals[0]
    assert ("unit", "p_gumi_hitech") == (best.subject, best.candidate_id)
    done = applied(frame, Answers({best.key: best.candidate_id}))
    tables = settled(done)
    assert 41 == len(tables["national_complexes"])
    park = tables["parks"].set_index("park_id").loc["p_gumi_hitech"]
    assert "gumi_hitech" == park["national_id"]


def test_a_unit_of_nowhere_is_refused():
    cells = trend_cells()
    new = cells[cells["unit_ko"] == "시화"].assign(unit_ko="ㅋㅋㅋㅋ")

    done = applied(pd.concat([cells, new]), as_of="2026-03-31")

    assert real_snapshot() == snapshot_of(done.tables)
    assert "어느 단지의 통계인지" in done.refusals[0].problem


def test_a_figure_that_the_statistic_did_not_have_before_is_missing_elsewhere():
    cells = trend_cells()
    fewer = cells[(cells["metric_id"] != "renters") | (cells["unit_ko"].isin(["계", "시화"]))]

    tables = settled(applied(fewer))

    assert "value" == figure(tables, "sihwa", "renters")["state"]
    assert "missing" == figure(tables, "banwol", "renters")["state"]


def test_an_older_quarter_says_so():
    assert "옛 자료" in {note.what for note in applied(trend_cells(), as_of="2025-12-31").notes}


def test_a_file_without_a_quarter_is_refused():
    with pytest.raises(DataError, match="어느 분기"):
        applied(trend_cells(), as_of="")

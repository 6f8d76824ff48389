"""Our own tables, written as the official files write them, come back as they were."""

from pathlib import Path

import pandas as pd

from cluster_planner.domain.cells import as_text
from cluster_planner.intake.applied import NoMemory, Tables, report_of
from cluster_planner.intake.parks import settle
from cluster_planner.intake.status import apply_status
from cluster_planner.intake.trend import apply_trend
from cluster_planner.sources.kicox.status import read_status
from cluster_planner.sources.kicox.trend import read_trend
from cluster_planner.sources.reading import Reading
from tests.intake.readings import our_tables, snapshot_of
from tests.official.status_book import write_status_csv, write_status_workbook
from tests.official.trend_book import write_trend_workbook
from tests.real_data import real_snapshot

KINDS = ("national", "general", "urban_hightech", "agro")


def our_words() -> pd.DataFrame:
    return real_snapshot()["complexes"].apply(as_text)


def settled(tables: Tables) -> Tables:
    return settle(tables, real_snapshot().core_rule)


def read(path: Path) -> Reading:
    return read_status(path, path.name)


def test_the_workbook_of_our_own_quarter_changes_nothing(tmp_path: Path):
    reading = read(write_status_workbook(tmp_path / "현황.xlsx", our_words()))

    done = apply_status(reading, our_tables(), NoMemory())

    assert real_snapshot() == snapshot_of(settled(done.tables))
    report = report_of(reading, done)
    assert report.rows_read == report.rows_kept
    assert ((), (), ()) == (done.refusals, done.proposals, done.repairs)


def test_the_four_lists_of_our_own_quarter_change_nothing(tmp_path: Path):
    words, tables = our_words(), our_tables()
    for kind in KINDS:
        path = tmp_path / f"{kind}_20251231.csv"
        write_status_csv(path, words[words["kind_id"] == kind])
        tables = dict(apply_status(read(path), tables, NoMemory()).tables)

    assert real_snapshot() == snapshot_of(settled(tables))


def test_a_next_quarter_of_the_workbook_is_taken_whole(tmp_path: Path):
    words = our_words()
    gone = words["name_ko"] == "가남신해3일반산업단지"
    words.loc[words["name_ko"] == "남동[재생사업지구]", "tenants"] = "8001"
    path = write_status_workbook(tmp_path / "현황.xlsx", words[~gone], quarter=(2026, 1))

    tables = settled(apply_status(read(path), our_tables(), NoMemory()).tables)
    now = tables["complexes"]

    assert {"2026-03-31"} == set(now["as_of"])
    assert words.loc[~gone, "tenants"].astype(int).sum() == now["tenants"].sum()
    assert 1362 == len(now)


def test_the_statistic_of_our_own_quarter_changes_nothing(tmp_path: Path):
    stats, totals = real_snapshot()["national_stats"], real_snapshot()["national_totals"]
    path = write_trend_workbook(tmp_path / "동향.xlsx", stats, totals)

    done = apply_trend(read_trend(path, path.name), our_tables(), NoMemory())

    assert real_snapshot() == snapshot_of(settled(done.tables))

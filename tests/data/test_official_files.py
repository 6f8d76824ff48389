"""`make data STATUS=… TREND=…`: the build follows official files by the readers of an import."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.published import PUBLISHED_FILE, TREND_NAMES, read_published
from cluster_planner.store.data_folder import copy_data_folder
from data.build.official import take_in
from tests.official.status_book import write_status_workbook
from tests.official.trend_book import national_tables, write_trend_workbook
from tests.sources.kicox.trend_frames import sample

TREND = ("national_stats.csv", "national_totals.csv")


def text(name: str, folder: Path | None = None) -> pd.DataFrame:
    return pd.read_csv((folder or data_home()) / name, dtype=str, keep_default_na=False)


def changed_bytes(folder: Path) -> list[str]:
    """Return the files that are not byte for byte those that are shipped."""
    return [
        path.name
        for path in sorted(folder.iterdir())
        if path.is_file() and path.read_bytes() != (data_home() / path.name).read_bytes()
    ]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A data folder of an earlier time: other figures of firms, production and complexes."""
    folder = tmp_path / "older"
    folder.mkdir()
    copy_data_folder(data_home(), folder)
    for name in TREND:
        frame = text(name)
        known = frame["state"] == "value"
        frame.loc[known, "value"] = "1"
        frame.assign(as_of="2025-12-31").to_csv(folder / name, index=False, lineterminator="\n")
    return folder


@pytest.fixture(scope="module")
def trend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "trend.xlsx"
    return write_trend_workbook(path, *national_tables())


def test_the_trend_workbook_gives_the_shipped_bytes(older: Path, trend: Path):
    (older / PUBLISHED_FILE).write_text("{}", "utf-8")
    assert set(TREND) <= set(changed_bytes(older))

    take_in([trend], older, data_home())

    assert [PUBLISHED_FILE] == changed_bytes(older)
    national = {name: total for name, total in read_published().items() if name in TREND_NAMES}
    assert national == read_published(older), "nobody published the others there"


def test_the_official_sample_gives_the_shipped_bytes(older: Path):
    take_in([sample()], older, data_home())

    assert [] == changed_bytes(older)


def test_both_workbooks_bring_back_everything_that_was_lost(older: Path, trend: Path):
    complexes = text("complexes.csv")
    status = write_status_workbook(older.parent / "status.xlsx", complexes)
    chosen = complexes.index[complexes["kind_id"] == "agro"]
    complexes.loc[chosen, "tenants"] = "1"
    complexes.assign(as_of="2025-09-30").to_csv(
        older / "complexes.csv", index=False, lineterminator="\n"
    )

    reports = take_in([trend, status], older, data_home())

    assert all(report.rows_read == report.rows_kept for report in reports)
    assert read_published() == read_published(older)
    for name, key in (("complexes.csv", "row_id"), ("parks.csv", "park_id")):
        ours, theirs = (text(name, folder).set_index(key) for folder in (data_home(), older))
        pd.testing.assert_frame_equal(ours.sort_index(), theirs.sort_index())
    assert ["complexes.csv"] == changed_bytes(older), "its rows are in another order"
    assert load_snapshot(older).digest == load_snapshot().digest


def test_a_unit_that_must_be_asked_about_stops_the_build_and_leaves_the_folder_alone(
    older: Path, trend: Path
):
    before = {path.name: path.read_bytes() for path in older.iterdir() if path.is_file()}
    book = openpyxl.load_workbook(trend)
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=4, max_col=1):
            if row[0].value == "창원":
                row[0].value = "창원북부"
    book.save(older.parent / "other.xlsx")

    with pytest.raises(DataError, match="창원북부"):
        take_in([older.parent / "other.xlsx"], older, data_home())
    after = {path.name: path.read_bytes() for path in older.iterdir() if path.is_file()}
    assert before == after

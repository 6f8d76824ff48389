"""What is written in the official layout is read back, or refused where it stands."""

import tempfile
import unicodedata
from pathlib import Path

import openpyxl
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_planner.sources.kicox.trend import read_trend
from tests.official.trend_book import TrendQuirks, write_trend_workbook
from tests.official.trend_layout import SHEETS
from tests.proof.effort import times
from tests.sources.kicox.trend_frames import as_tables, drawn_tables, quirks

type Drawn = tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]
QUARTERS = st.tuples(st.integers(2010, 2040), st.integers(1, 4))
_UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


@settings(max_examples=times(20), **_UNHURRIED)
@given(drawn=drawn_tables(), quirk=quirks, quarter=QUARTERS)
def test_any_spelling_of_the_same_figures_is_read_back(
    drawn: Drawn, quirk: TrendQuirks, quarter: tuple[int, int]
):
    stats, totals, units = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        write_trend_workbook(path, stats, totals, units=units, quarter=quarter, quirks=quirk)
        reading = read_trend(path)
    day = reading.report.as_of
    got, got_totals = as_tables(reading, units)

    assert f"{quarter[0]}-{3 * quarter[1]:02}" == day[:7]
    pd.testing.assert_frame_equal(stats.assign(as_of=day), got)
    pd.testing.assert_frame_equal(totals.assign(as_of=day), got_totals)
    assert () == reading.report.refusals
    assert reading.report.rows_read == reading.report.rows_kept


@settings(max_examples=times(20), **_UNHURRIED)
@given(
    drawn=drawn_tables(),
    quirk=quirks,
    table=st.sampled_from(SHEETS),
    column=st.integers(0, 20),
    garbage=st.sampled_from(["없음?", "12a", "#N/A", "1,2", "△3", "１２가", "12.3.4", "TRUE"]),
)
def test_a_broken_cell_is_refused_with_its_coordinate(
    drawn: Drawn, quirk: TrendQuirks, table, column: int, garbage: str
):
    stats, totals, units = drawn
    read_back = [i for i, one in enumerate(table.columns) if one.key is not None]
    wanted = read_back[column % len(read_back)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        write_trend_workbook(path, stats, totals, units=units, quirks=quirk)
        book = openpyxl.load_workbook(path)
        sheet, row = _first_row(book, f"[표{table.number}]", quirk, next(iter(units.values())))
        cell = book[sheet].cell(row, 3 + quirk.header_right + wanted, garbage)
        book.save(path)
        reading = read_trend(path)

    places = {
        (r.place.sheet, r.place.row, r.place.column.split("(")[0]) for r in reading.report.refusals
    }
    assert (sheet, row, cell.column_letter) in places


def _first_row(book, title: str, quirk: TrendQuirks, unit: str) -> tuple[str, int]:
    for sheet in book.worksheets:
        below = False
        for (cell,) in sheet.iter_rows(
            min_col=1 + quirk.header_right, max_col=1 + quirk.header_right
        ):
            text = unicodedata.normalize("NFC", str(cell.value or "")).strip("\u00a0 ")
            below = below or text.startswith(title)
            if below and text == unit:
                return sheet.title, cell.row
    raise AssertionError(title)

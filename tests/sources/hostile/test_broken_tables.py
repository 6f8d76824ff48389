"""Tables that are odd but honest are read, and what is not understood is named with its place."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cluster_planner.errors import DataError
from cluster_planner.sources.groups import Group
from cluster_planner.sources.readers import Asked, readings_of
from cluster_planner.sources.reading import Reading
from tests.sources.hostile import layers, workbooks
from tests.sources.hostile.workbooks import FIRST_ROW, ROWS, Change

NAMES = [row[3] for row in ROWS]


def _read(path: Path) -> Reading:
    work = path.parent / "work"
    work.mkdir()
    (reading,) = readings_of(Group(path.name, (path,)), work, Asked(), lambda words: None)
    return reading


def _status(
    folder: Path, change: Change | None = None, rows: Sequence[Sequence[object]] = ROWS
) -> Reading:
    return _read(workbooks.status(folder / "현황.xlsx", change, rows))


def _moved(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)


def _merged(sheet: Worksheet) -> None:
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("H4:L4")


def _spelled(sheet: Worksheet) -> None:
    sheet.cell(FIRST_ROW, 4, unicodedata.normalize("NFD", str(NAMES[0])))
    sheet.cell(FIRST_ROW + 1, 4, f"\xa0{NAMES[1]}\xa0 ")


def _footed(sheet: Worksheet) -> None:
    sheet.cell(FIRST_ROW + len(ROWS), 1, "* 분양률은 소수 둘째 자리까지")
    sheet.cell(FIRST_ROW + len(ROWS) + 1, 1, "주1) 지정면적은 고시 기준")


@pytest.mark.parametrize(
    "change",
    [_moved, _merged, _spelled, _footed, workbooks.stray()],
    ids=lambda change: change.__name__,
)
def test_an_odd_but_honest_table_is_read_whole(tmp_path: Path, change: Change) -> None:
    reading = _status(tmp_path, change)

    assert NAMES == reading.tables["complexes"]["name_ko"].tolist()
    assert () == reading.report.refusals


def test_missing_and_held_back_figures_stay_apart_from_zero(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(FIRST_ROW, 13, "-")
        sheet.cell(FIRST_ROW + 1, 13, "X")
        sheet.cell(FIRST_ROW + 2, 13, 0)

    reading = _status(tmp_path, change)

    assert ["", "", "0"] == reading.tables["complexes"]["tenants"].tolist()
    assert any("비공개" in repair.how for repair in reading.report.repairs)


@pytest.mark.parametrize("value", ["많음", "=1+1", "#REF!"])
def test_a_figure_that_is_none_is_refused_with_its_place(tmp_path: Path, value: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(FIRST_ROW, 13, value)

    report = _status(tmp_path, change).report

    (refusal,) = report.refusals
    assert (FIRST_ROW, "M") == (refusal.place.row, refusal.place.column[:1])
    assert refusal.remedy
    assert report.rows_read == report.rows_kept + 1


def test_a_name_that_stands_twice_is_refused_with_both_rows(tmp_path: Path) -> None:
    report = _status(tmp_path, rows=(*ROWS, ROWS[1])).report

    (refusal,) = report.refusals
    assert FIRST_ROW + len(ROWS) == refusal.place.row
    assert f"{FIRST_ROW + 1}행" in refusal.problem


def test_two_encodings_in_one_file_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "공장_20251231.csv"
    path.write_bytes(
        "단지명,회사명,공장대표주소,종업원합계\n창원,가,경남,1\n".encode("cp949")
        + "반월,나,경기,2\n".encode()
    )

    with pytest.raises(DataError) as caught:
        _read(path)

    assert "3행" in str(caught.value)
    assert "섞여" in str(caught.value)


def test_a_million_vertices_are_read(tmp_path: Path) -> None:
    reading = _read(layers.geopackage(tmp_path / "경계.gpkg", layers.layer(1400, 715)))

    assert 1400 == reading.report.rows_kept == len(reading.tables["shapes"])

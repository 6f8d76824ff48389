"""Workbooks as cells: what Excel shows, where it stands, and a sentence for what is no workbook."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from cluster_planner.errors import DataError
from cluster_planner.sources.grid import CellKind, Sheet, read_grid, read_workbook


def saved(folder: Path, fill: Any) -> Path:
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path


def one_sheet(folder: Path, fill: Any) -> Sheet:
    path = saved(folder, lambda book: fill(book, book.add_worksheet("표")))
    return read_workbook(path)[0]


def test_every_kind_of_cell_is_told_apart(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["단지", 1922, 82.72, True])
        sheet.write_datetime(0, 4, date(2021, 3, 24), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(0, 5, 0.8272, book.add_format({"num_format": "0.00%"}))
        sheet.write_formula(0, 6, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 7, "=B1+1", None, 1923)
        sheet.write_formula(0, 8, "=B1+2", None, "")

    row = one_sheet(tmp_path, fill).row(1)
    kinds = [CellKind.TEXT, CellKind.NUMBER, CellKind.NUMBER, CellKind.BOOLEAN, CellKind.DATE]
    kinds += [CellKind.NUMBER, CellKind.ERROR, CellKind.NUMBER, CellKind.UNCACHED]
    assert kinds == [row.get(column).kind for column in range(1, 10)]
    assert ["단지", "1922", "82.72", "TRUE", "2021-03-24", "82.72%"] == row.texts()[:6]
    assert (1923, "=B1+1") == (row.get(8).number, row.get(8).formula)
    assert row.get(10).is_empty


def test_the_colour_of_a_font_is_kept(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "파랑", book.add_format({"font_color": "#0000FF"}))
        sheet.write(0, 1, "보통")

    row = one_sheet(tmp_path, fill).row(1)
    assert "FF0000FF" == row.get(1).colour
    assert "" == row.get(2).colour


def test_a_used_range_of_all_columns_costs_nothing_and_is_told(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        shaded = book.add_format({"bg_color": "#EEEEEE"})
        for row in range(50):
            sheet.write_number(row, 0, row)
            sheet.write_blank(row, 16_383, None, shaded)
        sheet.write_string(3, 100, "멀리")

    sheet = one_sheet(tmp_path, fill)
    assert 50 == sum(len(row.cells) for row in sheet.rows)
    assert "BM~CW" in sheet.ignored[0]


def test_a_stated_range_that_lies_hides_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda book: book.add_worksheet().write_column(0, 0, list(range(30))))
    lying = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(lying, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:A30"', b'ref="A1:A2"'))
    assert 30 == len(read_workbook(lying)[0].rows)


def test_hidden_sheets_are_read_and_marked(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("보임").write(0, 0, 1)
        hidden = book.add_worksheet("숨김")
        hidden.write(0, 0, 2)
        hidden.hide()

    assert [False, True] == [sheet.hidden for sheet in read_workbook(saved(tmp_path, fill))]


def test_a_workbook_of_another_program_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "openpyxl.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["단지명", 3, None, date(2021, 3, 24)])
    book.save(path)
    assert ["단지명", "3", "2021-03-24"] == read_grid(path)[0].rows[0].texts()


def _broken(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_truncated_workbook_gets_a_sentence(tmp_path: Path) -> None:
    whole = saved(tmp_path, lambda book: book.add_worksheet().write(0, 0, "x")).read_bytes()
    for size in (10, len(whole) // 2, len(whole) - 10):
        with pytest.raises(DataError, match="잘렸거나 깨져"):
            read_workbook(_broken(tmp_path / "cut.xlsx", whole[:size]))


def test_broken_xml_inside_gets_a_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda book: book.add_worksheet().write(0, 0, "x"))
    for member, old, new in (
        ("xl/worksheets/sheet1.xml", b"</row>", b"<row>"),
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="1A"'),
        ("xl/workbook.xml", b"<sheets>", b"<shee"),
        ("xl/styles.xml", b"<fonts", b"<f&nts"),
        ("xl/sharedStrings.xml", b"<sst", b"<!DOCTYPE a [<!ENTITY b 'c'>]><sst"),
    ):
        bad = tmp_path / "bad.xlsx"
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(bad, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, content.replace(old, new) if name == member else content)
        with pytest.raises(DataError, match="잘렸거나 깨져"):
            read_workbook(bad)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "xls"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "암호로 보호된",
        ),
        (b"%PDF-1.7", "엑셀 통합 문서"),
        (b"", "엑셀 통합 문서"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, content: bytes, word: str) -> None:
    with pytest.raises(DataError, match=word):
        read_workbook(_broken(tmp_path / "x.xlsx", content))


def test_a_zip_that_is_no_workbook_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(DataError, match="깨져"):
        read_workbook(path)


def test_a_row_number_far_below_is_refused_and_costs_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda book: book.add_worksheet().write(1_000_000, 0, "x"))
    with pytest.raises(DataError, match="200,000"):
        read_workbook(path)


def test_the_sheets_of_a_workbook_share_one_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(book: Any) -> None:
        for name in ("하나", "둘"):
            book.add_worksheet(name).write_column(0, 0, range(6))

    path = saved(tmp_path, fill)
    monkeypatch.setattr("cluster_planner.sources.grid.workbook.MAX_CELLS", 11)

    with pytest.raises(DataError, match=r"둘.*많습니다"):
        read_workbook(path)

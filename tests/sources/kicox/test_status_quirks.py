"""Official files differ from quarter to quarter; what they say must not."""

from pathlib import Path

import openpyxl
import pytest

from cluster_planner.sources.kicox.status import read_status
from cluster_planner.sources.reading import Reading
from tests.official.status_book import Quirks, parts_of, write_status_workbook
from tests.official.status_layout import KINDS
from tests.sources.kicox.status_frames import complexes, decided, read_back, said

LIST, UPPER = "전국산업단지현황", "전국산업단지현황(상위단지)"
FEW = complexes().iloc[[0, 1, 4, 5, 30, 300, 700, 1100, 1300, 1362]]


def reading_of(folder: Path, quirks: Quirks) -> Reading:
    path = folder / "현황.xlsx"
    parts = parts_of(FEW, FEW["row_id"].iloc[:3])
    write_status_workbook(path, FEW, children=parts, quirks=quirks)
    return read_status(path, path.name)


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(header_down=3, header_right=2),
        Quirks(unit="㎡"),
        Quirks(unit="㎡", unit_says="천㎡"),
        Quirks(unit_in_header=True, unit_says="명"),
        Quirks(nbsp=False),
        Quirks(nfd=True),
        Quirks(text_numbers=True),
        Quirks(formulas=True),
        Quirks(notes=False, wide=False),
        Quirks(hidden=(UPPER, "요약")),
    ],
    ids=lambda quirks: repr(quirks)[:60],
)
def test_a_quirk_changes_nothing_of_what_the_file_says(tmp_path: Path, quirks: Quirks) -> None:
    reading = reading_of(tmp_path, quirks)
    assert said(FEW) == read_back(reading)
    assert said(parts_of(FEW, FEW["row_id"].iloc[:3])) == read_back(reading, parts=True)
    assert "예" == decided(reading, "온전한 파일")


def test_without_the_national_list_the_upper_sheet_is_read(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, Quirks(sheets=("요약", UPPER)))
    assert said(FEW) == read_back(reading)
    assert {UPPER} == set(reading.tables["complexes"]["sheet"])


def test_without_both_the_sheets_by_kind_are_read(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, Quirks(sheets=tuple(KINDS.values())))
    assert sorted(said(FEW)) == sorted(read_back(reading))


def test_a_list_that_is_only_in_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    hidden = reading_of(tmp_path, Quirks(sheets=("요약", UPPER, LIST), hidden=(LIST,)))
    assert said(FEW) == read_back(hidden)
    assert "씀" == decided(hidden, f"{LIST} 시트")


def test_a_total_without_stored_value_is_told_and_the_other_sheet_has_it(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, Quirks(formulas=True, uncached=True))
    assert any("값이 없는 합계 수식" in text for text in reading.report.ignored)
    assert {"총합 단지 수"} <= {tie.what for tie in reading.report.ties}


def test_numbers_as_text_and_foreign_normal_forms_are_told(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, Quirks(text_numbers=True, nfd=True))
    how = {repair.how.split(" (")[0] for repair in reading.report.repairs}
    assert {"글자로 적힌 수를 수로 읽음", "빈칸(NBSP·줄바꿈 포함)과 자모를 정리함"} <= how


def test_a_file_whose_totals_differ_is_not_taken_for_whole(tmp_path: Path) -> None:
    path = tmp_path / "현황.xlsx"
    write_status_workbook(path, FEW, quirks=Quirks(sheets=("요약", LIST)))
    book = openpyxl.load_workbook(path)
    book[LIST].delete_rows(7)
    book.save(path)
    reading = read_status(path, path.name)
    assert len(FEW) - 1 == len(read_back(reading))
    assert "아니오" == decided(reading, "온전한 파일")
    assert any(not tie.agrees for tie in reading.report.ties)


def test_one_total_of_one_province_that_differs_makes_a_part_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "현황.xlsx"
    write_status_workbook(path, FEW, quirks=Quirks(sheets=("요약", "시도별", LIST)))
    book = openpyxl.load_workbook(path)
    totals = read_status(path, path.name).tables["totals"]
    row = int(totals.query("sido_ko != '' and column == 'tenants'")["row"].iloc[-1])
    cells = [cell for cell in book["시도별"][row] if isinstance(cell.value, int)]
    cells[-1].value = int(str(cells[-1].value)) + 5
    book.save(path)

    reading = read_status(path, path.name)

    assert [tie for tie in reading.report.ties if not tie.agrees]
    assert "아니오" == decided(reading, "온전한 파일")


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2024년 1분기", "2024-03-31"),
        ("2025. 9월말", "2025-09-30"),
        ("2025년 12월 말 기준", "2025-12-31"),
        ("'24.6월말", "2024-06-30"),
        ("2026.3.31. 현재", "2026-03-31"),
        ("2025년도 2/4분기", "2025-06-30"),
    ],
)
def test_the_day_is_read_from_any_wording_of_the_title(tmp_path: Path, time: str, day: str) -> None:
    assert day == reading_of(tmp_path, Quirks(time=time)).report.as_of

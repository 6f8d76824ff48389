"""What cannot be taken in is refused with sheet, row, column and what to do about it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from cluster_planner.errors import DataError
from cluster_planner.sources.kicox.status import read_status
from cluster_planner.sources.reading import Reading
from tests.official.status_book import Quirks, parts_of, write_status_csv, write_status_workbook
from tests.sources.kicox.status_frames import complexes, decided, read_back, said

LIST = "전국산업단지현황"
FEW = complexes().iloc[[0, 1, 4, 5, 30, 300]]


def changed(folder: Path, cells: dict[str, Any], **options: Any) -> Reading:
    """The reading of an official workbook in whose list some cells were overwritten."""
    path = folder / "현황.xlsx"
    write_status_workbook(path, FEW, quirks=Quirks(sheets=(LIST,)), **options)
    book = openpyxl.load_workbook(path)
    for coordinate, value in cells.items():
        book[LIST][coordinate] = value
    book.save(path)
    return read_status(path, path.name)


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("A", "이상한", "모르는 유형"),
        ("B", None, "비어 있습니다"),
        ("D", None, "비어 있습니다"),
        ("E", "폐쇄", "모르는 조성상태"),
        ("F", "많음", "수가 아닙니다"),
        ("F", -3, "음수"),
        ("F", "#REF!", "수식 오류"),
        ("M", 12.5, "정수가 아닙니다"),
        ("L", 182, "100 %를 넘"),
        ("F", "50%", "비율(%)"),
        ("M", "12 ％", "비율(%)"),
        ("F", 150_000, "50㎢보다"),
        ("G", "=F7+1", "계산된 값이 없습니다"),
        ("N", "2021-01-01 00:00", "수가 아닙니다"),
    ],
)
def test_a_cell_that_cannot_be_used_refuses_its_row(
    tmp_path: Path, column: str, value: Any, word: str
) -> None:
    reading = changed(tmp_path, {f"{column}7": value})
    (refusal,) = reading.report.refusals
    assert (LIST, 7) == (refusal.place.sheet, refusal.place.row)
    assert refusal.place.column.startswith(f"{column}(")
    assert word in refusal.problem
    assert refusal.remedy
    assert said(FEW.drop(FEW.index[1])) == read_back(reading)
    assert (6, 5) == (reading.report.rows_read, reading.report.rows_kept)
    assert "아니오" == decided(reading, "온전한 파일")


@pytest.mark.parametrize("value", ["-", None, "X"])
def test_a_missing_or_suppressed_figure_is_empty_and_never_zero(
    tmp_path: Path, value: str | None
) -> None:
    reading = changed(tmp_path, {"M7": value})
    assert "" == reading.tables["complexes"]["tenants"].iloc[1]
    assert ("X" == value) == any("비공개" in repair.how for repair in reading.report.repairs)


def test_a_repeated_row_is_taken_once(tmp_path: Path) -> None:
    row = dict(zip("ABCDEFGHIJKLMN", _cells(7, tmp_path), strict=True))
    reading = changed(tmp_path, {f"{column}12": value for column, value in row.items()})
    assert said(FEW) == read_back(reading)
    assert "되풀이" in reading.report.refusals[0].problem


def test_rows_that_contradict_each_other_are_both_refused(tmp_path: Path) -> None:
    row = dict(zip("ABCDEFGHIJKLMN", _cells(7, tmp_path), strict=True)) | {"M": 5}
    reading = changed(tmp_path, {f"{column}12": value for column, value in row.items()})
    assert [7, 12] == [refusal.place.row for refusal in reading.report.refusals]
    assert said(FEW.drop(FEW.index[1])) == read_back(reading)


def _cells(row: int, folder: Path) -> list[Any]:
    path = write_status_workbook(folder / "x.xlsx", FEW, quirks=Quirks(sheets=(LIST,)))
    return [cell.value for cell in openpyxl.load_workbook(path)[LIST][row]][:14]


def test_a_complex_that_is_not_the_sum_of_its_parts_is_told_and_kept(tmp_path: Path) -> None:
    parts = parts_of(FEW, FEW["row_id"].iloc[:1])
    reading = changed(tmp_path, {"M7": 1}, children=parts)
    (tie,) = (tie for tie in reading.report.ties if "하위단지의 합" in tie.what)
    assert not tie.agrees
    assert 15_250 == tie.printed
    assert said(FEW) == read_back(reading)


def test_parts_of_a_refused_complex_do_not_become_complexes(tmp_path: Path) -> None:
    parts = parts_of(FEW, FEW["row_id"].iloc[:1])
    reading = changed(tmp_path, {"F6": "?"}, children=parts)
    assert said(FEW.iloc[1:]) == read_back(reading)
    assert said(parts) == read_back(reading, parts=True)


def test_a_file_without_any_date_is_refused(tmp_path: Path) -> None:
    path = write_status_csv(tmp_path / "a.csv", FEW)
    with pytest.raises(DataError, match="_20251231처럼"):
        read_status(path, "단지목록 15085874.csv")


def test_two_columns_of_the_same_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="'입주업체' 열이 둘 이상"):
        changed(tmp_path, {"P4": "입주업체"})


def test_a_workbook_without_a_list_is_refused_by_the_names_of_its_sheets(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_status_workbook(path, FEW, quirks=Quirks(sheets=("요약",)))
    with pytest.raises(DataError, match=r"요약.*머리글을 찾지 못했습니다"):
        read_status(path, path.name)


def test_a_missing_column_leaves_empty_cells_and_is_told(tmp_path: Path) -> None:
    reading = changed(tmp_path, {"G4": "기타면적"})
    assert {""} == set(reading.tables["complexes"]["managed_area_thousand_m2"])
    told = " ".join(reading.report.ignored)
    assert "'관리면적' 열이 없어" in told
    assert "'기타면적' 열은 쓰지 않음" in told


def test_ragged_rows_of_a_csv_are_refused_and_counted(tmp_path: Path) -> None:
    path = write_status_csv(tmp_path / "a.csv", FEW)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b",", b",,", 1)
    path.write_bytes(b"".join(lines))
    reading = read_status(path, "현황_20251231.csv")
    assert [4] == [refusal.place.row for refusal in reading.report.refusals]
    assert (6, 5) == (reading.report.rows_read, reading.report.rows_kept)


def test_a_complex_of_two_sheets_is_taken_once(tmp_path: Path) -> None:
    path = tmp_path / "현황.xlsx"
    write_status_workbook(path, FEW, quirks=Quirks(sheets=("국가", "일반")))
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["국가"]).title = "국가 (2)"
    book.save(path)
    reading = read_status(path, path.name)
    assert sorted(said(FEW)) == sorted(read_back(reading))
    assert {"국가 (2)"} == {refusal.place.sheet for refusal in reading.report.refusals}
    assert all("국가 시트에도" in refusal.problem for refusal in reading.report.refusals)


def test_a_repeated_appendix_is_read_once_and_told(tmp_path: Path) -> None:
    path = write_status_workbook(tmp_path / "현황.xlsx", FEW)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["부록4)노후산업단지"]).title = "노후 사본"
    book.save(path)
    reading = read_status(path, path.name)
    assert (FEW["aged_20y"] == "true").sum() == len(reading.tables["aged"])
    assert any("노후 사본 시트: 같은 부록" in text for text in reading.report.ignored)


def test_without_a_column_of_kinds_the_title_says_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "농공.csv"
    agro = complexes()[complexes()["kind_id"] == "agro"].iloc[:5]
    write_status_csv(path, agro)
    lines = path.read_bytes().decode("cp949").splitlines()
    path.write_text("\n".join(line.split(",", 1)[1] for line in lines), encoding="utf-8")
    reading = read_status(path, "농공단지현황_20251231.csv")
    assert said(agro) == read_back(reading)
    assert "농공" == decided(reading, "유형")


@pytest.mark.parametrize(
    ("formula", "told"),
    [("=M6-1", "수식에 저장된 값을 씀"), ("=[1]표!A1", "다른 파일을 가리키는 수식")],
)
def test_a_formula_gives_the_value_stored_with_it_and_that_is_told(
    tmp_path: Path, formula: str, told: str
) -> None:
    path = tmp_path / "현황.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("목록")
        sheet.write(0, 0, "2025년 4분기")
        sheet.write_row(
            1, 0, ["유형", "시도", "시군", "단지명", "조성상태", "지정면적", "입주업체"]
        )
        sheet.write_row(2, 0, ["농공", "부산", "기장군", "정관", "완료", 258])
        sheet.write_formula(2, 6, formula, None, 32)
    reading = read_status(path, path.name)
    assert "32" == reading.tables["complexes"]["tenants"].iloc[0]
    (repair,) = reading.report.repairs
    assert told in repair.how
    assert (3, "G(입주업체)") == (repair.place.row, repair.place.column)


def test_a_formula_in_a_name_stays_text(tmp_path: Path) -> None:
    path = write_status_csv(tmp_path / "a.csv", FEW)
    hostile = "=HYPERLINK('http://x')"
    text = path.read_bytes().decode("cp949").replace("서울온수", hostile)
    path.write_bytes(text.encode("cp949"))
    names = set(read_status(path, "현황_20251231.csv").tables["complexes"]["name_ko"])
    assert hostile in names


def test_a_table_below_in_another_order_is_read_by_its_own_header(tmp_path: Path) -> None:
    header = "유형,시도,시군,단지명,조성상태,지정면적,관리면적,입주업체,가동업체"
    other = "유형,시도,시군,단지명,조성상태,관리면적,지정면적,입주업체,가동업체"
    lines = [
        header,
        "일반,경남,창원시,가,완료,1000,900,10,9",
        header,
        "일반,경남,창원시,나,완료,1100,900,10,9",
        other,
        "일반,경남,창원시,다,완료,900,1200,10,9",
    ]
    path = tmp_path / "현황_20250930.csv"
    path.write_text("\n".join(lines), encoding="utf-8")

    reading = read_status(path, path.name)
    table = reading.tables["complexes"]

    assert list(table["name_ko"]) == ["가", "나", "다"]
    assert list(table["designated_area_thousand_m2"]) == ["1000", "1100", "1200"]
    assert list(table["managed_area_thousand_m2"]) == ["900", "900", "900"]
    assert reading.report.refusals == ()

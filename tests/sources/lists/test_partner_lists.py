"""Lists of partners are read by their words, and a bad cell is told with its place."""

import unicodedata
from pathlib import Path

import pytest
import xlsxwriter

from cluster_planner.errors import DataError
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.grid import read_grid
from cluster_planner.sources.lists import (
    looks_like_partners,
    looks_like_programmes,
    read_partners,
)
from cluster_planner.sources.reading import Reading
from tests.sources.lists.written import book_list, csv_list

HEADER = "이름,유형,분과,전문,도시,기준일,신뢰도"


def read(path: Path) -> Reading:
    return read_partners(path, path.name)


def row_of(reading: Reading, number: int = 0) -> dict[str, str]:
    cells = reading.tables["partners"].iloc[number].to_dict()
    return {str(column): str(value) for column, value in cells.items()}


def test_labels_become_ids_whatever_their_spelling(tmp_path: Path) -> None:
    path = csv_list(
        tmp_path,
        HEADER,
        "보기정공,로봇 기업,AI팩토리;휴머노이드,핸드ㆍ모터,경상남도 창원시,2026.3.31,언론보도",
        '둘째,parts,"AI 팩토리, AI 유통·물류",,,2026-03,news',
        "셋째,대학,ai_chip/AI 바이오,,,2025,추정",
    )

    first, second, third = (row_of(read(path), n) for n in range(3))

    assert first["type_id"] == "robot_maker"
    assert first["division_ids"] == "ai_factory;humanoid"
    assert first["speciality_ids"] == "hand_motor"
    assert (first["sido_ko"], first["sigungu_ko"]) == ("경상남도", "창원시")
    assert (first["as_of"], second["as_of"], third["as_of"]) == ("2026-03-31", "2026-03", "2025")
    assert first["confidence"] == second["confidence"] == "news"
    assert second["division_ids"] == "ai_factory;logistics"
    assert third["division_ids"] == "ai_chip;bio"


def test_columns_may_stand_in_any_order_under_korean_or_english_names(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "division_ids,기업명,비고란,유형", "bio,보기정공,메모,대학")

    reading = read(path)

    assert row_of(reading)["name_ko"] == "보기정공"
    assert row_of(reading)["type_id"] == "university"
    assert any("비고란" in told for told in reading.report.ignored)


def test_a_header_may_stand_below_a_title(tmp_path: Path) -> None:
    path = book_list(
        tmp_path,
        ("2026년 참여 기관 명단",),
        (),
        ("No", "이름", "유형", "분과"),
        (1, "보기정공", "대학", "AI 바이오"),
    )

    reading = read(path)

    assert row_of(reading)["row"] == "4"
    assert row_of(reading)["sheet"] == "목록"


def test_bad_cells_are_told_with_sheet_row_column_and_what_may_stand_there(tmp_path: Path) -> None:
    path = book_list(
        tmp_path,
        ("이름", "유형", "분과", "기준일"),
        ("보기정공", "농부", "AI 팩토리;우주", "어제"),
        (None, "대학", "AI 바이오", None),
        ("좋은 행", "대학", "AI 바이오", None),
    )

    report = read(path).report
    places = [(r.place.sheet, r.place.row, r.place.column) for r in report.refusals]

    assert places == [
        ("목록", 2, "B(유형)"),
        ("목록", 2, "C(분과)"),
        ("목록", 2, "D(기준일)"),
        ("목록", 3, "A(이름)"),
    ]
    assert "로봇기업" in report.refusals[0].remedy
    assert "우주" in report.refusals[1].problem
    assert (report.rows_read, report.rows_kept) == (3, 1)


def test_a_name_that_occurs_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "이름,유형,분과", "보기,대학,AI 바이오", "보기,대학,AI 가전")

    report = read(path).report

    assert [(r.place.row, r.problem) for r in report.refusals] == [
        (3, "같은 이름이 2행에 이미 있습니다")
    ]
    assert (report.rows_read, report.rows_kept) == (2, 1)


def test_formulas_give_their_stored_value_or_are_refused(tmp_path: Path) -> None:
    """openpyxl stores no values with formulas, as a program that never calculated them."""
    path = book_list(
        tmp_path,
        ("이름", "유형", "분과"),
        ('=HYPERLINK("http://x.invalid","보기")', "대학", "AI 바이오"),
    )

    report = read(path).report

    assert [(r.place.row, r.place.column) for r in report.refusals] == [(2, "A(이름)")]
    assert "수식" in report.refusals[0].problem


def test_formulas_of_a_column_are_told_once_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "목록.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("목록")
        sheet.write_row(0, 0, ["이름", "유형", "분과"])
        for row in range(1, 4):
            sheet.write_row(row, 0, [f"기관{row}", "대학"])
            sheet.write_formula(row, 2, "=[1]표!A1", None, "AI 바이오")

    report = read(path).report

    assert [(r.before, r.place.row) for r in report.repairs] == [("=[1]표!A1", 2)]
    assert "(3건)" in report.repairs[0].how


@pytest.mark.parametrize("hostile", ["a\x07b", "a\u202eb", "가" * 101])
def test_names_that_no_screen_should_show_are_refused(tmp_path: Path, hostile: str) -> None:
    path = csv_list(tmp_path, "이름,유형,분과", f"{hostile},대학,AI 바이오")

    report = read(path).report

    assert report.rows_kept == 0
    assert report.refusals[0].place.row == 2
    assert len(report.refusals[0].value) <= 80


def test_markup_stays_text(tmp_path: Path) -> None:
    name = "<script>alert(1)</script>"
    path = csv_list(tmp_path, "이름,유형,분과", f"{name},대학,AI 바이오")

    assert row_of(read(path))["name_ko"] == name


def test_decomposed_letters_and_hard_spaces_are_composed(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "보기\u00a0정공")
    path = csv_list(tmp_path, "이름,유형,분과", f"{name},대학,AI 바이오")

    assert row_of(read(path))["name_ko"] == "보기 정공"


def test_cp949_and_semicolons_are_read(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "이름;유형;분과", "보기;대학;AI 바이오", encoding="cp949")

    assert row_of(read(path))["division_ids"] == "bio"


def test_our_own_table_is_a_list_of_partners(tmp_path: Path) -> None:
    path = data_home() / "partners.csv"

    report = read(path).report

    assert looks_like_partners(read_grid(path, rows=40))
    assert not looks_like_programmes(read_grid(path, rows=40))
    assert report.rows_read == report.rows_kept > 100
    assert report.refusals == ()


def test_a_file_without_the_header_says_where_a_template_is(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "단지명,유형,시도", "보기산단,국가,경남")

    with pytest.raises(DataError, match="서식"):
        read(path)


def test_the_day_in_the_files_name_is_that_of_the_list(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "이름,유형,분과", "보기,대학,AI 바이오", name="참여기관_20260630.csv")

    report = read(path).report

    assert report.as_of == "2026-06-30"
    assert "참여기관_20260630.csv" in report.source


def test_rows_that_could_not_be_cut_are_rows_read(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "이름,유형,분과", "가,parts,", "나,parts,,더", "다,parts")

    report = read(path).report

    assert [refusal.place.row for refusal in report.refusals] == [3, 4]
    assert (report.rows_read, report.rows_kept) == (3, 1)


def test_a_name_in_other_capitals_is_the_same_name(tmp_path: Path) -> None:
    report = read(
        csv_list(tmp_path, "이름,유형,분과", "ABC Motors,대학,", "abc motors,대학,")
    ).report

    assert [refusal.place.row for refusal in report.refusals] == [3]


def test_rows_of_help_and_of_example_are_no_rows(tmp_path: Path) -> None:
    lines = ("구분,이름,유형,분과", "도움말,꼭 씁니다,고릅니다,", "예시,보기,대학,", ",진짜,대학,")
    reading = read(csv_list(tmp_path, *lines))

    assert list(reading.tables["partners"]["name_ko"]) == ["진짜"]
    assert (reading.report.rows_read, len(reading.report.ignored)) == (1, 2)

"""A workbook of 국가산업단지 산업동향 becomes exactly our tables of national statistics."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cluster_planner.domain.imports import FileKind
from cluster_planner.errors import DataError
from cluster_planner.sources.grid import read_grid
from cluster_planner.sources.kicox.trend import looks_like_trend, read_trend
from cluster_planner.sources.reading import Reading
from tests.official.trend_book import TrendQuirks, national_tables, write_trend_workbook
from tests.sources.kicox.trend_frames import as_tables, sample


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trend") / "산업동향.xlsx"
    return write_trend_workbook(path, *national_tables())


@pytest.fixture(scope="module")
def reading(official: Path) -> Reading:
    return read_trend(official, "산업동향.xlsx")


def changed(official: Path, folder: Path, edits: dict[tuple[str, str], object]) -> Reading:
    """Read the workbook after some cells, named by sheet and coordinate, were written over."""
    book = openpyxl.load_workbook(official)
    for (sheet, cell), value in edits.items():
        book[sheet][cell] = value
    book.save(folder / "edited.xlsx")
    return read_trend(folder / "edited.xlsx", "edited.xlsx")


def cell(reading: Reading, unit: str, metric: str, industry: str = "total") -> tuple[str, str]:
    cells = reading.tables["cells"]
    chosen = (cells["unit_ko"] == unit) & (cells["metric_id"] == metric)
    row = cells[chosen & (cells["industry_id"] == industry) & (cells["size_id"] == "all")].iloc[0]
    return row["value"], row["state"]


def test_the_official_sample_is_our_table_row_for_row():
    stats, totals = as_tables(read_trend(sample()))

    pd.testing.assert_frame_equal(national_tables()[0], stats)
    pd.testing.assert_frame_equal(national_tables()[1], totals)


def test_a_written_workbook_is_read_back_row_for_row(reading: Reading):
    stats, totals = as_tables(reading)

    pd.testing.assert_frame_equal(national_tables()[0], stats)
    pd.testing.assert_frame_equal(national_tables()[1], totals)
    assert reading.report.refusals == ()


def test_the_report_names_kind_quarter_and_publisher(reading: Reading):
    report = reading.report

    assert (FileKind.TREND, "2026-03-31", "산업동향.xlsx") == (
        report.kind,
        report.as_of,
        report.file,
    )
    assert "399004" in report.source
    assert 12 * 41 == report.rows_read == report.rows_kept


def test_a_total_is_tied_to_its_units_with_the_number_of_hidden_ones(reading: Reading):
    ties = {tie.what: tie for tie in reading.report.ties}

    assert ties["입주업체 · 표1"].agrees
    production = ties["생산 · 표4"]
    assert (176_798_624, 176_430_213) == (round(production.printed), round(production.summed))
    assert "감춘(X) 단위 6곳만큼 합이 작을 수 있음" == production.note


def test_a_total_that_is_not_the_sum_of_its_units_is_told(official: Path, tmp_path: Path):
    reading = changed(official, tmp_path, {("표1 단지별 입주", "G45"): 1})

    ties = {tie.what: tie for tie in reading.report.ties if not tie.agrees and not tie.note}
    assert ["임차업체 · 표1"] == list(ties)


def test_the_sum_of_another_year_in_the_header_is_told_and_not_used(reading: Reading):
    told = {decision.what: decision for decision in reading.report.decisions}

    assert "2025누계" == told["누계 머리글"].found
    assert "2026년 1분기" == told["분기"].found


def test_units_of_money_are_brought_to_ours_and_told(reading: Reading):
    told = {decision.what: decision.found for decision in reading.report.decisions}

    assert "억원→백만원(×100)" in told["표4 단지별 생산 머리글"]
    assert "백만달러→천달러(×1000)" in told["표7 업종별 수출 머리글"]


def test_two_tables_that_contradict_each_other_are_refused_where_they_do(
    official: Path, tmp_path: Path
):
    reading = changed(official, tmp_path, {("표2 업종별 입주", "N4"): 9_999})

    (refusal,) = reading.report.refusals
    place = refusal.place
    assert ("표2 업종별 입주", 4, "N(총계)") == (place.sheet, place.row, place.column)
    assert "9999 개사" in refusal.problem
    assert "표1" in refusal.problem
    unit = openpyxl.load_workbook(official)["표1 단지별 입주"]["A5"].value
    original, _ = as_tables(read_trend(official))
    assert cell(reading, str(unit), "tenants")[0] in set(original["value"])
    assert "9999" != cell(reading, str(unit), "tenants")[0]


def test_a_suppressed_figure_beside_a_printed_one_is_refused(official: Path, tmp_path: Path):
    reading = changed(official, tmp_path, {("표5 업종별 생산", "M4"): "X"})

    (refusal,) = reading.report.refusals
    assert "X(비공개)" in refusal.problem


@pytest.mark.parametrize(
    ("value", "problem"),
    [("없음?", "수가 아닙니다"), (-3, "0보다 작은"), ("#REF!", "계산 오류"), ("=1+1", "수식만")],
)
def test_a_cell_that_is_no_figure_is_refused_and_missing(
    official: Path, tmp_path: Path, value: object, problem: str
):
    reading = changed(official, tmp_path, {("표8 단지별 고용", "D5"): value})

    (refusal,) = reading.report.refusals
    assert ("표8 단지별 고용", 5) == (refusal.place.sheet, refusal.place.row)
    assert "D(당분기 남)" == refusal.place.column
    assert problem in refusal.problem
    unit = openpyxl.load_workbook(official)["표8 단지별 고용"]["A5"].value
    assert ("", "missing") == cell(reading, str(unit), "jobs_male")


def test_zero_suppressed_and_blank_stay_apart(official: Path, tmp_path: Path):
    edits = {("표9 업종별 고용", f"{c}4"): v for c, v in (("C", 0), ("D", "X"), ("E", None))}
    edits |= {("표9 업종별 고용", "F4"): "-"}
    reading = changed(official, tmp_path, edits)

    unit = str(openpyxl.load_workbook(official)["표9 업종별 고용"]["A4"].value)
    states = [
        cell(reading, unit, "jobs", i) for i in ("food", "textile", "wood_paper", "petrochem")
    ]
    assert [("0", "value"), ("", "suppressed"), ("", "missing"), ("", "missing")] == states


def test_a_repeated_unit_is_refused(official: Path, tmp_path: Path):
    first = openpyxl.load_workbook(official)["표4 단지별 생산"]["A4"].value
    reading = changed(official, tmp_path, {("표4 단지별 생산", "A5"): first})

    (refusal,) = reading.report.refusals
    assert ("표4 단지별 생산", 5, "A(산업단지)") == (
        refusal.place.sheet,
        refusal.place.row,
        refusal.place.column,
    )
    assert "되풀이" in refusal.problem
    assert reading.report.rows_read == reading.report.rows_kept + 1


def test_a_money_table_without_its_unit_is_not_guessed(official: Path, tmp_path: Path):
    reading = changed(official, tmp_path, {("표4 단지별 생산", "F2"): "(단위 : 만냥)"})

    problems = [r.problem for r in reading.report.refusals]
    assert any("단위(만냥)로는" in problem for problem in problems)
    metrics = set(reading.tables["cells"]["metric_id"])
    assert "production_mkrw_prev_quarter" not in metrics
    assert "production_mkrw_quarter" in metrics, "표5 has its own unit"


def test_a_lost_column_is_refused_and_the_rest_is_read(official: Path, tmp_path: Path):
    reading = changed(official, tmp_path, {("표12 업종별 가동률", "G3"): "반도체"})

    (refusal,) = reading.report.refusals
    assert "'비금속' 열이 없습니다" in refusal.problem
    cells = reading.tables["cells"]
    here = cells[cells["metric_id"] == "utilization_pct"]
    assert "nonmetal" not in set(here["industry_id"])
    assert "steel" in set(here["industry_id"])


def test_a_unit_without_a_row_in_one_table_is_missing_there(official: Path, tmp_path: Path):
    book = openpyxl.load_workbook(official)
    sheet = book["표6 단지별 수출"]
    unit = str(sheet["A10"].value)
    sheet.delete_rows(10)
    book.save(tmp_path / "edited.xlsx")
    reading = read_trend(tmp_path / "edited.xlsx")

    assert ("", "missing") == cell(reading, unit, "exports_kusd_prev_quarter")
    told = [d.found for d in reading.report.decisions if d.what == "행이 없는 단위"]
    assert [f"표6 단지별 수출: {unit}"] == told


def test_tables_of_different_quarters_are_refused_whole(official: Path, tmp_path: Path):
    title = "[표4] 2025년 4분기 단지별 생산실적"
    with pytest.raises(DataError, match="표마다 분기가 다릅니다"):
        changed(official, tmp_path, {("표4 단지별 생산", "A1"): title})


def test_monthly_tables_are_refused_whole(tmp_path: Path, official: Path):
    book = openpyxl.load_workbook(official)
    for sheet in book.worksheets[1:]:
        sheet["A1"] = str(sheet["A1"].value).replace("1분기", "9월")
    book.save(tmp_path / "달.xlsx")
    with pytest.raises(DataError, match="달의 통계"):
        read_trend(tmp_path / "달.xlsx")


def test_a_quarter_may_be_told_by_the_file_name_only(tmp_path: Path, official: Path):
    book = openpyxl.load_workbook(official)
    for sheet in book.worksheets[1:]:
        sheet["A1"] = str(sheet["A1"].value).replace("2026년 1분기", "")
    book.save(tmp_path / "t.xlsx")

    assert "2025-12-31" == read_trend(tmp_path / "t.xlsx", "산업동향_20251231.xlsx").report.as_of
    with pytest.raises(DataError, match="어느 분기"):
        read_trend(tmp_path / "t.xlsx", "산업동향.xlsx")


def test_a_part_of_the_tables_is_read_and_the_rest_is_told(tmp_path: Path):
    path = tmp_path / "t.xlsx"
    write_trend_workbook(path, *national_tables(), quirks=TrendQuirks(tables=(1, 2, 3)))
    reading = read_trend(path)

    assert {"tenants", "operating", "renters"} <= set(reading.tables["cells"]["metric_id"])
    (absent,) = [d.found for d in reading.report.decisions if d.what == "없는 표"]
    assert "표4 단지별 생산" in absent


def test_hidden_sheets_are_left_alone(official: Path, tmp_path: Path):
    book = openpyxl.load_workbook(official)
    book["표12 업종별 가동률"].sheet_state = "hidden"
    book.save(tmp_path / "t.xlsx")
    reading = read_trend(tmp_path / "t.xlsx")

    assert any("표12 업종별 가동률" in text and "숨" in text for text in reading.report.ignored)
    assert not (reading.tables["cells"]["source_table"] == "표12 업종별 가동률").any()


def test_a_csv_of_one_table_is_read(tmp_path: Path):
    text = "[표1] 2026년 1분기 단지별 입주업체 현황,,,,,,\n,,,,,,(단위 : 개사)\n"
    text += "산업단지,구분,입주,,가동,,임차\n,,당분기,전분기,당분기,전분기,\n"
    text += '서울,국가,"15,333",15250,14027,13970,3518\n계,,"15,333",15250,14027,13970,3518\n'
    (tmp_path / "t.csv").write_text(text, encoding="cp949")
    reading = read_trend(tmp_path / "t.csv")

    assert ("15333", "value") == cell(reading, "서울", "tenants")
    assert all(tie.agrees for tie in reading.report.ties)


def test_it_is_recognised_by_its_titles_and_headers(official: Path, tmp_path: Path):
    assert looks_like_trend(read_grid(official))
    book = openpyxl.Workbook()
    book.active["A1"] = "[표1] 2025년 3분기 전국산업단지 현황"
    book.save(tmp_path / "other.xlsx")
    assert not looks_like_trend(read_grid(tmp_path / "other.xlsx"))


def test_a_file_without_any_of_the_tables_is_refused(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "점심 메뉴"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(DataError, match="표1~표12"):
        read_trend(tmp_path / "other.xlsx")

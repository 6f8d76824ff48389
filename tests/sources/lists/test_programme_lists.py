"""Lists of programmes: money in whatever unit the header or the cell says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.domain.contracts import PROGRAMMES
from cluster_planner.domain.list_fields import PROGRAMME_FIELDS
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.grid import Cell, CellKind, read_grid
from cluster_planner.sources.lists import (
    looks_like_partners,
    looks_like_programmes,
    read_programmes,
)
from cluster_planner.sources.lists.cells import Said, read_cell
from tests.sources.lists.written import book_list, csv_list

AMOUNT = next(field for field in PROGRAMME_FIELDS if field.name == "amount_mkrw")


def amount(text: str, unit: str = "") -> Said:
    return read_cell(Cell(2, 1, text, CellKind.TEXT), AMOUNT, PROGRAMMES, unit)


def amounts(path: Path) -> list[str]:
    return [
        str(value) for value in read_programmes(path, path.name).tables["programmes"]["amount_mkrw"]
    ]


@pytest.mark.parametrize(
    ("head", "cell", "mkrw"),
    [
        ("금액(백만원)", "1,500", "1500"),
        ("금액(억원)", "15", "1500"),
        ("금액 (단위: 억원)", "15.5", "1550"),
        ("amount_mkrw", "1500", "1500"),
        ("예산", "15억원", "1500"),
        ("금액(백만원)", "1.5조원", "1500000"),
        ("금액(천원)", "1500000", "1500"),
        ("금액(백만원)", "0", "0"),
        ("금액(억원)", "-", ""),
        ("금액(억원)", "미정", ""),
    ],
)
def test_money_becomes_whole_million_won(tmp_path: Path, head: str, cell: str, mkrw: str) -> None:
    path = book_list(tmp_path, ("사업명", "종류", "부처", head), ("보기", "실증", "보기부", cell))

    assert amounts(path) == [mkrw]


@pytest.mark.parametrize(
    ("head", "cell", "problem"),
    [
        ("금액", "1500", "단위를 알 수 없습니다"),
        ("금액(백만원)", "많음", "금액이 아닙니다"),
        ("금액(백만원)", "-3", "범위를 벗어난"),
        ("금액(백만원)", "10%", "비율(%)"),
        ("금액(백만원)", "1.5", "백만원보다 작은"),
        ("금액(원)", "1500", "백만원보다 작은"),
        ("금액(조원)", "5000", "범위를 벗어난"),
    ],
)
def test_money_that_cannot_be_taken_says_why(
    tmp_path: Path, head: str, cell: str, problem: str
) -> None:
    path = book_list(tmp_path, ("사업명", "종류", "부처", head), ("보기", "실증", "보기부", cell))

    report = read_programmes(path, path.name).report

    assert report.rows_kept == 0
    assert problem in report.refusals[0].problem
    assert report.refusals[0].place.column.startswith("D(")


def test_a_change_of_unit_is_told(tmp_path: Path) -> None:
    path = csv_list(tmp_path, "사업명,종류,부처,금액(억원)", "가,실증,부,1", "나,실증,부,2")

    report = read_programmes(path, path.name).report

    assert [r.how for r in report.repairs] == ["억원을(를) 백만원으로 바꿈 (2건)"]


@given(st.integers(0, 9_999_999))
def test_money_is_the_same_in_eok_and_in_million_won(eok: int) -> None:
    assert amount(f"{eok:,}", "억원").value == amount(str(eok * 100), "백만원").value


@given(st.text(max_size=40))
def test_any_text_is_money_or_a_sentence(text: str) -> None:
    said = amount(text, "백만원")

    assert said.value.isdigit() or said.value == ""
    assert bool(said.problem) == bool(said.remedy)
    assert not (said.value and said.problem)


def test_our_own_table_is_a_list_of_programmes() -> None:
    path = data_home() / "programmes.csv"

    report = read_programmes(path, path.name).report

    assert looks_like_programmes(read_grid(path, rows=40))
    assert not looks_like_partners(read_grid(path, rows=40))
    assert report.rows_read == report.rows_kept == 40
    assert report.refusals == ()


@pytest.mark.parametrize(
    ("written", "day"), [("2026.10", "2026-10"), ("2026.1", ""), ("2026.03", "2026-03")]
)
def test_a_month_that_a_spreadsheet_cut_is_not_guessed(
    tmp_path: Path, written: str, day: str
) -> None:
    path = csv_list(tmp_path, "사업명,종류,부처,기준일", f"보기,실증,보기부,{written}")

    reading = read_programmes(path, path.name)

    assert list(reading.tables["programmes"]["as_of"]) == ([day] if day else [])
    assert [r.problem for r in reading.report.refusals] == (
        [] if day else ["1월인지 10월인지 알 수 없습니다"]
    )


def test_a_table_below_is_read_by_its_own_header(tmp_path: Path) -> None:
    path = book_list(
        tmp_path,
        ("사업명", "부처", "종류", "금액(억원)"),
        ("하나", "보기부", "실증", 10),
        ("사업명", "종류", "부처", "금액(백만원)"),
        ("둘", "실증", "보기부", 10),
    )

    reading = read_programmes(path, path.name)
    table = reading.tables["programmes"]

    assert list(table["amount_mkrw"]) == ["1000", "10"]
    assert list(table["kind_ko"]) == ["실증", "실증"]
    assert (reading.report.rows_read, reading.report.rows_kept) == (2, 2)

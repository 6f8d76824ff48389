"""Compared runs as files: figures are those of the plans, and text from data stays text."""

import io
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest

from cluster_planner.explain.differences import difference
from cluster_planner.present.papers.comparison_book import (
    Compared,
    comparison_book,
    comparison_csv,
)
from cluster_planner.sources.embedded import sources_text
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot

HOSTILE = "=cmd|'/c calc'!A1\u202e\x00"


def compared() -> Compared:
    other = run_of(
        award("p_gumi", "base", "complex_ax", 2027), liability_cap_mkrw=40_000, name=HOSTILE
    )
    third = hand_made().model_copy(update={"run_id": "c" * 16, "plan": None})
    pairs = [difference(hand_made(), run, real_snapshot()) for run in (other, third)]
    return Compared(pairs, real_snapshot(), sources_text=sources_text())


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(comparison_book(compared())))


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    with zipfile.ZipFile(io.BytesIO(comparison_csv(compared()))) as pack:
        return {
            name.removesuffix(".csv"): pd.read_csv(
                io.BytesIO(pack.read(name)), encoding="utf-8-sig"
            )
            for name in pack.namelist()
        }


def rows_of(book: Any, sheet: str) -> list[dict[str, Any]]:
    table = list(book[sheet].iter_rows(values_only=True))
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def test_every_pair_has_its_money_parks_and_partners(book: Any) -> None:
    assert book.sheetnames == [
        "실행", "지표", "바뀐 조건", "국비 A-B", "단지 A-B", "참여기관 A-B",
        "국비 A-C", "단지 A-C", "참여기관 A-C", "출처",
    ]  # fmt: skip
    for name in book.sheetnames:
        assert len(book[name].tables) == 1
        assert "B2" == book[name].freeze_panes


def test_money_is_that_of_both_plans_in_every_cut(book: Any) -> None:
    rows = rows_of(book, "국비 A-B")
    for cut in ("권역", "사업", "연도", "사업×연도"):
        here = [row for row in rows if row["나눔"] == cut]
        assert sum(row["A(백만원)"] for row in here) == hand_made().plan.national_mkrw  # type: ignore[union-attr]
        assert sum(row["B(백만원)"] for row in here) == 10_000
        assert all(row["B − A(백만원)"] == row["B(백만원)"] - row["A(백만원)"] for row in here)
    assert {row["연도"] for row in rows if row["나눔"] == "연도"} >= {2026, 2027, 2028}


def test_indicators_are_numbers_with_units_and_a_missing_one_is_empty(book: Any) -> None:
    rows = {row["지표"]: row for row in rows_of(book, "지표")}
    national = rows["국비"]
    assert (34_000, 10_000, None) == (national["A"], national["B"], national["C"])
    assert ("백만원", -24_000, None) == (national["단위"], national["B − A"], national["C − A"])
    assert "추정" == rows["기대 부가가치(현재가치)"]["구분"]


def test_runs_are_named_with_what_may_be_claimed_of_them(book: Any) -> None:
    runs = rows_of(book, "실행")
    assert [row["실행"] for row in runs] == ["A", "B", "C"]
    assert hand_made().run_id == runs[0]["실행번호"]
    assert real_snapshot().digest == runs[0]["자료 지문"]
    assert "계획이 없는 실행" in runs[2]["A와 견주어"]
    changed = rows_of(book, "바뀐 조건")
    assert len(changed) == 1
    assert changed[0]["A"] != changed[0]["B"]
    assert "400억" in changed[0]["B"]
    assert "2025-12-31" in {row["기준일"] for row in rows_of(book, "출처")}


def test_text_from_data_does_nothing(book: Any, frames: dict[str, pd.DataFrame]) -> None:
    name = book["실행"]["B3"]
    assert "s" == name.data_type
    assert name.value.startswith("=cmd")
    assert "\u202e" not in name.value
    assert frames["실행"]["시나리오"][1].startswith("'=cmd")


def test_the_csv_files_hold_what_the_sheets_hold(
    book: Any, frames: dict[str, pd.DataFrame]
) -> None:
    assert set(frames) == set(book.sheetnames)
    for row, (_, line) in zip(
        rows_of(book, "국비 A-B"), frames["국비 A-B"].iterrows(), strict=True
    ):
        assert row["A(백만원)"] == line["A(백만원)"]


def test_the_same_runs_give_the_same_bytes() -> None:
    assert comparison_book(compared()) == comparison_book(compared())
    assert comparison_csv(compared()) == comparison_csv(compared())

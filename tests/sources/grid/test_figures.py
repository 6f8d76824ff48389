"""Numbers, dates and texts as officials write them."""

import pytest

from cluster_planner.sources.grid import (
    Cell,
    CellKind,
    State,
    clean,
    is_percent,
    plain,
    read_date,
    read_number,
    squeezed,
)


def written(text: str) -> Cell:
    return Cell(1, 1, text, CellKind.TEXT)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,922", 1922),
        (" 1 922 ", 1922),
        ("１，９２２", 1922),
        ("82.72%", 82.72),
        ("△12", -12),
        ("−3.5", -3.5),
        ("- 3", -3),
        ("82.7 %", 82.7),
        ("1\u00a0922", 1922),
    ],
)
def test_numbers_in_official_spellings_are_read(text: str, value: float) -> None:
    figure = read_number(written(text))
    assert value == figure.value
    assert figure.repaired


@pytest.mark.parametrize("text", ["-", "–", "…", "", "  ", "\u00a0", "자료 없음"])
def test_a_dash_or_a_blank_is_missing_and_not_zero(text: str) -> None:
    assert (None, State.MISSING) == (lambda f: (f.value, f.state))(read_number(written(text)))


@pytest.mark.parametrize("text", ["X", "x", "Ｘ", "비공개"])
def test_a_suppressed_figure_is_neither_missing_nor_zero(text: str) -> None:
    assert State.SUPPRESSED is read_number(written(text)).state


@pytest.mark.parametrize(
    "text",
    [
        "1,92",
        "12개",
        "1e5",
        "--3",
        "1.2.3",
        "#REF!",
        "=1+1",
        "9" * 40,
        "nan",
        "inf",
        "1 2",
        "1 2 a",
    ],
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert State.WRONG is read_number(written(text)).state


def test_zero_stays_zero() -> None:
    assert 0 == read_number(Cell(1, 1, "0", CellKind.NUMBER, 0.0)).value


@pytest.mark.parametrize(
    "text",
    ["2021.03.24", "2021-3-24", "20210324", "2021년 3월 24일", "2021/03/24", "2021. 3. 24."],
)
def test_dates_in_official_spellings_are_read(text: str) -> None:
    assert "2021-03-24" == read_date(written(text))


@pytest.mark.parametrize("text", ["2021.02.30", "21.3.24", "미정", "2021", "20211324"])
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert read_date(written(text)) is None


def test_text_is_brought_to_one_form() -> None:
    assert "한국수출 산업" == clean("\u1112\u1161\u11ab국수출\u00a0\n 산업\u200b ")
    assert "입주계약업체" == squeezed("입주계약\n업체")


@pytest.mark.parametrize(
    ("number", "text"),
    [(1922.0, "1922"), (82.72, "82.72"), (1e-7, "0.0000001"), (0.1 + 0.2, "0.3")],
)
def test_numbers_are_written_without_exponent(number: float, text: str) -> None:
    assert text == plain(number)


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u202e", "\u2066"])
def test_marks_that_nobody_sees_are_no_part_of_a_name(mark: str) -> None:
    assert clean(f"가{mark}나") == "가나"


@pytest.mark.parametrize(("text", "percent"), [("82.7 %", True), ("5％", True), ("5", False)])
def test_per_cent_is_told_apart_from_a_number(text: str, percent: bool) -> None:
    assert is_percent(written(text)) is percent

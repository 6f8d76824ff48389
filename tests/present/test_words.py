"""Exact examples of every format a reader meets."""

from __future__ import annotations

import doctest
from datetime import date

import pandas as pd
import pytest

from cluster_planner.present import words


def test_examples_in_the_docstrings_hold() -> None:
    failed, tried = doctest.testmod(words)

    assert failed == 0
    assert tried == 10


@pytest.mark.parametrize(
    ("mkrw", "text"),
    [
        (123_400, "1,234억 원"),
        (1_230, "12.3억 원"),
        (1_200_000, "1.2조 원"),
        (1_000_000, "1조 원"),
        (999_960, "1조 원"),
        (999_940, "9,999억 원"),
        (9_996, "100억 원"),
        (9_990, "99.9억 원"),
        (100, "1억 원"),
        (99, "9,900만 원"),
        (1, "100만 원"),
        (0, "0원"),
        (-123_400, "-1,234억 원"),
        (12_345_678, "12.3조 원"),
        (0.5, "50만 원"),
    ],
)
def test_money_reads_as_a_korean_amount(mkrw: float, text: str) -> None:
    assert words.money(mkrw) == text


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_missing_is_said_and_never_zero(missing: object) -> None:
    said = {
        words.money(missing),
        words.money_short(missing),
        words.count(missing, "개사"),
        words.percent(missing),
        words.distance(missing),
        words.area(missing),
        words.day(missing),
        words.label(words.KIND_LABELS, missing),
    }

    assert said == {"자료 없음"}


def test_suppressed_missing_and_zero_read_differently() -> None:
    said = [
        words.statistic(None, "suppressed", ""),
        words.statistic(None, "missing", ""),
        words.statistic(0.0, "value", words.count(0)),
    ]

    assert said == ["비공개", "자료 없음", "0"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2025-04-01", "2025년 4월 1일"),
        (date(2026, 7, 1), "2026년 7월 1일"),
        ("2025Q4", "2025년 4분기"),
        ("2026-07", "2026년 7월"),
        ("2026", "2026년"),
        ("2025 하반기", "2025 하반기"),
    ],
)
def test_dates_read_in_korean(value: object, text: str) -> None:
    assert words.day(value) == text


def test_halves_round_up_not_to_even() -> None:
    assert words.percent(0.25) == "0.3%"
    assert words.percent(0.35) == "0.4%"
    assert words.count(2.5) == "3"


def test_unknown_id_is_refused() -> None:
    with pytest.raises(KeyError):
        words.label(words.KIND_LABELS, "imaginary")


def test_only_the_proven_status_may_say_optimal() -> None:
    optimal = {status for status, text in words.SOLVE_STATUS_LABELS.items() if "최적" in text}

    assert optimal == {"proven"}


def test_labels_know_every_status_of_a_solve() -> None:
    from cluster_planner.domain.plan import SolveStatus

    assert set(words.SOLVE_STATUS_LABELS) == {status.value for status in SolveStatus}


def test_marks_stand_after_the_value() -> None:
    assert words.marked("12.3억 원", words.ESTIMATE) == "12.3억 원 (추정)"
    assert words.marked("80%", words.ASSUMPTION) == "80% (가정)"

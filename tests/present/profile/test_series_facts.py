"""Figures of statistics services in the profiles of areas and parks."""

from collections.abc import Mapping

import pandas as pd
import pytest

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.contracts.supplements import SERIES
from cluster_planner.domain.snapshot import take_snapshot
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.fact import Facts
from cluster_planner.present.profile.series import area_series, park_series, period_words
from tests.real_data import real_snapshot


def row(place: tuple[str, str], **changes: str) -> Mapping[str, str]:
    told = {
        "series_id": "kosis.1",
        "series_ko": "사업체수 · 제조업",
        "period": "2023",
        "value": "1234",
        "unit_ko": "개",
        "source": "KOSIS 시험 101/T",
        "as_of": "2023-12-31",
    }
    return {"place_kind": place[0], "place_id": place[1], **told, **changes}


def book_of(*rows: Mapping[str, str]) -> Book:
    ours = real_snapshot()
    series = SERIES.conform(pd.DataFrame([dict(r) for r in rows], dtype="object"))
    tables = {**{name: ours[name] for name in ours}, "series": series}
    return Book(take_snapshot(tables, TABLES, ours.core_rule))


def said(group: Facts | None) -> list[tuple[str, str, str]]:
    assert group is not None
    return [(fact.label, fact.value, fact.note) for fact in group.lines]


def test_without_any_series_no_profile_speaks_of_them() -> None:
    book = Book(real_snapshot())
    assert area_series(book, "region", "southeast") is None
    assert area_series(book, "sigungu", "26110") is None
    assert park_series(book, "p_changwon") is None


def test_a_district_shows_the_latest_figure_of_each_series_with_source_and_date() -> None:
    book = book_of(
        row(("sigungu", "26110")),
        row(("sigungu", "26110"), period="2024Q1", as_of="2024-03-31", value="0"),
        row(
            ("sigungu", "26110"), series_id="kosis.2", series_ko="가동률", unit_ko="%", value="81.5"
        ),
        row(("sigungu", "26140")),
    )
    group = area_series(book, "sigungu", "26110")
    assert [("사업체수 · 제조업", "0개", "2024년 1분기"), ("가동률", "81.5%", "2023년")] == said(
        group
    )
    assert group is not None
    assert "KOSIS 시험 101/T" in group.origin
    assert "2024-03-31" == group.as_of


def test_a_region_names_the_sido_of_each_figure_and_a_missing_one_is_told() -> None:
    book = book_of(row(("sido", "26")), row(("sido", "31"), value=""))
    assert [
        ("부산 · 사업체수 · 제조업", "1,234개", "2023년"),
        ("울산 · 사업체수 · 제조업", words.MISSING, "2023년"),
    ] == said(area_series(book, "region", "southeast"))


def test_a_park_shows_the_figures_of_its_units() -> None:
    book = book_of(row(("unit", "changwon"), unit_ko="개사", period="2024-03"))
    found = said(park_series(book, "p_changwon"))
    assert [("사업체수 · 제조업", "1,234 개사", "2024년 3월")] == found


def test_a_long_list_is_cut_and_says_so() -> None:
    rows = [row(("sido", "26"), series_id=f"kosis.{n:02d}") for n in range(15)]
    group = area_series(book_of(*rows), "region", "southeast")
    assert group is not None
    assert 12 == len(group.lines)
    assert "이 밖에 3계열이 있습니다." == group.note


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2023", "2023년"),
        ("2024-03", "2024년 3월"),
        ("2024Q1", "2024년 1분기"),
        ("2024-03-05", "2024년 3월 5일"),
    ],
)
def test_periods_are_said_in_korean(period: str, shown: str) -> None:
    assert shown == period_words(period)

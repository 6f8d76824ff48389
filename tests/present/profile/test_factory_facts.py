"""Registered factories of a park: by industry, with source and date, and nothing where none are."""

from functools import cache
from types import MappingProxyType

import pandas as pd

from cluster_planner.domain.contracts import FACTORY_COUNTS
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.fact import Facts
from cluster_planner.present.profile.factories import factories
from cluster_planner.present.profile.page import markup
from cluster_planner.present.profile.park import park_profile
from cluster_planner.present.profile.surroundings import Likeness
from tests.real_data import real_snapshot


@cache
def plain() -> Book:
    return Book(real_snapshot())


def book_with(park_id: str, *rows: tuple[str, str, int, int | None]) -> Book:
    (complex_id, *_) = plain().complexes_of_park[park_id]
    frame = pd.DataFrame(
        [
            {
                "complex_id": complex_id,
                "ksic_code": code,
                "ksic_name_ko": name,
                "industry_id": "" if code == "00" else "other",
                "factories": str(number),
                "workers": "" if workers is None else str(workers),
                "source": "보기 목록",
                "as_of": "2024-12-31",
            }
            for code, name, number, workers in rows
        ]
    )
    snapshot = real_snapshot()
    tables = {**snapshot.tables, "factory_counts": FACTORY_COUNTS.conform(frame)}
    return Book(Snapshot(MappingProxyType(tables), "x", MappingProxyType({}), snapshot.core_rule))


def told(book: Book, park_id: str) -> Facts:
    found = factories(book, book.parks[park_id])
    assert found is not None
    return found


def test_without_a_list_nothing_is_said() -> None:
    assert factories(plain(), plain().parks["p_changwon"]) is None


def test_industries_stand_by_number_with_workers_source_and_date() -> None:
    book = book_with(
        "p_changwon", ("25", "금속", 4, 40), ("28", "전기", 9, 90), ("29", "기계", 2, None)
    )

    group = told(book, "p_changwon")
    lines = [(fact.label, fact.value, fact.note) for fact in group.lines]

    assert lines == [
        ("모두", "15곳", ""),
        ("전기", "9곳", "종업원 90명"),
        ("금속", "4곳", "종업원 40명"),
        ("기계", "2곳", "종업원 비공개"),
    ]
    assert group.origin == "보기 목록 · 2024년 12월 31일"


def test_a_list_without_industries_gives_one_number_and_says_so() -> None:
    group = told(book_with("p_changwon", ("00", "업종을 알 수 없음", 7, None)), "p_changwon")

    assert [fact.value for fact in group.lines] == ["7곳"]
    assert "업종이 없어" in group.note


def test_many_industries_end_in_one_line_of_the_rest() -> None:
    rows = [(str(code), f"업종 {code}", 40 - code, None) for code in range(10, 22)]

    lines = told(book_with("p_changwon", *rows), "p_changwon").lines

    assert len(lines) == 12
    assert (lines[-1].label, lines[-1].value) == ("그 밖의 업종 2개", "39곳")


def test_parks_on_one_complex_say_that_they_share_the_number() -> None:
    note = told(book_with("p_sihwa_mtv", ("28", "전기", 9, 90)), "p_sihwa_mtv").note

    assert "함께 쓰는" in note
    assert "반월" in note


def test_the_profile_shows_the_group_and_escapes_its_words() -> None:
    book = book_with("p_changwon", ("28", "<b>전기</b>", 9, 90))

    page = markup(park_profile(book, Likeness(book), "p_changwon"))

    assert "등록공장 업종별" in page
    assert "&lt;b&gt;전기" in page
    assert "<b>전기" not in page

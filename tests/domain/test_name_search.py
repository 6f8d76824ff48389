"""Parks by what is typed: the data that come with the program."""

from functools import cache

import pandas as pd
import pytest

from cluster_planner.domain.name_search import NameSearch, folded
from tests.real_data import real_snapshot


@cache
def search() -> NameSearch:
    return NameSearch(real_snapshot().parks)


@pytest.mark.parametrize(
    ("typed", "park_id"),
    [
        ("창원", "p_changwon"),
        ("ㅊㅇ", "p_changwon"),
        ("창ㅇ", "p_changwon"),
        ("changwon", "p_changwon"),
        ("Gumi", "p_gumi"),
        ("울산 미포", "p_ulsan_mipo"),
        ("울산.미포", "p_ulsan_mipo"),
        ("MTV 시화", "p_sihwa_mtv"),
        ("반월국가산업단지", "p_banwol"),
        ("창원국가산단", "p_changwon"),
        ("창원[재생사업지구:부분]", "p_changwon"),
    ],
)
def test_the_likeliest_park_is_first(typed: str, park_id: str) -> None:
    assert park_id == search().ranked(typed)[0]


def test_initials_find_every_name_with_them_and_no_other() -> None:
    parks = real_snapshot().parks.set_index("park_id")["name_ko"]
    found = search().matches("ㄱㅁ")
    assert 10 == len(found)
    assert {"구미", "겸면", "광명"} <= set(parks[found])


@pytest.mark.parametrize(("typed", "near"), [("창언", "p_changwon"), ("반훨", "p_banwol")])
def test_a_slip_finds_nothing_but_names_what_is_near(typed: str, near: str) -> None:
    assert [] == search().matches(typed)
    assert near == search().near(typed)[0]


def test_nonsense_is_near_nothing() -> None:
    assert [] == search().matches("zzzz") == search().near("뷁뷁뷁뷁뷁뷁")


def test_an_empty_query_lets_all_pass() -> None:
    assert list(real_snapshot().parks["park_id"]) == search().matches("  ")


@pytest.mark.parametrize("typed", ["[", "(", "*", "\\", "a|b", ".*", "'\"", "<b>", "\x00"])
def test_typed_signs_are_not_a_pattern(typed: str) -> None:
    search().ranked(typed)
    search().near(typed)


def test_spaces_dots_and_case_do_not_count() -> None:
    assert "울산미포" == folded("울산·미포") == folded(" 울산 미포 ") == folded("울산-미포")


def test_equal_names_come_by_size() -> None:
    rows = [("a", "가", 3), ("b", "가", 9), ("c", "가나", 99)]
    parks = pd.DataFrame(rows, columns=["park_id", "name_ko", "tenants"]).assign(
        official_name_ko="", aliases="", national_id=""
    )
    assert ["b", "a", "c"] == NameSearch(parks).ranked("가")

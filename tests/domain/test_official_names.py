"""Planners' names from official ones, and the spelling by which names are compared."""

import pytest

from cluster_planner.domain.official_names import (
    former_names,
    name_aliases,
    name_key,
    part_name,
    part_of,
    planner_name,
)
from tests.real_data import real_snapshot


@pytest.mark.parametrize(
    ("official", "kind_id", "expected"),
    [
        ("남동[재생사업지구]", "national", "남동"),
        ("창원[재생사업지구:부분]", "national", "창원"),
        ("광양국가", "national", "광양"),
        ("대불국가산업단지", "national", "대불"),
        ("서부산스마트밸리(구:신평장림)", "general", "서부산스마트밸리"),
        ("동부산E-PARK 일반산업단지(구:기장대우)", "general", "동부산E-PARK"),
        ("자동차일반산업단지[구:남목]", "general", "자동차"),
        ("김천1(3단계)", "general", "김천1(3단계)"),
        ("국가식품클러스터", "national", "국가식품클러스터"),
    ],
)
def test_planner_names_are_short(official: str, kind_id: str, expected: str):
    assert expected == planner_name(official, kind_id)


def test_former_names_become_aliases():
    aliases = name_aliases("자동차", ["자동차일반산업단지[구:남목]"], "general", ()).split(";")

    assert {"남목", "자동차일반산업단지", "자동차일반산단"} <= set(aliases)


@pytest.mark.parametrize(
    "spelling",
    [
        "천안제2[재생사업지구]",
        "천안 2",
        "천안제２".replace("２", "2"),
        "천안·2일반산업단지",
        "천안2 산단",
    ],
)
def test_one_complex_has_one_key_however_it_is_spelt(spelling: str):
    assert "천안2" == name_key(spelling)


def test_brackets_that_tell_parts_apart_stay():
    assert name_key("구미국가(1단지)[재생사업지구]") != name_key("구미국가(2-4단지)")
    assert name_key("평동1차") != name_key("평동3차")


def test_decomposed_letters_are_the_same_name():
    assert name_key("\u1102\u1161\u11b7\u1103\u1169\u11bc") == name_key("남동")


def test_a_key_is_never_empty():
    assert name_key("국가산업단지")
    assert name_key("산단")


def test_no_two_complexes_of_one_district_and_kind_share_a_key():
    complexes = real_snapshot()["complexes"]
    keyed = complexes.assign(key=complexes["name_ko"].map(name_key))
    twice = keyed[keyed.duplicated(["kind_id", "sigungu_code", "key"], keep=False)]

    assert [] == list(twice["name_ko"])


def test_former_names_are_read_out_of_the_brackets():
    assert ("신평장림",) == former_names("서부산스마트밸리(구:신평장림)")
    assert () == former_names("남동[재생사업지구]")


def test_the_part_of_a_row_is_found_again():
    assert ("반월특수지역", "시화MTV") == part_of(part_name("반월특수지역", "시화MTV"))

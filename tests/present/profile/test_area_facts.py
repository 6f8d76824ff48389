"""The profile of a region and of a 시군구."""

from functools import cache

import pytest

from cluster_planner.domain.published import PublishedTotal
from cluster_planner.present.profile.area import area_profile
from cluster_planner.present.profile.area_sums import Areas
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.country import country_profile
from cluster_planner.present.profile.fact import Profile
from tests.real_data import real_snapshot

PUBLISHED = {
    "tenants": PublishedTotal(131_269, "공표", "2025-12-31"),
    "operating": PublishedTotal(120_957, "공표", "2025-12-31"),
}


@cache
def areas() -> Areas:
    return Areas(Book(real_snapshot()))


def lines(profile: Profile, key: str) -> dict[str, str]:
    group = profile.group(key)
    assert group is not None
    return {fact.label: fact.value for fact in group.lines}


def test_a_region_adds_up_its_parks() -> None:
    profile = area_profile(areas(), "region", "southeast")
    assert ("동남권", "부산 · 울산 · 경남", ("권역", "5극")) == (
        profile.name, profile.place, profile.tags,
    )  # fmt: skip
    assert "국가 12곳, 일반 175곳, 도시첨단 8곳, 농공 87곳" == lines(profile, "standing")["종류"]
    assert {"분기 생산": "87.2조 원", "비공개": "2곳"}.items() <= lines(
        profile, "production"
    ).items()
    assert {"입주업체": "2위 / 8", "AX 실증산단": "1위 / 8"}.items() <= lines(
        profile, "rank"
    ).items()
    assert any("단지 274곳은 국가산업단지 통계에 들지 않습니다" in text for text in profile.missing)


def test_a_region_without_a_demonstration_park_says_so() -> None:
    group = area_profile(areas(), "region", "daegyeong").group("support")
    assert group is not None
    assert "0곳" == group.lines[0].value
    assert "공백" in group.lines[0].note


def test_the_tier_is_told_only_where_it_is_known() -> None:
    central = area_profile(areas(), "region", "central")
    assert "19곳" == lines(central, "subsidy_crisis")["이 등급의 단지"]
    assert area_profile(areas(), "region", "jeju").group("subsidy_crisis") is None


def test_a_district_without_parks_says_that_it_has_none() -> None:
    held = {code for level, code in areas().parks_of if level == "sigungu"}
    empty = next(code for code in areas().book.sigungu if code not in held)
    profile = area_profile(areas(), "sigungu", empty)
    assert ("산업단지: 이 지역에는 공식 통계에 오른 단지가 없습니다",) == profile.missing
    assert profile.group("production") is None


def test_every_area_has_a_profile() -> None:
    for code in areas().book.sigungu:
        profile = area_profile(areas(), "sigungu", code)
        values = [fact.value for group in profile.groups for fact in group.lines]
        assert not {"", "nan", "None"} & set(values)


def test_an_unknown_area_is_an_error() -> None:
    with pytest.raises(KeyError):
        area_profile(areas(), "region", "atlantis")


def test_the_country_stands_beside_the_printed_sums() -> None:
    book = areas().book
    whole = country_profile(book, list(book.parks), PUBLISHED)
    figures = {fact.label: (fact.value, fact.note) for fact in whole.figures}
    assert ("1,363곳", "전국 1,363곳") == figures["표시 단지"]
    assert "공표 합계 131,269개사" == figures["입주업체"][1]
    nothing = country_profile(book, [], PUBLISHED)
    assert "자료 없음" == {f.label: f.value for f in nothing.figures}["비수도권"]


def test_a_country_without_printed_sums_says_so() -> None:
    whole = country_profile(areas().book, [], {})
    assert "공표 합계 없음" == {f.label: f.note for f in whole.figures}["입주업체"]


def test_where_there_is_no_park_nothing_is_counted_as_zero() -> None:
    profile = area_profile(areas(), "sigungu", "11110")  # 종로구
    assert [(f.label, f.value) for f in profile.figures] == [("단지", "단지 없음")]
    assert profile.group("rank") is None


def test_a_sum_says_how_many_parks_it_is_made_of() -> None:
    jobs = area_profile(areas(), "region", "southeast").figures[-1]
    assert jobs.note == "통계가 공표된 단지 6곳 합계, 비공개 2곳 제외"


def test_one_grant_over_several_parks_is_one_demonstration_park() -> None:
    profile = country_profile(areas().book, list(areas().book.parks), PUBLISHED)
    demos = next(f for f in profile.figures if f.label == "AX 실증산단")
    assert (demos.value, demos.note) == ("10곳", "14개 단지에 걸침")

"""The filter strip: choices, chips, counts and the search."""

import pytest

from dashboards.explore.filters import FilterBar
from dashboards.lookups.choices import Filters
from dashboards.state.address import read, written
from dashboards.state.known import known_values
from dashboards.state.session import Session


@pytest.fixture
def bar(session: Session) -> FilterBar:
    return FilterBar(session)


def send(bar: FilterBar, **message: object) -> None:
    bar.strip._handle_msg(message)


def test_a_choice_narrows_and_shows_as_a_chip(session: Session, bar: FilterBar) -> None:
    send(bar, type="choose", section="region_ids", values=["southeast"])
    send(bar, type="choose", section="only_core", values=["1"])
    assert Filters(region_ids=("southeast",), only_core=True) == session.filters
    assert "13 / 1,363곳" == bar.strip.told
    assert ["동남권", "거점단지만"] == [chip["label"] for chip in bar.strip.chips]


def test_counts_follow_the_other_choices(session: Session, bar: FilterBar) -> None:
    assert 78 == bar.strip.counts["only_core"]["1"]
    session.sift(region_ids=("southeast",))
    assert 13 == bar.strip.counts["only_core"]["1"]
    assert 240 == bar.strip.counts["region_ids"]["capital"]


def test_a_chip_takes_its_own_choice_away(session: Session, bar: FilterBar) -> None:
    session.filters = Filters(
        region_ids=("capital", "jeju"), query="ㅊㅇ", picked=("p_gumi",), statistics="with"
    )
    for chip in list(bar.strip.chips)[1:]:
        send(bar, type="drop", key=chip["key"], value=chip["value"])
    assert Filters(region_ids=("capital",)) == session.filters
    send(bar, type="clear")
    assert Filters() == session.filters


def test_unknown_values_from_the_browser_are_left_out(session: Session, bar: FilterBar) -> None:
    send(bar, type="choose", section="region_ids", values=["atlantis", "jeju"])
    send(bar, type="choose", section="__class__", values=["x"])
    assert Filters(region_ids=("jeju",)) == session.filters


@pytest.mark.parametrize("typed", ["ㅊㅇ", "창원", "changwon", "창원국가산단"])
def test_enter_goes_to_the_best_match(session: Session, bar: FilterBar, typed: str) -> None:
    send(bar, type="take", key="", text=typed)
    assert "p_changwon" == session.focus
    assert Filters() == session.filters


def test_a_slip_is_told_and_near_names_are_offered(session: Session, bar: FilterBar) -> None:
    send(bar, type="take", key="", text="창언")
    assert "" == session.focus
    assert "'창언'(이)라는 단지나 지역이 없습니다. 비슷한 이름입니다." == bar.strip.hint
    assert "park:p_changwon" == bar.strip.suggestions[0]["key"]


def test_a_region_can_be_searched_and_a_part_of_a_name_filtered(
    session: Session, bar: FilterBar
) -> None:
    send(bar, type="type", text="창원")
    keys = [suggestion["key"] for suggestion in bar.strip.suggestions]
    assert {"park:p_changwon", "sigungu:48120", "query"} <= set(keys)
    send(bar, type="take", key="sigungu:48120", text="창원")
    assert ("", "sigungu:48120") == (session.focus, session.area)
    send(bar, type="take", key="query", text="창원")
    assert "창원" == session.filters.query
    assert 3 == len(session.shown)


@pytest.mark.parametrize("typed", ["경남", "경상남도", "ㄱㄴ", "gyeongsangnam"])
def test_a_sido_is_found_by_both_names_and_narrows_the_list(
    session: Session, bar: FilterBar, typed: str
) -> None:
    keys = [suggestion["key"] for suggestion in bar.suggested(typed)[0]]
    assert 1 == keys.count("sido:48")
    send(bar, type="take", key="sido:48", text=typed)
    assert ("48",) == session.filters.sido_codes
    assert 210 == len(session.shown)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("창원", "park:p_changwon"), ("동남", "region:southeast"), ("동남권방사선", "park:p_226230")],
)
def test_a_whole_name_comes_before_areas_and_areas_before_parts(
    bar: FilterBar, typed: str, first: str
) -> None:
    assert first == bar.suggested(typed)[0][0]["key"]


def test_a_made_up_suggestion_changes_nothing(session: Session, bar: FilterBar) -> None:
    for key in ("park:p_nowhere", "region:atlantis", "sido:99", "x:y", "park:"):
        send(bar, type="take", key=key, text="x")
    assert ("", "") == (session.focus, session.area)


def test_every_filter_comes_back_from_the_address(session: Session) -> None:
    session.filters = Filters(
        region_ids=("southeast",), sido_codes=("48",), sigungu_codes=("48120",),
        kind_ids=("national",), status_ids=("developing",), designation_ids=("ax_demo",),
        division_ids=("defence",), industry_ids=("machinery",), only_core=True, only_aged=True,
        only_engine_fit=True, only_unsold=True, statistics="with", query="ㅊㅇ", picked=("p_changwon",),
    )  # fmt: skip
    address, findings = read(written(session.address), known_values(session.catalog))
    assert () == findings
    assert session.filters == address.filters


def test_wrong_values_of_an_address_are_named(session: Session) -> None:
    query = "?sido=99&gu=1&industry=x&stats=maybe&unsold=7&side=p_nowhere"
    address, findings = read(query, known_values(session.catalog))
    assert Filters() == address.filters
    assert 6 == len(findings)

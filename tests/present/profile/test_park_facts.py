"""The profile of a park: exact figures with their source, and honest gaps."""

from functools import cache

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.pipeline import plan_scenario
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.fact import Fact, Facts, Profile
from cluster_planner.present.profile.outcome import PlanBook
from cluster_planner.present.profile.park import park_profile
from cluster_planner.present.profile.production import annual_estimate_mkrw
from cluster_planner.present.profile.surroundings import Likeness
from tests.real_data import asked, real_snapshot


@cache
def book() -> Book:
    return Book(real_snapshot())


@cache
def likeness() -> Likeness:
    return Likeness(book())


@cache
def solved() -> Run:
    return plan_scenario(real_snapshot(), asked())


def profile_of(park_id: str, with_plan: bool = False) -> Profile:
    lookups = PlanBook(solved(), real_snapshot()) if with_plan else None
    return park_profile(book(), likeness(), park_id, lookups)


def group_of(park_id: str, key: str, with_plan: bool = False) -> Facts:
    found = profile_of(park_id, with_plan).group(key)
    assert found is not None
    return found


def said(group: Facts) -> dict[str, str]:
    return {fact.label: fact.value for fact in group.lines}


def test_a_published_park_tells_the_quarter_and_the_change() -> None:
    group = group_of("p_changwon", "production")
    assert "생산·수출·고용·가동률 (2026년 1분기)" == group.title
    assert "2026-03-31" == group.as_of
    assert Fact("고용", "119,212명", note="전분기 119,947명, -0.6%") in group.lines
    assert Fact("가동률", "80.3%", note="전분기 80.7%, -0.4%p") in group.lines


def test_an_estimate_is_marked_has_a_range_and_says_how() -> None:
    group = group_of("p_348010", "production")
    (production,) = (fact for fact in group.lines if fact.label == "연 생산")
    assert "추정" == production.mark
    assert "(" in production.value
    assert "~" in production.value
    assert "통계가 있는 단지 32곳에서 맞춘 식" in group.note
    assert {"수출": "자료 없음", "고용": "자료 없음", "가동률": "자료 없음"}.items() <= said(
        group
    ).items()


def test_without_firms_nothing_is_estimated() -> None:
    group = group_of("p_12170_fc4100", "production")
    assert "자료 없음" == said(group)["연 생산"]
    assert "추정하지 않습니다" in group.note
    assert not any(fact.mark for fact in group.lines)


def test_what_the_source_holds_back_reads_so_and_is_listed() -> None:
    profile = profile_of("p_jinhae")
    group = profile.group("production")
    assert group is not None
    assert {"비공개"} == {fact.value for fact in group.lines}
    assert any("비공개로 둡니다" in text for text in profile.missing)


def test_a_sum_with_a_part_held_back_is_held_back_and_says_what_is_known() -> None:
    jobs = next(f for f in group_of("p_foodpolis", "production").lines if f.label == "고용")
    assert ("비공개", "비공개 단위를 뺀 합 1,707명") == (jobs.value, jobs.note)


def test_a_rate_of_two_units_is_missing_and_their_sums_are_not() -> None:
    group = group_of("p_gumi", "production")
    assert "자료 없음" == said(group)["가동률"]
    assert "78,596명" == said(group)["고용"]


def test_designations_carry_money_and_their_own_source() -> None:
    group = next(g for g in profile_of("p_changwon").groups if g.title == "지정: AX 실증산단")
    figures = said(group)
    assert ("222억 원", "140억 원", "44.8억 원", "37.2억 원") == tuple(
        figures[label] for label in ("총사업비", "국비", "지방비", "민간")
    )
    assert "2025-12" == group.as_of
    assert group.source


def test_specialisation_is_against_all_parks_with_statistics() -> None:
    group = group_of("p_changwon", "industries")
    assert Fact("기계", "1,462개사", note="입지계수 1.73") == group.lines[0]


def test_programmes_say_that_the_connection_is_ours() -> None:
    group = group_of("p_changwon", "programmes")
    assert "가정" in group.note
    by_name = {fact.label: fact.note for fact in group.lines}
    assert "이미 지정됨" in by_name["AX 실증산단 구축"]
    assert "경남" in by_name["경남 LAM (거대행동모델)"]
    assert not any("전북" in name for name in by_name)
    assert "AI 자율제조 선도프로젝트 (2024)" not in by_name  # 완료


def test_peers_are_of_the_same_kind_the_nearest_first() -> None:
    found = likeness().nearest("p_changwon")
    assert "p_gumi" == found[0][1]
    assert sorted(gap for gap, _ in found) == [gap for gap, _ in found]
    assert {"national"} == {book().parks[i]["kind_id"] for _, i in found}
    assert "거리" in group_of("p_changwon", "peers").note


def test_partners_tell_distance_role_and_how_well_the_place_is_known() -> None:
    group = group_of("p_changwon", "partners")
    first = group.lines[0]
    assert "국립창원대학교 · 약 6.1km" == first.value
    assert "위치: 출처에 나온 도시" in first.note
    marked = [fact for fact in group.lines if fact.mark]
    assert marked
    assert all("일반 지식" in fact.note for fact in marked)
    assert "25곳은 빠져" in group.note


def test_engines_that_the_park_answers_to_say_so() -> None:
    notes = {fact.value: fact.note for fact in group_of("p_changwon", "engines").lines}
    assert "맞음" in notes["우주항공·방산"]
    assert "맞음" not in notes["조선"]


def test_a_chosen_park_tells_packages_money_partners_and_run() -> None:
    plan = solved().plan
    assert plan is not None
    park_id = plan.park_ids[0]
    group = group_of(park_id, "plan", with_plan=True)
    awards = [a for a in plan.awards if a.park_id == park_id]
    assert [f"{year}년 착수" for year in sorted({a.start_year for a in awards})] == [
        fact.label for fact in group.lines if fact.label.endswith("착수")
    ]
    assert words.money(sum(a.national_mkrw for a in awards)) == said(group)["국비 합계"]
    joined = {a.role_id for a in plan.assignments if a.park_id == park_id}
    assert len(joined) <= sum(fact.label.startswith("참여: ") for fact in group.lines)
    assert solved().run_id in group.source


def test_a_park_without_a_chance_hears_why_without_a_solve() -> None:
    lines = group_of("p_348010", "plan", with_plan=True).lines
    assert "후보가 아닙니다" == lines[0].value
    assert any("거점단지 규칙에 들지 않고" in fact.value for fact in lines)
    excluded = group_of("p_gumi", "plan", with_plan=True).lines
    assert any("시나리오가 이 단지를 제외했습니다" in fact.value for fact in excluded)


def test_every_park_has_a_profile_with_sourced_groups() -> None:
    for park_id in book().parks:
        profile = profile_of(park_id)
        for key in ("standing", "programmes", "partners"):
            group = profile.group(key)
            assert group is not None
            assert group.note or group.origin
        assert not any(
            fact.value in ("", "nan", "None", "<NA>") for g in profile.groups for fact in g.lines
        )


def test_an_unknown_park_is_an_error() -> None:
    with pytest.raises(KeyError):
        profile_of("p_nowhere")


def test_peers_are_of_the_same_kind() -> None:
    kinds = {i: park["kind_id"] for i, park in book().parks.items()}
    for park_id in list(kinds)[::40]:
        assert {kinds[other] for _, other in likeness().nearest(park_id)} == {kinds[park_id]}


def test_a_park_before_its_sale_says_so_beside_the_zero_of_the_source() -> None:
    sold = {fact.label: fact for fact in group_of("p_12170_fc4100", "standing").lines}["분양률"]
    assert (sold.value, sold.note) == ("0%", "분양 대상 면적 없음(분양 전)")
    assert len(book().before_sale) == 229  # of 230 rows: two are one park


def test_an_estimate_goes_from_low_to_high() -> None:
    park = next(
        p for i, p in book().parks.items() if i not in book().units_of_park and p["operating"]
    )
    ends = annual_estimate_mkrw(book(), park)
    assert ends is not None
    low, central, high = ends
    fit = book().production_fit
    assert low == pytest.approx(central * fit.low_factor)
    assert high == pytest.approx(central * fit.high_factor)
    assert 0 < low < central < high

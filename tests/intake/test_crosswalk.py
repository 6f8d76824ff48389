"""Old and new words for a place give today's code; what is not clear is asked."""

from functools import cache

import pytest

from cluster_planner.domain.imports import Place
from cluster_planner.intake.applied import NoMemory
from cluster_planner.intake.crosswalk import Crosswalk
from tests.intake.readings import Answers, our_tables
from tests.real_data import real_snapshot

NOWHERE = Place()


@cache
def crosswalk() -> Crosswalk:
    return Crosswalk.of(our_tables())


@pytest.mark.parametrize(
    ("sido", "sigungu", "code"),
    [
        ("강원도", "춘천시", "51110"),
        ("강원특별자치도", "춘천시", "51110"),
        ("강원", "춘천시", "51110"),
        ("전라북도", "군산시", "52130"),
        ("전남", "여수시", "12130"),
        ("전라남도", "여수시", "12130"),
        ("전남광주통합특별시", "여수시", "12130"),
        ("경기", "성남시 수정구", "41130"),
        ("경남", "창원시  진해구", "48120"),
        ("세종", "", "36110"),
        ("세종특별자치시", "세종특별자치시", "36110"),
    ],
)
def test_every_name_of_a_place_gives_its_code_of_today(sido: str, sigungu: str, code: str):
    assert {code} == crosswalk().sigungu_codes(sido, sigungu)


def test_decomposed_letters_are_the_same_place():
    import unicodedata

    given = unicodedata.normalize("NFD", "춘천시")

    assert {"51110"} == crosswalk().sigungu_codes("강원", given)


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("42110", {"51110"}),
        ("45130", {"52130"}),
        ("42", {"51"}),
        ("46", {"12"}),
        ("28110", {"28125", "28155"}),
        ("51110", {"51110"}),
        ("99999", set()),
    ],
)
def test_old_codes_give_todays(old: str, today: set[str]):
    assert today == crosswalk().code_today(old)


def test_the_official_place_of_every_complex_is_among_the_codes_of_its_name():
    lost = [
        row.name_ko
        for row in real_snapshot()["complexes"].itertuples(index=False)
        if row.sigungu_code not in crosswalk().sigungu_codes(row.source_sido, row.source_sigungu)
    ]

    assert [] == lost


def test_a_split_district_is_decided_by_the_point():
    located = crosswalk().sigungu("인천", "중구", NOWHERE, NoMemory(), point=(126.49, 37.49))

    assert "28155" == located.code
    assert "점의 위치" in located.how


def test_a_split_district_without_a_point_is_asked_and_the_answer_remembered():
    asked = crosswalk().sigungu("인천", "중구", NOWHERE, NoMemory(), named="새단지")

    assert asked.code is None
    assert {"28125", "28155"} == {p.candidate_id for p in asked.proposals}
    assert all("나뉘어" in p.why for p in asked.proposals)
    memory = Answers({asked.proposals[0].key: "28125"})
    assert "28125" == crosswalk().sigungu("인천", "중구", NOWHERE, memory, named="새단지").code
    assert crosswalk().sigungu("인천", "중구", NOWHERE, memory, named="다른단지").code is None


def test_an_unknown_name_is_proposed_and_never_guessed():
    located = crosswalk().sigungu("충남", "천한시", NOWHERE, NoMemory())

    assert located.code is None
    assert "44130" == located.proposals[0].candidate_id
    assert len(located.proposals) <= 3


def test_a_rejected_candidate_is_not_proposed_again():
    first = crosswalk().sigungu("충남", "천한시", NOWHERE, NoMemory()).proposals[0]
    memory = Answers(no=frozenset({(*first.key, first.candidate_id)}))

    again = crosswalk().sigungu("충남", "천한시", NOWHERE, memory).proposals

    assert first.candidate_id not in {p.candidate_id for p in again}


@pytest.mark.parametrize("odd", ["", " ", "구", "<script>", "12345678", "\u3164"])
def test_odd_names_give_nothing(odd: str):
    assert frozenset() == crosswalk().sigungu_codes("경기", odd) - {"41000"}


def test_a_point_in_the_sea_is_in_no_district():
    assert crosswalk().at((125.0, 34.0)) is None

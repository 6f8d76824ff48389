"""A name finds its complex by words, by spelling or by memory, and otherwise asks."""

import re
import unicodedata
from functools import cache

import pytest

from cluster_planner.domain.imports import Place
from cluster_planner.intake.applied import NoMemory
from cluster_planner.intake.matching import ComplexMatcher, Named
from tests.intake.readings import Answers, our_tables
from tests.real_data import real_snapshot

NOWHERE = Place()


@cache
def matcher() -> ComplexMatcher:
    return ComplexMatcher.of(our_tables())


def test_every_official_row_is_found_by_its_own_words():
    wrong = []
    for row in real_snapshot()["complexes"].itertuples(index=False):
        named = Named(row.name_ko, row.source_sido, row.source_sigungu, row.kind_id)
        match = matcher().find(named, NOWHERE, NoMemory())
        if (match.row_id, match.how) != (row.row_id, "exact"):
            wrong.append(row.name_ko)

    assert [] == wrong


@pytest.mark.parametrize(
    ("name", "sido", "sigungu", "row_id"),
    [
        ("남동 국가산업단지", "인천광역시", "남동구", "c_128010"),
        ("신평장림", "부산", "사하구", "c_226030"),
        ("울산·미포국가산단", "울산", "남구", "c_131020"),
        ("후평", "강원도", "춘천시", None),
    ],
)
def test_another_spelling_finds_the_same_complex(
    name: str, sido: str, sigungu: str, row_id: str | None
):
    match = matcher().find(Named(name, sido, sigungu), NOWHERE, NoMemory())

    assert "spelling" == match.how
    assert row_id is None or row_id == match.row_id


def test_the_number_in_a_name_is_never_guessed():
    named = Named("천안제9", "충남", "천안시", "general")

    match = matcher().find(named, NOWHERE, NoMemory())

    assert match.row_id is None
    assert all("9" in p.candidate_ko for p in match.proposals)


def test_a_name_that_two_kinds_share_needs_its_kind():
    whom = matcher().find(Named("남동", "인천", "남동구", "national"), NOWHERE, NoMemory())

    assert "c_128010" == whom.row_id


def test_one_of_two_namesakes_needs_its_district():
    assert matcher().find(Named("군서", "전남", "", "agro"), NOWHERE, NoMemory()).row_id is None
    found = matcher().find(Named("군서", "전남", "영암군", "agro"), NOWHERE, NoMemory())
    assert "c_446200" == found.row_id


def test_a_mistyped_name_is_proposed_then_remembered():
    named = Named("오창과햑", "충북", "청주시", "general")
    asked = matcher().find(named, NOWHERE, NoMemory())
    best = asked.proposals[0]

    assert asked.row_id is None
    assert "오창과학" in best.candidate_ko
    assert best.likeness_pct >= 75
    answered = matcher().find(named, NOWHERE, Answers({best.key: best.candidate_id}))
    assert (best.candidate_id, "confirmed") == (answered.row_id, answered.how)


def test_a_rejected_candidate_is_not_proposed_again():
    named = Named("오창과햑", "충북", "청주시", "general")
    best = matcher().find(named, NOWHERE, NoMemory()).proposals[0]
    memory = Answers(no=frozenset({(*best.key, best.candidate_id)}))

    again = matcher().find(named, NOWHERE, memory)

    assert best.candidate_id not in {p.candidate_id for p in again.proposals}


def test_a_complex_in_two_sido_is_known_even_where_its_row_is_not():
    match = matcher().find(Named("명지녹산", "", "", "national"), NOWHERE, NoMemory())

    assert (None, "c_126011") == (match.row_id, match.complex_id)


_SPELLINGS = {
    "no remarks": lambda name: re.sub(r"\[[^\]]*\]", "", name),
    "other dots": lambda name: name.replace("·", "ㆍ"),
    "no dots": lambda name: re.sub("[·ㆍ]", "", name),
    "no blanks": lambda name: name.replace(" ", ""),
    "no ordinals": lambda name: re.sub(r"제(?=\d)", "", name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
}


@pytest.mark.parametrize("spelling", _SPELLINGS)
def test_no_other_spelling_of_any_complex_finds_another_one(spelling: str):
    write = _SPELLINGS[spelling]
    wrong, lost = [], []
    for row in real_snapshot()["complexes"].itertuples(index=False):
        named = Named(write(row.name_ko), row.source_sido, row.source_sigungu, row.kind_id)
        match = matcher().exact(named) or matcher().spelt(named, here_only=True)
        if match is None:
            lost.append(row.name_ko)
        elif match.row_id != row.row_id:
            wrong.append((row.name_ko, match.row_id))

    assert ([], []) == (wrong, lost)

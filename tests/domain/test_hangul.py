"""Initials, Latin letters and typing distance as people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.domain.hangul import (
    begins_like,
    contains_like,
    has_initials,
    initials,
    latin,
    letters,
    typing_distance,
)

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8)


@pytest.mark.parametrize(
    ("text", "bare"), [("창원", "ㅊㅇ"), ("쌍용", "ㅆㅇ"), ("시화MTV 2", "ㅅㅎMTV 2"), ("", "")]
)
def test_the_initial_is_the_first_consonant(text: str, bare: str) -> None:
    assert bare == initials(text)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [("구미", "gumi"), ("여수", "yeosu"), ("울산", "ulsan"), ("녹산", "noksan"), ("MTV", "mtv")],
)
def test_latin_letters_follow_the_public_rules_syllable_by_syllable(text: str, spelt: str) -> None:
    assert spelt == latin(text)


@given(SYLLABLES)
def test_initials_stand_for_the_text_that_they_are_of(text: str) -> None:
    assert len(text) == len(initials(text))
    assert begins_like(initials(text), text)
    assert begins_like(text, text)


@given(SYLLABLES, SYLLABLES)
def test_a_part_is_found_inside_by_its_initials(before: str, text: str) -> None:
    assert contains_like(initials(text), before + text + before)


@given(SYLLABLES, SYLLABLES)
def test_distance_is_none_only_between_equals_and_the_same_both_ways(one: str, other: str) -> None:
    assert (one == other) == (typing_distance(one, other) == 0)
    assert typing_distance(one, other) == typing_distance(other, one)
    assert typing_distance(one, other) <= max(len(letters(one)), len(letters(other)))


def test_one_wrong_key_is_one_away() -> None:
    assert 1 == typing_distance("창원", "창언") == typing_distance("반월", "반훨")
    assert 2 == typing_distance("구미", "구")


def test_a_syllable_among_initials_must_be_the_same() -> None:
    assert has_initials("창ㅇ")
    assert begins_like("창ㅇ", "창원")
    assert not begins_like("천ㅇ", "창원")
    assert not begins_like("ㅊㅇㅁ", "창원")

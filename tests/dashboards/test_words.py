"""Labels have English; what has none stays Korean."""

from dashboards.english import ENGLISH
from dashboards.shell.page import PAGE_KEYS
from dashboards.words import Words


def test_korean_is_the_key() -> None:
    assert Words()("탐색") == "탐색"
    assert Words("en")("탐색") == "Explore"
    assert Words("en")("아직 없는 말") == "아직 없는 말"


def test_every_page_has_an_english_label() -> None:
    assert {Words("en")(label) for label in PAGE_KEYS.values()} == {
        "Explore", "Scenario", "Compare", "Data",
    }  # fmt: skip


def test_english_has_no_korean_in_it() -> None:
    assert [text for text in ENGLISH.values() if any("가" <= sign <= "힣" for sign in text)] == []

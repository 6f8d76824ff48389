"""The markup of a profile: everything is escaped, and the page stands alone."""

import re
from html.parser import HTMLParser

from cluster_planner.present.profile.fact import Fact, Facts, Profile
from cluster_planner.present.profile.page import document, markup

HOSTILE = "</script><img src=x onerror=hit()>`${hit()}`\\'\"&<b>"


def hostile_profile() -> Profile:
    fact = Fact(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    group = Facts(HOSTILE, HOSTILE, (fact,), HOSTILE, HOSTILE, HOSTILE)
    return Profile(
        "park", HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), (fact,), (group,), (HOSTILE,)
    )  # fmt: skip


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_texts_stay_texts() -> None:
    for text in (markup(hostile_profile(), live=True), document(hostile_profile(), HOSTILE)):
        seen = Tags()
        seen.feed(text)
        assert not {"script", "img"} & seen.tags
        assert not {name for name in seen.names if name.startswith("on")}
        assert HOSTILE in seen.text


def test_links_are_buttons_on_the_screen_and_text_on_paper() -> None:
    fact = Fact("권역", "동남권", link="region:southeast")
    group = Facts("standing", "현황", (fact,))
    profile = Profile("park", "p_a", "가산", "서울", (), (), (group,))
    assert 'data-go="region:southeast"' in markup(profile, live=True)
    assert "<button" not in document(profile)


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    text = document(hostile_profile())
    assert not re.search(r"(?:src|href)=\"|url\(|@import|https?://", text.replace("&quot;", ""))
    assert text.startswith('<!doctype html><html lang="ko">')
    assert "@page" in text


def test_labels_are_said_in_another_language_and_data_are_not() -> None:
    profile = Profile(
        "park", "p_a", "창원", "경남", ("거점단지",), (Fact("입주업체", "3개사"),), ()
    )  # fmt: skip
    english = {"입주업체": "Tenants", "거점단지": "Core park", "창원": "wrong"}
    text = markup(profile, say=lambda korean: english.get(korean, korean))
    assert "Tenants" in text
    assert "Core park" in text
    assert "창원" in text

"""The profile: what it shows, and what its buttons do."""

import pytest

from cluster_planner.domain.plan import Run
from dashboards.explore.profile import Profile
from dashboards.state.session import Session
from dashboards.words import Words


class Told:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.prints = 0

    def say(self, text: str, tone: str = "good") -> None:
        self.said.append(text)

    def print_page(self) -> None:
        self.prints += 1


@pytest.fixture
def wire() -> Told:
    return Told()


@pytest.fixture
def profile(session: Session, wire: Told) -> Profile:
    return Profile(session, wire)  # type: ignore[arg-type]


def keys(profile: Profile) -> list[str]:
    return [button["key"] for button in profile.sheet.buttons]


def test_the_focus_comes_before_the_area_and_both_before_the_country(
    session: Session, profile: Profile
) -> None:
    assert "전국" in profile.sheet.markup
    assert not profile.sheet.printable
    session.area = "region:southeast"
    assert ("동남권", True) == (profile.sheet.told, profile.sheet.printable)
    session.focus = "p_changwon"
    assert "창원" == profile.sheet.told
    profile._press("close")
    assert ("", "region:southeast") == (session.focus, session.area)
    profile._press("close")
    assert "" == session.area


def test_the_country_follows_the_filters(session: Session, profile: Profile) -> None:
    session.sift(kind_ids=("national",))
    assert "고른 단지" == profile.sheet.told
    assert "계획 단위 단지 59곳 / 1,363곳" in profile.sheet.markup


def test_lock_and_exclude_are_pressed_and_released(
    session: Session, profile: Profile, wire: Told
) -> None:
    session.focus = "p_gumi"
    for key, held in (("lock", "locked"), ("exclude", "excluded")):
        before = "p_gumi" in getattr(session.draft, held)
        profile._press(key)
        assert before != ("p_gumi" in getattr(session.draft, held))
        pressed = {b["key"]: b["pressed"] for b in profile.sheet.buttons}
        assert (not before) == pressed[key]
    assert 2 == len(wire.said)


def test_links_go_to_known_places_only(session: Session, profile: Profile) -> None:
    profile.sheet._handle_msg({"type": "go", "link": "park:p_gumi"})
    assert "p_gumi" == session.focus
    profile.sheet._handle_msg({"type": "go", "link": "region:daegyeong"})
    assert ("", "region:daegyeong") == (session.focus, session.area)
    for link in ("park:p_nowhere", "region:x", "javascript:hit()", ""):
        profile.sheet._handle_msg({"type": "go", "link": link})
    assert ("", "region:daegyeong") == (session.focus, session.area)


def test_why_is_asked_on_the_page_of_the_plan_with_the_focus_kept(
    session: Session, profile: Profile, run: Run
) -> None:
    session.focus = "p_gumi"
    assert "why" not in keys(profile)
    session._derive(run=run)
    profile._press("why")
    assert ("plan", "p_gumi") == (session.page, session.focus)


def test_a_region_narrows_the_list_and_prints(
    session: Session, profile: Profile, wire: Told
) -> None:
    session.area = "sigungu:48120"
    profile._press("filter")
    assert ("48120",) == session.filters.sigungu_codes
    profile._press("print")
    assert 1 == wire.prints


def test_at_most_four_stand_in_the_comparison(
    session: Session, profile: Profile, wire: Told
) -> None:
    session.side = ["p_gumi", "p_changwon", "p_banwol", "p_gunsan"]
    session.focus = "p_348010"
    profile._press("side")
    assert 4 == len(session.side)
    assert "4곳까지" in wire.said[-1]


def test_labels_are_english_for_guests(session: Session, wire: Told) -> None:
    session.words = Words("en")
    session.focus = "p_changwon"
    english = Profile(session, wire)  # type: ignore[arg-type]
    labels = [button["label"] for button in english.sheet.buttons]
    assert ["Must include", "Exclude", "Compare", "Print", "Copy link", "Close"] == labels
    assert "Tenants" in english.sheet.markup

"""The map of a run: chosen parks on top, partners as lines, a click is the focus."""

from typing import Any

import pytest

from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.plan_map import CHOSEN, LINKS, PARKS, PlanMap
from dashboards.state.session import Session
from tests.present.plan_cases import partners


@pytest.fixture
def drawn(session: Session, frames: RunFrames) -> PlanMap:
    made = PlanMap(session)
    made.show(frames)
    return made


def _ids(drawn: PlanMap, layer: str) -> list[str]:
    return [f["id"] for f in drawn.map._state.added[layer]["features"]["features"]]


def test_only_awarded_parks_lie_on_top_the_dearest_lowest(drawn: PlanMap) -> None:
    assert _ids(drawn, CHOSEN) == ["p_changwon", "p_banwol"]


def test_a_new_run_is_told_in_one_message_for_its_parks(
    drawn: PlanMap, frames: RunFrames, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(drawn.map, "_tell", lambda message: sent.append(message))
    drawn.show(frames)

    assert [m["layer"] for m in sent if m["op"] == "add"] == [LINKS, CHOSEN]
    assert not [m for m in sent if m["op"] == "style"]


def test_a_click_on_any_park_is_the_focus(drawn: PlanMap, session: Session) -> None:
    drawn.map.clicked = {"layer": CHOSEN, "id": "p_changwon", "n": 1}
    assert session.focus == "p_changwon"
    drawn.map.clicked = {"layer": PARKS, "id": "p_gumi", "n": 2}
    assert session.focus == "p_gumi"
    drawn.map.clicked = {"layer": None, "id": None, "n": 3}
    assert session.focus == "p_gumi"


def test_links_follow_the_focus_and_count_what_cannot_be_drawn(
    drawn: PlanMap, session: Session
) -> None:
    placed, _ = partners()
    assert _ids(drawn, LINKS) == []
    session.focus = "p_changwon"

    assert _ids(drawn, LINKS) == [f"{placed}__p_changwon"]
    assert "연결 1건을 그렸습니다, 위치 자료가 없는 1건은 표에만" in drawn.told.object
    drawn._choose("links", "none")
    assert _ids(drawn, LINKS) == []
    session.focus = ""
    drawn._choose("links", "all")
    assert len(_ids(drawn, LINKS)) == 1


def test_colour_by_package_and_theme_redraw(
    drawn: PlanMap, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    colours: list[str] = []

    def add_layer(layer: str, features: Any, styles: Any, **_: Any) -> None:
        if layer == CHOSEN:
            colours.append(styles["p_changwon"]["fillColor"])

    monkeypatch.setattr(drawn.map, "add_layer", add_layer)
    drawn._choose("colour", "money")
    drawn._choose("colour", "package")
    session.dark = True

    assert len(colours) == 3
    assert len(set(colours)) == 3


def test_the_map_is_told_in_a_sentence(drawn: PlanMap) -> None:
    assert drawn.map.summary == "선정 단지 2곳에 국비: 수도권 1곳 140억 원, 동남권 1곳 200억 원."


def test_the_points_are_those_of_the_park_table(frames: RunFrames) -> None:
    columns = ["park_id", "national_mkrw", "package_ids"]

    assert frames.points[columns].to_dict("records") == frames.parks[columns].to_dict("records")

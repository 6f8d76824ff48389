"""A list of papers on a page: asked, followed, saved, stopped, found again."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, ScenarioError
from dashboards.parts.paper_list import Choice, Offered, PaperList
from dashboards.work.making import MakingState
from dashboards.work.paper_order import PaperOrder
from dashboards.work.paper_rows import PaperRows
from dashboards.work.papers import Papers
from tests.dashboards.work.test_papers import SILENT, other_run
from tests.present.plan_cases import hand_made


class Place:
    """A page with a list, and what its browser was sent."""

    def __init__(self, papers: Papers, run: Callable[[], Run | None]) -> None:
        self.view = PaperList([Offered("json", "계획 JSON", "모두"), Offered("csv", "표")])
        self.sent: list[dict[str, Any]] = []
        self.view._send_msg = self.sent.append  # type: ignore[method-assign]
        self.rows = PaperRows(self.view, papers, lambda key: self._order(key, run()))

    def press(self, kind: str, key: str) -> None:
        self.view._handle_msg({"type": kind, "key": key})

    def told(self, key: str = "json") -> tuple[str, str]:
        row = self.view.rows[key]
        return row["state"], row["told"]

    def wait(self, key: str = "json") -> None:
        assert self.rows._makings[key].wait(60)
        self.rows.look()

    def _order(self, key: str, run: Run | None) -> PaperOrder:
        if run is None:
            raise ScenarioError(Finding("내려받기", "계획이 없습니다", "먼저 실행하세요"))
        return PaperOrder(key, run)


@pytest.fixture
def papers() -> Iterator[Papers]:
    every = Papers()
    yield every
    every.close()


@pytest.fixture
def place(papers: Papers) -> Place:
    return Place(papers, hand_made)


def test_what_is_asked_for_is_followed_and_saved_once(place: Place) -> None:
    place.press("make", "json")
    assert "making" == place.told()[0]
    place.wait()

    state, told = place.told()
    assert "ready" == state
    assert "준비됨 · " in told
    making = place.rows._makings["json"]
    save = {"type": "save", "href": f"planner-paper/{making.token}", "name": making.file_name}
    assert place.sent == [save]
    place.rows.look()
    assert place.sent == [save]
    place.press("make", "json")
    assert place.sent == [save, save]


def test_only_what_is_offered_can_be_asked_for(place: Place) -> None:
    for kind, key in (("make", "../etc/passwd"), ("stop", "json"), ("make", ""), ("save", "json")):
        place.press(kind, key)

    assert place.view.rows == {}
    assert place.sent == []


def test_a_page_that_was_loaded_anew_finds_what_is_made(papers: Papers, place: Place) -> None:
    place.press("make", "json")
    again = Place(papers, hand_made)
    place.rows.leave(60)
    again.rows.renew()
    again.wait()

    assert "ready" == again.told()[0]
    assert again.told("csv") == ("idle", "")
    assert again.sent == []


def test_what_was_asked_for_is_saved_though_another_run_is_shown(papers: Papers) -> None:
    shown = [hand_made()]
    place = Place(papers, lambda: shown[0])
    place.press("make", "json")
    first = place.rows._makings["json"]
    shown[0] = other_run()
    place.rows.renew()
    assert place.told() == ("idle", "")
    assert first.wait(60)
    place.rows.look()

    assert first.state is MakingState.DONE
    assert [one["name"] for one in place.sent] == [first.file_name]
    assert place.told() == ("idle", "")


def test_a_stop_is_told_and_asks_nothing_more() -> None:
    papers = Papers(SILENT)
    place = Place(papers, hand_made)
    place.press("make", "json")
    making = place.rows._makings["json"]
    place.press("stop", "json")

    assert making.wait(5)
    assert "stopped" == place.told()[0]
    place.rows.look()
    assert place.sent == []
    papers.close()


def test_what_goes_wrong_is_a_sentence_with_what_to_do(papers: Papers) -> None:
    place = Place(papers, lambda: None)
    place.press("make", "json")
    assert place.told() == ("failed", "내려받기: 계획이 없습니다 → 먼저 실행하세요")

    broken = Papers((sys.executable, "-c", "raise SystemExit(3)"))
    place = Place(broken, hand_made)
    place.press("make", "json")
    place.wait()
    assert "failed" == place.told()[0]
    assert "다시 만드세요" in place.told()[1]
    broken.close()


def test_boxes_are_ticked_only_as_far_as_they_are_offered() -> None:
    heard: list[list[str]] = []
    view = PaperList([], on_choose=heard.append, most_chosen=2)
    view.choose_from([Choice(value, value) for value in "abc"])
    view._handle_msg({"type": "choose", "values": ["c", "x", "b", "a"]})
    assert heard == [["a", "b"]]
    view.choose_from([Choice("b", "b")])
    assert view.chosen == ["b"]

"""The frame between session, address and browser."""

from typing import Any

import pytest

from cluster_planner.errors import Finding
from dashboards import frame
from dashboards.state.desk import Desk
from dashboards.state.session import Session


class Page:
    """Stands in for a page that would take long to build."""

    def __init__(self, session: Session, wire: Any) -> None:
        self.view = "made"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kinds: dict[str, Any] = dict.fromkeys(frame._PAGES, Page)
    monkeypatch.setattr(frame, "_PAGES", kinds)
    return kinds


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the frame sends to the browser."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(frame.Wire, "_send_msg", lambda _, message: sent.append(message))
    return sent


def test_a_page_is_made_when_it_is_first_opened(desk: Desk, pages: dict[str, Any]) -> None:
    session = Session(desk)
    made = frame.Frame(session)
    before = len(made.holders["plan"])
    session.page = "plan"

    assert (len(made.holders["explore"]), before, len(made.holders["plan"])) == (1, 0, 1)
    assert made.wire.address == "?page=plan"


def test_a_broken_page_is_a_sentence_with_a_number_of_the_log(
    desk: Desk, pages: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    pages["data"] = None
    session = Session(desk)
    made = frame.Frame(session)
    session.page = "data"
    session.page = "compare"
    number = str(caplog.records[-1].args[1])  # type: ignore[index]

    assert number in made.holders["data"][0].object
    assert len(made.holders["compare"]) == 1


def test_notices_wait_until_the_page_has_come_up(
    desk: Desk, pages: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    session = Session(desk)
    session.tell(Finding("먼저", "말할 것", "그대로 두세요"))
    made = frame.Frame(session)
    early = list(said)
    made._hear("shown", None)
    session.tell(Finding("나중", "말할 것", "그대로 두세요"))

    assert early == []
    assert [message["text"] for message in said] == [
        "먼저: 말할 것 → 그대로 두세요",
        "나중: 말할 것 → 그대로 두세요",
    ]
    assert session.notices == []


def test_an_address_of_the_history_is_shown_and_answered(
    desk: Desk, pages: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    session = Session(desk)
    made = frame.Frame(session)
    made._hear("shown", None)
    asked = "?page=plan&park=p_gumi&region=nowhere"
    made.wire._handle_msg({"type": "address", "address": asked, "step": 3})

    assert (session.page, session.focus) == ("plan", "p_gumi")
    assert made.wire.address == "?page=plan&park=p_gumi"
    assert [message["type"] for message in said] == ["say", "arrived"]
    assert said[-1] == {"type": "arrived", "address": made.wire.address, "step": 3}


def test_a_step_of_the_history_that_cannot_be_shown_is_answered_with_where_the_page_stands(
    desk: Desk, pages: dict[str, Any], said: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(desk)
    made = frame.Frame(session)
    monkeypatch.setattr(session, "open_run", lambda run_id: 1 / 0)
    asked = {"type": "address", "address": "?page=explore&run=R-1", "step": 1}
    with pytest.raises(ZeroDivisionError):
        made.wire._handle_msg(asked)

    assert said == [{"type": "arrived", "address": "?page=explore", "step": 1}]


def test_an_unknown_page_is_not_opened(desk: Desk, pages: dict[str, Any]) -> None:
    session = Session(desk)
    frame.Frame(session)._hear("page", "admin")

    assert session.page == "explore"

"""The files are those of the command line, named by their run."""

import io
import zipfile
from collections.abc import Callable

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.errors import ScenarioError
from dashboards.parts import download as parts_download
from dashboards.parts.download import Download, Made, Offered
from dashboards.plan.results.downloads import Downloads, file_bytes
from dashboards.state.session import Session
from tests.present.plan_cases import hand_made


def test_each_file_is_made_of_the_run_that_is_shown(
    session: Session, show: Callable[[Session, Run], None]
) -> None:
    buttons = Downloads(session)
    show(session, hand_made())
    made = {name: buttons._make(name) for name in ("plan.json", "plan.xlsx", "map.html")}

    assert [one.name for one in made.values()] == [
        "plan-01234567.json", "plan-01234567.xlsx", "map-01234567.html",
    ]  # fmt: skip
    assert Run.from_json(made["plan.json"].content) == hand_made()
    with zipfile.ZipFile(io.BytesIO(made["plan.xlsx"].content)) as book:
        assert "xl/workbook.xml" in book.namelist()
    page = made["map.html"].content.decode()
    assert "창원" in page
    assert 'src="http' not in page


def test_without_a_plan_nothing_can_be_made(session: Session) -> None:
    with pytest.raises(ScenarioError, match="내려받을 계획이 없습니다"):
        Downloads(session)._make("plan.json")
    with pytest.raises(KeyError):
        file_bytes(session.desk, hand_made(), "plan.exe")


def _button(make: Callable[[str], Made]) -> tuple[Download, list[dict]]:
    button = Download([Offered("a", "가")], make)
    sent: list[dict] = []
    button._send_msg = sent.append  # type: ignore[method-assign]
    return button, sent


def test_a_file_goes_to_the_browser_only_when_it_is_offered() -> None:
    button, sent = _button(lambda key: Made(f"{key}.txt", "text/plain", b"x"))
    button._handle_msg({"type": "ask", "key": "a"})
    button._handle_msg({"type": "ask", "key": "../etc/passwd"})

    assert [(m["type"], m["name"], m["content"]) for m in sent] == [("file", "a.txt", b"x")]


def test_what_goes_wrong_is_said_beside_the_button(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    button, sent = _button(Downloads(session)._make)
    button._handle_msg({"type": "ask", "key": "a"})
    assert "먼저 최적화를 실행하세요" in sent[0]["text"]

    monkeypatch.setattr(parts_download, "MOST_BYTES", 2)
    button, sent = _button(lambda _: Made("a", "text/plain", b"xyz"))
    button._handle_msg({"type": "ask", "key": "a"})
    assert "보낼 수 없습니다" in sent[0]["text"]

    button, sent = _button(lambda _: {}["bug"])  # type: ignore[arg-type, return-value]
    button._handle_msg({"type": "ask", "key": "a"})
    assert "서버 기록" in sent[0]["text"]

"""Text from data cannot steer a terminal; progress is only for people who watch."""

import io

import pytest

from cluster_planner.cli.console import ProgressLine, print_findings, printable
from cluster_planner.errors import Finding


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31m빨강", "\\x1b[31m빨강"),
        ("가\r나", "가\\r나"),
        ("\u202e뒤집힘", "\\u202e뒤집힘"),
        ("\x00\x9b", "\\x00\\x9b"),
        ("\ud800", "\\ud800"),
        ("한글 한 줄\n두 줄", "한글 한 줄\n두 줄"),
    ],
)
def test_control_characters_are_shown_and_never_sent(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


def test_findings_keep_place_problem_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings("고칠 것", (Finding("locks.0", "\x1b]0;나쁨", "지우세요"),))

    assert capsys.readouterr().err == "고칠 것\n  1. locks.0: \\x1b]0;나쁨 → 지우세요\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_overwrites_one_line_and_leaves_it_empty() -> None:
    stream = _Terminal()
    with ProgressLine(stream) as line:
        line.show("하나 둘", now=True)
        line.show("셋", now=True)

    assert stream.getvalue() == "\r하나 둘\r셋     \r  \r"


def test_progress_is_silent_away_from_a_terminal() -> None:
    stream = io.StringIO()
    with ProgressLine(stream) as line:
        line.show("푸는 중", now=True)

    assert stream.getvalue() == ""


def test_progress_drops_what_comes_too_fast() -> None:
    stream = _Terminal()
    with ProgressLine(stream) as line:
        for number in range(1_000):
            line.show(f"{number}")

    assert stream.getvalue().count("\r") < 10

"""`app` hands over to the screen, or says in a sentence why it cannot."""

import importlib
import inspect
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from cluster_planner.cli import app as app_command
from cluster_planner.cli.codes import ExitCode
from tests.cli.conftest import Answer

Ask = Callable[..., Answer]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class _Screen(ModuleType):
    """Stands in for dashboards.app, which would not return."""

    def __init__(self, ending: BaseException | None = None) -> None:
        super().__init__("dashboards.app")
        self.asked: list[tuple[int, bool, Path | None]] = []
        self.place: tuple[str, str, tuple[str, ...]] | None = None
        self._ending = ending

    def serve(
        self,
        port: int,
        show: bool,
        data_folder: Path | None,
        address: str,
        prefix: str,
        origins: tuple[str, ...],
    ) -> None:
        self.asked.append((port, show, data_folder))
        self.place = (address, prefix, origins)
        if self._ending:
            raise self._ending


@pytest.mark.parametrize(("flags", "show"), [((), True), (("--no-browser",), False)])
def test_port_and_browser_reach_the_screen(
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    free_port: int,
    flags: tuple[str, ...],
    show: bool,
) -> None:
    screen = _Screen()
    monkeypatch.setattr(app_command.importlib, "import_module", lambda _: screen)
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda name: name)
    answer = ask("app", "--port", free_port, *flags)

    assert answer.code == ExitCode.OK
    assert screen.asked == [(free_port, show, None)]


def test_another_data_folder_reaches_the_screen(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, free_port: int, tmp_path: Path
) -> None:
    screen = _Screen()
    monkeypatch.setattr(app_command.importlib, "import_module", lambda _: screen)
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda name: name)
    ask("app", "--port", free_port, "--data", tmp_path)

    assert screen.asked == [(free_port, True, tmp_path)]


def test_the_stand_in_is_called_like_the_real_screen() -> None:
    real = inspect.signature(importlib.import_module(app_command.SCREEN).serve)

    assert set(inspect.signature(_Screen.serve).parameters) - {"self"} == set(real.parameters)


def test_only_this_computer_is_served_unless_it_is_asked_for(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    screen = _Screen()
    monkeypatch.setattr(app_command.importlib, "import_module", lambda _: screen)
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda name: name)
    ask("app", "--port", free_port)
    alone = screen.place
    origins = ("--origin", "Planner.example.go.kr", "--origin", "10.0.0.7:8443")
    ask("app", "--port", free_port, "--prefix", "planner/", *origins)

    assert alone == ("127.0.0.1", "", ())
    assert screen.place == ("127.0.0.1", "/planner", ("planner.example.go.kr", "10.0.0.7:8443"))


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--origin", "*"),
        ("--origin", "https://a.example"),
        ("--prefix", "/a?b"),
        ("--prefix", "/../x y"),
    ],
)
def test_a_place_that_is_none_is_told(ask: Ask, flag: str, value: str) -> None:
    answer = ask("app", flag, value)

    assert answer.code == ExitCode.BAD_INPUT
    assert flag in answer.err
    assert "쓰세요" in answer.err


def test_an_address_of_another_computer_is_told(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda name: name)
    answer = ask("app", "--address", "203.0.113.7", "--port", free_port)

    assert answer.code == ExitCode.BAD_INPUT
    assert f"--address 203.0.113.7 --port {free_port}: 이 컴퓨터의 주소가 아니거나" in answer.err


def test_ctrl_c_is_the_ordinary_way_to_close_the_screen(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    screen = _Screen(KeyboardInterrupt())
    monkeypatch.setattr(app_command.importlib, "import_module", lambda _: screen)
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda name: name)
    answer = ask("app", "--port", free_port)

    assert answer.code == ExitCode.OK
    assert "화면을 닫았습니다" in answer.out


def test_a_taken_port_is_told_with_another_one_to_try(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, taken_port: int
) -> None:
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda name: name)
    answer = ask("app", "--port", taken_port, "--no-browser")

    assert answer.code == ExitCode.BAD_INPUT
    assert f"--port {taken_port}: 쓸 수 없는 포트입니다" in answer.err
    assert "--port 5007" in answer.err


def test_a_missing_screen_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_command.importlib.util, "find_spec", lambda _: None)
    answer = ask("app", "--no-browser")

    assert answer.code == ExitCode.BAD_INPUT
    assert "화면이 설치되어 있지 않습니다 → 프로그램을 다시 설치하세요" in answer.err

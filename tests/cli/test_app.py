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
        self._ending = ending

    def serve(self, port: int, show: bool, data_folder: Path | None) -> None:
        self.asked.append((port, show, data_folder))
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

    assert {"port", "show", "data_folder"} <= set(real.parameters)


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

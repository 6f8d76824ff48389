"""A bug becomes a number, a log and code 1; people see a traceback only when they ask."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.errors import Finding, SolverError
from tests.cli.conftest import Answer

Ask = Callable[..., Answer]


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[BaseException], None]:
    """Make the pipeline fail with an error, and logs land in `tmp_path`."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def use(error: BaseException) -> None:
        def fail(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("cluster_planner.cli.run.Beside.plan", fail)

    return use


def test_a_bug_is_a_number_and_a_log(
    ask: Ask, question: Callable[[], Path], tmp_path: Path, breaking: Callable[..., None]
) -> None:
    breaking(ZeroDivisionError("비밀"))
    answer = ask("run", question(), "--out", tmp_path / "o")

    assert answer.code == ExitCode.UNEXPECTED
    number = re.search(r"기록 번호 ([0-9a-f]{8})", answer.err)
    assert number is not None
    assert "Traceback" not in answer.err
    assert "비밀" not in answer.err
    (log,) = tmp_path.glob(f"cluster-planner-{number[1]}-*.log")
    assert "ZeroDivisionError: 비밀" in log.read_text("utf-8")
    assert not (tmp_path / "o").exists()


def test_debug_shows_the_traceback(
    ask: Ask, question: Callable[[], Path], tmp_path: Path, breaking: Callable[..., None]
) -> None:
    breaking(ZeroDivisionError("왜"))
    answer = ask("run", question(), "--out", tmp_path / "o", "--debug")

    assert answer.code == ExitCode.UNEXPECTED
    assert "ZeroDivisionError: 왜" in answer.err


def test_a_broken_solver_tells_its_findings_too(
    ask: Ask, question: Callable[[], Path], tmp_path: Path, breaking: Callable[..., None]
) -> None:
    breaking(SolverError(Finding("HiGHS", "멈췄습니다", "다시 실행하세요")))
    answer = ask("run", question(), "--out", tmp_path / "o")

    assert answer.code == ExitCode.UNEXPECTED
    assert "HiGHS: 멈췄습니다 → 다시 실행하세요" in answer.err


def test_a_second_ctrl_c_ends_with_4(
    ask: Ask, question: Callable[[], Path], tmp_path: Path, breaking: Callable[..., None]
) -> None:
    breaking(KeyboardInterrupt())
    answer = ask("run", question(), "--out", tmp_path / "o")

    assert answer.code == ExitCode.CANCELLED
    assert "중단했습니다" in answer.err

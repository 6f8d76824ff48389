"""What can be typed, and what is said when it is wrong."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from cluster_planner.cli.codes import MEANINGS, ExitCode
from cluster_planner.cli.sweep_arguments import COMMANDS
from tests.cli.conftest import Answer, shell

Ask = Callable[..., Answer]


@pytest.mark.parametrize("command", [(), ("run",)])
def test_help_names_every_exit_code(ask: Ask, command: tuple[str, ...]) -> None:
    answer = ask(*command, "--help")

    assert answer.code == ExitCode.OK
    for code, meaning in MEANINGS.items():
        assert f"{code.value}  {meaning}" in answer.out


def test_help_loads_no_data_library_and_no_screen() -> None:
    program = (
        "import sys; from cluster_planner.cli import main\n"
        "try: main(['run', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'pydantic', 'pulp', 'folium', 'panel'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert ended.stderr.decode() == ""
    assert ended.returncode == 0


def test_no_command_shows_the_help_and_is_bad_input(ask: Ask) -> None:
    answer = ask()

    assert answer.code == ExitCode.BAD_INPUT
    assert "doctor" in answer.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("run",), "꼭 있어야 하는 인자가 없습니다: SCENARIO, --out"),
        (("run", "기준안"), "꼭 있어야 하는 인자가 없습니다: --out"),
        (("fly",), "'doctor', 'app' 가운데 고르세요"),
        (("run", "기준안", "--out", "x", "--fast"), "모르는 인자입니다: --fast"),
        (("run", "기준안", "--out"), "--out: 뒤에 값이 하나 있어야 합니다"),
        (("run", "기준안", "--out", "x", "--json=1"), "--json: 값을 받지 않습니다 '1'"),
        (("app", "--port", "0"), "--port: '0' → 1에서 65535 사이의 포트 번호를 쓰세요"),
        (("app", "--port", "65536"), "--port: '65536' → 1에서 65535"),
        (("app", "--port", "²"), "--port: '²' → 1에서 65535"),
    ],
)
def test_wrong_arguments_are_told_in_korean(
    ask: Ask, arguments: tuple[str, ...], sentence: str
) -> None:
    answer = ask(*arguments)

    assert answer.code == ExitCode.BAD_INPUT
    assert sentence in answer.err
    assert "usage" not in answer.err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9", "many"])
def test_time_limit_must_be_a_finite_number_of_seconds_up_to_a_day(ask: Ask, seconds: str) -> None:
    answer = ask("run", "기준안", "--out", "x", f"--time-limit={seconds}")

    assert answer.code == ExitCode.BAD_INPUT
    assert "0보다 크고 86,400 이하인 초를 쓰세요" in answer.err


def test_abbreviated_options_are_refused_so_that_new_ones_cannot_change_their_meaning(
    ask: Ask,
) -> None:
    assert ask("app", "--no-b").code == ExitCode.BAD_INPUT


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "utf-8", "latin-1"])
def test_help_is_printed_on_any_console_encoding(encoding: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "cluster_planner", "--help"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": encoding, "PATH": ""},
    )
    read_as = "utf-8" if encoding in ("ascii", "latin-1") else encoding

    assert ended.returncode == 0
    assert "시나리오를 풀어" in ended.stdout.decode(read_as)


def test_version_is_the_package_version() -> None:
    from cluster_planner import __version__

    assert shell("--version").out.strip() == __version__


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "why",
        "why-infeasible",
        "import",
        "data",
        "doctor",
        "app",
        "scenario",
        "runs",
        "sweeps",
        "jobs",
        "rerun",
        "store",
        *COMMANDS,
    ],
)
def test_help_of_every_command_can_be_read(ask: Ask, command: str) -> None:
    answer = ask(command, "--help")

    assert answer.code == ExitCode.OK
    assert "--help" in answer.out

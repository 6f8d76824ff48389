"""What can be typed after `cluster-planner`, with Korean help. Imports nothing heavy: help is quick."""

import argparse
import math
import re
import sys
from pathlib import Path
from typing import Final, NoReturn, override

from cluster_planner import __version__
from cluster_planner.cli.app_arguments import add_app
from cluster_planner.cli.codes import MEANINGS, ExitCode
from cluster_planner.cli.compare_arguments import add_compare
from cluster_planner.cli.data_arguments import add_data
from cluster_planner.cli.export_arguments import add_export
from cluster_planner.cli.fetch_arguments import add_fetch
from cluster_planner.cli.import_arguments import add_import
from cluster_planner.cli.scenario_arguments import add_scenario
from cluster_planner.cli.store_arguments import add_kept
from cluster_planner.cli.sweep_arguments import SCENARIO_KO, add_engine, add_keep, add_sweeps
from cluster_planner.cli.template_arguments import add_template
from cluster_planner.cli.verify_arguments import add_verify
from cluster_planner.cli.why_arguments import add_reasons

LONGEST_S: Final = 24 * 3600

_KOREAN: Final = (
    (r"^the following arguments are required: (.+)$", r"꼭 있어야 하는 인자가 없습니다: \1"),
    (r"^unrecognized arguments: (.+)$", r"모르는 인자입니다: \1"),
    (
        r"^argument (.+?): invalid choice: (.+) \(choose from (.+)\)$",
        r"\1: \2 → \3 가운데 고르세요",
    ),
    (r"^argument (.+?): not allowed with argument (.+)$", r"\1: \2와(과) 함께 쓸 수 없습니다"),
    (r"^argument (.+?): expected one argument$", r"\1: 뒤에 값이 하나 있어야 합니다"),
    (r"^argument (.+?): ignored explicit argument (.+)$", r"\1: 값을 받지 않습니다 \2"),
    (r"^argument (.+?): (.+)$", r"\1: \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    @override
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "사용법: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Korean and ends with our exit code."""

    def __init__(self, **settings: object) -> None:
        super().__init__(
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
            **settings,  # type: ignore[arg-type]
        )
        self._positionals.title = "인자"
        self._optionals.title = "선택"
        self.add_argument("-h", "--help", action="help", help="이 도움말을 보여 줍니다")

    @override
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.format_usage()}{self.prog}: {_korean(message)}\n")
        sys.stderr.write(f"자세한 도움말: {self.prog} --help\n")
        sys.exit(ExitCode.BAD_INPUT)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; the chosen one is in `command`."""
    top = _Parser(
        prog="cluster-planner",
        description="산업단지 AI 전환(M.AX) 클러스터 계획 도구",
        epilog=_exit_codes(),
    )
    top.add_argument(
        "--version", action="version", version=__version__, help="프로그램 판을 보여 줍니다"
    )
    commands = top.add_subparsers(
        dest="command", title="명령", metavar="명령", parser_class=_Parser
    )
    _add_run(commands)
    for command in (
        *add_sweeps(commands, epilog=_exit_codes()),
        *add_reasons(commands, epilog=_exit_codes()),
    ):
        command.add_argument(
            "--time-limit",
            metavar="S",
            type=_seconds,
            help="풀이 한 번의 제한 시간(초). 시나리오의 solver.time_limit_s 대신 씁니다",
        )
        command.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
        _add_common(command)
    _add_common(add_compare(commands, epilog=_exit_codes()))
    _add_common(add_export(commands, epilog=_exit_codes()))
    _add_debug(add_verify(commands, epilog=_exit_codes()))
    _add_common(add_import(commands, epilog=_exit_codes()))
    _add_common(add_template(commands, epilog=_exit_codes()))
    for service in add_fetch(commands, epilog=_exit_codes()):
        _add_common(service)
    for action in add_scenario(commands, epilog=_exit_codes()):
        _add_common(action)
    for action in (
        *add_kept(commands, epilog=_exit_codes()),
        *add_data(commands, epilog=_exit_codes()),
    ):
        _add_debug(action)
    _add_doctor(commands)
    _add_common(add_app(commands))
    return top


def _add_run(commands: "argparse._SubParsersAction[_Parser]") -> None:
    run = commands.add_parser(
        "run",
        help="시나리오를 풀어 계획 파일을 만듭니다",
        description="시나리오를 풀어 plan.json, plan.xlsx, map.html을 만듭니다. "
        "세 파일은 모두 쓰이거나 하나도 바뀌지 않습니다.",
        epilog=_exit_codes(),
    )
    run.add_argument(
        "scenario",
        metavar="SCENARIO",
        help=SCENARIO_KO,
    )
    run.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="결과를 둘 폴더(없으면 만듭니다)"
    )
    run.add_argument("--mps", action="store_true", help="최적화 모형 model.mps도 씁니다")
    run.add_argument("--json", action="store_true", help="요약을 JSON 하나로 출력합니다")
    run.add_argument(
        "--time-limit",
        metavar="S",
        type=_seconds,
        help="풀이 제한 시간(초). 시나리오의 solver.time_limit_s 대신 씁니다",
    )
    add_engine(run)
    add_keep(run)
    _add_common(run)


def _add_doctor(commands: "argparse._SubParsersAction[_Parser]") -> None:
    doctor = commands.add_parser(
        "doctor",
        help="설치와 자료를 점검합니다",
        description="설치(라이브러리, 풀이 도구, 화면 파일)와 자료(형식, 공표 합계)를 점검합니다.",
        epilog="종료 코드: 0 모두 정상 · 2 점검에서 걸린 것이 있음",
    )
    doctor.add_argument("--json", action="store_true", help="점검 결과를 JSON 하나로 출력합니다")
    _add_common(doctor)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        metavar="DATA",
        help="자료 폴더, 보관된 자료의 지문(첫 8자 이상), 또는 embedded(프로그램에 든 자료). "
        "기본: 받아들인 자료, 없으면 프로그램에 든 자료",
    )
    _add_debug(command)


def _add_debug(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--debug", action="store_true", help="예상하지 못한 오류의 추적 내용을 화면에 보여 줍니다"
    )


def _exit_codes() -> str:
    lines = (f"  {code.value}  {meaning}" for code, meaning in MEANINGS.items())
    return "종료 코드:\n" + "\n".join(lines)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text!r} → 0보다 크고 {LONGEST_S:,} 이하인 초를 쓰세요")
    return seconds


def _korean(message: str) -> str:
    for pattern, korean in _KOREAN:
        if re.match(pattern, message, re.DOTALL):
            return re.sub(pattern, korean, message, flags=re.DOTALL)
    return message

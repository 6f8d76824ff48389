"""What can be typed after the commands over what is kept, with Korean help."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cluster_planner.cli.sweep_arguments import whole

_RUN: Final = "보관된 실행번호(첫 8자 이상), plan.json 파일이나 그 파일이 든 폴더"
MOST_LISTED: Final = 100_000


def add_kept(commands: Any, epilog: str) -> Iterator[argparse.ArgumentParser]:
    """Add runs, sweeps, jobs, rerun and store; yield each parser, for what all commands share."""
    yield _add_list(
        commands,
        epilog,
        "runs",
        "보관된 실행을 보입니다",
        "WORDS가 이름에 들거나 실행번호의 처음인 것만, 새것부터 보입니다. "
        "runs show ID는 한 실행에 적힌 모든 것을 보입니다.",
    )
    yield _add_list(
        commands,
        epilog,
        "sweeps",
        "보관된 대안 탐색(사다리, 대안, 파레토 곡선 …)을 보입니다",
        "WORDS가 이름이나 종류에 드는 것만, 새것부터 보입니다. "
        "sweeps show ID는 그때의 답을 그대로 보입니다.",
    )
    jobs = commands.add_parser(
        "jobs",
        help="계산이 어디까지 갔는지, 무엇을 남겼는지 보입니다",
        description="계산 중, 끝남, 취소, 실패, 그리고 프로그램이 죽어 중단됨을 가장 나은 계획의 "
        "실행번호와 함께 보입니다.",
        epilog=epilog,
    )
    _add_newest(jobs)
    yield _json(jobs)
    yield _add_rerun(commands, epilog)
    yield from _add_store(commands, epilog)


def _add_list(
    commands: Any, epilog: str, name: str, words: str, more: str
) -> argparse.ArgumentParser:
    listed: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=f"{words}. {more}", epilog=epilog
    )
    listed.add_argument(
        "words", metavar="WORDS", nargs="*", help="찾을 낱말들, 또는 show와 번호(첫 8자 이상)"
    )
    _add_newest(listed)
    return _json(listed)


def _add_rerun(commands: Any, epilog: str) -> argparse.ArgumentParser:
    rerun: argparse.ArgumentParser = commands.add_parser(
        "rerun",
        help="실행 하나를 같은 자료로 되풀이해 같은 계획이 나오는지 봅니다",
        description="실행의 시나리오를 그때의 자료와 설정으로 다시 풀어, 같으면 같다고 하고(종료 코드 0) "
        "다르면 다른 점을 모두 보입니다(종료 코드 5).",
        epilog=epilog,
    )
    rerun.add_argument("run", metavar="RUN", help=_RUN)
    rerun.add_argument(
        "--no-keep", dest="keep", action="store_false", help="되풀이한 결과를 보관하지 않습니다"
    )
    return _json(rerun)


def _add_store(commands: Any, epilog: str) -> Iterator[argparse.ArgumentParser]:
    store: argparse.ArgumentParser = commands.add_parser(
        "store",
        help="저장소(데이터베이스)를 살피고, 백업하고, 되살립니다",
        description="시나리오, 실행, 대안 탐색과 자료를 두는 데이터베이스를 다룹니다.",
        epilog=epilog,
    )
    actions = store.add_subparsers(
        dest="action", title="할 일", metavar="할 일", required=True, parser_class=type(store)
    )
    words = "저장소가 어디 있고 무엇이 얼마나 들었는지 보입니다"
    yield _json(actions.add_parser("info", help=words, description=words))
    words = "쓰는 중에도 저장소 전체를 파일 하나로 백업합니다(SQLite)"
    backup = actions.add_parser("backup", help=words, description=words)
    backup.add_argument("file", metavar="FILE", type=Path, help="새로 만들 파일")
    backup.add_argument("--force", action="store_true", help="이미 있는 파일을 덮어씁니다")
    yield _json(backup)
    words = "백업한 때의 내용으로 되돌리고, 지금 것은 곁에 남겨 둡니다(SQLite)"
    restore = actions.add_parser("restore", help=words, description=words)
    restore.add_argument("file", metavar="FILE", type=Path, help="store backup이 만든 파일")
    yield _json(restore)


def _add_newest(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--newest", metavar="N", type=whole(1, MOST_LISTED), default=20, help="보일 수(기본 20)"
    )


def _json(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
    return command

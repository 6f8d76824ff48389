"""What can be typed after `scenario`, with Korean help."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cluster_planner.cli.sweep_arguments import whole

_ID: Final = "저장된 시나리오의 번호나 이름"
_MOST: Final = 999_999


def add_scenario(commands: Any, epilog: str) -> Iterator[argparse.ArgumentParser]:
    """Add the command with its actions, and yield each parser, for what all commands share."""
    scenario: argparse.ArgumentParser = commands.add_parser(
        "scenario",
        help="시나리오를 저장하고, 판을 견주고, 앞의 판을 되살립니다",
        description="저장할 때마다 새 판이 더해지고 앞의 판은 바뀌지 않습니다. 다른 사람이 먼저 저장했으면 "
        "알려 주고 덮어쓰지 않습니다.",
        epilog=epilog,
    )
    actions = scenario.add_subparsers(
        dest="action", title="할 일", metavar="할 일", required=True, parser_class=type(scenario)
    )

    def add(name: str, words: str) -> argparse.ArgumentParser:
        action: argparse.ArgumentParser = actions.add_parser(name, help=words, description=words)
        action.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
        return action

    listed = add("list", "저장된 시나리오를 보입니다")
    listed.add_argument("--all", action="store_true", help="치워 둔 것도 보입니다")
    yield listed
    show = add("show", "한 시나리오의 판을 모두, 판마다 바뀐 것과 함께 보입니다")
    show.add_argument("id", metavar="ID", help=_ID)
    yield show
    yield _save(add("save", "시나리오 파일을 저장합니다"))
    diff = add("diff", "한 시나리오의 두 판에서 무엇이 다른지 보입니다")
    diff.add_argument("id", metavar="ID", help=_ID)
    _version(diff, "first", "앞의 판(기본: 바로 앞의 판)")
    _version(diff, "second", "뒤의 판(기본: 가장 나중 판)")
    yield diff
    yield _restore(add("restore", "앞의 판의 내용을 새 판으로 되살립니다"))
    export = add("export", "한 판을 run이 읽는 YAML 파일로 냅니다")
    export.add_argument("id", metavar="ID", help=_ID)
    _version(export, "version", "낼 판(기본: 가장 나중 판)")
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help="쓸 파일")
    export.add_argument("--force", action="store_true", help="이미 있는 파일을 덮어씁니다")
    yield export
    hide = add("hide", "시나리오를 목록에서 치웁니다(지우지 않습니다)")
    hide.add_argument("id", metavar="ID", help=_ID)
    hide.add_argument("--undo", action="store_true", help="치워 둔 것을 다시 꺼냅니다")
    yield hide


def _save(save: argparse.ArgumentParser) -> argparse.ArgumentParser:
    save.add_argument(
        "scenario", metavar="SCENARIO", help="시나리오 파일(YAML)의 경로나 시나리오의 이름"
    )
    save.add_argument("--name", metavar="NAME", help="저장할 이름(기본: 시나리오의 이름)")
    save.add_argument("--note", metavar="TEXT", default="", help="무엇을 왜 바꾸었는지 한 줄")
    _author(save)
    save.add_argument(
        "--over",
        metavar="N",
        type=whole(1, _MOST),
        help="이미 저장된 시나리오의 N판을 고친 새 판으로. 그 뒤에 다른 판이 있으면 저장하지 않습니다",
    )
    save.add_argument(
        "--to",
        metavar="ID",
        help=f"--over와 함께: {_ID}(기본: 이름이 같은 것). 이름도 바꿀 수 있습니다",
    )
    return save


def _restore(restore: argparse.ArgumentParser) -> argparse.ArgumentParser:
    restore.add_argument("id", metavar="ID", help=_ID)
    restore.add_argument("version", metavar="V", type=whole(1, _MOST), help="되살릴 판")
    restore.add_argument(
        "--over",
        metavar="N",
        type=whole(1, _MOST),
        help="알고 있는 가장 나중 판. 그 뒤에 다른 판이 있으면 되살리지 않습니다(기본: 지금의 가장 나중 판)",
    )
    _author(restore)
    return restore


def _author(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--author", metavar="NAME", help="저장한 사람(기본: 이 컴퓨터의 사용자 이름)"
    )


def _version(action: argparse.ArgumentParser, name: str, words: str) -> None:
    action.add_argument(
        name, metavar=name.upper(), nargs="?", type=whole(1, _MOST), default=None, help=words
    )

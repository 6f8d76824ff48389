"""What can be typed after `data`, with Korean help."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cluster_planner.cli.import_arguments import add_report

_DIGEST = "자료 지문의 첫 8자 이상"


def add_data(commands: Any, epilog: str) -> Iterator[argparse.ArgumentParser]:
    """Add the command with its actions, and yield each parser, for what all commands share."""
    data: argparse.ArgumentParser = commands.add_parser(
        "data",
        help="보관된 자료를 보고, 견주고, 받아들이고, 되돌립니다",
        description="가져온 자료는 지문(digest)으로 부르고, 받아들인 것만 다른 명령이 씁니다.",
        epilog=epilog,
    )
    actions = data.add_subparsers(
        dest="action", title="할 일", metavar="할 일", required=True, parser_class=type(data)
    )

    def add(name: str, words: str) -> argparse.ArgumentParser:
        action: argparse.ArgumentParser = actions.add_parser(name, help=words, description=words)
        action.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
        return action

    yield add("list", "보관된 자료와 지금 쓰는 자료를 보입니다")
    show = add("show", "자료 하나가 어떤 파일에서 어떻게 나왔는지 보입니다")
    _optional(show, "digest", f"{_DIGEST}(기본: 지금 쓰는 자료)")
    add_report(show)
    yield show
    yield _diff(add("diff", "두 자료에서 무엇이 다른지 보입니다"))
    accept = add("accept", "자료를 받아들여 이제부터 씁니다")
    _optional(accept, "digest", f"{_DIGEST}, 또는 embedded(기본: 가장 나중에 가져온 것)")
    yield accept
    reject = add("reject", "받아들이지 않은 자료를 지웁니다")
    _optional(reject, "digest", f"{_DIGEST}(기본: 가장 나중에 가져온 것)")
    yield reject
    yield add("rollback", "바로 앞에 쓰던 자료로 돌아갑니다")
    yield _confirm(add("confirm", "가져온 파일의 이름이 제안과 같은지 답하고 다시 맞춥니다"))
    export = add("export", "자료 하나를 폴더로 내보냅니다")
    export.add_argument("digest", metavar="DIGEST", help=f"{_DIGEST}, 또는 embedded")
    export.add_argument("folder", metavar="DIR", type=Path, help="새로 만들 폴더")
    yield export


def _diff(diff: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _optional(diff, "first", f"{_DIGEST}, 또는 embedded. 하나만 적으면 그것이 나온 자료와 견줍니다")
    _optional(diff, "second", "견줄 자료(기본: 가장 나중에 가져온 것)")
    diff.add_argument("--all", action="store_true", help="바뀐 것을 모두 보입니다")
    return diff


def _confirm(confirm: argparse.ArgumentParser) -> argparse.ArgumentParser:
    confirm.add_argument(
        "--yes", metavar="N", type=_numbers, default=(), help="같다고 답할 번호: 1,3-5 또는 all"
    )
    confirm.add_argument(
        "--no", metavar="N", type=_numbers, default=(), help="다르다고 답할 번호: 2 또는 all"
    )
    return confirm


def _optional(action: argparse.ArgumentParser, name: str, words: str) -> None:
    action.add_argument(name, metavar=name.upper(), nargs="?", default=None, help=words)


def _numbers(text: str) -> tuple[int, ...] | str:
    """Return the numbers that `1,3-5` names; `all` stays as it is."""
    if text == "all":
        return text
    found: list[int] = []
    for part in text.split(","):
        ends = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", part.strip(), re.ASCII)
        if ends is None:
            raise argparse.ArgumentTypeError(f"{text!r} → 1,3-5나 all처럼 쓰세요")
        found += range(int(ends[1]), int(ends[2] or ends[1]) + 1)
    return tuple(found)

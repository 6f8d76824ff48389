"""What can be typed after `verify`, with Korean help."""

import argparse
from pathlib import Path
from typing import Any


def add_verify(commands: Any, epilog: str) -> argparse.ArgumentParser:
    """Add the command and return its parser, for the options that all commands share."""
    verify: argparse.ArgumentParser = commands.add_parser(
        "verify",
        help="결정 묶음이 그대로이고 모든 규칙을 지키는지 확인합니다",
        description="묶음에 든 파일의 SHA-256, 서명, 계획의 모든 규칙을 풀이 도구 없이 다시 셉니다. "
        "같은 자료가 있으면 문제도 다시 만들어 비교합니다. 어긋나면 까닭을 말하고 5로 끝납니다.",
        epilog=epilog,
    )
    verify.add_argument("bundle", metavar="BUNDLE", type=Path, help="결정 묶음(zip)")
    verify.add_argument(
        "--key",
        metavar="PUBLIC",
        type=Path,
        help="믿는 공개 열쇠(PEM). 주면 이 열쇠의 서명만 받습니다",
    )
    data = verify.add_mutually_exclusive_group()
    data.add_argument(
        "--data",
        dest="data_choice",
        metavar="DATA",
        help="비교할 자료: 폴더, 보관된 자료의 지문, 또는 embedded. 기본: 묶음에 적힌 지문의 자료",
    )
    data.add_argument(
        "--no-data", action="store_true", help="자료에서 문제를 다시 만들어 보지 않습니다(빠름)"
    )
    verify.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
    return verify

"""What can be typed after `compare`, with Korean help."""

import argparse
from typing import Any

from cluster_planner.cli.sweep_arguments import add_crew


def add_compare(commands: Any, epilog: str) -> argparse.ArgumentParser:
    """Add the command and return its parser, for the options that all commands share."""
    compare: argparse.ArgumentParser = commands.add_parser(
        "compare",
        help="실행 결과 2–4개를 견줍니다",
        description="먼저 적은 실행을 기준으로 바뀐 조건과 자료, 지표, 권역·사업·연도별로 옮겨 간 국비, "
        "들고 난 단지와 그 까닭, 바뀐 참여기관을 보입니다. 까닭은 조건에서 곧바로 말할 수 있는 것만 말합니다.",
        epilog=epilog,
    )
    compare.add_argument(
        "plans",
        metavar="RUN",
        nargs="+",
        help="실행번호, plan.json 파일, 또는 그 파일이 든 폴더. 2–4개, 첫째가 기준",
    )
    compare.add_argument(
        "--attribute",
        action="store_true",
        help="바뀐 조건(자료와 프로그램 판도)을 묶음 하나씩만 바꾸어 다시 풀어, 묶음마다의 몫을 보입니다",
    )
    add_crew(compare)
    compare.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
    return compare

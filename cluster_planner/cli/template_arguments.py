"""What can be typed after `template`, with Korean help."""

import argparse
from pathlib import Path
from typing import Any


def add_template(commands: Any, epilog: str) -> argparse.ArgumentParser:
    """Add the command and return its parser, for the options that all commands share."""
    template: argparse.ArgumentParser = commands.add_parser(
        "template",
        help="목록 서식(참여 기관, 사업)을 내려받습니다",
        description="참여 기관이나 사업의 목록을 채울 서식을 씁니다. 머리글마다 설명이 있고, 엑셀 서식에는 "
        "고를 수 있는 목록이 있습니다. 채운 파일은 cluster-planner import로 넣습니다.",
        epilog=epilog,
    )
    template.add_argument(
        "kind",
        metavar="KIND",
        choices=("partners", "programmes"),
        help="partners(참여 기관) 또는 programmes(사업)",
    )
    template.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="쓸 파일. 이름이 .csv로 끝나면 CSV(기본: 지금 폴더의 …_서식.xlsx)",
    )
    template.add_argument("--force", action="store_true", help="이미 있는 파일을 덮어씁니다")
    return template

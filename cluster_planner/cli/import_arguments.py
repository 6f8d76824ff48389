"""What can be typed after `import`, with Korean help."""

import argparse
import re
from pathlib import Path
from typing import Any


def add_import(commands: Any, epilog: str) -> argparse.ArgumentParser:
    """Add the command and return its parser, for the options that all commands share."""
    command: argparse.ArgumentParser = commands.add_parser(
        "import",
        help="공식 파일을 받아 새 자료를 만듭니다",
        description="파일이 무엇인지 내용으로 알아보고 읽어, 새 자료를 지금 자료 옆에 만듭니다. 무엇이 "
        "바뀌는지 보여 주며, 받아들이기 전에는 쓰지 않습니다. 지금 자료는 그대로 남습니다.",
        epilog=epilog,
    )
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="전국산업단지현황통계, 국가산업단지 산업동향(XLSX·CSV), 경계(Shapefile·GeoPackage·"
        "GeoJSON, zip도 됨), 참여기관·사업 목록(양식), 공장등록 현황(CSV)",
    )
    command.add_argument(
        "--crs",
        metavar="EPSG",
        type=_crs,
        help="경계 파일의 좌표계를 알 때, 예: 5174. 적지 않으면 파일에서 알아냅니다",
    )
    command.add_argument(
        "--accept",
        action="store_true",
        help="거절된 파일도 더 오래된 파일도 없으면 새 자료를 바로 받아들입니다",
    )
    add_report(command)
    command.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
    return command


def add_report(command: argparse.ArgumentParser) -> None:
    """Add the option for the workbook of the report."""
    command.add_argument(
        "--report", metavar="FILE", type=_workbook, help="보고서를 이 XLSX 파일로도 씁니다"
    )


def _crs(text: str) -> str:
    found = re.fullmatch(r"(?:EPSG:)?([0-9]{4,5})", text, re.IGNORECASE | re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} → 5174나 EPSG:5174처럼 쓰세요")
    return f"EPSG:{found[1]}"


def _workbook(text: str) -> Path:
    if not text.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError(f"{text!r} → .xlsx로 끝나는 파일 이름을 쓰세요")
    return Path(text)

"""What can be typed after `fetch`, with Korean help."""

import argparse
from collections.abc import Iterator
from typing import Any, Final

from cluster_planner.cli.import_arguments import add_report

_KEYS: Final = (
    "인증키는 환경 변수 CLUSTER_PLANNER_VWORLD_KEY(와 _DOMAIN), CLUSTER_PLANNER_DATAGOKR_KEY, "
    "CLUSTER_PLANNER_KOSIS_KEY나 자료 폴더의 keys.toml에서 읽습니다.\n\n"
)


def add_fetch(commands: Any, epilog: str) -> Iterator[argparse.ArgumentParser]:
    """Add the command and yield the parser of each service, for the options that all share."""
    top = commands.add_parser(
        "fetch",
        help="공공 서비스에 물어 새 자료를 만듭니다",
        description="공공 서비스(브이월드, 공공데이터포털, KOSIS)에 물어, 파일을 가져올 때처럼 새 자료를 지금 "
        "자료 옆에 만듭니다. 받아들이기 전에는 쓰지 않습니다.",
        epilog=_KEYS + epilog,
    )
    services = top.add_subparsers(
        dest="service", title="서비스", metavar="서비스", required=True, parser_class=type(top)
    )
    for command in (
        _vworld(services, epilog),
        _factories(services, epilog),
        _indparkstats(services, epilog),
        _kosis(services, epilog),
    ):
        command.add_argument(
            "--no-cache",
            action="store_true",
            help="하루 안에 받은 답이 있어도 서비스에 다시 묻습니다",
        )
        command.add_argument(
            "--accept", action="store_true", help="거절된 것이 없으면 새 자료를 바로 받아들입니다"
        )
        add_report(command)
        command.add_argument("--json", action="store_true", help="결과를 JSON 하나로 출력합니다")
        yield command


def _vworld(services: Any, epilog: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = services.add_parser(
        "vworld",
        help="브이월드의 산업단지 경계(LT_C_DAMDAN)",
        description="브이월드 데이터 API에서 전국의 단지경계를 받습니다.",
        epilog=epilog,
    )
    return command


def _factories(services: Any, epilog: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = services.add_parser(
        "factories",
        help="단지의 등록공장 수(업종별)",
        description="공장등록생산정보조회서비스에 단지마다 물어 업종별로 셉니다. 기업 이름과 연락처는 "
        "받는 즉시 버립니다. 개발계정은 하루 1,000번까지 물을 수 있습니다.",
        epilog=epilog,
    )
    command.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="단지의 공식 이름, 예: 창원국가산업단지. 적지 않으면 모든 국가산업단지",
    )
    return command


def _indparkstats(services: Any, epilog: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = services.add_parser(
        "indparkstats",
        help="국가산업단지 산업동향 통계(연월)",
        description="산업동향조사 통계 조회 서비스의 열두 가지 통계를 받습니다. 최근 분기는 이 서비스에 없을 "
        "수 있습니다(그때는 산업동향 XLSX를 import로 넣으세요).",
        epilog=epilog,
    )
    command.add_argument("month", metavar="YYYYMM", help="연월, 예: 202403")
    return command


def _kosis(services: Any, epilog: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = services.add_parser(
        "kosis",
        help="KOSIS의 시도·시군구 통계표",
        description="KOSIS 통계표 하나를 시도와 시군구의 계열로 받습니다. 번호와 코드는 KOSIS의 통계표 "
        "화면에서 '공유서비스 → 통계자료 → URL 생성'으로 알 수 있습니다.",
        epilog=epilog,
    )
    command.add_argument("org", metavar="ORG", help="기관 번호(orgId), 예: 101")
    command.add_argument("table", metavar="TABLE", help="통계표 번호(tblId)")
    command.add_argument(
        "--start", metavar="PRD", required=True, help="처음 시점, 예: 2021, 202101"
    )
    command.add_argument("--end", metavar="PRD", required=True, help="마지막 시점")
    command.add_argument(
        "--period", choices=("Y", "Q", "M"), default="Y", help="주기: 해 Y(기본), 분기 Q, 달 M"
    )
    command.add_argument("--items", metavar="CODES", default="ALL", help="항목(itmId), 기본 ALL")
    command.add_argument(
        "--objects",
        metavar="CODES",
        nargs="+",
        default=["ALL"],
        help="분류마다 하나(objL1 objL2 …), 기본 ALL 하나",
    )
    return command

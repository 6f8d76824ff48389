"""What can be typed after `export`, with Korean help."""

import argparse
from pathlib import Path
from typing import Any, Final

KINDS: Final = (
    ("hwpx", "결재 문서(한글)"),
    ("pdf", "같은 문서의 PDF"),
    ("xlsx", "엑셀"),
    ("csv", "CSV 묶음(zip)"),
    ("gpkg", "GeoPackage(QGIS)"),
    ("geojson", "GeoJSON"),
    ("map", "지도(html)"),
    ("png", "인쇄용 지도 그림"),
    ("park", "단지 한 장"),
    ("region", "권역 한 장"),
    ("bundle", "결정 묶음: 위의 모두와 확인할 것(zip)"),
)
"""Format → what it is; a test holds it against the formats that are written."""


def add_export(commands: Any, epilog: str) -> argparse.ArgumentParser:
    """Add the command and return its parser, for the options that all commands share."""
    export: argparse.ArgumentParser = commands.add_parser(
        "export",
        help="계획을 문서·표·지도 파일로 냅니다",
        description="풀어 둔 계획을 다시 계산하지 않고 파일 하나로 씁니다. 모든 수는 화면과 plan.json의 "
        "수와 같습니다.\n" + "\n".join(f"  {kind:8}{what}" for kind, what in KINDS),
        epilog=epilog,
    )
    export.add_argument(
        "run", metavar="RUN", help="plan.json 파일이나 그 파일이 든 폴더, 또는 보관된 실행번호"
    )
    export.add_argument(
        "--as",
        dest="format",
        metavar="FORMAT",
        choices=[kind for kind, _ in KINDS],
        required=True,
        help="쓸 형식",
    )
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help="쓸 파일")
    export.add_argument(
        "--with",
        dest="others",
        metavar="RUN",
        action="append",
        default=[],
        help="대안 비교에 넣을 다른 실행(hwpx, pdf, bundle). 세 번까지",
    )
    export.add_argument(
        "--park",
        metavar="PARK",
        action="append",
        default=[],
        help="단지의 id나 이름(--as park). 여러 번 쓸 수 있음",
    )
    export.add_argument(
        "--region",
        metavar="REGION",
        action="append",
        default=[],
        help="권역의 id나 이름. --as park에서는 그 권역의 선정 단지 모두(기본: 모든 권역)",
    )
    export.add_argument(
        "--map",
        metavar="MAP",
        default="",
        help="그림으로 낼 지도(--as png): 지표[:region 또는 :sigungu], 예: jobs:sigungu. "
        "기본: 선정 단지와 국비. 모르는 이름을 적으면 지표를 모두 알려 줍니다",
    )
    export.add_argument(
        "--why",
        action="store_true",
        help="배분을 받지 않은 거점단지를 하나씩 꼭 넣어 다시 풀고, 잃는 목적값을 문서에 적습니다(hwpx, pdf, bundle)",
    )
    export.add_argument(
        "--sign",
        metavar="KEYFILE",
        type=Path,
        help="결정 묶음에 서명할 Ed25519 열쇠(PEM, openssl genpkey -algorithm ed25519)",
    )
    export.add_argument("--force", action="store_true", help="이미 있는 파일을 덮어씁니다")
    return export

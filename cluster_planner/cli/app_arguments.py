"""What can be typed after `app`, with Korean help."""

import argparse
import re
from typing import Any, Final

LOOPBACK: Final = "127.0.0.1"
DEFAULT_PORT: Final = 5006


def add_app(commands: Any) -> argparse.ArgumentParser:
    """Add the command and return its parser, for the options that all commands share."""
    app: argparse.ArgumentParser = commands.add_parser(
        "app",
        help="화면을 엽니다",
        description="화면을 띄웁니다. 따로 정하지 않으면 이 컴퓨터에서만 열립니다. 끝내려면 Ctrl-C를 누르세요.",
        epilog="종료 코드: 0 정상 종료 · 2 인자나 자료가 잘못됨 · 1 예상하지 못한 오류",
    )
    app.add_argument(
        "--port",
        metavar="N",
        type=_port,
        default=DEFAULT_PORT,
        help=f"포트 번호(기본 {DEFAULT_PORT})",
    )
    app.add_argument(
        "--address",
        metavar="IP",
        default=LOOPBACK,
        help="듣는 주소(기본 127.0.0.1, 이 컴퓨터만). 화면에는 로그인이 없으니 다른 주소는 "
        "접근을 막아 주는 역방향 프록시 뒤에서만 쓰세요",
    )
    app.add_argument(
        "--prefix",
        metavar="/PATH",
        type=_prefix,
        default="",
        help="역방향 프록시가 이 화면을 보이는 경로, 예: /planner (프록시는 경로를 그대로 넘겨야 합니다)",
    )
    app.add_argument(
        "--origin",
        metavar="HOST",
        type=_host,
        action="append",
        default=[],
        help="브라우저 주소창에 보이는 호스트[:포트], 예: planner.example.go.kr. 여러 번 쓸 수 있습니다",
    )
    app.add_argument("--no-browser", action="store_true", help="브라우저를 열지 않습니다")
    return app


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} → 1에서 65535 사이의 포트 번호를 쓰세요")
    return int(text)


def _prefix(text: str) -> str:
    if text and not re.fullmatch(r"/?[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*/?", text):
        raise argparse.ArgumentTypeError(f"{text!r} → /planner 같은 경로를 쓰세요")
    return "/" + text.strip("/") if text else ""


def _host(text: str) -> str:
    """Stars are refused: any page of the net could then talk to the planner."""
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:\d{1,5})?", text):
        message = f"{text!r} → http:// 없이 호스트[:포트]만 쓰세요, 예: planner.example.go.kr"
        raise argparse.ArgumentTypeError(message)
    return text.lower()

"""`cluster-planner app`: the screen, on this computer only unless another address is asked for."""

import argparse
import importlib
import importlib.util
import os
import socket

from cluster_planner.cli.app_arguments import LOOPBACK
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import say
from cluster_planner.errors import Finding, ScenarioError

SCREEN = "dashboards.app"


def app(options: argparse.Namespace) -> int:
    """Serve the screen until Ctrl-C. Raises ScenarioError when the screen or the port is missing."""
    _check_installed()
    _check_port(options.address, options.port)
    # By name, when asked for: the screens stand above the command line and import it, so an
    # import statement here would close a circle (and make every other command load Panel).
    serve = importlib.import_module(SCREEN).serve
    try:
        serve(
            port=options.port,
            show=not options.no_browser,
            data_folder=options.data,
            address=options.address,
            prefix=options.prefix,
            origins=tuple(options.origin),
        )
    except KeyboardInterrupt:
        say("화면을 닫았습니다.")
    return ExitCode.OK


def _check_installed() -> None:
    package = SCREEN.partition(".")[0]
    if importlib.util.find_spec(package) is None or importlib.util.find_spec(SCREEN) is None:
        raise ScenarioError(
            Finding("dashboards", "화면이 설치되어 있지 않습니다", "프로그램을 다시 설치하세요")
        )


def _check_port(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET) as probe:
        if os.name == "posix":  # on Windows this option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise ScenarioError(_unusable(address, port)) from error


def _unusable(address: str, port: int) -> Finding:
    remedy = "다른 번호를 쓰세요, 예: --port 5007"
    if address == LOOPBACK:
        problem = "쓸 수 없는 포트입니다(다른 프로그램이 쓰고 있거나 권한이 없음)"
        return Finding(f"--port {port}", problem, remedy)
    problem = "이 컴퓨터의 주소가 아니거나 쓸 수 없는 포트입니다"
    return Finding(f"--address {address} --port {port}", problem, f"주소를 확인하거나 {remedy}")

"""`cluster-planner app`: the screen, on this computer only."""

import argparse
import importlib
import importlib.util
import os
import socket

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import say
from cluster_planner.errors import Finding, ScenarioError

SCREEN = "dashboards.app"
LOOPBACK = "127.0.0.1"


def app(options: argparse.Namespace) -> int:
    """Serve the screen until Ctrl-C. Raises ScenarioError when the screen or the port is missing."""
    _check_installed()
    _check_port(options.port)
    # By name, when asked for: the screens stand above the command line and import it, so an
    # import statement here would close a circle (and make every other command load Panel).
    serve = importlib.import_module(SCREEN).serve
    try:
        serve(port=options.port, show=not options.no_browser, data_folder=options.data)
    except KeyboardInterrupt:
        say("화면을 닫았습니다.")
    return ExitCode.OK


def _check_installed() -> None:
    package = SCREEN.partition(".")[0]
    if importlib.util.find_spec(package) is None or importlib.util.find_spec(SCREEN) is None:
        raise ScenarioError(
            Finding("dashboards", "화면이 설치되어 있지 않습니다", "프로그램을 다시 설치하세요")
        )


def _check_port(port: int) -> None:
    with socket.socket(socket.AF_INET) as probe:
        if os.name == "posix":  # on Windows this option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise ScenarioError(
                Finding(
                    f"--port {port}",
                    "쓸 수 없는 포트입니다(다른 프로그램이 쓰고 있거나 권한이 없음)",
                    "다른 번호를 쓰세요, 예: --port 5007",
                )
            ) from error

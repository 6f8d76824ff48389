"""CBC, a second solver that shares no line with HiGHS, as a killable process beside this one."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pulp

from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import Finding, ScenarioError, SolverError
from cluster_planner.optimize.cbc import guard
from cluster_planner.optimize.cbc.answer import CbcAnswer, Ended, read_answer
from cluster_planner.optimize.formulation.model import Model

_POLL_S = 0.05
_GRACE_S = 2.0
"""How long CBC may take to end with what it has, after a stop or past its time limit."""


def cbc_available() -> bool:
    """Whether a CBC program is installed (the extra `cbc`, or one on PATH)."""
    return bool(_cbc().available())


def _cbc() -> Any:
    return pulp.COIN_CMD(msg=False)  # type: ignore[no-untyped-call]


def cbc_version() -> str:
    """The release of the CBC that is used, as far as its package tells."""
    try:
        return f"CBC (cbcbox {version('cbcbox')})"
    except PackageNotFoundError:
        return "CBC"


def solve_with_cbc(
    model: Model, settings: SolverSettings, should_stop: Callable[[], bool] | None = None
) -> CbcAnswer:
    """Solve a model with CBC on one thread. Raises ScenarioError without CBC,
    SolverError when it breaks.

    When asked to stop, CBC gets a moment to hand over its best solution and is killed after it.
    """
    if not cbc_available():
        raise ScenarioError(_missing())
    with tempfile.TemporaryDirectory(prefix="cluster-planner-cbc-") as folder:
        home = Path(folder)
        model.lp.writeMPS(str(home / "model.mps"), rename=True)
        stopped = _run(home, settings, should_stop)
        log = (home / "log.txt").read_text("utf-8", "replace")
        wrote = home / "solution.txt"
        if not wrote.is_file():
            if stopped:
                return CbcAnswer(Ended.STOPPED)
            raise SolverError(_broken(log))
        answer = read_answer(
            log, wrote.read_text("utf-8"), model.lp.numVariables(), bool(model.lp.isMIP())
        )
    if answer.ended is Ended.BROKEN:
        raise SolverError(_broken(log))
    return answer


def _command(settings: SolverSettings) -> list[str]:
    options = {
        "-sec": settings.time_limit_s,
        "-timeMode": "elapsed",
        "-ratio": settings.gap,
        "-threads": 0,  # CBC's word for no thread beside its own: the repeatable way
        "-randomSeed": settings.seed,
        "-randomCbcSeed": settings.seed,
    }
    flags = [str(part) for option in options.items() for part in option]
    ends = ["-solve", "-printingOptions", "all", "-solution", "solution.txt"]
    return [_cbc().path, "model.mps", *flags, *ends]


def _run(home: Path, settings: SolverSettings, should_stop: Callable[[], bool] | None) -> bool:
    """Run CBC in a folder. Returns whether it was stopped from here."""
    # -S and -E: the guard needs no site-packages, and must not find anybody's startup hooks.
    command = [sys.executable, "-E", "-S", str(guard.__file__), *_command(settings)]
    with (home / "log.txt").open("wb") as log:
        child = subprocess.Popen(
            command,
            cwd=home,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=os.name == "posix",
        )
        try:
            return _wait(child, settings.time_limit_s, should_stop)
        finally:
            _end(child)


def _wait(
    child: "subprocess.Popen[bytes]", limit_s: float, should_stop: Callable[[], bool] | None
) -> bool:
    ends = time.monotonic() + limit_s + _GRACE_S
    asked = False
    while True:
        try:
            child.wait(_POLL_S)
            return asked
        except subprocess.TimeoutExpired:
            pass
        if time.monotonic() > ends:
            return True
        if not asked and should_stop is not None and should_stop():
            asked, ends = True, time.monotonic() + _GRACE_S
            _ask(child)


def _ask(child: "subprocess.Popen[bytes]") -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(b"stop\n")
        child.stdin.flush()
    except OSError:
        return  # it has just ended


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Close the pipe, on which the guard kills CBC, and leave no zombie."""
    assert child.stdin is not None
    with contextlib.suppress(OSError):  # it may have ended before it read the last word
        child.stdin.close()
    child.wait()


def _missing() -> Finding:
    remedy = "pip install 'cluster-planner[cbc]'로 설치하거나 solver.engine을 highs로 고치세요"
    return Finding("풀이 도구 CBC", "이 컴퓨터에 없습니다", remedy)


def _broken(log: str) -> Finding:
    last = " ".join(log.split()[-30:])
    return Finding("CBC", f"풀이 도구가 답 없이 끝났습니다 ({last})", "다시 실행하세요")

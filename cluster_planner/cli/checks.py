"""What a whole installation has: Python, libraries, a solver that solves, browser files, screens."""

import importlib.util
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Candidate, Package, Problem, Range, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import SolverError
from cluster_planner.optimize.solve import solve
from cluster_planner.present import assets

OLDEST_PYTHON = (3, 12)
_REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)\s*>=\s*(?P<oldest>[0-9.]+)$")
_FONT_FILE = re.compile(r"url\(['\"]?\.?/?(?P<path>[^'\")]+\.woff2)")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `detail` is a version or what to do."""

    name: str
    label_ko: str
    healthy: bool
    detail: str
    is_version: bool = False


def installation() -> Iterator[Check]:
    """Check everything but the data."""
    found = platform.python_version()
    yield Check("python", "Python", sys.version_info[:2] >= OLDEST_PYTHON, found, is_version=True)
    yield from _libraries()
    yield _solver()
    yield _files("static", "화면 파일", _static_files())
    yield _files("fonts", "글꼴", _font_files())
    yield _screen()


def _libraries() -> Iterator[Check]:
    try:
        required = metadata.requires("cluster-planner") or []
    except metadata.PackageNotFoundError:
        yield Check("cluster-planner", "프로그램", False, "pip install로 설치하세요")
        return
    for line in required:
        if found := _REQUIREMENT.match(line):
            yield _library(found["name"], found["oldest"])


def _library(name: str, oldest: str) -> Check:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, name, False, f"없음 → {oldest} 이상을 설치하세요", is_version=True)
    return Check(name, name, _numbers(version) >= _numbers(oldest), version, is_version=True)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _solver() -> Check:
    """Solve a model with one park and one year, whose answer is known."""
    package = Package("base", "any", True, 100, 0, 0, (100,))
    candidate = Candidate("park", None, "base", (Segment(1, Range(1, 2, 3)),))
    problem = Problem(
        years=(2026,),
        region_of_park={"park": "capital"},
        packages={"base": package},
        candidates=(candidate,),
        budgets_mkrw={("any", 2026): 100},
        annuity={("base", 2026): 5.0},
    )
    try:
        solved = solve(problem, SolverSettings(time_limit_s=20))
    except SolverError as error:
        return Check("solver", "풀이 도구", False, str(error))
    known = solved.outcome.status is SolveStatus.PROVEN and solved.decision is not None
    detail = solved.outcome.solver if known else "아는 답을 내지 못합니다 → 다시 설치하세요"
    return Check("solver", "풀이 도구(작은 문제)", known, detail)


def _static_files() -> list[Path]:
    names = (
        assets.LEAFLET_JS,
        assets.LEAFLET_CSS,
        assets.FONT_CSS,
        *assets.PAGE_SCRIPTS,
        assets.PAGE_CSS,
    )
    return [assets.STATIC / name for name in names]


def _font_files() -> list[Path]:
    sheet = assets.STATIC / assets.FONT_CSS
    if not sheet.is_file():
        return [sheet]
    return [sheet.parent / m["path"] for m in _FONT_FILE.finditer(sheet.read_text("utf-8"))]


def _files(name: str, label_ko: str, paths: list[Path]) -> Check:
    absent = [path.name for path in paths if not path.is_file()]
    if absent or not paths:
        listed = ", ".join(absent[:3])
        return Check(name, label_ko, False, f"없는 파일: {listed} → 프로그램을 다시 설치하세요")
    return Check(name, label_ko, True, f"{len(paths)}개")


def _screen() -> Check:
    there = importlib.util.find_spec("dashboards") is not None
    detail = "설치됨" if there else "없음 → 프로그램을 다시 설치하세요"
    return Check("screen", "화면 프로그램", there, detail)

"""A run by what a planner knows of it: its file, its folder, or its number on the shelf."""

import re
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, ScenarioError, StoreError
from cluster_planner.present.plan_files import PLAN_JSON
from cluster_planner.store.runs import Runs
from cluster_planner.store.shelf import Shelf

_ID: Final = re.compile(r"[0-9a-f]{8,64}")


def find_run(place: str, home: Path) -> Run:
    """The run of a plan.json, of its folder, or of an id that `home` keeps (its first 8 or more).

    Raises ScenarioError where there is none that can be read, StoreError without the database.
    """
    path = Path(place)
    path = path / PLAN_JSON if path.is_dir() else path
    if not path.is_file():
        return _kept(place, Shelf(home).runs)
    try:
        return Run.from_json(path.read_bytes())
    except OSError as error:
        finding = Finding(str(path), "읽을 수 없는 파일입니다", "읽을 권한이 있는지 확인하세요")
        raise ScenarioError(finding) from error
    except ValidationError as error:
        remedy = "cluster-planner run이 쓴 plan.json을 적으세요"
        raise ScenarioError(Finding(str(path), "계획 파일이 아닙니다", remedy)) from error


def _kept(place: str, runs: Runs) -> Run:
    try:
        found = runs.get(runs.id_of(place))
    except StoreError as error:
        if _ID.fullmatch(place):
            raise ScenarioError(error.findings) from error
        remedy = "plan.json, 그 파일이 든 폴더, 또는 cluster-planner runs의 실행번호를 적으세요"
        raise ScenarioError(Finding(place, "그런 실행이 없습니다", remedy)) from error
    if found is None:
        problem = "다른 판의 프로그램이 적은 것이라 읽을 수 없습니다"
        raise ScenarioError(Finding(f"실행 {place}", problem, "그 판의 프로그램으로 여세요"))
    return found

"""A run by what a planner knows of it: its file, its folder, or its number on the shelf."""

from pathlib import Path

from pydantic import ValidationError

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.plan_files import PLAN_JSON
from cluster_planner.store.shelf import Shelf


def find_run(place: str, home: Path) -> Run:
    """The run of a plan.json, of its folder, or of an id that `home` keeps.

    Raises ScenarioError where there is none that can be read.
    """
    path = Path(place)
    path = path / PLAN_JSON if path.is_dir() else path
    if not path.is_file():
        kept = Shelf(home).runs.get(place)
        if kept is None:
            remedy = "plan.json, 그 파일이 든 폴더, 또는 화면에 보이는 실행번호를 적으세요"
            raise ScenarioError(Finding(place, "그런 실행이 없습니다", remedy))
        return kept
    try:
        return Run.from_json(path.read_bytes())
    except OSError as error:
        finding = Finding(str(path), "읽을 수 없는 파일입니다", "읽을 권한이 있는지 확인하세요")
        raise ScenarioError(finding) from error
    except ValidationError as error:
        remedy = "cluster-planner run이 쓴 plan.json을 적으세요"
        raise ScenarioError(Finding(str(path), "계획 파일이 아닙니다", remedy)) from error

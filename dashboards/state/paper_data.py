"""Which data a paper is made from: those on which its run was computed."""

from pathlib import Path
from typing import TypedDict

from cluster_planner.domain.plan import Run
from cluster_planner.errors import DataError, Finding, ScenarioError
from dashboards.state.desk import Desk


class PaperData(TypedDict):
    """Where data lie, and their digest; fields of a PaperOrder."""

    data_folder: Path | None
    data_digest: str


def data_of(desk: Desk, run: Run | None) -> PaperData:
    """The data of a run, or of the desk without one.

    Raises ScenarioError when the run stands on other data that are not kept.
    """
    digest = desk.catalog.snapshot.digest
    if run is None or run.snapshot_digest == digest:
        return PaperData(data_folder=desk.data_folder, data_digest=digest)
    try:
        folder = desk.house.snapshots.get(run.snapshot_digest)
    except DataError as error:
        problem = f"이 실행을 계산한 자료({run.snapshot_digest[:8]})가 이 컴퓨터에 온전히 남아 있지 않습니다"
        remedy = "지금 자료로 다시 실행한 뒤 내려받으세요"
        raise ScenarioError(Finding(f"실행 {run.run_id[:8]}", problem, remedy)) from error
    return PaperData(data_folder=folder, data_digest=run.snapshot_digest)

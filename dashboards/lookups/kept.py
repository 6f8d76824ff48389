"""A run of the shelf, or the sentence that says why it is not there."""

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.shelf import Shelf


def kept_run(
    shelf: Shelf, run_id: str, remedy: str = "다시 실행하세요"
) -> tuple[Run | None, tuple[Finding, ...]]:
    """The run of an id; None with a finding when there is none or the shelf cannot be read."""
    try:
        run = shelf.runs.get(run_id)
    except StoreError as error:
        return None, error.findings
    if run is None:
        return None, (Finding(f"실행 {run_id}", "저장소에 남아 있지 않습니다", remedy),)
    return run, ()

"""The data that a run was made of, wherever they are now."""

from pathlib import Path

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding, PlannerError
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.home import home_folder
from cluster_planner.store.snapshots import SnapshotShelf


def own_data(digest: str) -> tuple[Snapshot, Path | None]:
    """Return the data of this digest and their folder, None for those of the program.

    Raises DataError when they are gone, were changed, or are not read as they were.
    """
    embedded = load_snapshot()
    if embedded.digest == digest:
        return embedded, None
    shelf = SnapshotShelf.of(home_folder())
    where = f"자료 {digest[:12]}"
    try:
        shelf.digest_of(digest)
    except DataError:
        problem = "실행이 쓴 자료가 남아 있지 않아 되풀이할 수 없습니다"
        remedy = "실행한 컴퓨터에서 되풀이하거나, 그 자료를 가져온 뒤 다시 하세요"
        raise DataError(Finding(where, problem, remedy)) from None
    folder = shelf.get(digest)
    snapshot = load_snapshot(folder)
    if snapshot.digest != digest:
        problem = "이 프로그램이 읽으면 실행한 때와 다른 자료가 됩니다"
        remedy = "실행한 때의 프로그램으로 되풀이하세요"
        raise DataError(Finding(where, problem, remedy))
    return snapshot, folder


def has_data(digest: str) -> bool:
    """Return whether a run on these data can be repeated here."""
    try:
        own_data(digest)
    except PlannerError:
        return False
    return True

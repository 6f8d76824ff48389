"""What the doctor says of the data in use: which snapshot, whether whole, whether overtaken."""

from pathlib import Path
from typing import Final

from cluster_planner.cli.checks import Check
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError
from cluster_planner.present.words import day
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.snapshots import SnapshotShelf

_DATED: Final = ("complexes", "national_stats")
_LABEL: Final = "쓰는 자료"


def shelf_check(snapshot: Snapshot | None, folder: Path | None, home: Path) -> Check:
    """Return a check of the data that the command was given, None meaning the embedded ones.

    It fails when a kept snapshot is no longer what its name says.
    """
    if snapshot is None or folder is None:
        return Check("snapshot", _LABEL, snapshot is not None, "프로그램에 든 자료")
    if folder.parent != SnapshotShelf.of(home).folder:
        return Check("snapshot", _LABEL, True, "따로 정한 폴더의 자료")
    named = f"가져온 자료 {folder.name[:12]}"
    if folder.name != snapshot.digest:
        return Check("snapshot", _LABEL, False, f"{named}: 보관된 뒤에 내용이 바뀌었습니다")
    newer = _overtaken(snapshot)
    detail = f"{named}. 프로그램에 든 자료가 더 새롭습니다({newer})" if newer else named
    return Check("snapshot", _LABEL, True, detail)


def _overtaken(snapshot: Snapshot) -> str:
    """Say which embedded figures are of a later day, empty when none are."""
    try:
        embedded = load_snapshot().as_of
    except DataError:
        return ""
    later = [
        day(embedded[table])
        for table in _DATED
        if embedded.get(table, "") > snapshot.as_of.get(table, "")
    ]
    return ", ".join(dict.fromkeys(later))

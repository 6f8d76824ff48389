"""The data that kept runs were made of, as far as this computer has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cluster_planner.cli.data_choice import data_folder
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding, StoreError
from cluster_planner.sources.embedded import load_snapshot


@dataclass(frozen=True)
class KnownData:
    """Data by their digest, and where each was read."""

    snapshots: Mapping[str, Snapshot]
    folders: Mapping[str, Path | None]
    """None for the data that come with the program."""
    missing: tuple[Finding, ...]
    """One for each digest that is not here."""


def data_of(
    runs: Iterable[Run], home: Path, opened: Snapshot, opened_from: Path | None = None
) -> KnownData:
    """The data of the runs: those that are open, kept in `home`, or come with the program."""
    snapshots, folders = {opened.digest: opened}, {opened.digest: opened_from}
    missing: dict[str, Finding] = {}
    for run in runs:
        digest = run.snapshot_digest
        if digest in snapshots or digest in missing:
            continue
        try:
            folder = data_folder(digest, home)
            snapshot = load_snapshot(folder)
        except (DataError, StoreError):
            snapshot = None
        if snapshot is not None and snapshot.digest == digest:
            snapshots[digest], folders[digest] = snapshot, folder
        else:
            missing[digest] = _missing(run)
    return KnownData(snapshots, folders, tuple(missing.values()))


def _missing(run: Run) -> Finding:
    digest = run.snapshot_digest[:12]
    problem = f"이 실행을 만든 자료 {digest}이(가) 이 컴퓨터에 없습니다"
    remedy = "이름과 권역은 지금 자료로 보입니다. 그 자료 폴더를 --data로 주거나 다시 들여오세요"
    return Finding(f"실행 {run.run_id}", problem, remedy)

"""What an import of the page does in its thread: the gate, then the difference to what is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cluster_planner.domain.data_changes import DataChanges
from cluster_planner.domain.imports import Proposal
from cluster_planner.explain.data_changes import data_changes
from cluster_planner.intake.gate import Outcome, confirm, import_files
from cluster_planner.sources.cage import Options
from cluster_planner.sources.embedded import load_snapshot
from dashboards.state.desk import Desk
from dashboards.work.imports import Work

Told = Callable[[str, float | None], None]
Asked = Callable[[], bool]


@dataclass(frozen=True)
class Brought:
    """What came of an import, and how it differs from the data of the page; None for no data."""

    outcome: Outcome
    changes: DataChanges | None


def read_files(paths: tuple[Path, ...], desk: Desk, crs: str = "") -> Work[Brought]:
    """Read files on top of the data that the page shows; `crs` ("EPSG:5174") forces that of shapes."""

    def work(*, on_progress: Told, stop: Asked) -> Brought:
        outcome = import_files(
            paths, desk.data_folder, desk.house.home, options=Options(crs=crs),
            on_progress=on_progress, stop=stop,
        )  # fmt: skip
        return _with_changes(outcome, desk, on_progress)

    return work


def answer_again(outcome: Outcome, answers: Mapping[Proposal, bool], desk: Desk) -> Work[Brought]:
    """Remember the answers and match the same files again."""
    said = dict(answers)

    def work(*, on_progress: Told, stop: Asked) -> Brought:
        found = confirm(
            desk.house.home, outcome.import_id, said, desk.data_folder, on_progress=on_progress,
            stop=stop,
        )  # fmt: skip
        return _with_changes(found, desk, on_progress)

    return work


def compare(folder: Path, desk: Desk) -> Work[DataChanges]:
    """How the data of a folder differ from those of the page."""

    def work(*, on_progress: Told, stop: Asked) -> DataChanges:
        return data_changes(desk.catalog.snapshot, load_snapshot(folder))

    return work


def _with_changes(outcome: Outcome, desk: Desk, on_progress: Told) -> Brought:
    if outcome.folder is None:
        return Brought(outcome, None)
    on_progress("지금 자료와 견주는 중입니다", None)
    return Brought(outcome, data_changes(desk.catalog.snapshot, load_snapshot(outcome.folder)))

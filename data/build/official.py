"""Official files into the tables of a folder, by the readers and the rules of an import."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.imports import FileReport
from cluster_planner.errors import DataError, Finding
from cluster_planner.intake.applied import NoMemory
from cluster_planner.intake.apply_all import apply_all
from cluster_planner.intake.build_folder import build_folder
from cluster_planner.sources.cage import read_in_cage
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sources.published import (
    PUBLISHED_FILE,
    published_after,
    read_published,
    write_published,
)
from cluster_planner.store.data_folder import copy_data_folder


def take_in(files: Sequence[Path], folder: Path, home: Path) -> tuple[FileReport, ...]:
    """Bring the tables of a folder to what the files say and return a report for each.

    Tables that the folder does not hold are those of `home`. Raises DataError, and leaves the
    folder as it was, when a file is refused, when a name waits for an answer (the build asks
    nobody), or when the new tables break a contract.
    """
    with TemporaryDirectory() as temporary:
        base, room = Path(temporary, "base"), Path(temporary, "new")
        for place in (base, room):
            place.mkdir()
        for source in (home, folder):
            copy_data_folder(source, base)
        snapshot = load_snapshot(base)
        before = dict(snapshot.tables)
        readings = [reading for path in files for reading in read_in_cage(path)]
        together = apply_all(readings, before, snapshot.core_rule, NoMemory())
        findings = [finding for report in together.reports for finding in _unusable(report)]
        if findings:
            raise DataError(findings)
        changed = build_folder(room, base, before, together.tables)
        load_snapshot(room)
        printed = published_after(read_published(base), readings, together.tables, together.reports)
        write_published(room, printed)
        names = [table.file_name for table in TABLES if table.name in changed]
        for name in (*names, PUBLISHED_FILE):
            shutil.copyfile(room / name, folder / name)
    return together.reports


def _unusable(report: FileReport) -> list[Finding]:
    asked = (
        Finding(f"{report.file} {one.given}", f"{one.candidate_ko}인지 물어야 합니다", one.why)
        for one in report.proposals
    )
    return [*report.findings, *asked]

"""The one way in for data from outside: files become a checked, immutable snapshot beside the old.

Nothing that was there is changed. What comes of it is used only after somebody accepts it.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cluster_planner.domain.imports import FileReport, ImportReport, Proposal
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding, unwritable
from cluster_planner.intake.apply_all import Together, apply_all, in_order
from cluster_planner.intake.build_folder import build_folder
from cluster_planner.intake.kept import KeptImports
from cluster_planner.intake.provenance import stamp_sources
from cluster_planner.sources.cage import Limits, Options, Stopped, read_in_cage, refused_report
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.groups import Group, group_files
from cluster_planner.sources.published import published_after, read_published, write_published
from cluster_planner.sources.reading import Reading
from cluster_planner.store.confirmations import Confirmations
from cluster_planner.store.history import now
from cluster_planner.store.snapshots import SnapshotShelf

type OnProgress = Callable[[str, float | None], None]
type Stop = Callable[[], bool]

_READ: Final = 0.7
_APPLIED: Final = 0.85
_WRITTEN: Final = 0.95
"""Shares of the whole work, for the progress bar."""


@dataclass(frozen=True)
class Outcome:
    """What came of an import."""

    report: ImportReport
    folder: Path | None
    """Of the proposed snapshot; None when there is nothing new to accept."""
    import_id: str
    """Under which its readings are kept for `confirm`; empty when nothing was read."""

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Return every name that waits for an answer."""
        return tuple(one for file in self.report.files for one in file.proposals)


def import_files(
    files: Iterable[Path | Group],
    base_folder: Path | None,
    home: Path,
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Read the files, apply them to the base (None: the embedded data) and propose a snapshot.

    A `Group` is a file under another name than its own, or the parts of one shapefile. A file that
    cannot be used is told in the report and hinders no other. Raises DataError when the base cannot
    be read or `home` cannot be written, and Stopped once `stop()` was true; nothing is left behind
    then.
    """
    began = time.monotonic()
    given = list(files)
    groups = [one for one in given if isinstance(one, Group)]
    groups += group_files(one for one in given if isinstance(one, Path))
    options = replace(options, base_folder=options.base_folder or base_folder or data_home())
    readings: list[Reading] = []
    refused: list[FileReport] = []
    for number, group in enumerate(groups):
        told = _part(on_progress, group.name, number, len(groups))
        try:
            readings += read_in_cage(
                group, limits=limits, options=options, on_progress=told, stop=stop
            )
        except DataError as error:
            refused.append(refused_report(group, group.name, error.findings))
    return import_readings(
        readings,
        base_folder,
        home,
        refused=tuple(refused),
        on_progress=on_progress,
        stop=stop,
        began=began,
    )


def import_readings(
    readings: Sequence[Reading],
    base_folder: Path | None,
    home: Path,
    *,
    refused: tuple[FileReport, ...] = (),
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
    began: float | None = None,
) -> Outcome:
    """Apply what was read already (files, answers of services) like `import_files`."""
    began = time.monotonic() if began is None else began
    base_path = base_folder or data_home()
    work = _Work(home, base_path, load_snapshot(base_path), on_progress, stop)
    usable = in_order([reading for reading in readings if not reading.report.refused])
    refused += tuple(reading.report for reading in readings if reading.report.refused)
    try:
        together = work.applied(usable)
        report = ImportReport(
            made_at=now(), base_digest=work.base.digest, files=together.reports + refused
        )
        report, folder = work.built(report, together, usable)
        report = report.model_copy(update={"seconds": round(time.monotonic() - began, 3)})
        import_id = KeptImports.of(home).add(report, usable) if usable else ""
    except OSError as error:
        raise DataError(unwritable(home)) from error
    return Outcome(report, folder, import_id)


def confirm(
    home: Path,
    import_id: str,
    answers: Mapping[Proposal, bool],
    base_folder: Path | None = None,
    *,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Remember the answers and apply the kept readings of an import again, now with them.

    What the import had proposed before goes, unless it was accepted or a kept run stands on it.
    Raises DataError when the import is no longer kept.
    """
    kept = KeptImports.of(home).get(import_id)
    readings = kept.readings()
    Confirmations.of(home).answer(answers)
    of_readings = {reading.report.sha256 for reading in readings}
    refused = tuple(
        file for file in kept.report.files if file.refused and file.sha256 not in of_readings
    )
    outcome = import_readings(
        readings, base_folder, home, refused=refused, on_progress=on_progress, stop=stop
    )
    KeptImports.of(home).remove(import_id)
    if kept.report.changed and kept.report.digest != outcome.report.digest:
        with suppress(DataError):
            SnapshotShelf.of(home).reject(kept.report.digest)
    return outcome


@dataclass(frozen=True)
class _Work:
    """What the steps of one import share."""

    home: Path
    base_path: Path
    base: Snapshot
    on_progress: OnProgress | None
    stop: Stop | None

    def applied(self, readings: Sequence[Reading]) -> Together:
        memory = Confirmations.of(self.home).memory()

        def begin(reading: Reading) -> None:
            self._step(f"{reading.report.file}: 우리 표와 맞추는 중", _READ)

        return apply_all(readings, dict(self.base.tables), self.base.core_rule, memory, begin)

    def built(
        self, report: ImportReport, together: Together, readings: Sequence[Reading]
    ) -> tuple[ImportReport, Path | None]:
        """Write, check and keep the snapshot; findings instead where the tables contradict."""
        if not together.any_taken:
            return report, None
        self._step("새 자료를 쓰고 검사하는 중", _APPLIED)
        shelf = SnapshotShelf.of(self.home)
        with shelf.room() as room:
            try:
                digest = self._written(room, report, together, readings)
            except DataError as error:
                return report.model_copy(update={"findings": _contradicting(error.findings)}), None
            report = report.model_copy(update={"digest": digest})
            if not report.changed:
                return report, None
            self._step("새 자료를 보관하는 중", _WRITTEN)
            shelf.keep(self.base_path, self.base.digest)
            return report, shelf.add(room, digest, self.base.digest, report)

    def _written(
        self, room: Path, report: ImportReport, together: Together, readings: Sequence[Reading]
    ) -> str:
        """Fill the room and return the digest of what a reader of it sees."""
        changed = build_folder(room, self.base_path, self.base.tables, together.tables)
        if not changed:
            return self.base.digest
        names = {sha: touched & changed for sha, touched in together.touched.items()}
        stamp_sources(room, report, names)
        totals = read_published(self.base_path)
        write_published(room, published_after(totals, readings, together.tables, report.files))
        return load_snapshot(room).digest

    def _step(self, words: str, share: float) -> None:
        if self.stop is not None and self.stop():
            raise Stopped
        if self.on_progress is not None:
            self.on_progress(words, share)


def _contradicting(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(
        Finding(f"가져온 뒤의 {one.where}", one.problem, f"파일을 확인하세요: {one.remedy}")
        for one in findings
    )


def _part(on_progress: OnProgress | None, name: str, number: int, of: int) -> OnProgress | None:
    if on_progress is None:
        return None

    def told(words: str, share: float | None) -> None:
        on_progress(f"{name}: {words}", None if share is None else _READ * (number + share) / of)

    return told

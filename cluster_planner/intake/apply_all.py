"""Readings meet our tables one after another; a reading that cannot be used changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cluster_planner.domain.core_rule import CoreRule
from cluster_planner.domain.imports import FileReport
from cluster_planner.errors import DataError
from cluster_planner.intake.applied import Memory, Tables, report_of
from cluster_planner.intake.appliers import ORDER, applier
from cluster_planner.intake.parks import settle
from cluster_planner.sources.reading import Reading


@dataclass(frozen=True)
class Together:
    """All tables after every reading, a report for each, and who changed what."""

    tables: Tables
    reports: tuple[FileReport, ...] = ()
    touched: dict[str, frozenset[str]] = field(default_factory=dict)
    """sha256 of a file → the tables that it changed."""

    @property
    def any_taken(self) -> bool:
        """Return whether at least one file was used."""
        return any(not report.refused for report in self.reports)


def in_order(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings as they are applied: by kind, and of one kind the oldest figures first."""
    kinds = {kind: place for place, kind in enumerate(ORDER)}

    def place(reading: Reading) -> tuple[int, str]:
        kind = reading.report.kind
        return (len(kinds) if kind is None else kinds[kind]), reading.report.as_of

    return sorted(readings, key=place)


def apply_all(
    readings: Sequence[Reading],
    tables: Tables,
    core_rule: CoreRule,
    memory: Memory,
    on_reading: Callable[[Reading], None] = lambda _: None,
) -> Together:
    """Return the tables with every reading in them, and what follows from them settled.

    A reading that an applier refuses as a whole leaves its findings in its report.
    """
    so_far = Together(tables)
    for reading in in_order(readings):
        on_reading(reading)
        so_far = _with(reading, so_far, memory)
    if not so_far.any_taken:
        return so_far
    return replace(so_far, tables=settle(so_far.tables, core_rule))


def _with(reading: Reading, before: Together, memory: Memory) -> Together:
    kind = reading.report.kind
    if kind is None or reading.report.refused:
        return replace(before, reports=(*before.reports, reading.report))
    try:
        applied = applier(kind)(reading, before.tables, memory)
    except DataError as error:
        refused = reading.report.model_copy(update={"findings": error.findings, "rows_kept": 0})
        return replace(before, reports=(*before.reports, refused))
    changed = {
        name for name, frame in applied.tables.items() if frame is not before.tables.get(name)
    }
    sha256 = reading.report.sha256
    touched = before.touched | {sha256: before.touched.get(sha256, frozenset()) | changed}
    reports = (*before.reports, report_of(reading, applied))
    return Together(applied.tables, reports, touched)

"""What a reader notes while it reads a file: the report in the making."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from cluster_planner.domain.imports import (
    Decision,
    FileKind,
    FileReport,
    Place,
    Refusal,
    Repair,
    Tie,
)
from cluster_planner.sources.grid.cells import Cell, Sheet
from cluster_planner.sources.grid.text import clean

MAX_VALUE = 80
"""Letters of a refused or repaired value that are shown."""
MAX_REFUSALS = 2_000
"""Refusals that are listed one by one; beyond, only their number is told."""


def place_of(sheet: Sheet, cell: Cell, header: str = "") -> Place:
    """Return where a cell stands; `header` is the column's own name."""
    column = f"{cell.letter}({header})" if header else cell.letter
    return Place(sheet=sheet.name, row=cell.row, column=column)


def shown(text: str) -> str:
    """Return the text as a report shows it: visible spaces only, at most 80 letters."""
    bare = clean(text)
    return bare if len(bare) <= MAX_VALUE else bare[: MAX_VALUE - 1] + "…"


@dataclass
class _Summed:
    first: Repair
    count: int = 1


@dataclass
class Notes:
    """Collects decisions, repairs, refusals and totals of one file, and makes its report."""

    path: Path
    name: str
    _decisions: list[Decision] = field(default_factory=list)
    _repairs: list[Repair] = field(default_factory=list)
    _summed: dict[object, _Summed] = field(default_factory=dict)
    _refusals: list[Refusal] = field(default_factory=list)
    _beyond: int = 0
    _ties: list[Tie] = field(default_factory=list)
    _ignored: list[str] = field(default_factory=list)

    def decide(self, what: str, found: str, why: str) -> None:
        """Note something that had to be found out."""
        self._decisions.append(Decision(what=what, found=found, why=why))

    def repair(self, place: Place, before: str, after: str, how: str) -> None:
        """Note one change of meaning."""
        self._repairs.append(_repair(place, before, after, how))

    def repair_summed(self, key: object, place: Place, before: str, after: str, how: str) -> None:
        """Note a change that occurs often: one line for all of the same key, with their number."""
        if key in self._summed:
            self._summed[key].count += 1
        else:
            self._summed[key] = _Summed(_repair(place, before, after, how))

    def refuse(self, place: Place, value: str, problem: str, remedy: str) -> None:
        """Note something that is not taken in."""
        if len(self._refusals) >= MAX_REFUSALS:
            self._beyond += 1
            return
        self._refusals.append(
            Refusal(place=place, value=shown(value), problem=problem, remedy=remedy)
        )

    def tie(self, what: str, printed: float, summed: float, unit: str, note: str = "") -> Tie:
        """Note a printed total beside our sum, and return it."""
        tie = Tie(what=what, printed=printed, summed=summed, unit=unit, note=note)
        self._ties.append(tie)
        return tie

    def ignore(self, text: str) -> None:
        """Note a sheet, column or row that is left alone, with its reason."""
        if text not in self._ignored:
            self._ignored.append(text)

    def take(self, sheet: Sheet) -> None:
        """Note what the grid itself found out about a sheet."""
        self._decisions.extend(sheet.decisions)
        for refusal in sheet.refusals:
            self.refuse(refusal.place, refusal.value, refusal.problem, refusal.remedy)
        for text in sheet.ignored:
            self.ignore(text)

    def report(
        self, kind: FileKind, *, rows_read: int, rows_kept: int, as_of: str = "", source: str = ""
    ) -> FileReport:
        """Return the report of the file with everything noted so far."""
        summed = (
            entry.first.model_copy(update={"how": f"{entry.first.how} ({entry.count:,}건)"})
            for entry in self._summed.values()
        )
        beyond = (f"거절 {self._beyond:,}건은 목록이 길어 적지 않음",) if self._beyond else ()
        file = identity(self.path, self.name)
        return FileReport(
            file=file.file,
            sha256=file.sha256,
            size_bytes=file.size_bytes,
            kind=kind,
            as_of=as_of,
            source=source,
            rows_read=rows_read,
            rows_kept=rows_kept,
            decisions=tuple(self._decisions),
            repairs=(*self._repairs, *summed),
            refusals=tuple(self._refusals),
            ties=tuple(self._ties),
            ignored=(*self._ignored, *beyond),
        )


def identity(path: Path, name: str = "") -> FileReport:
    """Return an empty report that names the file (NFC), its SHA-256 and its size."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    file_name = unicodedata.normalize("NFC", name or path.name)
    return FileReport(file=file_name, sha256=digest, size_bytes=path.stat().st_size)


def _repair(place: Place, before: str, after: str, how: str) -> Repair:
    return Repair(place=place, before=shown(before), after=shown(after), how=how)

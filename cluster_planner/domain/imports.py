"""What an import says of itself, as frozen values that screen, shell and workbook show alike."""

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from cluster_planner.errors import Finding

OLDER: Final = "옛 자료"
"""The decision of a file whose figures are older than those in use."""


class FileKind(StrEnum):
    """What a file is, told from its content."""

    STATUS = "status"
    """KICOX 전국산업단지현황통계, workbook or CSV."""
    TREND = "trend"
    """KICOX 국가산업단지 산업동향, tables 1 to 12."""
    SHAPES = "shapes"
    """Boundaries of complexes, or any layer of places that stand for parks."""
    PARTNERS = "partners"
    PROGRAMMES = "programmes"
    FACTORIES = "factories"
    """공장등록 목록, counted by complex and industry."""
    SERIES = "series"
    """Answers of statistics services (KOSIS, indparkstats): figures of places by period."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Place(_Frozen):
    """Where in a file, in the reader's coordinates. Whatever is unknown is empty or None."""

    sheet: str = ""
    """Sheet of a workbook, layer of a geodata file, member of a zip."""
    row: int | None = None
    """Spreadsheet row (the first is 1), or number of the feature from 1."""
    column: str = ""
    """Letter of a workbook's column and its header, or the field's name."""


class Refusal(_Frozen):
    """Something that was not taken in."""

    place: Place
    value: str = ""
    """What stood there, at most 80 characters."""
    problem: str
    remedy: str


class Repair(_Frozen):
    """Something that was taken in after a change."""

    place: Place
    before: str
    after: str
    how: str
    """Why and how, in Korean: `앞뒤 NBSP를 지움`."""


class Decision(_Frozen):
    """Something the reader had to find out: encoding, CRS, header rows, units, quarter."""

    what: str
    found: str
    why: str


class Tie(_Frozen):
    """A total that the file prints beside what we summed from its rows."""

    what: str
    printed: float
    summed: float
    unit: str
    note: str = ""
    """Why they may differ (suppressed units, a part of the rows only)."""

    @property
    def agrees(self) -> bool:
        """Return whether both are the same up to rounding of the last digit."""
        return abs(self.printed - self.summed) <= 0.5


class Proposal(_Frozen):
    """A name of a file that is probably one of ours: taken only after somebody confirms it."""

    subject: str
    """What is named: `complex`, `sigungu`, `sido`, `partner`, `programme`, `unit`."""
    given: str
    """The name as a confirmation is remembered by: cleaned, with its place in front."""
    place: Place
    candidate_id: str
    candidate_ko: str
    likeness_pct: float
    why: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what a confirmation is remembered under."""
        return self.subject, self.given


class FileReport(_Frozen):
    """What happened to one file."""

    file: str
    """Its name without folders, NFC."""
    sha256: str
    size_bytes: int
    kind: FileKind | None = None
    """None when it was not recognised."""
    as_of: str = ""
    """The day its figures stand for (YYYY-MM-DD), empty when it does not say."""
    source: str = ""
    """Who published it, in the words of our `source` columns."""
    rows_read: int = 0
    rows_kept: int = 0
    decisions: tuple[Decision, ...] = ()
    repairs: tuple[Repair, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    ties: tuple[Tie, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    ignored: tuple[str, ...] = ()
    """Sheets, columns or fields that were left alone, each with its reason."""
    findings: tuple[Finding, ...] = ()
    """Why the whole file was refused; nothing of it was taken then."""

    @property
    def refused(self) -> bool:
        """Return whether nothing of the file was taken."""
        return bool(self.findings)

    @property
    def older(self) -> tuple[Decision, ...]:
        """Return what says that figures in use are newer than the file's; empty if none are."""
        return tuple(decision for decision in self.decisions if decision.what == OLDER)


class ImportReport(_Frozen):
    """One import: its files, and the snapshot that came of it."""

    made_at: str
    """UTC, ISO 8601 to the second."""
    base_digest: str
    digest: str = ""
    """Of the proposed snapshot; empty when there is none, the base's when nothing changed."""
    files: tuple[FileReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Why no snapshot was made although files were read."""
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Return whether there is something new to accept."""
        return self.digest not in ("", self.base_digest)

    @property
    def older(self) -> bool:
        """Return whether a file that was taken would put older figures in the place of newer."""
        return any(file.older for file in self.files if not file.refused)

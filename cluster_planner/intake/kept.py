"""Imports that wait for an answer: their reports and readings, so that no file is asked for twice.

What was read is kept, never the file itself: a factory registry has names and telephone numbers
that its reader leaves behind, and what is not kept cannot leak.
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from cluster_planner.domain.imports import ImportReport
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.cage.wire import BrokenAnswer, hand_over, take_over
from cluster_planner.sources.reading import Reading
from cluster_planner.store import rooms

MOST: Final = 5
"""Older imports go: their files can be imported again."""
_REPORT: Final = "report.json"
_BYTES: Final = 600 * 1024**2
_ID: Final = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


@dataclass(frozen=True)
class KeptImport:
    """One import as it ended."""

    import_id: str
    folder: Path
    report: ImportReport

    def readings(self) -> tuple[Reading, ...]:
        """Return what was read, before it met our tables. Raises DataError when it is damaged."""
        try:
            return take_over(self.folder, _BYTES)[1]
        except BrokenAnswer as error:
            raise DataError(_gone(self.import_id)) from error


@dataclass(frozen=True)
class KeptImports:
    """A folder of imports, the latest few of them."""

    folder: Path

    @classmethod
    def of(cls, home: Path) -> "KeptImports":
        """Return the imports in the folder of this user."""
        return cls(home / "imports")

    def add(self, report: ImportReport, readings: Sequence[Reading]) -> str:
        """Keep an import and return its id. Raises OSError when the folder cannot be written."""
        import_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
        with rooms.room(self.folder) as room:
            hand_over(room, readings)
            (room / _REPORT).write_text(report.model_dump_json(indent=1), "utf-8", newline="\n")
            rooms.move(room, self.folder / import_id)
        for folder in self._folders()[MOST:]:
            rooms.remove(folder)
        return import_id

    def all(self) -> tuple[KeptImport, ...]:
        """Return every import that can be read, the latest first."""
        return tuple(self._read())

    def latest(self) -> KeptImport | None:
        """Return the latest import, None when there is none."""
        return next(self._read(), None)

    def get(self, import_id: str) -> KeptImport:
        """Return one import. Raises DataError when there is none of this id."""
        for kept in self._read():
            if kept.import_id == import_id:
                return kept
        raise DataError(_gone(import_id))

    def of_digest(self, digest: str) -> KeptImport | None:
        """Return the latest import that proposed a snapshot, None when it is no longer kept."""
        return next((kept for kept in self._read() if kept.report.digest == digest), None)

    def remove(self, import_id: str) -> None:
        """Let an import go."""
        if _ID.fullmatch(import_id):
            rooms.remove(self.folder / import_id)

    def _read(self) -> Iterator[KeptImport]:
        for folder in self._folders():
            with suppress(OSError, ValidationError):
                text = (folder / _REPORT).read_text("utf-8")
                yield KeptImport(folder.name, folder, ImportReport.model_validate_json(text))

    def _folders(self) -> list[Path]:
        found = (path for path in self.folder.glob("*") if _ID.fullmatch(path.name))
        return sorted(found, key=lambda path: (path.stat().st_mtime, path.name), reverse=True)


def _gone(import_id: str) -> Finding:
    problem = "가져오기 기록이 없거나 손상되었습니다"
    return Finding(f"가져오기 {import_id}", problem, "파일을 다시 가져오세요")

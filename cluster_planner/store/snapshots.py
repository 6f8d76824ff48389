"""Data snapshots on the shelf: immutable folders named by their digest, one of them in use.

The database holds each of them whole; the folder is this machine's own copy, and comes back from
there when it is missing.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cluster_planner import __version__
from cluster_planner.domain.imports import ImportReport
from cluster_planner.errors import DataError, Finding
from cluster_planner.store import rooms
from cluster_planner.store.data_folder import IMPORT_FILE, KEPT_FILE, copy_data_folder
from cluster_planner.store.history import EMBEDDED, STAMP, History, Step, now
from cluster_planner.store.marks import differing, marks

if TYPE_CHECKING:
    from cluster_planner.store.shelf import Shelf

FEWEST: Final = 8
"""So many first characters name a snapshot."""
_DIGEST: Final = 64
_HEX: Final = frozenset("0123456789abcdef")

type State = Literal["current", "accepted", "proposed", "copy"]


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    digest: str
    parent: str
    made_at: str
    what: Literal["import", "copy"]
    program_version: str = __version__
    marks: dict[str, str] = Field(default_factory=dict)
    """File → its SHA-256 when it was kept."""


@dataclass(frozen=True)
class KeptSnapshot:
    """A snapshot on the shelf."""

    digest: str
    folder: Path
    made_at: str
    """UTC, ISO 8601 to the second."""
    parent: str
    """Digest of the data that it was made from; empty for a copy."""
    state: State


@dataclass(frozen=True)
class SnapshotShelf:
    """A folder of snapshots. Several processes may use it at once."""

    folder: Path

    @classmethod
    def of(cls, home: Path) -> "SnapshotShelf":
        """Return the shelf in the folder of this user."""
        return cls(home / "snapshots")

    def room(self) -> AbstractContextManager[Path]:
        """Yield a fresh folder in which a snapshot is built; it goes unless `add` takes it."""
        return rooms.room(self.folder)

    def add(self, room: Path, digest: str, parent: str, report: ImportReport) -> Path:
        """Take a finished room in as the snapshot of its digest, and return its place.

        What is there already stays as it is, unless somebody changed it. Raises OSError when the
        folder cannot be written.
        """
        (room / IMPORT_FILE).write_text(report.model_dump_json(indent=1), "utf-8", newline="\n")
        return self._take(room, _Kept(digest=digest, parent=parent, made_at=now(), what="import"))

    def keep(self, source: Path, digest: str) -> Path:
        """Keep a copy of a data folder, so that its runs can be repeated when it has changed."""
        if (self.folder / digest).is_dir() and not self._changed(digest):
            self.shelf.archives.put(digest, "", self.folder / digest)
            return self.folder / digest
        with self.room() as room:
            copy_data_folder(source, room)
            return self._take(room, _Kept(digest=digest, parent="", made_at=now(), what="copy"))

    def digest_of(self, prefix: str) -> str:
        """Return the digest that begins so. Raises DataError when none or several do."""
        where = f"자료 {prefix}"
        if len(prefix) < FEWEST or not set(prefix) <= _HEX:
            problem = f"자료 지문은 0-9, a-f로 된 {FEWEST}자 이상입니다"
            raise DataError(Finding(where, problem, _LIST))
        here = {path.name for path in self._folders() if path.name.startswith(prefix)}
        found = sorted(here | set(self.shelf.archives.digests(prefix)))
        if not found:
            raise DataError(Finding(where, "보관된 자료가 없습니다", _LIST))
        if len(found) > 1:
            problem = f"{len(found)}개가 이렇게 시작합니다"
            raise DataError(Finding(where, problem, "지문을 더 길게 쓰세요"))
        return found[0]

    def get(self, prefix: str) -> Path:
        """Return the folder of a snapshot, brought from the database when it is not here yet.

        Raises DataError when none or several begin so, or when its files were changed since.
        """
        digest = self.digest_of(prefix)
        self._brought(digest)
        return self._whole(digest)

    def list(self) -> tuple[KeptSnapshot, ...]:
        """Return every snapshot, the latest first."""
        past = self.past.steps()
        current = self.current()
        accepted = {step.digest for step in past}
        found = []
        for folder in self._folders():
            kept = self._about(folder)
            state: State = "proposed" if kept.what == "import" else "copy"
            if folder.name in accepted:
                state = "accepted"
            if folder.name == current:
                state = "current"
            found.append(KeptSnapshot(folder.name, folder, kept.made_at, kept.parent, state))
        here = {one.digest for one in found}
        found += [
            KeptSnapshot(
                one.digest,
                self.folder / one.digest,
                one.kept_at.strftime(STAMP),
                one.parent,
                "proposed" if one.parent else "copy",
            )
            for one in self.shelf.archives.list()
            if one.digest not in here
        ]
        return tuple(sorted(found, key=lambda one: (one.made_at, one.digest), reverse=True))

    def report(self, digest: str) -> ImportReport | None:
        """Return the report of the import that made a snapshot, None for a copy."""
        try:
            text = (self.folder / digest / IMPORT_FILE).read_text("utf-8")
            return ImportReport.model_validate_json(text)
        except (OSError, ValidationError):
            return None

    def current(self) -> str:
        """Return the digest of the accepted snapshot; empty while the embedded data are used."""
        return self.past.current()

    def current_folder(self) -> Path | None:
        """Return the folder of the accepted snapshot, None for the embedded data.

        Raises DataError when somebody removed it or changed its files.
        """
        digest = self.current()
        if digest == EMBEDDED:
            return None
        if not self._brought(digest):
            problem = "받아들인 자료의 폴더가 없어졌습니다"
            remedy = "cluster-planner data rollback으로 그 앞의 자료로 돌아가거나 폴더를 되살리세요"
            raise DataError(Finding(f"자료 {digest[:12]}", problem, remedy))
        return self._whole(digest)

    def accept(self, digest: str) -> None:
        """Use a snapshot from now on ("" the embedded data).

        Raises DataError if it is not here or was changed since it was kept.
        """
        if digest != EMBEDDED:
            folder = self.get(digest)
            digest = folder.name
            self.shelf.archives.put(digest, self._about(folder).parent, folder)
        self.past.accept(digest)

    def roll_back(self) -> str:
        """Use what was used before, and return its digest ("" for the embedded data).

        Raises DataError when nothing was accepted before.
        """
        return self.past.roll_back()

    def history(self) -> tuple[Step, ...]:
        """Return every acceptance and roll-back, the latest last."""
        return self.past.steps()

    def reject(self, digest: str) -> None:
        """Remove a snapshot that nobody accepted and no kept run names.

        Raises DataError with the reason why it stays.
        """
        folder = self.folder / self.digest_of(digest)
        self._brought(folder.name)
        where = f"자료 {folder.name[:12]}"
        with self.past.held():
            if folder.name in {step.digest for step in self.past.steps()}:
                problem = "받아들인 적이 있는 자료는 지우지 않습니다"
                remedy = "앞의 자료로 돌아가려면 cluster-planner data rollback을 쓰세요"
                raise DataError(Finding(where, problem, remedy))
            if folder.name in self.used():
                problem = "보관된 실행 결과가 이 자료를 씁니다"
                raise DataError(Finding(where, problem, "그 실행을 되풀이할 수 있도록 남겨 둡니다"))
            self.shelf.archives.remove(folder.name)
            with self.room() as room:  # goes as a whole, also if we are killed half way
                folder.rename(room / folder.name)

    def used(self) -> frozenset[str]:
        """Return the digests that kept runs and sweeps stand on. Raises StoreError."""
        return self.shelf.runs.snapshot_digests() | self.shelf.sweeps.snapshot_digests()

    @cached_property
    def shelf(self) -> "Shelf":
        """The database beside the folders."""
        # Imported when asked for: SQLAlchemy is slow to load, and most commands need the folder only.
        from cluster_planner.store.shelf import Shelf

        return Shelf(self.folder.parent)

    @cached_property
    def past(self) -> History:
        """What was accepted, and when."""
        return History(self.folder)

    def _brought(self, digest: str) -> bool:
        """Bring the folder from the database if it is not here. Returns whether it is now."""
        if (self.folder / digest).is_dir():
            return True
        with self.room() as room:
            row = self.shelf.archives.unpack(digest, room)
            if row is None:
                return False
            what: Literal["import", "copy"] = "import" if row.parent else "copy"
            made_at = row.kept_at.strftime(STAMP)
            self._take(room, _Kept(digest=digest, parent=row.parent, made_at=made_at, what=what))
        return True

    def _take(self, room: Path, kept: _Kept) -> Path:
        target = self.folder / kept.digest
        kept = kept.model_copy(update={"marks": marks(room)})
        (room / KEPT_FILE).write_text(kept.model_dump_json(indent=1), "utf-8", newline="\n")
        rooms.seal(room)
        if not rooms.move(room, target) and self._changed(kept.digest):
            with self.room() as aside:
                target.rename(aside / target.name)
            rooms.move(room, target)
        self.shelf.archives.put(kept.digest, kept.parent, target)
        return target

    def _whole(self, digest: str) -> Path:
        if changed := self._changed(digest):
            problem = f"보관된 뒤에 내용이 바뀌었습니다({', '.join(changed[:3])})"
            remedy = (
                "쓰지 마세요. cluster-planner data rollback으로 앞의 자료로 돌아간 뒤 "
                "원본 파일을 다시 가져오세요"
            )
            raise DataError(Finding(f"자료 {digest[:12]}", problem, remedy))
        return self.folder / digest

    def _changed(self, digest: str) -> tuple[str, ...]:
        folder = self.folder / digest
        return differing(folder, self._about(folder).marks)

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if len(path.name) == _DIGEST and set(path.name) <= _HEX and path.is_dir():
                    yield path

    def _about(self, folder: Path) -> _Kept:
        with suppress(OSError, ValidationError):
            return _Kept.model_validate_json((folder / KEPT_FILE).read_text("utf-8"))
        return _Kept(digest=folder.name, parent="", made_at="", what="copy")


_LIST: Final = "cluster-planner data list로 보관된 자료를 보세요"

"""Data snapshots whole in the database, so that a run can be repeated on another machine."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select

from cluster_planner import __version__
from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.data_folder import IMPORT_FILE, data_files
from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import snapshots


@dataclass(frozen=True)
class Archived:
    """A snapshot in the database."""

    digest: str
    parent: str
    """Digest of the data that it was made from; empty for a copy."""
    kept_at: datetime
    """UTC."""


@dataclass(frozen=True)
class Archives:
    """The snapshots of a database."""

    database: Database

    def put(self, digest: str, parent: str, folder: Path) -> None:
        """Keep a data folder with the report of its import; what is there already stays.

        Raises StoreError, and OSError for a file that cannot be read.
        """
        if digest in self.digests(digest):
            return
        row = self.database.upsert(snapshots).values(
            digest=digest,
            parent=parent,
            kept_at=datetime.now(UTC),
            program_version=__version__,
            archive=_packed(folder),
        )
        with self.database.write() as connection:
            connection.execute(row.on_conflict_do_nothing())

    def unpack(self, digest: str, room: Path) -> Archived | None:
        """Write a snapshot's files into an empty folder; None when it is not kept here.

        Raises StoreError, also when the kept bytes are damaged, and OSError when the folder cannot
        be written.
        """
        with self.database.read() as connection:
            row = connection.execute(
                select(snapshots).where(snapshots.c.digest == digest)
            ).one_or_none()
        if row is None:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(row.archive)) as archive:
                archive.extractall(room)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            problem = "저장소에 보관된 것이 망가져 꺼낼 수 없습니다"
            remedy = "저장소의 백업이 있으면 되살리거나, 그 자료를 다시 가져오세요"
            raise StoreError(Finding(f"자료 {digest[:12]}", problem, remedy)) from None
        return Archived(row.digest, row.parent, row.kept_at)

    def remove(self, digest: str) -> None:
        """Forget a snapshot. Raises StoreError."""
        with self.database.write() as connection:
            connection.execute(delete(snapshots).where(snapshots.c.digest == digest))

    def digests(self, prefix: str = "") -> tuple[str, ...]:
        """The digests that begin so. Raises StoreError."""
        asked = select(snapshots.c.digest).where(
            snapshots.c.digest.startswith(prefix, autoescape=True)
        )
        with self.database.read() as connection:
            return tuple(connection.execute(asked.order_by(snapshots.c.digest)).scalars())

    def list(self) -> tuple[Archived, ...]:
        """Every snapshot without its files. Raises StoreError."""
        asked = select(snapshots.c.digest, snapshots.c.parent, snapshots.c.kept_at)
        with self.database.read() as connection:
            return tuple(Archived(**row._mapping) for row in connection.execute(asked))


def _packed(folder: Path) -> bytes:
    held = io.BytesIO()
    report = folder / IMPORT_FILE
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in [*data_files(folder), *([report] if report.is_file() else [])]:
            archive.write(path, path.relative_to(folder).as_posix())
    return held.getvalue()

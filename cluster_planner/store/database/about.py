"""What a database holds and whether it can be written, for people who look after it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, insert, select, text

from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import METADATA, drafts
from cluster_planner.store.database.upgrade import standing

_TRIAL: Final = "write-trial"


@dataclass(frozen=True)
class About:
    """A database as it is now."""

    place: str
    """Without user and password."""
    engine: str
    """Name and version of the database program."""
    version: str
    """Of the tables."""
    rows: dict[str, int]
    """Table → how many rows."""
    size_bytes: int | None
    """On disk; None when the server does not tell."""


def about(database: Database) -> About:
    """Look at a database. Raises StoreError."""
    with database.read() as connection:
        rows = {
            table.name: int(
                connection.execute(select(func.count()).select_from(table)).scalar_one()
            )
            for table in METADATA.sorted_tables
        }
        version = standing(connection) or ""
        if database.is_sqlite:
            engine = f"SQLite {connection.execute(text('SELECT sqlite_version()')).scalar()}"
            size = _file_size(Path(str(database.engine.url.database)))
        else:
            engine = f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}"
            asked = text("SELECT pg_database_size(current_database())")
            size = int(connection.execute(asked).scalar_one())
    return About(database.place, engine, version, dict(sorted(rows.items())), size)


def try_to_write(database: Database) -> None:
    """Write a row and take it away again, as one change. Raises StoreError when that fails."""
    row = {"key": _TRIAL, "seen_at": datetime.now(UTC), "body": "{}"}
    with database.write() as connection:
        connection.execute(delete(drafts).where(drafts.c.key == _TRIAL))
        connection.execute(insert(drafts).values(row))
        connection.execute(delete(drafts).where(drafts.c.key == _TRIAL))


def _file_size(path: Path) -> int:
    files = (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm")))
    return sum(file.stat().st_size for file in files if file.is_file())

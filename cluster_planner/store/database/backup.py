"""A whole SQLite database as one file, taken while others write, and brought back as one change."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import URL, NullPool, create_engine

from cluster_planner.errors import Finding, StoreError, unwritable
from cluster_planner.store.database.address import database_url
from cluster_planner.store.database.connection import WAIT_S, Database, open_database
from cluster_planner.store.database.schema import METADATA
from cluster_planner.store.database.upgrade import HEAD, standing, upgrade

_SIDES: Final = ("-wal", "-shm")


def backup(database: Database, target: Path) -> None:
    """Write all of a database into a file, whole or not at all; an old file goes.

    Others may read and write meanwhile. Raises StoreError for PostgreSQL, a damaged database, or
    a file that cannot be written.
    """
    source = _file_of(database)
    with _made_beside(target) as fresh:
        _copy(source, fresh)
        _check(fresh, source)


def restore(home: Path, source: Path) -> Path | None:
    """Put the content of a backup in the place of what is there, as one change.

    Returns the file that what was there was put into, None when there was nothing. Others may
    have the database open. Raises StoreError for PostgreSQL, and for a file that is no backup or
    was made by a newer program: then nothing is changed.
    """
    url = database_url(home)
    if url.drivername != "sqlite":
        raise StoreError(_server("되살리기는"))
    place = Path(str(url.database))
    if not source.is_file():
        raise StoreError(Finding(str(source), "파일이 없습니다", "백업한 파일을 적으세요"))
    if place.exists() and source.samefile(place):
        problem = "지금 쓰는 저장소 그 자체입니다"
        raise StoreError(Finding(str(source), problem, "store backup이 만든 파일을 적으세요"))
    place.parent.mkdir(parents=True, exist_ok=True)
    with _scratch(place) as fresh:
        _copy(source, fresh)
        _check(fresh, source)
        _upgrade(fresh, source)
        aside = _aside(place)
        if not place.exists():
            _move(place, aside)  # SQLite would pour a log that was left behind into the new file
            fresh.replace(place)
            return None
        try:
            database = open_database(home)
        except StoreError:  # nobody can use it as it is, so the file itself may go
            _move(place, aside)
            fresh.replace(place)
        else:
            _refill(_file_of(database), fresh, aside)
        return aside


def _file_of(database: Database) -> Path:
    if not database.is_sqlite:
        raise StoreError(_server("백업은"))
    return Path(str(database.engine.url.database))


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_connected(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other)
            other.execute("PRAGMA journal_mode=DELETE")  # all in one file
    except sqlite3.DatabaseError as error:
        raise StoreError(_damaged(source, str(error))) from None
    except OSError as error:
        raise StoreError(unwritable(target)) from error


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    connection.execute("PRAGMA schema_version")  # read now, so that what is no database fails here
    return connection


def _check(path: Path, named: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            tables = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise StoreError(_damaged(named, str(error))) from None
    if found != [("ok",)]:
        raise StoreError(_damaged(named, str(found[0][0])))
    if "alembic_version" not in tables:
        problem = "이 프로그램의 저장소가 아닙니다"
        raise StoreError(Finding(str(named), problem, "store backup이 만든 파일을 적으세요"))


def _upgrade(path: Path, named: Path) -> None:
    """Bring a copy to the tables of this program, so that it can be poured into them."""
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    with engine.connect() as connection:
        found = standing(connection)
    if found is not None and found > HEAD:
        problem = f"더 새로운 프로그램이 만든 백업입니다(구조 {found}, 이 프로그램은 {HEAD}까지)"
        raise StoreError(Finding(str(named), problem, "새 프로그램으로 되살리세요"))
    upgrade(engine, engine.begin)


def _refill(place: Path, fresh: Path, aside: Path) -> None:
    """Change all rows at once; others wait, and see the old rows or the new ones."""
    try:
        with closing(_connected(place)) as connection:
            connection.execute("ATTACH DATABASE ? AS fresh", (str(fresh),))
            connection.execute("BEGIN IMMEDIATE")
            _copy(place, aside)  # what is there now, and nobody can add to it any more
            for table in reversed(METADATA.sorted_tables):
                connection.execute(f"DELETE FROM main.{table.name}")
            for table in METADATA.sorted_tables:
                columns = ", ".join(f'"{column.name}"' for column in table.columns)
                order = f"INSERT INTO main.{table.name} ({columns}) SELECT {columns}"
                connection.execute(f"{order} FROM fresh.{table.name}")
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        problem = f"되살리지 못했습니다({error})"
        raise StoreError(Finding(f"저장소 {place}", problem, "지금 것은 그대로입니다")) from None


def _aside(place: Path) -> Path:
    """A name beside the database that nothing has."""
    stem = f"{place.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    names = (f"{stem}{end}{place.suffix}" for end in ("", *(f"-{n}" for n in range(2, 100))))
    return next(path for name in names if not (path := place.with_name(name)).exists())


def _move(place: Path, aside: Path) -> None:
    for end in ("", *_SIDES):
        file = place.with_name(place.name + end)
        if file.exists():
            file.replace(aside.with_name(aside.name + end))


@contextmanager
def _made_beside(target: Path) -> Iterator[Path]:
    """Yield a file to write, which takes the name of the target when the block ends well."""
    with _scratch(target) as fresh:
        yield fresh
        try:
            fresh.chmod(0o600)  # scenarios are nobody else's to read
            fresh.replace(target)
        except OSError as error:
            raise StoreError(unwritable(target)) from error


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    try:
        descriptor, name = tempfile.mkstemp(dir=beside.parent, prefix=".backup-")
        os.close(descriptor)
    except OSError as error:
        raise StoreError(unwritable(beside)) from error
    fresh = Path(name)
    try:
        yield fresh
    finally:
        for end in ("", *_SIDES, "-journal"):
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def _damaged(path: Path, cause: str) -> Finding:
    problem = f"데이터베이스가 아니거나 망가졌습니다({cause[:80]})"
    return Finding(str(path), problem, "다른 백업을 쓰세요. 바뀐 것은 없습니다")


def _server(what: str) -> Finding:
    remedy = "서버에서 pg_dump로 백업하고 pg_restore로 되살리세요"
    return Finding("저장소", f"PostgreSQL의 {what} 이 프로그램이 하지 않습니다", remedy)

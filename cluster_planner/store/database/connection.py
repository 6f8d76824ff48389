"""Reading and writing transactions on either database, with errors as sentences."""

import atexit
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from cluster_planner.errors import Finding, PlannerError, StoreError
from cluster_planner.store.database.address import database_url, shown
from cluster_planner.store.database.upgrade import upgrade

LOG = logging.getLogger(__name__)
WAIT_S: Final = 30
"""A writer waits so long for the one before."""
_CONNECT_S: Final = 5
_WRITES: Final = "planner_writes"


@dataclass(frozen=True)
class Database:
    """An opened database. Threads and processes may share it; writers stand in a queue."""

    engine: Engine

    @property
    def place(self) -> str:
        """Where it is, for a reader; no password."""
        return shown(self.engine.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state. Raises StoreError when it breaks."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept when the block ends well, and nothing otherwise.

        What it wrote survives a kill and a power cut once the block has ended. Raises StoreError,
        and IntegrityError when the tables forbid what the block writes.
        """
        with (
            self._told(),
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def upsert(self, table: Table) -> Any:
        """An INSERT of this dialect, which knows on_conflict_do_update."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def close(self) -> None:
        """Let the connections go."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (PlannerError, IntegrityError):
            raise  # the one has its sentence; the other is the caller's to tell
        except (SQLAlchemyError, OSError) as error:
            # The driver's own text may hold the address; the class of the error is enough to find it.
            LOG.error("database %s: %s", self.place, type(_cause(error)).__name__)
            raise StoreError(_broken(self.place, error)) from None


def open_database(home: Path) -> Database:
    """Open the database of this user or office, made or brought up to date where needed.

    Raises StoreError when it cannot be reached or written, or was made by a newer program.
    """
    return _opened(database_url(home))


@cache
def _opened(url: URL) -> Database:
    """One pool per address and process."""
    database = Database(_engine(url))
    atexit.register(database.close)
    with database._told():
        if url.drivername == "sqlite":
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        upgrade(database.engine, database.write)
    return database


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": _CONNECT_S},
            hide_parameters=True,
        )
    engine = create_engine(url, connect_args={"timeout": WAIT_S}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver begins no transactions of its own
        for order in (
            "journal_mode=WAL",  # readers never wait for the writer
            "synchronous=FULL",  # what was acknowledged survives a power cut
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {order}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        # A transaction that reads first and writes then would fail when somebody wrote in between.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _cause(error: BaseException) -> BaseException:
    return getattr(error, "orig", None) or error


def _broken(place: str, error: BaseException) -> Finding:
    cause = _cause(error)
    text = ""
    with suppress(UnicodeError):
        text = str(cause).lower()
    if "locked" in text or "busy" in text:
        problem, remedy = "다른 프로그램이 오래 쓰고 있습니다", "잠시 뒤 다시 하세요"
    elif "full" in text or "no space" in text:
        problem, remedy = "디스크에 남은 자리가 없습니다", "자리를 비운 뒤 다시 하세요"
    elif "readonly" in text or "unable to open" in text or isinstance(cause, OSError):
        problem = "열거나 쓸 수 없습니다"
        remedy = "폴더가 있는지, 쓸 권한과 남은 디스크 공간이 있는지 확인하세요"
    elif "malformed" in text or "not a database" in text:
        problem = "데이터베이스 파일이 망가졌거나 데이터베이스가 아닙니다"
        remedy = "파일을 다른 이름으로 옮겨 두고, 백업이 있으면 되살리세요"
    else:
        problem = f"데이터베이스와 이야기할 수 없습니다({type(cause).__name__})"
        remedy = "서버가 켜져 있는지, 주소와 암호가 맞는지 확인하세요"
    return Finding(f"저장소 {place}", problem, remedy)

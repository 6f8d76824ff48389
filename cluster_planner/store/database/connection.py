"""Reading and writing transactions on either database, with errors as sentences."""

import atexit
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from cluster_planner.errors import PlannerError, StoreError
from cluster_planner.store.database.address import database_url, shown
from cluster_planner.store.database.troubles import cause_of, trouble
from cluster_planner.store.database.upgrade import upgrade

LOG = logging.getLogger(__name__)
WAIT_S: Final = 30
"""A writer waits so long for the one before."""
_CONNECT_S: Final = 5
_DURABLE: Final = (
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'"
)
"""What was acknowledged survives a power cut of the server, whatever else it is used for."""
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
            LOG.error("database %s: %s", self.place, type(cause_of(error)).__name__)
            raise StoreError(trouble(self.place, error)) from None


def open_database(home: Path) -> Database:
    """Open the database of this user or office, made or brought up to date where needed.

    Raises StoreError when it cannot be reached or written, or was made by a newer program.
    """
    return _opened(database_url(home))


@cache
def _opened(url: URL) -> Database:
    """One pool per address and process."""
    database = Database(_engine(url))
    try:
        with database._told():
            if url.drivername == "sqlite":
                Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
            upgrade(database.engine, database.write)
    except BaseException:
        database.close()
        raise
    atexit.register(database.close)
    return database


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return _office(url)
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


def _office(url: URL) -> Engine:
    asked = {
        "connect_timeout": _CONNECT_S,
        "tcp_user_timeout": WAIT_S * 1000,  # a cable that was pulled, a server that went silent
        "client_encoding": "utf8",
        "application_name": "cluster-planner",
    }
    # What the office says in the address comes first.
    ours = {name: value for name, value in asked.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, connect_args=ours, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.execute(f"SET lock_timeout = '{WAIT_S}s'")
        connection.execute(_DURABLE)
        connection.commit()

    return engine

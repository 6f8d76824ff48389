"""What is known of a computation when its process is gone: whose it was, and its best plan."""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final

import psutil
from sqlalchemy import Row, delete, select, update

from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import jobs
from cluster_planner.store.words import column_text, is_key

SILENT_S: Final = 120
"""A job of another machine that was not heard of for so long broke off."""
_CLOCK_S: Final = 2.0
"""The start of a process is told by the clock of the machine, which may be set meanwhile."""
NEWEST: Final = 5_000
"""So many jobs stay."""


class Standing(StrEnum):
    """Where a computation stands; the last four are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    BROKEN_OFF = "broken_off"
    """중단됨: its process is gone before the end."""


_ALIVE: Final = (Standing.QUEUED, Standing.RUNNING)


@dataclass(frozen=True)
class JobNote:
    """A job as it was last heard of."""

    job_id: str
    standing: Standing
    name: str
    """Of its scenario, in one line."""
    run_id: str
    """Its best plan so far, or empty."""
    began_at: datetime
    """UTC."""

    @property
    def ended(self) -> bool:
        """Whether it came to an end of its own."""
        return self.standing not in (*_ALIVE, Standing.BROKEN_OFF)


@dataclass(frozen=True)
class Jobs:
    """The jobs of a database."""

    database: Database

    def note(self, job_id: str, standing: Standing, *, name: str, run_id: str = "") -> None:
        """Note where a job of this process stands. Raises StoreError."""
        now = datetime.now(UTC)
        insert = self.database.upsert(jobs).values(
            job_id=job_id,
            run_id=run_id,
            name=column_text(name),
            state=standing.value,
            owner=this_process(),
            began_at=now,
            seen_at=now,
        )
        told = {
            key: insert.excluded[key] for key in ("run_id", "name", "state", "owner", "seen_at")
        }
        with self.database.write() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["job_id"], set_=told))

    def seen(self) -> None:
        """Say that this process still works at its jobs. Raises StoreError."""
        mine = update(jobs).where(jobs.c.owner == this_process(), jobs.c.state.in_(_ALIVE))
        with self.database.write() as connection:
            connection.execute(mine.values(seen_at=datetime.now(UTC)))

    def get(self, job_id: str) -> JobNote | None:
        """What is known of a job, or None. Raises StoreError."""
        if not is_key(job_id):
            return None
        with self.database.read() as connection:
            row = connection.execute(select(jobs).where(jobs.c.job_id == job_id)).one_or_none()
        return None if row is None else _note(row)

    def list(self, newest: int = 100) -> tuple[JobNote, ...]:
        """Jobs, the latest first. Raises StoreError."""
        asked = select(jobs).order_by(jobs.c.began_at.desc(), jobs.c.job_id).limit(newest)
        with self.database.read() as connection:
            return tuple(_note(row) for row in connection.execute(asked))

    def tidy(self) -> int:
        """Let old notes go; returns how many went. Raises StoreError."""
        newest = select(jobs.c.job_id).order_by(jobs.c.began_at.desc(), jobs.c.job_id).limit(NEWEST)
        with self.database.write() as connection:
            return connection.execute(delete(jobs).where(jobs.c.job_id.not_in(newest))).rowcount


@cache
def this_process() -> str:
    """Machine, number and start of this process: another one never has all three."""
    return f"{socket.gethostname()}|{os.getpid()}|{psutil.Process().create_time():.2f}"


def _note(row: Row[Any]) -> JobNote:
    standing = Standing(row.state)
    if standing in _ALIVE and not _at_work(row.owner, row.seen_at):
        standing = Standing.BROKEN_OFF
    return JobNote(row.job_id, standing, row.name, row.run_id, row.began_at)


def _at_work(owner: str, seen_at: datetime) -> bool:
    host, _, process_of = owner.partition("|")
    number, _, began = process_of.partition("|")
    if host != socket.gethostname():
        return datetime.now(UTC) - seen_at < timedelta(seconds=SILENT_S)
    try:
        process = psutil.Process(int(number))
        same = abs(process.create_time() - float(began)) < _CLOCK_S
        return same and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, ValueError):
        return False

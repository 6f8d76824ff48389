"""The tables. A change here needs a migration in migrations/versions; a test compares the two."""

import zlib
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.words import KEY_LENGTH

METADATA: Final = MetaData()
_ANY: Final = "surrogatepass"
_DAMAGED: Final = Finding(
    "저장소", "보관된 내용 하나가 망가져 읽을 수 없습니다", "백업이 있으면 되살리세요"
)


class Utc(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so none is kept anywhere."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Drop the zone of a moment that has one."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Packed(TypeDecorator[str]):
    """A long text, compressed: a plan is a tenth of its size, and holds any character.

    Reading raises StoreError when the bytes are not what was written.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Compress."""
        return None if value is None else zlib.compress(value.encode(errors=_ANY), 6)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Unpack."""
        try:
            return None if value is None else zlib.decompress(value).decode(errors=_ANY)
        except (zlib.error, UnicodeDecodeError):
            raise StoreError(_DAMAGED) from None


_KEY: Final = String(KEY_LENGTH)

scenarios: Final = Table(
    "scenarios",
    METADATA,
    Column("scenario_id", _KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("latest", Integer, nullable=False),
    Column("saved_at", Utc, nullable=False),
    Column("hidden", Boolean, nullable=False, default=False),
)
"""Each saved scenario with the number of its latest version."""

scenario_versions: Final = Table(
    "scenario_versions",
    METADATA,
    Column("scenario_id", ForeignKey("scenarios.scenario_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", _KEY, nullable=False),
    Column("saved_at", Utc, nullable=False),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("restored_from", Integer),
    Column("body", Packed, nullable=False),
)
"""Append-only: no row is ever changed or removed."""

snapshots: Final = Table(
    "snapshots",
    METADATA,
    Column("digest", _KEY, primary_key=True),
    Column("parent", _KEY, nullable=False),
    Column("kept_at", Utc, nullable=False),
    Column("program_version", Text, nullable=False),
    Column("archive", LargeBinary, nullable=False),
)
"""Whole data folders as zip files, so that a run can be repeated on another machine."""

runs: Final = Table(
    "runs",
    METADATA,
    Column("run_id", _KEY, primary_key=True),
    Column("kept_at", Utc, nullable=False),
    Column("name", Text, nullable=False),
    Column("scenario_digest", _KEY, nullable=False),
    Column("snapshot_digest", _KEY, nullable=False),
    Column("program_version", Text, nullable=False),
    Column("solver", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("standing", Integer, nullable=False),
    Column("objective", Float),
    Column("bound", Float),
    Column("gap", Float),
    Column("unit", String(20), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("parks", Integer),
    Column("national_mkrw", BigInteger),
    Column("scenario", Packed, nullable=False),
    Column("body", Packed, nullable=False),
    Index("runs_newest", "kept_at", "run_id"),
    Index("runs_snapshot", "snapshot_digest"),
)
"""`standing`: 0 no plan, 1 a plan, 2 a proven plan. `body` is plan.json."""

sweeps: Final = Table(
    "sweeps",
    METADATA,
    Column("sweep_id", _KEY, primary_key=True),
    Column("kept_at", Utc, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("scenario_digest", _KEY, nullable=False),
    Column("snapshot_digest", _KEY, nullable=False),
    Column("program_version", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("body", Packed, nullable=False),
    Index("sweeps_newest", "kept_at", "sweep_id"),
    Index("sweeps_snapshot", "snapshot_digest"),
)
"""Alternatives, ladders, fronts and the like: the answer as the command's --json tells it."""

jobs: Final = Table(
    "jobs",
    METADATA,
    Column("job_id", _KEY, primary_key=True),
    Column("run_id", _KEY, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("owner", Text, nullable=False),
    Column("began_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Index("jobs_newest", "began_at", "job_id"),
)
"""Computations and who computes them; one whose owner is gone broke off."""

drafts: Final = Table(
    "drafts",
    METADATA,
    Column("key", _KEY, primary_key=True),
    Column("seen_at", Utc, nullable=False),
    Column("body", Packed, nullable=False),
    Index("drafts_newest", "seen_at", "key"),
)
"""What is on somebody's screen and not saved."""

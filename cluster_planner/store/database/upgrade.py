"""Bring the tables of a database to those of this program, step by step, or leave them alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.database.address import shown
from cluster_planner.store.database.schema import METADATA

STEPS: Final = ("0001",)
"""Every migration in its order; a test holds it against the folder."""
HEAD: Final = STEPS[-1]
MIGRATIONS: Final = Path(__file__).with_name("migrations")
_LOCK: Final = 0x6D617863
"""Any number, the same in all programs that upgrade one PostgreSQL database."""


def upgrade(engine: Engine, write: Callable[[], AbstractContextManager[Connection]]) -> None:
    """Apply the migrations that are missing, all of them or none.

    Raises StoreError when a newer program or another one made the tables.
    """
    with engine.connect() as connection:
        if standing(connection) == HEAD:
            return
    with write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = standing(connection)
        if found is None:
            _refuse_strangers(connection, shown(engine.url))
        elif found not in STEPS:
            raise StoreError(_newer(shown(engine.url), found))
        if found != HEAD:
            _migrate(connection)


def standing(connection: Connection) -> str | None:
    """The migration that the tables stand at; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_strangers(connection: Connection, place: str) -> None:
    """An office may keep other things beside ours; a file of another program is not to be touched."""
    there = set(inspect(connection).get_table_names())
    if connection.dialect.name == "postgresql":
        there &= METADATA.tables.keys()
    if there:
        problem = f"다른 프로그램이 만든 표가 있습니다({', '.join(sorted(there)[:3])})"
        remedy = "이 프로그램만 쓰는 빈 데이터베이스나 없는 파일을 적으세요. 내용은 그대로입니다"
        raise StoreError(Finding(f"저장소 {place}", problem, remedy))


def _migrate(connection: Connection) -> None:
    # Imported when needed: alembic is slow to load, and most starts find nothing to do.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _newer(place: str, found: str) -> Finding:
    problem = f"더 새로운 프로그램이 만든 저장소입니다(구조 {found}, 이 프로그램은 {HEAD}까지)"
    return Finding(f"저장소 {place}", problem, "새 프로그램으로 여세요. 내용은 그대로입니다")

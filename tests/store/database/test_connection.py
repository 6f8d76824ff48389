"""How the file of one user is opened: nothing acknowledged is lost, and readers never wait."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from cluster_planner.store.database import open_database
from cluster_planner.store.database.address import DATABASE_VARIABLE


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_a_file_waits_for_the_disk_lets_readers_by_and_keeps_its_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: object
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    database = open_database(tmp_path)

    for way in (database.read, database.write):
        with way() as connection:
            assert connection.execute(text(f"PRAGMA {setting}")).scalar() == value


def test_a_writer_has_the_turn_from_its_first_reading_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    database = open_database(tmp_path)

    with closing(sqlite3.connect(tmp_path / "planner.db", timeout=0.1)) as other:
        with database.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with database.read():
            other.execute("BEGIN IMMEDIATE")

"""The tables of any past program become those of this one, whole or not at all, by whoever is first."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from cluster_planner.errors import StoreError
from cluster_planner.store.database import database_url, upgrade
from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import METADATA
from cluster_planner.store.runs import Runs
from cluster_planner.store.shelf import Shelf
from tests.store.kept import a_run

_NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"

def upgrade():
    op.add_column("runs", sa.Column("mood", sa.Text))
    op.create_table("moods", sa.Column("mood", sa.Text))
    {more}
"""
_OPENS = """
import sys
from collections.abc import Iterator
from pathlib import Path
from cluster_planner.store.shelf import Shelf
sys.stdin.readline()
print(len(Shelf(Path(sys.argv[1])).runs.list()))
"""


@pytest.fixture
def engine(store_home: Path) -> Iterator[Engine]:
    """An empty database."""
    store_home.mkdir()
    engine = create_engine(database_url(store_home))
    yield engine
    engine.dispose()


def made_at(engine: Engine, step: str) -> None:
    """Make the tables of a past program."""
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)


def newer_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, more: str = "pass") -> None:
    """Let this program be one that has a further step."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder)
    (folder / "versions" / "m0002_moods.py").write_text(_NEXT.format(more=more), "utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "STEPS", (*upgrade.STEPS, "0002"))
    monkeypatch.setattr(upgrade, "HEAD", "0002")


def reopened(shelf: Shelf) -> Database:
    """The same database as the program finds it when it starts."""
    database = shelf.database
    upgrade.upgrade(database.engine, database.write)
    return database


def columns(database: Database) -> set[str]:
    with database.read() as connection:
        return {column["name"] for column in inspect(connection).get_columns("runs")}


def test_the_steps_are_those_of_the_folder_in_one_line() -> None:
    scripts = ScriptDirectory(str(upgrade.MIGRATIONS))
    found = [script.revision for script in scripts.walk_revisions()]

    assert tuple(reversed(found)) == upgrade.STEPS
    assert scripts.get_heads() == [upgrade.HEAD]


def test_the_steps_lead_to_the_tables_of_the_program(shelf: Shelf) -> None:
    with shelf.database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )

        assert compare_metadata(context, METADATA) == []
        assert upgrade.standing(connection) == upgrade.HEAD


@pytest.mark.parametrize("step", upgrade.STEPS)
def test_the_tables_of_every_past_program_are_brought_up_to_date(
    engine: Engine, store_home: Path, step: str
) -> None:
    made_at(engine, step)
    shelf = Shelf(store_home)
    shelf.runs.keep(a_run())

    with shelf.database.read() as connection:
        assert upgrade.standing(connection) == upgrade.HEAD
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_a_new_step_keeps_all_that_was_there(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = a_run()
    shelf.runs.keep(run)
    newer_program(monkeypatch, tmp_path)
    database = reopened(shelf)

    assert "mood" in columns(database)
    assert Runs(database).get(run.run_id) == run


def test_a_step_that_fails_leaves_everything_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = a_run()
    shelf.runs.keep(run)
    newer_program(monkeypatch, tmp_path, more='op.execute("SELECT * FROM nowhere")')

    with pytest.raises(StoreError, match="표가 이 프로그램의 것과 다릅니다"):
        reopened(shelf)
    assert "mood" not in columns(shelf.database)
    with shelf.database.read() as connection:
        assert upgrade.standing(connection) == "0001"
        assert not inspect(connection).has_table("moods")
    assert shelf.runs.get(run.run_id) == run


def test_the_tables_of_a_newer_program_are_refused_and_left_alone(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shelf.runs.keep(a_run())
    with monkeypatch.context() as newer:
        newer_program(newer, tmp_path)
        reopened(shelf)

    with pytest.raises(StoreError, match=r"더 새로운 프로그램이 만든 저장소.*0002.*0001까지"):
        reopened(shelf)
    assert "mood" in columns(shelf.database)
    assert 1 == shelf.runs.count()


def test_tables_of_another_program_are_refused_and_left_alone(
    engine: Engine, store_home: Path
) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE jobs (salary INTEGER)"))

    with pytest.raises(StoreError, match=r"다른 프로그램이 만든 표가 있습니다\(jobs\)"):
        _ = Shelf(store_home).database
    assert inspect(engine).get_table_names() == ["jobs"]


def test_a_file_of_another_program_is_refused_whatever_its_tables_are_called(
    tmp_path: Path,
) -> None:
    with sqlite3.connect(tmp_path / "planner.db") as other:
        other.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
    other.close()

    with pytest.raises(StoreError, match="다른 프로그램이 만든 표"):
        _ = Shelf(tmp_path).database


def test_an_office_may_keep_other_tables_beside_ours(engine: Engine, store_home: Path) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("a file is of one program")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE salaries (salary INTEGER)"))
    shelf = Shelf(store_home)
    shelf.runs.keep(a_run())

    assert 1 == shelf.runs.count()


def test_processes_that_start_at_once_make_the_tables_once(store_home: Path) -> None:
    line = [sys.executable, "-c", _OPENS, str(store_home)]
    started = [
        subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in started:  # all of them stand at the start when the first line is read
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[0] for process in started]

    assert told == ["0\n"] * 4
    with Shelf(store_home).database.read() as connection:
        steps = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    assert steps == [upgrade.HEAD]

"""A PostgreSQL server that is away, refuses or goes away is told in a sentence, without any password."""

import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import make_url, text

from cluster_planner.errors import StoreError
from cluster_planner.store.database import DATABASE_VARIABLE, connection, open_database, upgrade
from cluster_planner.store.shelf import Shelf
from tests.postgres import PASSWORD, Server, running
from tests.store.kept import a_run

_SECRET = "s3kret"


@pytest.fixture
def office(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A shelf on a database of the server."""
    with postgres.database() as url:
        monkeypatch.setenv(DATABASE_VARIABLE, url)
        yield Shelf(tmp_path)
        open_database(tmp_path).close()


def refused(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """What is told about an address that leads nowhere."""
    monkeypatch.setenv(DATABASE_VARIABLE, place)
    with pytest.raises(StoreError) as caught:
        Shelf(tmp_path).runs.list()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return str(caught.value)


def test_a_port_where_nobody_listens_is_told_at_once_without_the_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    began = time.monotonic()
    told = refused(f"postgresql://lee:{_SECRET}@127.0.0.1:{port}/plans", monkeypatch, tmp_path)

    assert time.monotonic() - began < 5
    assert f"postgresql://127.0.0.1:{port}/plans" in told
    assert "서버가 켜져 있는지" in told
    assert _SECRET not in told
    assert _SECRET not in caplog.text
    assert "lee" not in caplog.text


def test_a_server_that_never_answers_is_given_up_within_seconds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:  # takes calls in, and says nothing
        place = f"postgresql://lee:{_SECRET}@127.0.0.1:{server.getsockname()[1]}/plans"
        began = time.monotonic()
        told = refused(place, monkeypatch, tmp_path)

    assert "이야기할 수 없습니다" in told
    assert time.monotonic() - began < 12


def test_a_name_that_no_machine_has_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = refused(f"postgresql://lee:{_SECRET}@nowhere.invalid/plans", monkeypatch, tmp_path)

    assert "이야기할 수 없습니다" in told
    assert _SECRET not in told


def test_a_wrong_password_is_told_and_not_repeated(
    postgres: Server,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    place = postgres.url().replace(quote(PASSWORD), f"{_SECRET}wrong")
    told = refused(place, monkeypatch, tmp_path)

    assert "암호가 맞는지" in told
    assert f"{_SECRET}wrong" not in told + caplog.text


def test_a_database_that_is_not_there_is_told(
    postgres: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = refused(postgres.url("nothing_here"), monkeypatch, tmp_path)

    assert "postgresql:///nothing_here" in told


def test_a_user_who_may_only_read_is_told_when_something_is_to_be_kept(
    office: Shelf, postgres: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = a_run()
    office.runs.keep(run)
    database = office.database.engine.url.database
    assert database
    for order in (
        f"DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    ):
        postgres.execute(order, database)
    monkeypatch.setenv(DATABASE_VARIABLE, postgres.url(database).replace("planner:", "reader:"))
    reader = Shelf(tmp_path)

    assert reader.runs.get(run.run_id) == run
    with pytest.raises(StoreError, match="읽을 수만 있고"):
        reader.runs.keep(run)
    reader.database.close()
    postgres.execute("DROP OWNED BY reader", database)


def test_connections_that_the_server_closed_are_replaced(office: Shelf, postgres: Server) -> None:
    office.runs.keep(a_run())
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    postgres.execute(others)

    assert office.runs.count() == 1


def test_a_transaction_that_the_server_broke_off_is_told_and_kept_nothing(
    office: Shelf, postgres: Server
) -> None:
    office.runs.keep(a_run())

    def broken_off() -> None:
        with office.database.write() as writing:
            writing.execute(text("DELETE FROM runs"))
            postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid()"
            )

    with pytest.raises(StoreError, match="이야기할 수 없습니다"):
        broken_off()
    assert office.runs.count() == 1


def test_a_row_that_another_holds_for_long_is_told(
    office: Shelf, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT_S", 1)
    run = a_run()
    office.runs.keep(run)
    database = office.database.engine.url.database
    assert database
    with postgres.connect(database) as other, other.transaction():
        other.execute("SELECT * FROM runs FOR UPDATE")
        with pytest.raises(StoreError, match="오래 쓰고 있습니다"):
            office.runs.keep(run)

    assert office.runs.keep(run) == run.run_id


def test_what_was_acknowledged_waits_for_the_disk_also_where_the_server_does_not(
    office: Shelf, postgres: Server
) -> None:
    with office.database.write() as writing:
        setting = writing.execute(text("SHOW synchronous_commit")).scalar()

    assert postgres.execute("SHOW synchronous_commit") == [("off",)]
    assert setting == "on"


def test_a_server_that_comes_back_is_used_without_a_new_start_of_the_program(
    postgres: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del postgres  # only says whether there is any
    run = a_run()
    with running() as server, server.database() as url, server.database() as unopened:
        monkeypatch.setenv(DATABASE_VARIABLE, url)
        office = Shelf(tmp_path)
        office.runs.keep(run)
        server.stop()
        with pytest.raises(StoreError, match="이야기할 수 없습니다"):
            office.runs.list()
        monkeypatch.setenv(DATABASE_VARIABLE, unopened)
        later = Shelf(tmp_path)
        with pytest.raises(StoreError, match="이야기할 수 없습니다"):
            later.runs.list()
        server.start()

        assert office.runs.get(run.run_id) == run
        assert later.runs.list() == ()
        office.database.close()
        later.database.close()


def test_who_makes_the_tables_waits_for_another_who_does(
    postgres: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with postgres.database() as url, ThreadPoolExecutor(1) as pool:
        monkeypatch.setenv(DATABASE_VARIABLE, url)
        with postgres.connect(str(make_url(url).database)) as other:
            other.execute("SELECT pg_advisory_lock(%s)", [upgrade._LOCK])
            opened = pool.submit(open_database, tmp_path)
            deadline = time.monotonic() + 30
            while other.execute(waiting).fetchone() == (0,) and time.monotonic() < deadline:
                time.sleep(0.05)
                assert not opened.done()
            made = other.execute("SELECT to_regclass('runs')").fetchone()
        database = opened.result(30)  # the other one is gone, and its lock with it

        assert made == (None,)
        assert Shelf(tmp_path).runs.list() == ()
        database.close()

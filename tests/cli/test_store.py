"""What is kept can be looked at, copied while it is used, and brought back."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.store_check import store_check
from cluster_planner.store.shelf import Shelf
from tests.cli.conftest import Answer
from tests.cli.small_plans import small_run, small_scenario

pytestmark = pytest.mark.usefixtures("home")
Ask = Callable[..., Answer]


@pytest.fixture
def shelf(home: Path) -> Shelf:
    """A run and a scenario are kept."""
    kept = Shelf(home)
    kept.runs.keep(small_run(("changwon", "gumi"), ("p_a", "p_b")))
    kept.scenarios.create(small_scenario(), author="김")
    return kept


def test_info_tells_place_version_counts_and_size(ask: Ask, shelf: Shelf, home: Path) -> None:
    plain = ask("store", "info", "--json").json
    words = ask("store", "info").out

    assert plain["place"] == str(home / "planner.db")
    assert (plain["rows"]["runs"], plain["rows"]["scenario_versions"]) == (1, 1)
    assert plain["size_bytes"] > 0
    assert f"저장소: {home / 'planner.db'}" in words
    assert "실행: 1개" in words


def test_a_password_is_never_told(
    ask: Ask, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address = "postgresql://planner:s3cret-w0rd@127.0.0.1:6179/none"
    monkeypatch.setenv("CLUSTER_PLANNER_DATABASE", address)

    told = [ask("store", "info"), ask("runs", "--json"), ask("doctor")]

    assert [answer.code for answer in told] == [ExitCode.BAD_INPUT] * 3
    assert "저장소 postgresql://127.0.0.1:6179/none" in told[0].err
    said = "".join(answer.out + answer.err for answer in told) + caplog.text
    assert "s3cret" not in said


def test_a_backup_is_one_whole_file_that_holds_everything(
    ask: Ask, shelf: Shelf, tmp_path: Path
) -> None:
    copy = tmp_path / "백업.db"

    answer = ask("store", "backup", copy, "--json")

    assert answer.code == ExitCode.OK, answer.err
    assert (answer.json["rows"]["runs"], answer.json["size_bytes"]) == (1, copy.stat().st_size)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "백업.db"]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (1,)


def test_a_backup_never_goes_over_a_file_unless_asked(
    ask: Ask, shelf: Shelf, tmp_path: Path
) -> None:
    copy = tmp_path / "백업.db"
    copy.write_text("mine")

    refused = ask("store", "backup", copy)
    kept = copy.read_bytes()
    forced = ask("store", "backup", copy, "--force")

    assert (refused.code, forced.code, kept) == (ExitCode.BAD_INPUT, ExitCode.OK, b"mine")
    assert ask("store", "backup", tmp_path).code == ExitCode.BAD_INPUT
    assert ask("store", "backup", tmp_path / "없음" / "b.db").code == ExitCode.BAD_INPUT


def test_restoring_brings_the_old_content_back_and_keeps_the_new_aside(
    ask: Ask, shelf: Shelf, tmp_path: Path, home: Path
) -> None:
    ask("store", "backup", tmp_path / "b.db")
    shelf.scenarios.create(small_scenario(name="나중 것"))

    answer = ask("store", "restore", tmp_path / "b.db", "--json")
    aside = Path(answer.json["aside"])

    assert answer.code == ExitCode.OK, answer.err
    # The same open database tells the old content: others need not be started again.
    assert [one.name for one in shelf.scenarios.list()] == ["작은 시나리오"]
    assert shelf.runs.get("0123456789abcdef") is not None
    with closing(sqlite3.connect(aside)) as connection:
        names = connection.execute("SELECT name FROM scenarios ORDER BY name").fetchall()
    assert names == [("나중 것",), ("작은 시나리오",)]
    assert sorted(p.name for p in home.iterdir() if not p.name.startswith("planner.db")) == [
        aside.name
    ]
    shelf.scenarios.create(small_scenario(name="그 뒤"))
    assert len(shelf.scenarios.list()) == 2


def test_what_was_put_aside_can_be_brought_back_in_turn(
    ask: Ask, shelf: Shelf, tmp_path: Path
) -> None:
    ask("store", "backup", tmp_path / "b.db")
    shelf.scenarios.create(small_scenario(name="나중 것"))
    aside = ask("store", "restore", tmp_path / "b.db", "--json").json["aside"]

    answer = ask("store", "restore", aside)

    assert answer.code == ExitCode.OK, answer.err
    assert len(shelf.scenarios.list()) == 2


def test_a_backup_is_brought_to_a_home_that_has_nothing(
    ask: Ask, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("store", "backup", tmp_path / "b.db")
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path / "새 집"))

    answer = ask("store", "restore", tmp_path / "b.db", "--json")

    assert (answer.code, answer.json["aside"]) == (ExitCode.OK, None), answer.err
    assert len(Shelf(tmp_path / "새 집").runs.list()) == 1


def test_a_damaged_database_gives_way_to_a_backup_and_is_not_thrown_away(
    ask: Ask, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("store", "backup", tmp_path / "b.db")
    hurt = tmp_path / "다친 집"
    hurt.mkdir()
    (hurt / "planner.db").write_bytes(b"damaged " * 1000)
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(hurt))
    assert ask("runs").code == ExitCode.BAD_INPUT

    answer = ask("store", "restore", tmp_path / "b.db", "--json")

    assert answer.code == ExitCode.OK, answer.err
    assert Path(answer.json["aside"]).read_bytes() == b"damaged " * 1000
    assert ask("runs", "--json").json["count"] == 1


def test_a_log_that_a_killed_process_left_behind_is_not_poured_into_a_backup(
    ask: Ask, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("store", "backup", tmp_path / "b.db")
    other = tmp_path / "다른 집"
    other.mkdir()
    # Somebody moved a database away whose process was killed, and did not know of its log.
    source, log = shelf.home / "planner.db", other / "planner.db-wal"
    with closing(sqlite3.connect(source)) as connection:
        for number in range(200):
            shelf.scenarios.create(small_scenario(name=f"나중 것 {number}"))
        assert connection.execute("SELECT count(*) FROM scenarios").fetchone() == (201,)
        shutil.copyfile(source.with_name(source.name + "-wal"), log)
    left_behind = log.read_bytes()
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(other))

    answer = ask("store", "restore", tmp_path / "b.db", "--json")

    assert answer.code == ExitCode.OK, answer.err
    assert len(left_behind) > 100_000
    assert [one.name for one in Shelf(other).scenarios.list()] == ["작은 시나리오"]
    assert left_behind in [path.read_bytes() for path in other.glob("planner-*-wal")]


@pytest.mark.parametrize("content", [b"", b"no database " * 500, None])
def test_a_file_that_is_no_backup_changes_nothing(
    ask: Ask, shelf: Shelf, tmp_path: Path, home: Path, content: bytes | None
) -> None:
    bad = tmp_path / "b.db"
    if content is not None:
        bad.write_bytes(content)

    answer = ask("store", "restore", bad)

    assert answer.code == ExitCode.BAD_INPUT
    assert str(bad) in answer.err
    assert len(shelf.runs.list()) == 1
    assert not [path for path in home.iterdir() if not path.name.startswith("planner.db")]


def test_a_backup_that_was_cut_short_changes_nothing(
    ask: Ask, shelf: Shelf, tmp_path: Path
) -> None:
    copy = tmp_path / "b.db"
    ask("store", "backup", copy)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])

    assert ask("store", "restore", copy).code == ExitCode.BAD_INPUT
    assert len(shelf.runs.list()) == 1


def test_a_backup_of_a_newer_program_is_refused(ask: Ask, shelf: Shelf, tmp_path: Path) -> None:
    copy = tmp_path / "b.db"
    ask("store", "backup", copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    answer = ask("store", "restore", copy)

    assert answer.code == ExitCode.BAD_INPUT
    assert "더 새로운 프로그램이 만든 백업입니다(구조 9999" in answer.err
    assert len(shelf.runs.list()) == 1


def test_the_database_itself_is_no_backup_of_itself(ask: Ask, shelf: Shelf, home: Path) -> None:
    answer = ask("store", "restore", home / "planner.db")

    assert answer.code == ExitCode.BAD_INPUT
    assert len(shelf.runs.list()) == 1


def test_postgresql_is_left_to_its_own_tools(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTER_PLANNER_DATABASE", "postgresql://127.0.0.1:6179/none")
    (tmp_path / "b.db").write_text("")

    answer = ask("store", "restore", tmp_path / "b.db")

    assert answer.code == ExitCode.BAD_INPUT
    assert "pg_dump" in answer.err


def test_the_doctor_tells_the_database_and_makes_none(ask: Ask, home: Path) -> None:
    before = store_check(home)
    assert (before.healthy, home.exists()) == (True, False)
    assert "아직 없음" in before.detail

    Shelf(home).scenarios.create(small_scenario())
    after = store_check(home)

    assert after.healthy
    assert str(home / "planner.db") in after.detail
    assert Shelf(home).drafts.get("write-trial") is None


def test_the_doctor_finds_a_database_that_is_none(ask: Ask, home: Path) -> None:
    home.mkdir()
    (home / "planner.db").write_bytes(b"damaged " * 1000)

    answer = ask("doctor", "--json")

    (check,) = [one for one in json.loads(answer.out)["checks"] if one["name"] == "store"]
    assert (answer.code, check["healthy"]) == (ExitCode.BAD_INPUT, False)
    assert "데이터베이스가 아닙니다" in check["detail"]

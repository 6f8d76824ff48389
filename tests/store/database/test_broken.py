"""A file that cannot be used is told in a sentence, is left as it is, and no traceback reaches anybody."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from cluster_planner.errors import StoreError
from cluster_planner.store.database import DATABASE_VARIABLE
from cluster_planner.store.shelf import Shelf
from tests.store.kept import a_run, a_scenario

_FULL = """
import resource, sys
from pathlib import Path
from cluster_planner.errors import StoreError
from cluster_planner.store.shelf import Shelf
from tests.store.kept import a_run

shelf = Shelf(Path(sys.argv[1]))
shelf.runs.count()
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
kept = 0
try:
    for number in range(1_000):
        shelf.runs.keep(a_run(run_id=f"{number:016}"))
        kept += 1
except StoreError as error:
    print(kept, error)
"""


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    words = "이것은 데이터베이스가 아닙니다. " * 200
    (tmp_path / "planner.db").write_text(words, "utf-8")

    with pytest.raises(StoreError, match="데이터베이스가 아닙니다"):
        Shelf(tmp_path).runs.list()
    assert (tmp_path / "planner.db").read_text("utf-8") == words


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "planner.db").touch()

    assert Shelf(tmp_path).runs.list() == ()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_database_that_was_cut_short_is_told_and_not_guessed(
    tmp_path: Path, share: float
) -> None:
    whole = filled(tmp_path / "whole")
    cut = tmp_path / "cut" / "planner.db"
    cut.parent.mkdir()
    cut.write_bytes(whole[: int(len(whole) * share)])
    shelf = Shelf(cut.parent)

    def read_all() -> None:
        for number in range(60):
            shelf.runs.get(f"{number:016}")
        shelf.runs.list()

    with pytest.raises(StoreError, match="망가졌거나"):
        read_all()


def test_changed_bytes_show_as_no_other_run_and_as_no_traceback(tmp_path: Path) -> None:
    whole = filled(tmp_path / "whole")
    intact = [Shelf(tmp_path / "whole").runs.get(f"{number:016}") for number in range(60)]
    told = 0
    for at in range(5_000, len(whole) - 200, len(whole) // 12):
        place = tmp_path / f"{at}"
        place.mkdir()
        (place / "planner.db").write_bytes(whole[:at] + b"\xff" * 120 + whole[at + 120 :])
        try:
            shelf = Shelf(place)
            for number, run in enumerate(intact):
                assert shelf.runs.get(f"{number:016}") in (run, None)
        except StoreError:
            told += 1

    assert told > 1


def filled(home: Path) -> bytes:
    """The bytes of a database with sixty runs."""
    shelf = Shelf(home)
    for number in range(60):
        shelf.runs.keep(a_run(f"안 {number} {os.urandom(20).hex()}", run_id=f"{number:016}"))
    shelf.database.close()  # the journal goes into the file
    return (home / "planner.db").read_bytes()


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "planner.db").mkdir()

    with pytest.raises(StoreError, match="열거나 쓸 수 없습니다"):
        Shelf(tmp_path).runs.list()


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")

    with pytest.raises(StoreError, match="열거나 쓸 수 없습니다"):
        Shelf(tmp_path / "home").runs.list()


def test_a_database_that_may_only_be_read_is_told_when_something_is_to_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = a_run()
    Shelf(tmp_path).runs.keep(run)
    # A mode works for every user; root may write into any file.
    place = f"sqlite:///file:{tmp_path}/planner.db?mode=ro&uri=true"
    monkeypatch.setenv(DATABASE_VARIABLE, place)
    shelf = Shelf(tmp_path)

    assert shelf.runs.get(run.run_id) == run
    with pytest.raises(StoreError, match="열거나 쓸 수 없습니다"):
        shelf.runs.keep(run)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are of POSIX")
def test_a_disk_that_fills_up_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    line = [sys.executable, "-c", _FULL, str(tmp_path)]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)
    kept, _, sentence = done.stdout.strip().partition(" ")

    assert done.stderr.count("Traceback") == 0
    assert "다 쓰지 못했습니다" in sentence
    assert int(kept) > 10
    shelf = Shelf(tmp_path)
    assert shelf.runs.count() == int(kept)
    assert shelf.runs.get(f"{int(kept) - 1:016}") is not None
    assert shelf.runs.keep(a_run()) is not None  # with room again it goes on


def test_a_database_that_may_not_grow_says_so(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with shelf.database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    noise = a_scenario(description=os.urandom(40_000).hex())

    with pytest.raises(StoreError, match="남은 자리가 없거나"):
        shelf.scenarios.create(noise)
    assert shelf.scenarios.list() == ()


def test_a_writer_that_waits_in_vain_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluster_planner.store.database.connection.WAIT_S", 0.2)
    shelf = Shelf(tmp_path)
    run = a_run()
    shelf.runs.count()
    other = sqlite3.connect(tmp_path / "planner.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()

    with pytest.raises(StoreError, match="오래 쓰고 있습니다"):
        shelf.runs.keep(run)
    assert time.monotonic() - began < 10
    assert shelf.runs.list() == ()  # readers never wait
    other.execute("ROLLBACK")
    other.close()
    assert shelf.runs.keep(run) == run.run_id


def test_a_table_that_somebody_removed_is_told(shelf: Shelf) -> None:
    with shelf.database.write() as connection:
        connection.execute(text("DROP TABLE runs"))

    with pytest.raises(StoreError, match="표가 이 프로그램의 것과 다릅니다"):
        shelf.runs.list()

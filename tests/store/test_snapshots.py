"""Snapshots on the shelf: whole or not there, never changed, and the way back is always known."""

import multiprocessing
import stat
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from cluster_planner.domain.imports import ImportReport
from cluster_planner.domain.scenario import read_scenario
from cluster_planner.errors import DataError
from cluster_planner.sources.embedded import data_home
from cluster_planner.store import rooms
from cluster_planner.store.data_folder import copy_data_folder
from cluster_planner.store.database.address import DATABASE_VARIABLE
from cluster_planner.store.snapshots import SnapshotShelf

A, B, C = "a" * 64, "b" * 64, "c" * 64
Add = Callable[..., Path]


@pytest.fixture
def shelf(store_home: Path) -> SnapshotShelf:
    return SnapshotShelf.of(store_home)


@pytest.fixture
def add(shelf: SnapshotShelf) -> Add:
    def added(digest: str, parent: str = "", words: str = "표") -> Path:
        with shelf.room() as room:
            (room / "parks.csv").write_text(words, "utf-8")
            report = ImportReport(made_at="2026-11-21T10:00:00Z", base_digest=parent, digest=digest)
            return shelf.add(room, digest, parent, report)

    return added


def test_a_snapshot_is_found_by_the_first_eight_characters(shelf: SnapshotShelf, add: Add) -> None:
    folder = add(A, B)

    assert shelf.get("a" * 8) == folder
    assert shelf.report(A) == ImportReport(made_at="2026-11-21T10:00:00Z", base_digest=B, digest=A)
    assert [(one.digest, one.parent, one.state) for one in shelf.list()] == [(A, B, "proposed")]


@pytest.mark.parametrize("prefix", ["aaaaaaa", "A" * 8, "../../..", "bbbbbbbb", ""])
def test_what_names_no_snapshot_is_refused_with_the_way_to_the_list(
    shelf: SnapshotShelf, add: Add, prefix: str
) -> None:
    add(A)

    with pytest.raises(DataError, match="data list"):
        shelf.get(prefix)


def test_a_prefix_of_two_snapshots_is_refused(shelf: SnapshotShelf, add: Add) -> None:
    add("a" * 32 + "b" * 32)
    add("a" * 32 + "c" * 32)

    with pytest.raises(DataError, match="더 길게"):
        shelf.get("a" * 10)


def test_the_files_of_a_snapshot_are_read_only(add: Add) -> None:
    folder = add(A)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o444}


def test_the_same_digest_twice_leaves_the_first_as_it_is(shelf: SnapshotShelf, add: Add) -> None:
    add(A, words="first")
    folder = add(A, words="second")

    assert (folder / "parks.csv").read_text("utf-8") == "first"
    assert not list(shelf.folder.glob(".new-*"))


def test_a_file_changed_by_hand_is_found_and_the_next_import_mends_it(
    shelf: SnapshotShelf, add: Add
) -> None:
    path = add(A) / "parks.csv"
    shelf.accept(A)
    path.chmod(0o600)
    path.write_text("고친 표", "utf-8")

    for ask in (shelf.current_folder, lambda: shelf.get(A)):
        with pytest.raises(DataError, match=r"내용이 바뀌었습니다\(parks.csv\)"):
            ask()
    add(A)
    assert shelf.current_folder() == shelf.get(A)
    assert path.read_text("utf-8") == "표"
    assert [A] == [folder.name for folder in shelf.folder.iterdir() if folder.is_dir()]


def test_a_changed_snapshot_that_nobody_accepted_can_still_be_removed(
    shelf: SnapshotShelf, add: Add
) -> None:
    (add(A) / "parks.csv").unlink()

    shelf.reject(A)
    assert () == shelf.list()


def test_an_error_while_building_leaves_nothing(shelf: SnapshotShelf) -> None:
    def build() -> None:
        with shelf.room() as room:
            (room / "half.csv").write_text("x", "utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        build()

    assert not list(shelf.folder.iterdir())


def test_what_a_killed_process_was_building_goes_with_the_next_one(shelf: SnapshotShelf) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from cluster_planner.store.snapshots import SnapshotShelf\n"
        "with SnapshotShelf(Path(sys.argv[1])).room() as room:\n"
        "    (room / 'half.csv').write_text('x'); (room / 'half.csv').chmod(0o444)\n"
        "    os.kill(os.getpid(), 9) if os.name == 'posix' else os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(shelf.folder)], check=False)
    left = list(shelf.folder.glob(".new-*"))

    with shelf.room() as room:
        assert len(left) == 1
        assert list(shelf.folder.glob(".new-*")) == [room]


def test_folders_that_are_no_rooms_of_ours_are_left_alone(shelf: SnapshotShelf) -> None:
    (shelf.folder / ".new-ideas").mkdir(parents=True)

    with shelf.room():
        assert (shelf.folder / ".new-ideas").is_dir()


def test_a_living_process_keeps_its_room(shelf: SnapshotShelf) -> None:
    with shelf.room() as first, shelf.room() as second:
        assert first.is_dir()
        assert second.is_dir()


def test_accepting_and_rolling_back_walk_the_same_way(shelf: SnapshotShelf, add: Add) -> None:
    first, _ = add(A), add(B)
    assert shelf.current() == ""
    assert shelf.current_folder() is None

    shelf.accept(A[:8])
    shelf.accept(B)
    shelf.accept(B)

    assert shelf.current() == B
    assert shelf.roll_back() == A
    assert shelf.current_folder() == first
    assert shelf.roll_back() == ""
    assert shelf.current_folder() is None
    steps = [(step.what, step.digest) for step in shelf.history()]
    assert steps == [("accept", A), ("accept", B), ("roll_back", A), ("roll_back", "")]
    with pytest.raises(DataError, match="돌아갈 곳이 없습니다"):
        shelf.roll_back()


def test_only_a_snapshot_that_is_there_is_accepted(shelf: SnapshotShelf) -> None:
    with pytest.raises(DataError, match="보관된 자료가 없습니다"):
        shelf.accept(A)

    assert shelf.current() == ""


def test_a_snapshot_that_was_accepted_once_is_never_removed(shelf: SnapshotShelf, add: Add) -> None:
    folder = add(A)
    shelf.accept(A)
    shelf.roll_back()

    with pytest.raises(DataError, match="받아들인 적이 있는"):
        shelf.reject(A)
    assert folder.is_dir()


def test_a_snapshot_that_a_kept_run_names_is_never_removed(shelf: SnapshotShelf, add: Add) -> None:
    folder = add(A)
    scenario = read_scenario(data_home() / "scenarios" / "baseline.yaml")
    shelf.shelf.sweeps.keep("ladder", scenario, A, {}, [])

    with pytest.raises(DataError, match="실행 결과가 이 자료를"):
        shelf.reject(A)
    assert folder.is_dir()


def test_a_proposed_snapshot_goes_when_it_is_rejected(shelf: SnapshotShelf, add: Add) -> None:
    add(A)
    shelf.reject(A)

    assert shelf.list() == ()
    assert not list(shelf.folder.glob(".new-*"))


def test_a_vanished_folder_comes_back_from_the_database(shelf: SnapshotShelf, add: Add) -> None:
    folder = add(A, B)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    report = shelf.report(A)
    rooms.remove(folder)
    assert [(one.digest, one.parent, one.state) for one in shelf.list()] == [(A, B, "proposed")]
    shelf.accept(A)

    assert shelf.current_folder() == folder
    assert before.keys() == {path.name for path in folder.iterdir() if path.is_file()}
    assert before["parks.csv"] == (folder / "parks.csv").read_bytes()
    assert shelf.report(A) == report
    assert [(one.digest, one.parent, one.state) for one in shelf.list()] == [(A, B, "current")]


def test_another_machine_of_the_office_finds_the_snapshot(
    shelf: SnapshotShelf, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(A, words="나라의 표")
    office = shelf.shelf.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv(DATABASE_VARIABLE, office)
    other = SnapshotShelf.of(tmp_path / "other")

    assert (other.get("a" * 8) / "parks.csv").read_text("utf-8") == "나라의 표"


def test_an_accepted_snapshot_that_is_lost_everywhere_is_told_with_the_way_back(
    shelf: SnapshotShelf, add: Add
) -> None:
    folder = add(A)
    shelf.accept(A)
    rooms.remove(folder)
    shelf.shelf.archives.remove(A)

    with pytest.raises(DataError, match="data rollback"):
        shelf.current_folder()
    assert shelf.roll_back() == ""


def test_a_broken_note_of_the_current_snapshot_is_told_and_not_guessed(
    shelf: SnapshotShelf, add: Add
) -> None:
    add(A)
    (shelf.folder / "current.json").write_text("{", "utf-8")

    with pytest.raises(DataError, match="어느 자료를 쓰는지"):
        shelf.current()


def test_a_copy_holds_the_tables_and_scenarios_and_nothing_else(
    shelf: SnapshotShelf, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    (data / "scenarios").mkdir(parents=True)
    (data / "build").mkdir()
    for name in ("parks.csv", "scenarios/baseline.yaml", "build/secret.csv", "left.tmp"):
        (data / name).write_text(name, "utf-8")

    folder = shelf.keep(data, C)
    (data / "parks.csv").write_text("later", "utf-8")

    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {"parks.csv", str(Path("scenarios/baseline.yaml")), "snapshot.json"}
    assert (shelf.keep(data, C) / "parks.csv").read_text("utf-8") == "parks.csv"
    assert [one.state for one in shelf.list()] == ["copy"]


def test_a_copy_of_a_snapshot_does_not_take_its_history_along(add: Add, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    copy_data_folder(add(A), target)

    assert [path.name for path in target.iterdir() if path.is_file()] == ["parks.csv"]


def _accept_many(folder: str, digest: str) -> None:
    for _ in range(10):
        SnapshotShelf(Path(folder)).accept(digest)


def test_two_processes_that_accept_at_once_lose_no_step(shelf: SnapshotShelf, add: Add) -> None:
    add(A)
    add(B)
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_accept_many, args=(str(shelf.folder), d)) for d in (A, B)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    steps = shelf.history()
    assert [one.exitcode for one in both] == [0, 0]
    assert {step.digest for step in steps} == {A, B}
    assert all(first.digest != then.digest for first, then in pairwise(steps))
    for _ in steps:
        shelf.roll_back()
    assert shelf.current() == ""

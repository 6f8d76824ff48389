"""The parent's side of a reading: copies, folders, reports and words."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.cage import Limits, refused_report
from cluster_planner.sources.cage.folder import copied, private_folder
from cluster_planner.sources.cage.inside import _place
from cluster_planner.sources.cage.words import unexpected_finding
from cluster_planner.sources.groups import Group


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _ended_pid() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_a_private_folder_is_gone_whatever_happened(temporary: Path) -> None:
    def fail() -> None:
        with private_folder() as folder:
            (folder / "part").mkdir()
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert [] == list(temporary.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_this_user_can_open_it(temporary: Path) -> None:
    with private_folder() as folder:
        assert 0o700 == folder.stat().st_mode & 0o777


def test_folders_that_a_killed_program_left_are_removed_and_no_others(temporary: Path) -> None:
    gone = _ended_pid()
    old = {
        "stale": temporary / f"cluster-planner-cage-{gone}-a",
        "alive": temporary / f"cluster-planner-cage-{os.getpid()}-b",
        "other": temporary / "cluster-planner-elsewhere",
    }
    young = temporary / f"cluster-planner-cage-{gone}-c"
    for folder in (*old.values(), young):
        folder.mkdir()
    for folder in old.values():
        os.utime(folder, (time.time() - 7200,) * 2)

    with private_folder():
        assert {old["alive"], old["other"], young} < set(temporary.iterdir())

    assert not old["stale"].exists()


def test_copies_are_counted_over_all_parts(tmp_path: Path) -> None:
    parts = [tmp_path / "a.shp", tmp_path / "a.dbf"]
    for part in parts:
        part.write_bytes(b"x" * 60)
    within, beyond = tmp_path / "within", tmp_path / "beyond"
    within.mkdir()
    beyond.mkdir()

    copies = copied(parts, within, 120)

    assert (hashlib.sha256(b"x" * 120).hexdigest(), 120) == (copies.sha256, copies.size)
    assert ("given-0.shp", "given-1.dbf") == copies.files
    with pytest.raises(DataError, match="너무 큽니다"):
        copied(parts, beyond, 119)


@pytest.mark.parametrize("name", ["없음.csv", "폴더"])
def test_what_is_no_file_is_not_copied(tmp_path: Path, name: str) -> None:
    (tmp_path / "폴더").mkdir()
    target = tmp_path / "copy"
    target.mkdir()

    with pytest.raises(DataError, match="파일이 없습니다"):
        copied([tmp_path / name], target, 100)


def test_a_refused_file_is_reported_with_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "단지.csv"
    path.write_bytes(b"abc")
    finding = Finding("단지.csv", "나쁨", "고침")

    report = refused_report(Group("단지.csv", (path, tmp_path / "gone")), "", [finding])

    assert (hashlib.sha256(b"abc").hexdigest(), 3) == (report.sha256, report.size_bytes)
    assert report.refused
    assert (finding,) == report.findings


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_what_is_no_file_is_reported_without_being_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "관.xlsx")  # opening it would wait for ever
    paths = (tmp_path / "관.xlsx", Path("/dev/zero"), tmp_path)

    report = refused_report(Group("관.xlsx", paths), "", [Finding("관.xlsx", "나쁨", "고침")])

    assert 0 == report.size_bytes


def test_an_unforeseen_error_is_told_by_type_and_place_never_by_its_message() -> None:
    try:
        int("김가나 010-1234-5678")
    except ValueError as error:
        place = _place(error)

    assert "ValueError test_read.py" in place
    assert "김가나" not in place
    assert "ValueError" in unexpected_finding("단지.csv", place).problem
    assert "test_read" not in unexpected_finding("단지.csv", place).problem


def test_limits_leave_room_for_official_files() -> None:
    assert Limits().upload_bytes >= 217_048 * 300

"""A written file is whole, and nothing stays beside it."""

import os
import time
from pathlib import Path

import pytest

from cluster_planner.cli.whole_file import write_whole
from cluster_planner.errors import ScenarioError


def test_an_old_file_gives_way_to_the_whole_new_one(tmp_path: Path) -> None:
    (tmp_path / "계획.pdf").write_bytes(b"old")
    write_whole(tmp_path / "계획.pdf", b"new")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("계획.pdf", b"new")]


def test_what_a_killed_export_left_goes_with_the_next_and_a_running_one_stays(
    tmp_path: Path,
) -> None:
    left, running, own = (tmp_path / n for n in (".cluster-planner-a", ".cluster-planner-b", "my"))
    for path in (left, running, own):
        path.write_bytes(b"half")
    for path in (left, own):
        os.utime(path, times=(time.time() - 7_200,) * 2)
    write_whole(tmp_path / "계획.csv", b"new")

    assert {path.name for path in tmp_path.iterdir()} == {running.name, own.name, "계획.csv"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="쓸 수 없습니다"):
        write_whole(tmp_path / "no folder" / "계획.csv", b"new")

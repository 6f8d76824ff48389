"""What was checked is not checked again, and only while every byte is the same."""

import os
from pathlib import Path

import pandas as pd
import pytest

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.tables import Table
from cluster_planner.errors import DataError
from cluster_planner.sources import embedded
from cluster_planner.sources.embedded import load_snapshot


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that are examined from now on."""
    names: list[str] = []
    original = Table.examine

    def examine(table: Table, frame: pd.DataFrame, file: str) -> object:
        names.append(table.name)
        return original(table, frame, file)

    monkeypatch.setattr(Table, "examine", examine)
    return names


def test_the_same_bytes_in_another_folder_are_not_examined_again(
    home: Path, snapshot: Snapshot, examined: list[str]
) -> None:
    again = load_snapshot(home)

    assert snapshot == again
    assert [] == examined
    pd.testing.assert_frame_equal(snapshot["parks"], again["parks"])


def test_only_a_changed_file_is_examined(home: Path, examined: list[str]) -> None:
    (home / "roles.csv").write_bytes((home / "roles.csv").read_bytes().rstrip() + b"\r\n")

    load_snapshot(home)

    assert ["roles"] == examined


def test_another_byte_of_the_same_size_and_time_is_seen(home: Path, snapshot: Snapshot) -> None:
    path = home / "parks.csv"
    load_snapshot(home)
    about = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace("창원".encode(), "참원".encode(), 1))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert about.st_size == path.stat().st_size
    assert snapshot != load_snapshot(home)


def test_a_broken_file_is_refused_every_time_and_good_again_when_mended(
    home: Path, snapshot: Snapshot
) -> None:
    path = home / "regions.csv"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    for _ in range(2):
        with pytest.raises(DataError, match="regions"):
            load_snapshot(home)
    path.write_bytes(content)

    assert snapshot == load_snapshot(home)


def test_writing_into_the_frames_of_one_snapshot_reaches_no_other(snapshot: Snapshot) -> None:
    spoiled = load_snapshot()
    spoiled.tables["parks"].loc[0, "name_ko"] = "바뀐 이름"

    assert "바뀐 이름" not in set(load_snapshot().tables["parks"]["name_ko"])
    assert "바뀐 이름" not in set(snapshot["parks"]["name_ko"])


def test_large_content_is_checked_each_time_and_not_held(
    home: Path, snapshot: Snapshot, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_KEPT_BYTES", 1000)
    monkeypatch.setattr(embedded, "_KEPT_TABLE_BYTES", 100_000)

    assert snapshot == load_snapshot(home)
    assert {"complexes", "parks", "national_stats", "sido", "sigungu"} == set(examined)

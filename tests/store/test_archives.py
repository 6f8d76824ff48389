"""A snapshot comes out of the database whole, or a sentence says why not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.errors import StoreError
from cluster_planner.store.database.schema import snapshots
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf

DIGEST = "ab" * 32


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that compresses to more than a few bytes."""
    folder = tmp_path / "자료"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "a.csv").write_text("".join(f"{n},{n * n}\n" for n in range(2_000)), "utf-8")
    return folder


def test_a_folder_that_went_comes_back_from_the_database(shelf: Shelf, data: Path) -> None:
    kept = SnapshotShelf.of(shelf.home)
    kept.keep(data, DIGEST)
    shutil.rmtree(kept.folder)

    assert (kept.get(DIGEST) / "a.csv").read_bytes() == (data / "a.csv").read_bytes()
    assert shelf.archives.unpack("cd" * 32, data) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: b"nonsense",
        lambda held: held[: len(held) // 2],
        lambda held: held[:200] + bytes(64) + held[264:],
    ],
    ids=["other", "cut", "altered"],
)
def test_a_damaged_snapshot_is_told_and_leaves_no_folder(
    shelf: Shelf, data: Path, damage: Callable[[bytes], bytes]
) -> None:
    kept = SnapshotShelf.of(shelf.home)
    kept.keep(data, DIGEST)
    shutil.rmtree(kept.folder)
    with shelf.database.write() as connection:
        held = connection.execute(snapshots.select()).one().archive
        connection.execute(snapshots.update().values(archive=damage(held)))

    with pytest.raises(StoreError, match=r"자료 abababababab: .*망가져 꺼낼 수 없습니다"):
        kept.get(DIGEST)
    assert list(kept.folder.iterdir()) == []

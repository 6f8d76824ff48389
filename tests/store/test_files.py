"""A small file appears whole or not at all, and no key names anything else."""

import json
from pathlib import Path

import pytest

from cluster_planner.store.files import Files


def test_a_text_comes_back_and_a_later_one_replaces_it(tmp_path: Path) -> None:
    files = Files(tmp_path / "new")
    files.write("k", "하나")
    files.write("k", "둘")

    assert files.read("k") == "둘"
    assert files.read("other") is None


@pytest.mark.parametrize("key", ["../k", "a/b", "", "가", "a" * 65, "k\0", "k.json"])
def test_a_key_names_nothing_outside(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        Files(tmp_path).write(key, "{}")

    assert Files(tmp_path).read(key) is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_text_is_none(tmp_path: Path) -> None:
    (tmp_path / "k.json").write_bytes(b"\xff\xfe\xfd")

    assert Files(tmp_path).read("k") is None


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files(tmp_path)
    files.write("k", json.dumps({"name": "처음"}))

    def full(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        files.write("k", "{}")

    assert files.read("k") == json.dumps({"name": "처음"})
    assert [path.name for path in tmp_path.iterdir()] == ["k.json"]

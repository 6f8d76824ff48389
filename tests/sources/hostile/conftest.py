"""Watch that a reading leaves neither folders nor processes behind."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder of temporary files a test of its own; it is empty afterwards."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    yield temporary
    after = psutil.Process().children(recursive=True)
    assert [] == [child for child in after if child.pid not in before]
    assert [] == list(temporary.iterdir())

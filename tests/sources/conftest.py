"""The embedded data, read once, and a copy of it to break."""

import shutil
from pathlib import Path

import pytest

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.core_rule import CORE_RULE_FILE
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.embedded import data_home, load_snapshot


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return load_snapshot()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with a private copy of every data file."""
    for name in (*(table.file_name for table in TABLES if not table.optional), CORE_RULE_FILE):
        shutil.copy(data_home() / name, tmp_path / name)
    return tmp_path

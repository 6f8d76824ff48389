"""The embedded data, read once."""

import pytest

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.embedded import load_snapshot


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return load_snapshot()

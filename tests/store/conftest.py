"""A shelf on each kind of database, and things to keep that look like real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.store.shelf import Shelf
from tests.store.kept import a_run, a_scenario

RunOf = Callable[..., Run]
ScenarioOf = Callable[..., Scenario]


@pytest.fixture
def shelf(store_home: Path) -> Shelf:
    """An empty shelf, on SQLite and on PostgreSQL."""
    return Shelf(store_home)


@pytest.fixture
def scenario() -> Scenario:
    """The embedded baseline."""
    return a_scenario()


@pytest.fixture
def run() -> Run:
    """A run with a plan that was found but not proven."""
    return a_run()

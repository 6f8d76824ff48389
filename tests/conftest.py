"""How all tests run: hypothesis never judges speed, and the browser comes last."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

from cluster_planner.errors import StoreError
from cluster_planner.store.database import DATABASE_VARIABLE, open_database
from tests.postgres import REQUIRED, NoPostgres, Server, running

# A shared machine may pause any example: only `make bench` judges speed.
settings.register_profile("default", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test may read or change what this user keeps: accepted data, drafts, runs."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTER_PLANNER_HOME", str(home))
        patch.delenv(DATABASE_VARIABLE, raising=False)
        yield home


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL; one per worker of the tests."""
    try:
        with running() as server:
            yield server
    except NoPostgres as error:
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{REQUIRED}=1, but {error}")
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A user's folder whose database is a file in it, and one whose database is an office's."""
    home = tmp_path / "home"
    if request.param == "sqlite":
        yield home
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database() as url:
        monkeypatch.setenv(DATABASE_VARIABLE, url)
        yield home
        with suppress(StoreError):
            open_database(home).close()  # else its pool holds connections of what is gone


LONGEST = (
    "test_walk.py", "test_accessibility.py", "test_downloads.py", "test_frame.py", "test_screens.py",
    "test_explore_list.py", "test_import.py", "test_plan_results.py", "test_plan_levers.py",
)  # fmt: skip
"""Files of browser tests that take long, so that no worker is left alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests after all others, their longest files first.

    The quick answers come first, and Playwright keeps an event loop running in this thread that
    no other test should meet.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("browser") is None:
        return -1
    return LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)

"""How all tests run: hypothesis never judges speed, and the browser comes last."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A shared machine may pause any example: only `make bench` judges speed.
settings.register_profile("default", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test may read or change what this user keeps: accepted data, drafts, runs."""
    before = os.environ.get("CLUSTER_PLANNER_HOME")
    home = tmp_path_factory.mktemp("home")
    os.environ["CLUSTER_PLANNER_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["CLUSTER_PLANNER_HOME"]
    else:
        os.environ["CLUSTER_PLANNER_HOME"] = before


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests after all others.

    The quick answers come first, and Playwright keeps an event loop running in this thread that
    no other test should meet.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)

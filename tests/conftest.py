"""How all tests run: hypothesis never judges speed, and the browser comes last."""

import os

import pytest
from hypothesis import settings

# A shared machine may pause any example: only `make bench` judges speed.
settings.register_profile("default", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests after all others.

    The quick answers come first, and Playwright keeps an event loop running in this thread that
    no other test should meet.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)

"""Fixtures of the present tests."""

from __future__ import annotations

import pytest
from tiny_country import TinyTables, tiny_tables


@pytest.fixture
def tables() -> TinyTables:
    return tiny_tables()

"""A live map that keeps its messages instead of sending them, and a model of the browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cluster_planner.present.maps import country_map
from dashboards.map import FoliumMap, MapPage, publish

sys.path.append(str(Path(__file__).resolve().parents[2] / "present"))
from tiny_country import tiny_tables


class Heard(FoliumMap):
    """A live map that keeps what it sends, as the browser would read it."""

    def __init__(self, page: MapPage, **params: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(page, **params)

    def _send_msg(self, data: Any) -> None:
        self.sent.append(json.loads(data["text"]))

    def single(self) -> list[dict[str, Any]]:
        """Return the messages one by one, those of a batch too."""
        return [one for m in self.sent for one in m.get("messages", [m])]

    def reloaded(self) -> list[dict[str, Any]]:
        """Return what a browser is told that has just loaded the page."""
        self.sent.clear()
        self._handle_msg({"type": "ready"})
        return self.single()


@pytest.fixture(scope="session")
def tiny_page() -> MapPage:
    return publish(country_map(tiny_tables()))


@pytest.fixture
def live(tiny_page: MapPage) -> Heard:
    return Heard(tiny_page)

"""The live map as one file: the page folium drew, with everything that was told to it since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cluster_planner.present.map_page import offline_html
from dashboards.map.pages import IN_FRAME, SCRIPTS, MapPage
from dashboards.map.state import MapState

_LIVE_ONLY: Final = ("tool", "tiles", "camera")


def saved_html(
    page: MapPage, state: MapState, viewport: Mapping[str, Any], title: str, summary: str
) -> str:
    """Return the page and its state as one self-contained text, carried out by the same scripts."""
    setup = {
        "mapName": page.map_name,
        "layers": {key: dict(value) for key, value in page.layers.items()},
        "viewport": dict(viewport),
        "title": title,
        "summary": summary,
        "messages": [m for m in state.replay() if m["op"] not in _LIVE_ONLY],
    }
    scripts = {**IN_FRAME, "saved.js": SCRIPTS / "saved.js"}
    return offline_html(page.drawn, scripts, ("plannerSaved.start", setup))

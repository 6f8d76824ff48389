"""Map pages, written once per process and served by URL, and the folders the server must serve."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import panel as pn

from cluster_planner.present.assets import STATIC
from cluster_planner.present.map_page import PlannerMap, offline_html, served_html
from dashboards import PANEL_FILES_ROUTE

SCRIPTS: Final = Path(__file__).resolve().parent / "js"
IN_FRAME: Final[Mapping[str, Path]] = {
    name: SCRIPTS / name
    for name in (
        "layers.js",
        "gestures.js",
        "drawing.js",
        "keyboard.js",
        "tiles.js",
        "paper.js",
        "bridge.js",
    )
}
"""Scripts of the frame, in the order in which they build on each other."""
_STATIC_ROUTE: Final = "planner-static"
_PAGE_ROUTE: Final = "planner-maps"


@dataclass(frozen=True)
class MapPage:
    """A rendered map: where it is served, and what its layers and features are called."""

    src: str
    """URL below the server's root."""
    map_name: str
    title: str
    layers: Mapping[str, Mapping[str, Any]]
    """Layer id → variable in the page, interactive."""
    feature_ids: Mapping[str, tuple[str, ...]]
    drawn: PlannerMap = field(repr=False, compare=False)

    @cached_property
    def fallback_html(self) -> str:
        """The page in one text, for a server that does not serve our folders."""
        return offline_html(self.drawn, IN_FRAME)


def publish(drawn: PlannerMap) -> MapPage:
    """Write the map's page where the server finds it and return its address.

    The same map gives the same address. Do it once per process, not once per session.
    """
    joined = "\n".join(path.read_text(encoding="utf-8") for path in IN_FRAME.values())
    script = _served(joined, ".js")
    text = served_html(drawn, f"../{_STATIC_ROUTE}/", {"frame.js": script})
    name = _served(text, ".html")
    return MapPage(
        src=f"{_PAGE_ROUTE}/{name}",
        map_name=drawn.get_name(),
        title=drawn.title,
        layers={
            key: {"variable": layer.variable, "interactive": layer.interactive}
            for key, layer in drawn.layers.items()
        },
        feature_ids={key: layer.feature_ids for key, layer in drawn.layers.items()},
        drawn=drawn,
    )


def _served(text: str, suffix: str) -> str:
    """Write a text where the server finds it, named by its content; return the name."""
    name = hashlib.sha256(text.encode()).hexdigest()[:16] + suffix
    path = pages_folder() / name
    if not path.exists():
        # Another session may be reading: the file appears whole or not at all.
        whole = path.with_suffix(f".{uuid4().hex}")
        whole.write_text(text, encoding="utf-8", newline="\n")
        whole.replace(path)
    return name


def static_routes() -> dict[str, Path]:
    """Return route → folder for `pn.serve(static_dirs=...)`.

    planner-static holds Leaflet, Pretendard (pretendard/pretendard.css) and the map's style; the
    Panel route keeps a reconnected session from asking outside (see the package's docstring).
    """
    return {
        _STATIC_ROUTE: STATIC,
        _PAGE_ROUTE: pages_folder(),
        f"{PANEL_FILES_ROUTE}/{pn.__version__}/dist": Path(pn.__file__).parent / "dist",
    }


@cache
def pages_folder() -> Path:
    """Return this process's folder of map pages; it goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="cluster-planner-maps-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

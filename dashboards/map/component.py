"""FoliumMap: a folium map in a Panel page that can be restyled, asked and listened to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

import panel as pn
import param
from panel.custom import JSComponent

from dashboards.map.contents import Contents
from dashboards.map.looks import Looks
from dashboards.map.pages import SCRIPTS, MapPage
from dashboards.map.saved import saved_html
from dashboards.map.state import MapState
from dashboards.map.tiles import checked_tiles

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Tool = Literal["lasso", "box", "polygon", "line"]


class FoliumMap(Looks, Contents, JSComponent):
    """Shows a published map page and keeps it in step with Python.

    Every change is a small message; the page is never reloaded by us. When the browser reloads the
    frame, the whole state is told again and the viewport is restored.
    """

    src = param.String(doc="URL of the page, relative to the dashboard's page.")
    fallback_html = param.String(doc="The page itself, used when src cannot be loaded.")
    map_name = param.String(doc="Name of the Leaflet map in the page.")
    layers = param.Dict(default={}, doc="Layer id → its variable in the page, and interactive.")
    title = param.String(default="지도", doc="Name of the map for screen readers.")
    summary = param.String(default="", doc="What the map shows, in words, for screen readers.")
    sync = param.String(default="", doc="Maps of one page with the same name move together.")
    tiles = param.Dict(default=None, allow_None=True, doc="url (relative), attribution, max_zoom.")
    viewport = param.Dict(
        default={}, doc="center [lon, lat], zoom, bounds [w, s, e, n]; synced, survives a reload."
    )

    ready = param.Integer(default=0, doc="How often the page has loaded.")
    clicked = param.Dict(
        default=None,
        allow_None=True,
        doc="Last click: layer, id (None on empty map), lon_lat, modifiers {shift, ctrl, alt}, n.",
    )
    hovered = param.Dict(default=None, allow_None=True, doc="Feature under the pointer: layer, id.")
    drawn = param.Dict(
        default=None,
        allow_None=True,
        doc="Last drawn shape: tool, geometry (GeoJSON), polygon (same, None for a line), n.",
    )
    active_tool = param.String(default="", doc="lasso, box, polygon, line or empty.")
    tiles_on = param.Boolean(default=False, doc="Whether the picture under the vectors shows.")
    problem = param.String(default="", doc="Last error the page reported.")
    done = param.Integer(default=0, doc="Number of the last message painted by the page.")

    _bundle: ClassVar[Path] = SCRIPTS / "host.js"
    _rename: ClassVar[Mapping[str, str | None]] = dict.fromkeys(
        ("ready", "clicked", "hovered", "drawn", "active_tool", "tiles_on", "problem", "done")
    )

    def __init__(self, page: MapPage, **params: Any) -> None:
        """Show a page made by `publish`; further parameters are ours above and Panel's.

        Raises UnknownAsset when `tiles` name an address outside our server.
        """
        self._open(page)
        self._moves = 0
        if params.get("tiles") is not None:
            params["tiles"] = checked_tiles(params["tiles"])
        super().__init__(
            **_address(page),
            **{"title": page.title, "sizing_mode": "stretch_both", "min_height": 320, **params},
        )

    def fit(self, bounds: Bounds, *, animate: bool = True, max_zoom: float = 12) -> None:
        """Move the view so that it shows the bounds."""
        self._move({"bounds": list(bounds), "animate": animate, "max_zoom": max_zoom})

    def fly_to(
        self, layer: str, feature_id: str, *, animate: bool = True, max_zoom: float = 11
    ) -> None:
        """Move the view to one feature."""
        self._feature_ids(layer)
        where = {"layer": layer, "id": feature_id}
        self._move({**where, "animate": animate, "max_zoom": max_zoom})

    def use_tool(self, tool: Tool | None) -> None:
        """Let the reader draw; the shape arrives in `drawn`. None gives panning back.

        A tool stays in hand until it is put away, by this call or by the reader's Escape key.
        """
        self._state.tool = {"op": "tool", "tool": tool}
        self._tell(self._state.tool)
        self.active_tool = tool or ""

    def show_tiles(self, on: bool) -> None:
        """Show or hide the picture under the vectors; nothing happens on a map without `tiles`."""
        self._state.tiles = {"op": "tiles", "on": on}
        self._tell(self._state.tiles)
        self.tiles_on = on

    def offline_html(self) -> str:
        """Return the map as it looks now, as one self-contained text that opens without a network.

        Cards open on hover and on click; tools and tiles stay behind.
        """
        return saved_html(self._page, self._state, self.viewport, self.title, self.summary)

    def replace_page(self, page: MapPage) -> None:
        """Show another page in the same place; what was told about the old one is forgotten."""
        theme, tiles = self._state.theme, self._state.tiles
        self._page = page
        self._state = MapState(tuple(page.layers), theme=theme, tiles=tiles)
        self.param.update(**_address(page), title=page.title, fallback_html="")

    def _move(self, camera: Mapping[str, Any]) -> None:
        self._moves += 1
        message = {"op": "camera", "move": self._moves, **camera}
        self._tell(message)
        self._state.camera = {**message, "animate": False}

    def _send_text(self, text: str) -> None:
        self._send_msg({"text": text})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        match data["type"]:
            case "ready":
                with self.together():
                    for message in tuple(self._state.replay()):
                        self._tell(message)
                self.ready += 1
            case "click":
                self.clicked = _numbered(data, self.clicked)
            case "hover":
                self.hovered = {"layer": data["layer"], "id": data["id"]}
            case "drawn":
                self.drawn = _numbered(data, self.drawn)
            case "tool":
                self.use_tool(None)
            case "tiles":
                self.show_tiles(bool(data["on"]))
            case "moved":
                self._state.carried_out(data["move"])
            case "done":
                self.done = data["seq"]
            case "page_missing":
                self.fallback_html = self._page.fallback_html
            case "error":
                self.problem = f"{data['op']}: {data['text']}"


def _address(page: MapPage) -> dict[str, Any]:
    root = pn.state.rel_path or ""
    return {
        "src": f"{root}/{page.src}" if root else page.src,
        "map_name": page.map_name,
        "layers": {key: dict(value) for key, value in page.layers.items()},
    }


def _numbered(data: Mapping[str, Any], last: Mapping[str, Any] | None) -> dict[str, Any]:
    """Number an event, so that the same place clicked twice is a change twice."""
    values = {key: value for key, value in data.items() if key != "type"}
    return {**values, "n": (last["n"] + 1) if last else 1}

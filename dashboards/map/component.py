"""FoliumMap: a folium map in a Panel page that can be restyled, asked and listened to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal

import panel as pn
import param
from panel.custom import JSComponent

from cluster_planner.present.map_elements import Legend, theme_payload
from cluster_planner.present.maps import theme_styles
from cluster_planner.present.palette import THEMES, ThemeName
from dashboards.map.pages import SCRIPTS, MapPage
from dashboards.map.state import MapState, Message, update_message
from dashboards.map.styles import is_column, style_message

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class FoliumMap(JSComponent):
    """Shows a published map page and keeps it in step with Python.

    Every change is a small message; the page is never reloaded by us. When the browser reloads the
    frame, the whole state is told again and the viewport is restored.
    """

    src = param.String(doc="URL of the page, relative to the dashboard's page.")
    fallback_html = param.String(doc="The page itself, used when src cannot be loaded.")
    map_name = param.String(doc="Name of the Leaflet map in the page.")
    layers = param.Dict(default={}, doc="Layer id → its variable in the page, and interactive.")
    title = param.String(default="지도", doc="Name of the map for screen readers.")
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
        default=None, allow_None=True, doc="Last lasso or box: tool, polygon (GeoJSON), n."
    )
    active_tool = param.String(default="", doc="lasso, box or empty.")
    problem = param.String(default="", doc="Last error the page reported.")
    done = param.Integer(default=0, doc="Number of the last message painted by the page.")

    _bundle: ClassVar[Path] = SCRIPTS / "host.js"
    _rename: ClassVar[Mapping[str, str | None]] = dict.fromkeys(
        ("ready", "clicked", "hovered", "drawn", "active_tool", "problem", "done")
    )

    def __init__(self, page: MapPage, **params: Any) -> None:
        """Show a page made by `publish`; further parameters are Panel's (sizing_mode, height …)."""
        root = pn.state.rel_path or ""
        self._page = page
        self._state = MapState()
        self._sent = 0
        super().__init__(
            src=f"{root}/{page.src}" if root else page.src,
            map_name=page.map_name,
            layers={key: dict(value) for key, value in page.layers.items()},
            **{"title": page.title, "sizing_mode": "stretch_both", "min_height": 320, **params},
        )

    def restyle(self, layer: str, ids: Sequence[str] | None = None, **columns: Any) -> None:
        """Set Leaflet path options (fillColor, radius, fillOpacity, color, weight …).

        A column is one value, or a list along `ids`; without ids it goes along all features of the
        layer in drawing order. Raises ValueError when lengths differ, KeyError for no such layer.
        """
        known = self._feature_ids(layer)
        if ids is None and any(is_column(value) for value in columns.values()):
            ids = known
        style = self._state.style(layer)
        if ids is None:
            style.set_all(columns)
        else:
            style.set_some(ids, columns)
        self._tell(style_message(layer, None if ids is None else list(ids), columns))

    def apply_styles(self, layer: str, styles: Mapping[str, Mapping[str, Any]]) -> None:
        """Set the style of single features, given as feature id → path options."""
        names = {name for style in styles.values() for name in style}
        for name in sorted(names):
            ids = [key for key, style in styles.items() if name in style]
            self.restyle(layer, ids, **{name: [styles[key][name] for key in ids]})

    def highlight(self, layer: str, ids: Sequence[str]) -> None:
        """Ring the outline of features in the selection colour; an empty list clears it."""
        self._feature_ids(layer)
        theme = self._theme()
        style = {"color": theme.ring, "weight": 2.6, "opacity": 1.0, "stroke": True}
        message = {"op": "highlight", "layer": layer, "ids": list(ids), "style": style}
        self._state.highlights[layer] = message
        self._tell(message)

    def mark(self, layer: str | None, feature_id: str | None = None) -> None:
        """Put the focus ring on one feature, or take it away with None."""
        if layer is not None:
            self._feature_ids(layer)
        self._state.ring = {"op": "ring", "layer": layer, "id": feature_id}
        self._tell(self._state.ring)

    def set_visible(self, layer: str, visible: bool) -> None:
        """Show or hide a layer."""
        self._feature_ids(layer)
        self._state.shown[layer] = {"op": "show", "layer": layer, "visible": visible}
        self._tell(self._state.shown[layer])

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

    def use_tool(self, tool: Literal["lasso", "box"] | None) -> None:
        """Let the reader draw an area; it arrives in `drawn`. None gives panning back."""
        self.active_tool = tool or ""
        self._state.tool = {"op": "tool", "tool": tool}
        self._tell(self._state.tool)

    def set_theme(self, name: ThemeName) -> None:
        """Change page and base layers to a light or dark look; points are the caller's to restyle."""
        theme = THEMES[name]
        self._state.theme = {"op": "theme", "theme": theme_payload(theme)}
        self._tell(self._state.theme)
        for layer, style in theme_styles(theme).items():
            if layer in self._page.layers:
                self.restyle(layer, **style)
        for layer, message in tuple(self._state.highlights.items()):
            self.highlight(layer, message["ids"])

    def set_legend(self, legend: Legend | None) -> None:
        """Show a legend in the corner, or none."""
        payload = legend.payload() if legend is not None else None
        self._state.legend = {"op": "legend", "legend": payload}
        self._tell(self._state.legend)

    def add_layer(
        self,
        layer: str,
        features: Mapping[str, Any],
        styles: Mapping[str, Mapping[str, Any]],
        *,
        interactive: bool = True,
    ) -> None:
        """Add (or replace) a layer on top: a FeatureCollection with ids, and a style for each id.

        Features show their properties title and lines as a tooltip when interactive.
        """
        if layer in self._page.layers:
            raise ValueError(f"{layer}: drawn with the page → use update_features")
        self._state.forget(layer)
        message = {
            "op": "add",
            "layer": layer,
            "features": dict(features),
            "styles": {key: dict(style) for key, style in styles.items()},
            "interactive": interactive,
        }
        self._state.added[layer] = message
        self._tell(message)

    def remove_layer(self, layer: str) -> None:
        """Take an added layer away; nothing happens when it is not there."""
        self._state.forget(layer)
        self._tell({"op": "remove", "layer": layer})

    def update_features(
        self,
        layer: str,
        added: Sequence[Mapping[str, Any]] = (),
        removed: Sequence[str] = (),
    ) -> None:
        """Put features in (replacing those of the same id) and take ids out."""
        self._feature_ids(layer)
        self._state.change(layer, added, removed)
        self._tell(update_message(layer, added, removed))

    def replace_page(self, page: MapPage) -> None:
        """Show another page in the same place; what was told about the old one is forgotten."""
        root = pn.state.rel_path or ""
        self._page = page
        self._state = MapState(theme=self._state.theme)
        self.param.update(
            src=f"{root}/{page.src}" if root else page.src,
            map_name=page.map_name,
            layers={key: dict(value) for key, value in page.layers.items()},
            title=page.title,
            fallback_html="",
        )

    def _feature_ids(self, layer: str) -> list[str]:
        """Return the ids of a layer in drawing order. Raises KeyError for no such layer."""
        if layer in self._state.added:
            ids = [str(f["id"]) for f in self._state.added[layer]["features"]["features"]]
        else:
            ids = list(self._page.feature_ids[layer])
        present, absent = self._state.changes.get(layer, ({}, set()))
        return [i for i in ids if i not in absent and i not in present] + list(present)

    def _theme(self) -> Any:
        message = self._state.theme
        return THEMES[message["theme"]["name"]] if message else self._page.drawn.theme

    def _move(self, camera: Mapping[str, Any]) -> None:
        message = {"op": "camera", **camera}
        if self.ready == 0:
            self._state.camera = {**message, "animate": False}
        self._tell(message)

    def _tell(self, message: Message) -> None:
        """Send a message, numbered so that `done` can say when it is painted."""
        self._sent += 1
        self._send_msg({**message, "seq": self._sent})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        match data["type"]:
            case "ready":
                for message in tuple(self._state.replay()):
                    self._tell(message)
                self._state.camera = None
                self.ready += 1
            case "click":
                self.clicked = _numbered(data, self.clicked)
            case "hover":
                self.hovered = {"layer": data["layer"], "id": data["id"]}
            case "drawn":
                self.drawn = _numbered(data, self.drawn)
            case "tool":
                self.use_tool(None)
            case "done":
                self.done = data["seq"]
            case "page_missing":
                self.fallback_html = self._page.fallback_html
            case "error":
                self.problem = f"{data['op']}: {data['text']}"


def _numbered(data: Mapping[str, Any], last: Mapping[str, Any] | None) -> dict[str, Any]:
    """Number an event, so that the same place clicked twice is a change twice."""
    values = {key: value for key, value in data.items() if key != "type"}
    return {**values, "n": (last["n"] + 1) if last else 1}

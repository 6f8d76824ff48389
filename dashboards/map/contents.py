"""What is on a live map: added layers, their features, kept drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.map.channel import Channel
from dashboards.map.state import update_message
from dashboards.map.styles import coded_styles

Style = Mapping[str, Any]


class Contents(Channel):
    """The calls that put things on the map and take them away."""

    def add_layer(
        self,
        layer: str,
        features: Mapping[str, Any],
        styles: Mapping[str | None, Style] | Mapping[str, Style],
        *,
        interactive: bool = True,
        below: str | None = None,
    ) -> None:
        """Add (or replace) a layer, on top or `below` another: a FeatureCollection with ids.

        `styles` has path options for each id; those under the key None go under every feature.
        Features show their properties title and lines as a tooltip when interactive. Raises
        ValueError for a layer drawn with the page, KeyError when `below` names no layer.
        """
        if layer in self._page.layers:
            raise ValueError(f"{layer}: drawn with the page → use update_features")
        if below is not None:
            self._feature_ids(below)
        each: Mapping[Any, Style] = styles
        common = each.get(None, {})
        looks = [{**common, **each.get(str(f["id"]), {})} for f in features["features"]]
        message: dict[str, Any] = {
            "op": "add",
            "layer": layer,
            "features": dict(features),
            "styles": coded_styles(looks),
            "common": dict(common),
            "interactive": interactive,
        }
        message["order"] = self._state.order_with(layer, below)
        self._tell(message)
        self._state.add(layer, message)

    def remove_layer(self, layer: str) -> None:
        """Take an added layer away; nothing happens when it is not there."""
        self._state.forget_added(layer)
        self._tell({"op": "remove", "layer": layer})

    def update_features(
        self,
        layer: str,
        added: Sequence[Mapping[str, Any]] = (),
        removed: Sequence[str] = (),
    ) -> None:
        """Take ids out, then put features in, replacing those of the same id.

        A style belongs to the id: a feature that comes back looks as it did.
        """
        self._feature_ids(layer)
        self._tell(update_message(layer, added, removed))
        self._state.change(layer, added, removed)

    def keep_drawn(self, shape_id: str, geometry: Mapping[str, Any], label: str = "") -> None:
        """Leave a drawn shape (GeoJSON geometry) on the map, with a name beside it."""
        message = {"op": "keep", "id": shape_id, "geometry": dict(geometry), "label": label}
        self._tell(message)
        self._state.shapes[shape_id] = message

    def remove_drawn(self, shape_id: str) -> None:
        """Take a kept shape away; nothing happens when it is not there."""
        self._state.shapes.pop(shape_id, None)
        self._tell({"op": "drop", "id": shape_id})

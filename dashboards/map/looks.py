"""How the features of a live map look: styles, selection, visibility, theme, legends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_planner.present.map_elements import Legend
from cluster_planner.present.map_theme import theme_payload
from cluster_planner.present.maps import theme_styles
from cluster_planner.present.palette import THEMES, ThemeName
from dashboards.map.channel import Channel
from dashboards.map.state import MAIN_LEGEND
from dashboards.map.styles import along, by_properties, is_column, style_message


class Looks(Channel):
    """The calls that change looks and nothing else."""

    def restyle(self, layer: str, ids: Sequence[str] | None = None, **columns: Any) -> None:
        """Set path options (fillColor, radius, hatch, shape, label, … see README.md).

        A column is one value, or a list along `ids`; without ids it goes along all features of the
        layer in drawing order. None brings back the look that the layer was drawn with. Raises
        ValueError when lengths differ, KeyError for no such layer.
        """
        known = self._feature_ids(layer)
        some = {n: c for n, c in columns.items() if ids is not None or is_column(c)}
        chosen = known if ids is None else list(ids)
        for name, column in some.items():
            along(name, column, chosen)  # refuses wrong lengths before anything is told
        # Going along the whole layer, the ids need not travel: a third of the message.
        whole = ids is None or (chosen == known and all(map(is_column, columns.values())))
        self._tell(style_message(layer, None if whole else chosen, columns))
        style = self._state.style(layer)
        style.set_some(chosen, some)
        style.set_all({name: value for name, value in columns.items() if name not in some})

    def apply_styles(self, layer: str, styles: Mapping[str, Mapping[str, Any]]) -> None:
        """Set the style of single features, given as feature id → path options."""
        with self.together():
            for ids, columns in by_properties(styles):
                self.restyle(layer, ids, **columns)

    def highlight(self, layer: str, ids: Sequence[str]) -> None:
        """Ring the outline of features in the selection colour; an empty list clears it."""
        self._feature_ids(layer)
        style = {"color": self._theme().ring, "weight": 2.6, "opacity": 1.0, "stroke": True}
        message = {"op": "highlight", "layer": layer, "ids": list(ids), "style": style}
        self._tell(message)
        self._state.highlights[layer] = message

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

    def set_theme(self, name: ThemeName) -> None:
        """Change page and base layers to a light or dark look.

        The base layers' colours go under what was set by id, so a choropleth stays until its owner
        colours it anew; points and added layers are the caller's to restyle.
        """
        theme = THEMES[name]
        with self.together():
            self._state.theme = {"op": "theme", "theme": theme_payload(theme)}
            self._tell(self._state.theme)
            for layer, style in theme_styles(theme).items():
                if layer in self._page.layers:
                    self._state.style(layer).set_all(style, under=True)
                    self._tell(style_message(layer, None, style, under=True))
            for layer, message in tuple(self._state.highlights.items()):
                self.highlight(layer, message["ids"])

    def set_legend(self, legend: Legend | None, slot: str = MAIN_LEGEND) -> None:
        """Show a legend in the corner, or none; each slot has its own panel, the main one first."""
        payload = legend.payload() if legend is not None else None
        message = {"op": "legend", "slot": slot, "legend": payload}
        self._state.set_legend(message)
        self._tell(message)

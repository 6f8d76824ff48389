"""Small folium elements that hand data to static/planner/map_page.js as JSON, never as markup.

Folium's own tooltips, popups and icons put text into JavaScript template literals or innerHTML;
these do not, so a hostile name stays a name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import folium
from branca.element import MacroElement
from folium.template import Template

from cluster_planner.present.visible_text import REPLACED, visible

_CONTROLS: Final = re.compile(r"\\\\|\\u00[01][0-9a-f]|\\u007f|\\[bfr]")
"""Controls as JSON escapes them; an escaped backslash is matched so that its letter is not."""
_TEMPLATE: Final = re.compile(r"\{(?=[{%#])")
"""Begin of a template's code; JSON itself never has it. branca compiles a finished script as a
template once more, so a name that holds one would run on the server."""
_SCRIPT_ESCAPES: Final = str.maketrans(
    {c: f"\\u{ord(c):04x}" for c in ("<", ">", "&", "'", "\u2028", "\u2029")}
)


def script_json(value: object) -> str:
    """Return JSON that is safe inside a script element, in half the size of folium's own.

    Controls and marks of direction in its texts are replaced where the reader can see it.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = visible(_CONTROLS.sub(_seen, text)).translate(_SCRIPT_ESCAPES)
    return _TEMPLATE.sub(r"\\u007b", text)


def _seen(escape: re.Match[str]) -> str:
    return escape[0] if escape[0] == "\\\\" else REPLACED


Swatch = Literal["dot", "square", "diamond", "triangle", "line", "dash", "hatch", "ring"]
"""Marks of a legend; the first four are also the shapes of points (`shape`: circle for dot).

A ring is a hollow dot.
"""


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: a colour with its meaning."""

    label: str
    colour: str
    shape: Swatch = "dot"


@dataclass(frozen=True)
class Legend:
    """A legend panel: a colour ramp, entries, or both, with a note on what size or mark means."""

    title: str
    entries: tuple[LegendEntry, ...] = ()
    ramp: tuple[str, ...] = ()
    ramp_labels: tuple[str, ...] = ()
    note: str = ""

    def payload(self) -> dict[str, Any]:
        """Return the legend as the JSON value the page draws."""
        return {
            "title": self.title,
            "entries": [
                {"label": e.label, "colour": e.colour, "shape": e.shape} for e in self.entries
            ],
            "ramp": {"colours": list(self.ramp), "labels": list(self.ramp_labels)}
            if self.ramp
            else None,
            "note": self.note,
        }


@dataclass(frozen=True)
class MapLabel:
    """A place name drawn on the map between two zoom levels."""

    text: str
    lat: float
    lon: float
    from_zoom: float = 0
    to_zoom: float = 99
    minor: bool = False


class _PageCall(MacroElement):
    """Base of elements that call one function of plannerPage with JSON arguments."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            plannerPage.{{ this.function }}(
                {%- for target in this.targets %}{{ target }}, {% endfor -%}
                {{ this.argument_json }}
            );
        {% endmacro %}
        """
    )

    def __init__(self, name: str, function: str, targets: Sequence[str], argument: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PageCall"
        self._id = name
        self.function = function
        self.targets = tuple(targets)
        self.argument_json = script_json(argument)


class FeatureLayer(folium.GeoJson):
    """A folium GeoJson layer whose data and styles are written compactly."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = plannerPage.features(
                {{ this.data_json }}, {{ this.styles_json }}, {{ this.interactive_json }}
            );
        {% endmacro %}
        """
    )

    def __init__(
        self,
        layer_id: str,
        label: str,
        features: Mapping[str, Any],
        styles: Mapping[str, Mapping[str, Any]],
        *,
        points: bool,
        interactive: bool,
        show: bool,
    ) -> None:
        super().__init__(dict(features), name=label, show=show)
        self._id = layer_id
        self.data_json = script_json(_rows(features) if points else features)
        ids = [feature["id"] for feature in features["features"]]
        self.styles_json = script_json(_coded([styles[key] for key in ids]))
        self.interactive_json = script_json(interactive)


def _rows(features: Mapping[str, Any]) -> list[list[Any]]:
    """Return point features as id, longitude, latitude, title, lines: a third of the text."""
    return [
        [
            feature["id"],
            *feature["geometry"]["coordinates"],
            feature["properties"]["title"],
            feature["properties"].get("lines", []),
        ]
        for feature in features["features"]
    ]


def _coded(styles: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return each distinct style once, and for every feature the place of its own."""
    distinct: dict[str, int] = {}
    codes = [distinct.setdefault(json.dumps(s, sort_keys=True), len(distinct)) for s in styles]
    return {"styles": [json.loads(text) for text in distinct], "codes": codes}


class PageStart(_PageCall):
    """Names, credits and colours of the page; fits the first view."""

    def __init__(self, map_name: str, options: Mapping[str, object]) -> None:
        super().__init__("start", "start", [map_name], dict(options))


class FeatureTexts(_PageCall):
    """Tooltip (and popup) of a layer from its features' title and lines."""

    def __init__(self, layer_id: str, layer_name: str, popup: bool) -> None:
        super().__init__(f"texts_{layer_id}", "bindTexts", [layer_name], popup)


class ZoomedPoints(_PageCall):
    """Points of a layer that grow with the zoom."""

    def __init__(self, layer_id: str, map_name: str, layer_name: str) -> None:
        super().__init__(f"points_{layer_id}", "scalePoints", [map_name, layer_name], None)


class PlaceLabels(_PageCall):
    """Names of regions and districts."""

    def __init__(self, map_name: str, labels: Sequence[MapLabel]) -> None:
        rows = [
            [p.text, round(p.lat, 4), round(p.lon, 4), p.from_zoom, p.to_zoom, p.minor]
            for p in labels
        ]
        super().__init__("labels", "labels", [map_name], rows)


class LegendPanel(_PageCall):
    """The legend drawn with the page."""

    def __init__(self, map_name: str, legend: Legend) -> None:
        super().__init__("legend", "legend", [map_name], legend.payload())

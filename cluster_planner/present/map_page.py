"""The folium map of the planner and its page: linked for the dashboard or whole in one file."""

from __future__ import annotations

import html
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import folium

from cluster_planner.present import assets
from cluster_planner.present.map_elements import (
    FeatureLayer,
    FeatureTexts,
    Legend,
    LegendPanel,
    MapLabel,
    PageStart,
    PlaceLabels,
    ZoomedPoints,
    script_json,
)
from cluster_planner.present.map_theme import theme_payload
from cluster_planner.present.palette import Theme

KOREA_BOUNDS: Final = ((33.1, 124.9), (38.65, 131.0))
"""South-west and north-east corner (latitude, longitude) of the first view."""

_SERVED_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"
)
_FILE_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class DrawnLayer:
    """What one layer of a map shows."""

    layer_id: str
    label: str
    feature_ids: tuple[str, ...]
    titles: tuple[str, ...]
    variable: str
    """Name of the Leaflet layer in the page."""
    interactive: bool


class PlannerMap(folium.Map):
    """A folium map without tiles, whose links all stand in assets.py and whose text is never markup.

    Ids of its elements come from the layer ids, so the same input gives the same page.
    """

    def __init__(
        self,
        title: str,
        theme: Theme,
        attribution: str,
        bounds: tuple[tuple[float, float], tuple[float, float]] = KOREA_BOUNDS,
    ) -> None:
        super().__init__(
            location=[36.0, 127.8],
            zoom_start=7,
            tiles=None,
            prefer_canvas=True,
            zoom_control="topright",
            attribution_control=False,
            min_zoom=5,
            max_zoom=16,
            zoom_snap=0.25,
            zoom_delta=0.75,
            wheel_px_per_zoom_level=90,
            # The page itself watches its size: Leaflet would take a hidden frame for a tiny one.
            track_resize=False,
        )
        # Set on the instance: folium's own lists belong to the class and to every other map.
        self.default_js = [
            ("leaflet", assets.LEAFLET_JS),
            *((path, path) for path in assets.PAGE_SCRIPTS),
        ]
        self.default_css = [
            ("leaflet_css", assets.LEAFLET_CSS),
            ("font_css", assets.FONT_CSS),
            ("map_page_css", assets.PAGE_CSS),
        ]
        self._id = "planner"
        self.get_root()._id = "page"
        self.title = title
        self.theme = theme
        self.attribution = attribution
        self.layers: dict[str, DrawnLayer] = {}
        self.legend: Legend | None = None
        options = {
            "title": title,
            "attribution": attribution,
            "bounds": bounds,
            "theme": theme_payload(theme),
        }
        self.add_child(PageStart(self.get_name(), options))

    def draw(
        self,
        layer_id: str,
        label: str,
        features: Mapping[str, Any],
        styles: Mapping[str, Mapping[str, Any]],
        *,
        points: bool = False,
        interactive: bool = True,
        popup: bool = False,
        show: bool = True,
    ) -> None:
        """Add a GeoJSON layer whose feature ids are keys of `styles` (Leaflet path options)."""
        layer = FeatureLayer(
            layer_id, label, features, styles, points=points, interactive=interactive, show=show
        )
        self.add_child(layer)
        if interactive:
            self.add_child(FeatureTexts(layer_id, layer.get_name(), popup))
        if points:
            self.add_child(ZoomedPoints(layer_id, self.get_name(), layer.get_name()))
        self.layers[layer_id] = DrawnLayer(
            layer_id,
            label,
            feature_ids=tuple(str(f["id"]) for f in features["features"]),
            titles=tuple(str(f["properties"]["title"]) for f in features["features"]),
            variable=layer.get_name(),
            interactive=interactive,
        )

    def write_labels(self, labels: tuple[MapLabel, ...]) -> None:
        """Write place names over the map."""
        self.add_child(PlaceLabels(self.get_name(), labels))

    def explain(self, legend: Legend) -> None:
        """Show a legend panel."""
        self.legend = legend
        self.add_child(LegendPanel(self.get_name(), legend))


def served_html(
    drawn: folium.Map, root: str, scripts: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return the page with links below `root`; `scripts` (name → URL) are added at the head's end.

    Raises UnknownAsset when the map uses a browser file that is not vendored.
    """
    head, body = _parts(drawn, _SERVED_POLICY)
    added = "".join(f'<script src="{name}"></script>\n' for name in scripts)
    return assets.linked(head + added, root, scripts) + body


def offline_html(
    drawn: folium.Map,
    scripts: Mapping[str, Path] = assets.NO_EXTRA,
    call: tuple[str, object] | None = None,
) -> str:
    """Return the page as one self-contained text that refers to nothing outside itself.

    `call` names a function of `scripts` and its one argument, called when all is drawn.
    """
    head, body = _parts(drawn, _FILE_POLICY)
    added = "".join(f'<script src="{name}"></script>\n' for name in scripts)
    ending = f"<script>{call[0]}({script_json(call[1])});</script>\n" if call else ""
    return assets.inlined(head + added, scripts) + body + ending


def save_offline_html(drawn: folium.Map, path: Path) -> None:
    """Write the map as one file that opens from a folder with no network.

    The file appears whole or not at all. Raises OSError when it cannot be written.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".map-", suffix=".html")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(offline_html(drawn))
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _parts(drawn: folium.Map, policy: str) -> tuple[str, str]:
    title = html.escape(getattr(drawn, "title", "") or "지도")
    figure: Any = drawn.get_root()
    # Each rendering of folium adds to what the one before left: the page would grow by every saving.
    figure.script._children.clear()
    head, end, body = figure.render().partition("</head>")
    opening = (
        '<html lang="ko">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>{title}</title>'
    )
    return head.replace("<html>\n<head>", opening, 1), end + body

"""The country map in Panel's own folium pane: what FoliumMap is measured against.

Its scripts come from our folder, or it would show nothing without a network. A press of the button
recolours all points in the only way that the pane knows: a new map.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT)]

import dashboards  # noqa: E402, F401  (before Panel)

# isort: split
import folium  # noqa: E402
import panel as pn  # noqa: E402

from cluster_planner.present.layers import area_features, base_shapes  # noqa: E402
from cluster_planner.sources.embedded import load_snapshot  # noqa: E402
from dashboards.map import static_routes  # noqa: E402

COLOURS = ("#1d5fb4", "#c95f0c")


def stock_map(points: dict[str, Any], districts: dict[str, Any], colour: str) -> folium.Map:
    """Return the same points and districts as a plain folium map."""
    drawn = folium.Map([36, 127.8], zoom_start=7, tiles=None, prefer_canvas=True)
    drawn.default_js = [("leaflet", "planner-static/leaflet/leaflet.js")]
    drawn.default_css = [("leaflet_css", "planner-static/leaflet/leaflet.css")]
    grey = {"color": "#d5dce6", "weight": 0.7, "fillColor": "#fdfefe", "fillOpacity": 1}
    folium.GeoJson(districts, style_function=lambda _: grey).add_to(drawn)
    folium.GeoJson(
        points,
        marker=folium.CircleMarker(radius=4, fill=True, fill_opacity=0.8),
        style_function=lambda _: {"color": colour, "fillColor": colour},
        tooltip=folium.GeoJsonTooltip(["title"], labels=False),
    ).add_to(drawn)
    return drawn


def app() -> Any:
    snapshot = load_snapshot()
    shapes = base_shapes(snapshot.sido, snapshot.sigungu)
    districts = area_features(shapes.sigungu, "sigungu_code", "full_name_ko")
    points = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"title": row.name_ko},
                "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            }
            for row in snapshot.complexes.itertuples()
        ],
    }
    pane = pn.pane.plot.Folium(
        stock_map(points, districts, COLOURS[0]), sizing_mode="stretch_width", height=640
    )
    presses = []

    def recolour(_: Any) -> None:
        presses.append(1)
        pane.object = stock_map(points, districts, COLOURS[len(presses) % 2])

    button = pn.widgets.Button(label="recolour")
    button.on_click(recolour)
    return pn.Column(button, pane, sizing_mode="stretch_width")


if __name__ == "__main__":
    pn.extension()
    pn.serve(
        {"app": app},
        port=int(sys.argv[1]),
        address="127.0.0.1",
        show=False,
        liveness=True,
        static_dirs={name: str(path) for name, path in static_routes().items()},
    )

"""The smallest page with live maps. A test orders in Python and reads what Python heard.

`window.order(text)` in the browser runs the text here, with `live` (the map), `twin` (a second one,
when served with the argument twin), `page`, `HOSTILE` and `fresh()` at hand; `window.facts` holds
what Python knows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "present")]

import dashboards  # noqa: E402, F401  (before Panel: it sets where Panel finds its own files)

# isort: split
import panel as pn  # noqa: E402
import param  # noqa: E402
from panel.custom import JSComponent  # noqa: E402
from tiny_country import HOSTILE, tiny_tables  # noqa: E402

from cluster_planner.present.map_elements import Legend, LegendEntry  # noqa: E402
from cluster_planner.present.maps import base_shapes, country_map  # noqa: E402
from dashboards.map import FoliumMap, publish, static_routes  # noqa: E402

EVENTS = [
    "ready", "clicked", "hovered", "drawn", "viewport", "active_tool", "tiles_on", "problem", "done",
]  # fmt: skip
TILES = {"url": "planner-static/leaflet/images/{z}-{x}-{y}.png", "attribution": HOSTILE}


class Desk(JSComponent):
    """Carries orders in and facts out."""

    facts = param.Dict(default={})

    _esm = """
    export function render({ model }) {
      window.order = (text) => model.send_msg({ text });
      const tell = () => { window.facts = structuredClone(model.facts); };
      model.on("facts", tell);
      tell();
    }
    """

    def _handle_msg(self, data: dict[str, Any]) -> None:
        self.obey(data["text"])


def tables(name: str) -> Any:
    if name == "real":
        from cluster_planner.sources.embedded import load_snapshot

        return load_snapshot()
    return tiny_tables(HOSTILE if name == "hostile" else "가산")


def point(feature_id: str, lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": {"title": feature_id, **properties},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def build(page: Any, twin: bool) -> Any:
    def app() -> Any:
        desk = Desk()
        holder = pn.Row(sizing_mode="stretch_width", height=620)
        column = pn.Column(desk, holder, sizing_mode="stretch_width")
        names: dict[str, Any] = {
            "page": page, "HOSTILE": HOSTILE, "TILES": TILES, "pn": pn, "column": column,
            "holder": holder, "point": point, "collection": collection, "Legend": Legend,
            "LegendEntry": LegendEntry, "answer": None,
        }  # fmt: skip
        orders = []

        def write(*_: Any) -> None:
            live = names["live"]
            facts = {name: getattr(live, name) for name in EVENTS}
            desk.facts = {
                **facts, "sent": live._sent, "orders": len(orders), "answer": names["answer"],
            }  # fmt: skip

        def fresh(**params: Any) -> None:
            """Put a new map in place of the old."""
            maps = [FoliumMap(page, height=600, **params) for _ in range(1 + twin)]
            names["live"], names["twin"] = maps[0], maps[-1]
            names["answer"] = None
            maps[0].param.watch(write, EVENTS)
            holder[:] = maps

        def obey(text: str) -> None:
            exec(text, names)
            orders.append(text)
            write()

        names["fresh"] = fresh
        desk.obey = obey
        fresh()
        write()
        return column

    return app


if __name__ == "__main__":
    port, source = int(sys.argv[1]), sys.argv[2]
    pn.extension(reconnect="reconnect" in sys.argv)
    data = tables(source)
    published = publish(country_map(data, shapes=base_shapes(data.sido, data.sigungu)))
    routes = {} if "no_routes" in sys.argv else static_routes()
    pn.serve(
        {"app": build(published, "twin" in sys.argv)},
        port=port,
        address="127.0.0.1",
        show=False,
        liveness=True,
        static_dirs={name: str(path) for name, path in routes.items()},
    )

"""The smallest page with a live map: what Python hears is written into text panes for the test."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "present")]

import dashboards  # noqa: E402, F401  (before Panel: it sets where Panel finds its own files)

# isort: split
import panel as pn  # noqa: E402
from tiny_country import HOSTILE, tiny_tables  # noqa: E402

from cluster_planner.present.maps import base_shapes, country_map  # noqa: E402
from dashboards.map import FoliumMap, publish, static_routes  # noqa: E402


def tables(name: str):
    if name == "real":
        from cluster_planner.sources.embedded import load_snapshot

        return load_snapshot()
    return tiny_tables(HOSTILE if name == "hostile" else "가산")


def build(page):
    def app():
        live = FoliumMap(page, min_height=560)
        heard = pn.pane.Str("", css_classes=["heard"])
        presses = []

        def write(*_):
            facts = {
                "ready": live.ready,
                "clicked": live.clicked,
                "hovered": live.hovered,
                "drawn": live.drawn,
                "zoom": live.viewport.get("zoom"),
                "tool": live.active_tool,
                "problem": live.problem,
                "done": live.done,
                "sent": live._sent,
                "presses": len(presses),
            }
            heard.object = json.dumps(facts, ensure_ascii=False)

        names = [
            "ready",
            "clicked",
            "hovered",
            "drawn",
            "viewport",
            "active_tool",
            "problem",
            "done",
        ]
        live.param.watch(write, names)
        write()
        actions = {
            "all_red": lambda: live.restyle("complexes", fillColor="#ff0000"),
            "one_green": lambda: live.restyle("complexes", [first], fillColor="#00ff00", radius=9),
            "lasso": lambda: live.use_tool("lasso"),
            "box": lambda: live.use_tool("box"),
            "pan": lambda: live.use_tool(None),
            "dark": lambda: live.set_theme("dark"),
            "pick": lambda: (live.highlight("complexes", [first]), live.mark("complexes", first)),
            "hide": lambda: live.set_visible("complexes", False),
            "show": lambda: live.set_visible("complexes", True),
            "fly": lambda: live.fly_to("complexes", first, animate=False),
            "add": lambda: live.add_layer(
                "extra",
                {"type": "FeatureCollection", "features": [extra_point]},
                {"x": {"radius": 8, "fillColor": "#123456", "fillOpacity": 1}},
            ),
            "swap": lambda: live.update_features("complexes", [extra_point], [first]),
            "before": lambda: column.insert(0, pn.pane.Str("새 줄")),
        }

        def press(action, _event):
            action()
            presses.append(action)
            write()

        first = page.feature_ids["complexes"][0]
        extra_point = {
            "type": "Feature",
            "id": "x",
            "properties": {"title": HOSTILE, "lines": [HOSTILE]},
            "geometry": {"type": "Point", "coordinates": [127.6, 36.6]},
        }
        buttons = []
        for label, action in actions.items():
            button = pn.widgets.Button(label=label)
            button.on_click(partial(press, action))
            buttons.append(button)
        column = pn.Column(live, heard, pn.FlexBox(*buttons), sizing_mode="stretch_width")
        return column

    return app


if __name__ == "__main__":
    port, source = int(sys.argv[1]), sys.argv[2]
    pn.extension(reconnect="reconnect" in sys.argv)
    data = tables(source)
    published = publish(country_map(data, shapes=base_shapes(data.sido, data.sigungu)))
    routes = {} if "no_routes" in sys.argv else static_routes()
    pn.serve(
        {"app": build(published)},
        port=port,
        address="127.0.0.1",
        show=False,
        liveness=True,
        static_dirs={name: str(path) for name, path in routes.items()},
    )

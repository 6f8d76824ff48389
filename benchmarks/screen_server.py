"""`python -m benchmarks.screen_server PORT [--solves N | --map ours|stock]`: what Chromium opens.

Without options the planner itself. `--solves` keeps so many solves running in its slots. `--map`
shows the country map alone with a button that recolours all parks, in our component or in Panel's
own folium pane, which gets the very same folium map.
"""

import argparse
import os
import sys
import threading
from typing import Any

import panel as pn

from cluster_planner.domain.scenario_edits import scenario_with
from cluster_planner.present.layers import kind_styles
from cluster_planner.present.map_page import PlannerMap
from cluster_planner.present.maps import COMPLEXES, country_map
from cluster_planner.present.palette import DARK, LIGHT, Theme
from dashboards.app import page_or_error
from dashboards.lookups.park_tables import park_tables
from dashboards.map import FoliumMap
from dashboards.parts import Field, Form
from dashboards.serving import server
from dashboards.state.desk import Desk, open_desk


class StockMap:
    """A folium map as Panel's pane takes it, with its links put to our vendored files.

    The pane looks at the name of the module and at `_repr_html_`, and knows no other host here.
    """

    __module__ = "folium.map"

    def __init__(self, drawn: PlannerMap) -> None:
        self._drawn = drawn

    def _repr_html_(self) -> str:
        text: str = self._drawn._repr_html_()
        names = [link for _, link in (*self._drawn.default_js, *self._drawn.default_css)]
        for name in names:
            text = text.replace(f"&quot;{name}&quot;", f"&quot;planner-static/{name}&quot;")
        return text


def ours(desk: Desk) -> Any:
    """Our component: a recolour is one message."""
    shown = FoliumMap(desk.park_map, sizing_mode="stretch_width", height=700)
    looks = {theme.name: _columns(desk, theme) for theme in (LIGHT, DARK)}
    state = {"theme": LIGHT}

    def flip(*_: Any) -> None:
        state["theme"] = DARK if state["theme"] is LIGHT else LIGHT
        ids, columns = looks[state["theme"].name]
        shown.restyle(COMPLEXES, ids, **columns)

    return pn.Column(_button(flip), shown, sizing_mode="stretch_width")


def stock(desk: Desk) -> Any:
    """Panel's pane: a recolour is another map."""
    tables = park_tables(desk.catalog.snapshot)
    pane = pn.pane.plot.Folium(  # type: ignore[no-untyped-call]
        StockMap(country_map(tables, shapes=desk.catalog.shapes)),
        sizing_mode="stretch_width",
        height=700,
    )
    state = {"theme": LIGHT}

    def flip(*_: Any) -> None:
        state["theme"] = DARK if state["theme"] is LIGHT else LIGHT
        pane.object = StockMap(country_map(tables, state["theme"], shapes=desk.catalog.shapes))

    return pn.Column(_button(flip), pane, sizing_mode="stretch_width")


def _columns(desk: Desk, theme: Theme) -> tuple[list[str], dict[str, list[Any]]]:
    styles = kind_styles(desk.catalog.parks, "park_id", theme)
    names = ("radius", "color", "weight", "opacity", "fillColor", "fillOpacity")
    return list(styles), {name: [look[name] for look in styles.values()] for name in names}


def _button(flip: Any) -> Form:
    return Form([Field("flip", "recolour", "button")], on_change=flip, inline=True)


def _keep_solving(desk: Desk, solves: int) -> None:
    """Questions that go on until somebody stops them: a regional objective, no gap."""
    for seed in range(solves):
        scenario = scenario_with(
            desk.base,
            objective={"kind": "max_min"},
            solver={"gap": 0.0, "time_limit_s": 3600.0, "seed": seed},
        )
        desk.board.start(scenario)


def _end_with_the_parent() -> None:
    """A measure that is killed at its cap can close nothing; its end of our stdin closes by itself."""
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    """Serve until stopped."""
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--solves", type=int, default=0)
    parser.add_argument("--map", choices=("ours", "stock"))
    said = parser.parse_args()
    desk = open_desk()
    _keep_solving(desk, said.solves)
    pages = {"ours": lambda: ours(desk), "stock": lambda: stock(desk)}
    page = pages.get(said.map, lambda: page_or_error(desk))
    server.run(page, server.Place(port=said.port), show=False)


if __name__ == "__main__":
    main()

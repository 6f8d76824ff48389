"""What Python tells a live map, without a browser: merged styles, replay, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_country import TinyTables

from cluster_planner.present.maps import country_map
from dashboards.map import FoliumMap, MapPage, publish, static_routes
from dashboards.map.pages import pages_folder
from dashboards.map.state import MapState
from dashboards.map.styles import LayerStyle, style_message


class Heard(FoliumMap):
    """A live map that keeps its messages instead of sending them."""

    def __init__(self, page: MapPage) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(page)

    def _send_msg(self, data: Any) -> None:
        self.sent.append(data)


@pytest.fixture
def live(tables: TinyTables) -> Heard:
    return Heard(publish(country_map(tables)))


def expanded(messages: list[dict[str, Any]], ids: list[str]) -> dict[str, dict[str, Any]]:
    """Carry out style messages the way the page does."""
    look: dict[str, dict[str, Any]] = {key: {} for key in ids}
    for message in messages:
        chosen = message["ids"] if message["ids"] is not None else ids
        for name, column in message["columns"].items():
            for place, key in enumerate(chosen):
                if isinstance(column, dict):
                    value = column["palette"][column["codes"][place]]
                else:
                    value = column[place] if isinstance(column, list) else column
                look[key][name] = value
    return look


def test_replayed_style_equals_the_styles_told_one_by_one() -> None:
    ids = ["a", "b", "c"]
    style, told = LayerStyle(), []
    for chosen, columns in [
        (None, {"fillColor": "red", "radius": 3}),
        (["a", "b"], {"fillColor": ["green", "blue"]}),
        (["b"], {"radius": 9}),
        (None, {"fillColor": "grey"}),
        (["c"], {"fillColor": "black"}),
    ]:
        told.append(style_message("l", chosen, columns))
        if chosen is None:
            style.set_all(columns)
        else:
            style.set_some(chosen, columns)

    assert expanded(list(style.messages("l")), ids) == expanded(told, ids)
    assert expanded(told, ids)["b"] == {"fillColor": "grey", "radius": 9}


def test_few_colours_for_many_points_travel_as_codes() -> None:
    message = style_message("l", ["a", "b", "c", "d"], {"fillColor": ["x", "y", "x", "x"]})

    assert message["columns"] == {"fillColor": {"palette": ["x", "y"], "codes": [0, 1, 0, 0]}}


def test_columns_of_another_length_are_refused(live: Heard) -> None:
    with pytest.raises(ValueError, match="2 values for 3 features"):
        live.restyle("complexes", fillColor=["a", "b"])


def test_unknown_layer_is_refused_before_anything_is_sent(live: Heard) -> None:
    with pytest.raises(KeyError):
        live.set_visible("imaginary", True)

    assert live.sent == []


def test_drawn_layer_cannot_be_added_again(live: Heard) -> None:
    with pytest.raises(ValueError, match="update_features"):
        live.add_layer("complexes", {"type": "FeatureCollection", "features": []}, {})


def test_ready_page_is_told_everything_and_nothing_twice(live: Heard) -> None:
    live.set_theme("dark")
    live.set_visible("complexes", False)
    live.set_visible("complexes", True)
    live.highlight("complexes", ["c1"])
    live.mark("complexes", "c1")
    live.fit((126, 34, 130, 38))
    live.sent.clear()
    live._handle_msg({"type": "ready"})
    first = [message["op"] for message in live.sent]
    live.sent.clear()
    live._handle_msg({"type": "ready"})
    second = [message["op"] for message in live.sent]

    assert first == ["theme", "style", "style", "style", "show", "highlight", "ring", "camera"]
    assert second == first[:-1]
    assert live.ready == 2


def test_removed_layer_is_forgotten(live: Heard) -> None:
    point = {"type": "Feature", "id": "x", "properties": {"title": "가"}, "geometry": None}
    live.add_layer("extra", {"type": "FeatureCollection", "features": [point]}, {"x": {}})
    live.mark("extra", "x")
    live.remove_layer("extra")

    assert list(live._state.replay()) == []


def test_feature_taken_out_and_put_back_is_there_once() -> None:
    state = MapState()
    state.change("l", [], ["a"])
    state.change("l", [{"id": "a", "v": 1}], [])
    state.change("l", [{"id": "a", "v": 2}], [])
    (message,) = state.replay()

    assert [f["v"] for f in message["added"]["features"]] == [2]
    assert message["removed"] == []


def test_same_spot_clicked_twice_is_two_events(live: Heard) -> None:
    seen: list[int] = []
    live.param.watch(lambda event: seen.append(event.new["n"]), "clicked")
    click = {"type": "click", "layer": None, "id": None, "lon_lat": [127, 36], "modifiers": {}}
    live._handle_msg(dict(click))
    live._handle_msg(dict(click))

    assert seen == [1, 2]


def test_page_that_cannot_be_loaded_is_sent_whole(live: Heard) -> None:
    live._handle_msg({"type": "page_missing"})

    assert "plannerBridge" in live.fallback_html
    assert "<script src" not in live.fallback_html


def test_error_of_the_page_is_reported(live: Heard) -> None:
    live._handle_msg({"type": "error", "op": "style", "text": "no layer x"})

    assert live.problem == "style: no layer x"


def test_same_map_is_published_once(tables: TinyTables) -> None:
    first, second = publish(country_map(tables)), publish(country_map(tables))

    assert first.src == second.src
    assert (pages_folder() / first.src.split("/")[-1]).is_file()


def test_static_routes_are_folders_that_exist() -> None:
    assert all(folder.is_dir() for folder in static_routes().values())

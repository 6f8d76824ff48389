"""What Python tells a live map, without a browser: messages, replay, refusals, events."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from cluster_planner.present.assets import UnknownAsset
from cluster_planner.present.map_elements import Legend
from dashboards.map import MapPage, publish, static_routes
from dashboards.map.pages import pages_folder
from dashboards.map.state import MapState
from dashboards.map.styles import LayerStyle, coded_styles, style_message

from .browser_model import BrowserModel
from .conftest import Heard


def collection(*ids: str) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": i, "properties": {"title": i}, "geometry": None} for i in ids
        ],
    }


def test_few_colours_for_many_points_travel_as_codes() -> None:
    message = style_message("l", ["a", "b", "c", "d"], {"fillColor": ["x", "y", "x", "x"]})

    assert message["columns"] == {"fillColor": {"palette": ["x", "y"], "codes": [0, 1, 0, 0]}}


def test_styles_of_an_added_layer_travel_once_each() -> None:
    styles = [{"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 3}]

    assert coded_styles(styles) == {"styles": [{"a": 1, "b": 2}, {"a": 3}], "codes": [0, 0, 1]}


def test_one_style_for_everyone_forgets_single_ones_unless_it_goes_under_them() -> None:
    style = LayerStyle()
    style.set_some(["a"], {"fillColor": "red", "radius": 3})
    style.set_all({"fillColor": "grey"}, under=True)
    style.set_all({"radius": 5})

    assert [m["columns"] for m in style.messages("l")] == [
        {"fillColor": "grey", "radius": 5},
        {"fillColor": ["red"]},
    ]


def test_recolour_of_a_whole_layer_is_one_message_without_its_ids(live: Heard) -> None:
    live.apply_styles("complexes", {i: {"fillColor": "#111111"} for i in ("c1", "c2", "c3")})

    assert [(m["op"], m["ids"]) for m in live.sent] == [("style", None)]


def test_styles_of_different_properties_are_one_batch(live: Heard) -> None:
    live.apply_styles(
        "complexes", {"c1": {"radius": 3}, "c2": {"hatch": True}, "c3": {"radius": 4}}
    )

    assert [m["op"] for m in live.sent] == ["batch"]
    assert [m["ids"] for m in live.single()] == [["c1", "c3"], ["c2"]]


def test_calls_together_are_sent_even_when_one_fails(live: Heard) -> None:
    def hide_and_fail() -> None:
        with live.together():
            live.set_visible("complexes", False)
            live.set_visible("imaginary", True)

    with pytest.raises(KeyError):
        hide_and_fail()

    assert [m["op"] for m in live.sent] == ["show"]


def test_columns_of_another_length_are_refused_and_change_nothing(live: Heard) -> None:
    with pytest.raises(ValueError, match="2 values for 3 features"):
        live.restyle("complexes", weight=3, fillColor=["a", "b"])

    assert live.sent == []
    assert live.reloaded() == []


@pytest.mark.parametrize(
    "call",
    [
        lambda live: live.set_visible("imaginary", True),
        lambda live: live.restyle("imaginary", radius=3),
        lambda live: live.highlight("imaginary", []),
        lambda live: live.mark("imaginary", "x"),
        lambda live: live.fly_to("imaginary", "x"),
        lambda live: live.update_features("imaginary"),
        lambda live: live.add_layer("x", collection(), {}, below="imaginary"),
    ],
)
def test_unknown_layer_is_refused_before_anything_is_sent(live: Heard, call: Any) -> None:
    with pytest.raises(KeyError):
        call(live)

    assert live.sent == []
    assert live.reloaded() == []


def test_drawn_layer_cannot_be_added_again(live: Heard) -> None:
    with pytest.raises(ValueError, match="update_features"):
        live.add_layer("complexes", collection(), {})


def test_number_that_is_none_is_refused_and_numpy_is_understood(live: Heard) -> None:
    live.restyle(
        "complexes", radius=np.array([1, 2, 3], dtype=np.int64).tolist(), weight=np.int64(2)
    )
    with pytest.raises(ValueError, match="Out of range"):
        live.restyle("complexes", radius=math.nan)

    assert live.sent[0]["columns"] == {"radius": [1, 2, 3], "weight": 2}
    assert live.reloaded()[0]["columns"]["weight"] == 2


def test_reloaded_page_is_told_everything_once_in_one_message(live: Heard) -> None:
    live.set_theme("dark")
    live.set_visible("complexes", False)
    live.set_visible("complexes", True)
    live.highlight("complexes", ["c1"])
    live.mark("complexes", "c1")
    live.fit((126, 34, 130, 38))
    told = [message["op"] for message in live.reloaded()]

    assert told == ["theme", "style", "style", "style", "show", "highlight", "ring", "camera"]
    assert len(live.sent) == 1
    assert live.ready == 1


def test_camera_move_is_repeated_until_the_map_has_made_it(live: Heard) -> None:
    live.fit((126, 34, 130, 38))
    live.fly_to("complexes", "c1")
    live._handle_msg({"type": "moved", "move": 1})
    waiting = live.reloaded()
    live._handle_msg({"type": "moved", "move": 2})

    assert [(m["op"], m["id"], m["animate"]) for m in waiting] == [("camera", "c1", False)]
    assert live.reloaded() == []


def test_layer_goes_where_it_is_told_and_on_top_otherwise(tiny_page: MapPage, live: Heard) -> None:
    live.add_layer("links", collection("a"), {}, below="complexes")
    live.add_layer("marks", collection("b"), {})
    live.add_layer("areas", collection("c"), {}, below="links")
    fresh = BrowserModel(tiny_page)
    for message in live.reloaded():
        fresh.obey(message)

    assert fresh.order[-4:] == ["areas", "links", "complexes", "marks"]


def test_removed_layer_is_forgotten(live: Heard) -> None:
    live.add_layer("extra", collection("x"), {})
    live.mark("extra", "x")
    live.remove_layer("extra")

    assert live.reloaded() == []


def test_feature_taken_out_and_put_back_is_there_once() -> None:
    state = MapState()
    state.change("l", [], ["a"])
    state.change("l", [{"id": "a", "v": 1}], [])
    state.change("l", [{"id": "a", "v": 2}], [])
    (message,) = state.replay()

    assert [f["v"] for f in message["added"]["features"]] == [2]
    assert message["removed"] == []


def test_empty_slot_is_forgotten_but_not_that_the_pages_own_legend_is_off(live: Heard) -> None:
    live.set_legend(Legend("면"), "areas")
    live.set_legend(None, "areas")
    live.set_legend(None)

    assert [(m["slot"], m["legend"]) for m in live.reloaded()] == [("main", None)]


def test_same_spot_clicked_twice_is_two_events(live: Heard) -> None:
    seen: list[int] = []
    live.param.watch(lambda event: seen.append(event.new["n"]), "clicked")
    click = {"type": "click", "layer": None, "id": None, "lon_lat": [127, 36], "modifiers": {}}
    live._handle_msg(dict(click))
    live._handle_msg(dict(click))

    assert seen == [1, 2]


def test_reader_puts_a_tool_away_and_switches_tiles(live: Heard) -> None:
    live.use_tool("line")
    live._handle_msg({"type": "tool", "tool": None})
    live._handle_msg({"type": "tiles", "on": True})

    assert (live.active_tool, live.tiles_on) == ("", True)
    assert [(m["op"], m.get("tool"), m.get("on")) for m in live.sent[1:]] == [
        ("tool", None, None),
        ("tiles", None, True),
    ]


def test_page_that_cannot_be_loaded_is_sent_whole(live: Heard) -> None:
    live._handle_msg({"type": "page_missing"})

    assert "plannerBridge" in live.fallback_html
    assert "<script src" not in live.fallback_html


def test_error_of_the_page_is_reported(live: Heard) -> None:
    live._handle_msg({"type": "error", "op": "style", "text": "no layer x"})

    assert live.problem == "style: no layer x"


@pytest.mark.parametrize(
    "url",
    [
        "https://tile.example.org/{z}/{x}/{y}.png",
        "//tile.example.org/{z}/{x}/{y}.png",
        "/planner-tiles/{z}/{x}/{y}",
        "../{z}/{x}/{y}",
        "javascript:{z}{x}{y}",
        "a\\b/{z}/{x}/{y}",
    ],
)
def test_tiles_from_outside_our_server_are_refused(tiny_page: MapPage, url: str) -> None:
    with pytest.raises(UnknownAsset, match="our own server"):
        Heard(tiny_page, tiles={"url": url, "attribution": ""})


def test_tiles_need_their_three_places(tiny_page: MapPage) -> None:
    with pytest.raises(ValueError, match=r"\{y\} missing"):
        Heard(tiny_page, tiles={"url": "planner-tiles/{z}/{x}", "attribution": ""})


def test_saved_map_holds_the_state_but_no_tool_and_no_tiles(tiny_page: MapPage) -> None:
    live = Heard(tiny_page, tiles={"url": "planner-tiles/{z}/{x}/{y}", "attribution": "국토부"})
    live.show_tiles(True)
    live.use_tool("lasso")
    live.set_legend(Legend("</script><b>"), "areas")
    saved = live.offline_html()
    call = saved[saved.rindex("plannerSaved.start(") :]

    assert '"op":"legend"' in call
    assert '"op":"tool"' not in call
    assert "planner-tiles" not in call
    assert call.count("</script>") == 1


def test_another_page_starts_with_the_theme_and_nothing_else(
    tiny_page: MapPage, live: Heard
) -> None:
    live.set_theme("dark")
    live.restyle("complexes", radius=3)
    live.replace_page(tiny_page)

    assert [m["op"] for m in live.reloaded()] == ["theme"]


def test_same_map_is_published_once(tiny_page: MapPage) -> None:
    again = publish(tiny_page.drawn)

    assert again.src == tiny_page.src
    assert (pages_folder() / again.src.split("/")[-1]).is_file()


def test_static_routes_are_folders_that_exist() -> None:
    assert all(folder.is_dir() for folder in static_routes().values())

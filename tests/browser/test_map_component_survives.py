"""What was told to a map is still there after the browser reloads, moves or hides it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from map_driver import LiveMap
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TOLD = (
    "live.restyle('complexes', fillColor='#ff0000')",
    "live.restyle('complexes', ['c1'], fillColor='#00ff00', radius=9)",
    "live.highlight('complexes', ['c1'])",
    "live.mark('complexes', 'c1')",
    "live.restyle('sigungu', ['1101', '2102'], hatch=[True, '#123456'])",
    "live.update_features('complexes', [point('x', 127.6, 36.6), point('c2', 127.7, 36.1)], ['c3'])",
    "live.add_layer('a', collection(point('p', 127.4, 36.4)), {None: {'shape': 'square', 'radius': 7}})",
    "live.add_layer('b', collection(point('q', 127.4, 36.4)), {}, below='complexes')",
    "live.update_features('a', [point('p2', 127.45, 36.4)])",
    "live.set_visible('regions', False)",
    "live.set_legend(Legend('면', (LegendEntry('자료 없음', '#fff', 'hatch'),)), 'areas')",
    "live.keep_drawn('mine', {'type': 'Polygon', 'coordinates': [[[127, 36], [127.4, 36], [127.2, 36.3], [127, 36]]]}, '내 구역')",
    "live.set_theme('dark')",
    "live.fit((127.1, 36.1, 127.9, 36.9), animate=False)",
)
PICTURE = """() => {
    const names = ["fillColor", "color", "weight", "opacity", "baseRadius", "hatch", "shape", "dashArray", "label"];
    const layers = {};
    map_planner.eachLayer((layer) => {
        if (!layer.feature || !layer.options || layer.options.pane === "planner-drawn") return;
        layers[layer.feature.id] = names.map((name) => layer.options[name] ?? null);
    });
    const order = [];
    let next = map_planner._renderer._drawFirst;
    while (next) { order.push(next.layer.feature.id); next = next.next; }
    const canvas = document.querySelector(".leaflet-overlay-pane canvas");
    return {
        layers, order,
        theme: document.documentElement.dataset.theme,
        legends: [...document.querySelectorAll(".planner-panel-title")].map((node) => node.textContent),
        drawn: [...document.querySelectorAll(".planner-drawn-label")].map((node) => node.textContent),
        rings: document.querySelectorAll(".planner-ring").length,
        pixels: canvas.toDataURL(),
    };
}"""


def picture(live: LiveMap) -> dict[str, Any]:
    live.rendered()
    return live.inside(PICTURE)


def test_everything_told_looks_the_same_after_the_frame_reloads(live: LiveMap) -> None:
    for text in TOLD:
        live.tell(text)
    live.until("viewport", "value.zoom > 8")
    before, view = picture(live), live.view()
    live.reload_frame()
    after = picture(live)

    assert after["layers"] == before["layers"]
    assert after["order"] == before["order"]
    assert after == before
    assert live.view() == pytest.approx(view, abs=1e-4)
    assert before["layers"]["c1"][:2] == ["#00ff00", "#ff4f9a"]
    assert before["layers"]["2102"][5] == "#123456"
    assert set(before["layers"]) & {"c1", "c2", "c3", "x", "p", "p2", "q"} == {
        "c1", "c2", "x", "p", "p2", "q",
    }  # fmt: skip
    assert before["rings"] == 1
    assert before["legends"] == ["산업단지 종류", "면"]
    assert before["drawn"] == ["내 구역"]


def test_size_that_is_told_again_moves_no_view(live: LiveMap) -> None:
    """As by the observer of a frame that loaded while the machine was busy."""
    live.tell("live.fit((127.1, 36.1, 127.9, 36.9), animate=False)")
    before = live.view()
    live.inside("() => plannerPage.resized(map_planner)")

    assert live.view() == before


def test_replaced_feature_keeps_its_look_and_its_ring_follows(live: LiveMap) -> None:
    live.tell("live.restyle('complexes', ['c1'], fillColor='#00ff00')")
    live.tell("live.mark('complexes', 'c1')")
    live.tell("live.update_features('complexes', [point('c1', 127.9, 36.9)])")
    ring = live.frame.locator(".planner-ring").bounding_box()
    spot = live.place(127.9, 36.9)

    assert live.options("c1", "fillColor") == ["#00ff00"]
    assert ring["x"] + ring["width"] / 2 == pytest.approx(spot["x"], abs=2)
    live.tell("live.update_features('complexes', removed=['c1'])")
    expect(live.frame.locator(".planner-ring")).to_have_count(0)


def test_map_survives_being_moved_in_the_page(live: LiveMap) -> None:
    live.tell("live.restyle('complexes', ['c1'], fillColor='#00ff00')")
    live.tell("live.keep_drawn('mine', {'type': 'Point', 'coordinates': [127.5, 36.5]}, '내 점')")
    live.order("holder.insert(0, pn.pane.Str('새 줄'))")
    expect(live.page.get_by_text("새 줄")).to_be_visible()
    live.page.wait_for_selector("iframe[data-ready]")
    live.painted()

    assert live.options("c1", "fillColor") == ["#00ff00"]
    expect(live.frame.locator(".planner-drawn-label")).to_have_text("내 점")


def test_map_told_while_its_page_is_hidden_is_right_when_shown(live: LiveMap) -> None:
    live.order("holder.visible = False")
    live.page.wait_for_selector("iframe", state="hidden")
    live.order("live.fit((127.0, 36.0, 127.5, 36.5), animate=False)")
    live.order("live.restyle('complexes', fillColor='#0000ff')")
    live.order("holder.height = 400")
    live.order("holder.visible = True")
    live.painted()
    live.wait(lambda: live.view()[2] > 8)
    live.rendered()
    size = live.inside("() => [map_planner.getSize().y, map_planner.getContainer().clientHeight]")

    assert live.view()[:2] == pytest.approx([127.25, 36.25], abs=0.02)
    assert size[0] == size[1]
    assert live.options("c2", "fillColor") == ["#0000ff"]


def test_map_told_while_hidden_moves_when_it_is_shown_as_large_as_before(live: LiveMap) -> None:
    live.order("holder.visible = False")
    live.page.wait_for_selector("iframe", state="hidden")
    live.order("live.fit((127.0, 36.0, 127.5, 36.5), animate=False)")
    live.order("holder.visible = True")
    live.wait(lambda: live.view()[2] > 8)

    assert live.view()[:2] == pytest.approx([127.25, 36.25], abs=0.02)


def test_map_that_starts_hidden_shows_the_country_when_shown(live: LiveMap) -> None:
    live.order("holder.visible = False; fresh()")
    live.page.wait_for_selector("iframe", state="hidden")
    live.order("holder.visible = True")
    live.page.wait_for_selector("iframe[data-ready]")
    live.wait(lambda: live.inside("() => map_planner.getSize().x") > 0)
    live.rendered()

    assert live.inside("() => map_planner.getBounds().contains([[33.1, 124.9], [38.65, 131.0]])")


def test_view_stays_when_a_shown_page_changes_its_size(live: LiveMap) -> None:
    live.tell("live.fit((127.0, 36.0, 127.5, 36.5), animate=False)")
    before = live.view()
    live.order("holder.visible = False")
    live.page.wait_for_selector("iframe", state="hidden")
    live.order("holder.visible = True")
    live.page.wait_for_selector("iframe[data-ready]")
    live.page.set_viewport_size({"width": 900, "height": 760})
    live.wait(lambda: live.inside("() => map_planner.getSize().x") <= 900)
    after = live.view()
    live.page.set_viewport_size({"width": 1200, "height": 760})

    assert after == pytest.approx(before, abs=2e-2)


def test_lost_server_that_comes_back_is_met_again_without_outside_help(
    guarded_page: Page,
    guard: Any,
    run_script: Callable[..., AbstractContextManager[str]],
    any_port: int,
) -> None:
    guard.allowed_console = (
        "Failed to connect to Bokeh server",
        "ERR_CONNECTION_REFUSED",
        "ERR_CONNECTION_RESET",
    )
    with run_script("map_app", any_port, "tiny", "reconnect") as url:
        live = LiveMap(guarded_page, url)
        live.tell("live.restyle('complexes', fillColor='#00ff00')")
    with run_script("map_app", any_port, "tiny", "reconnect"):
        live.until("orders", "value === 0")
        live.wait_loaded(1)
        live.tell("live.restyle('complexes', fillColor='#0000ff')")

        assert live.options("c1", "fillColor") == ["#0000ff"]
    assert not [url for url in guard.requests if "cdn" in url]

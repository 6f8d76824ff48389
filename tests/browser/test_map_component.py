"""The live map in a real Panel app and a real browser."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from cluster_planner.present.maps import country_map, save_offline_html

sys.path.append(str(Path(__file__).resolve().parents[1] / "present"))
from tiny_country import HOSTILE, tiny_tables

pytestmark = pytest.mark.browser

FIRST = "c1"


class LiveMap:
    """Drives the page of tests/browser/apps/map_app.py."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(f"{url}/app")
        self.wait_loaded(1)

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    def wait_loaded(self, times: int) -> None:
        self.page.wait_for_selector(f'iframe[data-ready="{times}"]')
        self.wait_heard("ready", lambda value: value >= times)

    def heard(self) -> dict[str, Any]:
        return json.loads(self.page.locator(".heard pre").inner_text())

    def wait_heard(self, name: str, true: Callable[[Any], bool]) -> Any:
        for _ in range(400):
            text = self.page.locator(".heard pre").inner_text()
            if text and true(json.loads(text)[name]):
                return json.loads(text)[name]
            self.page.wait_for_timeout(25)
        raise AssertionError(f"{name}: never as expected, last heard {self.heard()}")

    def press(self, label: str) -> None:
        """Press a button and wait until the page has painted everything Python sent."""
        before = self.heard()["presses"]
        self.page.get_by_role("button", name=label, exact=True).click()
        self.wait_heard("presses", lambda value: value > before)
        self.wait_painted()

    def wait_painted(self) -> None:
        for _ in range(400):
            facts = self.heard()
            if facts["done"] == facts["sent"]:
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"not painted: {self.heard()}")

    def inside(self, script: str) -> Any:
        handle = self.page.query_selector("iframe")
        frame = handle.content_frame()
        return frame.evaluate(script)

    def options(self, feature_id: str, name: str) -> Any:
        return self.inside(
            "() => { let found = null; geo_json_complexes.eachLayer(p => {"
            f" if (p.feature.id === '{feature_id}') found = p.options['{name}'] }}); return found }}"
        )

    def place(self, lon: float, lat: float) -> dict[str, float]:
        """Return the position of a coordinate in the page, in pixels."""
        box = self.page.query_selector("iframe").bounding_box()
        x, y = self.inside(
            f"() => {{ const p = map_planner.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y] }}"
        )
        return {"x": box["x"] + x, "y": box["y"] + y}

    def zoom_in(self) -> float:
        """Press the map's + button and return the new zoom."""
        before = self.inside("() => map_planner.getZoom()")
        self.frame.locator(".leaflet-control-zoom-in").click()
        return float(self.wait_heard("zoom", lambda value: value is not None and value > before))

    def reload_frame(self) -> None:
        """Load the frame's page anew, as the browser does when it moves a frame."""
        times = int(self.page.get_attribute("iframe", "data-ready"))
        self.inside("() => { location.reload() }")
        self.wait_loaded(times + 1)


@pytest.fixture
def live(guarded_page: Page, serve_app: Callable[..., str]) -> LiveMap:
    return LiveMap(guarded_page, serve_app("map_app", "tiny"))


def test_click_on_a_point_reaches_python(live: LiveMap) -> None:
    spot = live.place(127.2, 36.2)
    live.page.keyboard.down("Shift")
    live.page.mouse.click(spot["x"], spot["y"])
    live.page.keyboard.up("Shift")
    clicked = live.wait_heard("clicked", bool)

    assert (clicked["layer"], clicked["id"]) == ("complexes", FIRST)
    assert clicked["modifiers"] == {"shift": True, "ctrl": False, "alt": False}


def test_click_on_a_district_and_on_the_sea_differ(live: LiveMap) -> None:
    land = live.place(127.1, 36.4)
    live.page.mouse.click(land["x"], land["y"])
    on_land = live.wait_heard("clicked", bool)
    sea = live.place(129.5, 36.4)
    live.page.mouse.click(sea["x"], sea["y"])
    at_sea = live.wait_heard("clicked", lambda value: value["n"] == 2)

    assert (on_land["layer"], on_land["id"]) == ("sigungu", "1101")
    assert (at_sea["layer"], at_sea["id"]) == (None, None)


def test_hover_names_the_feature_and_shows_its_card(live: LiveMap) -> None:
    spot = live.place(127.2, 36.2)
    live.page.mouse.move(spot["x"], spot["y"])
    hovered = live.wait_heard("hovered", bool)

    assert hovered == {"layer": "complexes", "id": FIRST}
    expect(live.frame.locator(".planner-tip")).to_contain_text("가산")


def test_restyle_keeps_the_zoom_and_the_page(live: LiveMap) -> None:
    zoomed = live.zoom_in()
    live.press("all_red")

    assert live.inside("() => map_planner.getZoom()") == zoomed
    assert live.options(FIRST, "fillColor") == "#ff0000"
    assert live.page.get_attribute("iframe", "data-ready") == "1"


def test_partial_restyle_looks_the_same_after_the_frame_reloads(live: LiveMap) -> None:
    live.press("all_red")
    live.press("one_green")
    live.press("pick")
    zoomed = live.zoom_in()
    names = ("fillColor", "color", "weight", "baseRadius")
    before = {i: [live.options(i, n) for n in names] for i in ("c1", "c2", "c3")}
    live.reload_frame()
    live.wait_painted()
    after = {i: [live.options(i, n) for n in names] for i in ("c1", "c2", "c3")}

    assert before == after
    assert [values[0] for values in after.values()] == ["#00ff00", "#ff0000", "#ff0000"]
    assert after["c1"][3] == 9
    assert live.inside("() => map_planner.getZoom()") == zoomed
    expect(live.frame.locator(".planner-ring")).to_have_count(1)


def test_map_survives_being_moved_in_the_page(live: LiveMap) -> None:
    live.press("one_green")
    live.page.get_by_role("button", name="before", exact=True).click()
    expect(live.page.get_by_text("새 줄")).to_be_visible()
    live.page.wait_for_selector("iframe[data-ready]")
    live.wait_painted()

    assert live.options(FIRST, "fillColor") == "#00ff00"


def test_highlight_goes_and_the_style_under_it_stays(live: LiveMap) -> None:
    before = [live.options(FIRST, name) for name in ("color", "weight", "opacity")]
    live.press("pick")
    picked = live.options(FIRST, "color")
    live.press("dark")
    live.press("one_green")
    still_picked = live.options(FIRST, "color")

    assert before[0] != picked == "#d6186a"
    assert still_picked == "#ff4f9a"


def test_lasso_returns_a_closed_polygon_and_no_click(live: LiveMap) -> None:
    live.press("lasso")
    corners = [(127.05, 36.05), (127.4, 36.05), (127.4, 36.9), (127.05, 36.9)]
    spots = [live.place(*corner) for corner in corners]
    live.page.mouse.move(**spots[0])
    live.page.mouse.down()
    for spot in spots[1:]:
        live.page.mouse.move(**spot, steps=4)
    live.page.mouse.up()
    drawn = live.wait_heard("drawn", bool)
    ring = drawn["polygon"]["coordinates"][0]

    assert drawn["tool"] == "lasso"
    assert ring[0] == ring[-1]
    assert ring[0] == pytest.approx(corners[0], abs=0.02)
    assert len(ring) > len(corners) + 1
    assert live.heard()["clicked"] is None


def test_box_returns_its_four_corners(live: LiveMap) -> None:
    live.press("box")
    first, last = live.place(127.05, 36.05), live.place(127.6, 36.9)
    live.page.mouse.move(**first)
    live.page.mouse.down()
    live.page.mouse.move(**last, steps=5)
    live.page.mouse.up()
    ring = live.wait_heard("drawn", bool)["polygon"]["coordinates"][0]

    assert len(ring) == 5
    assert sorted({x for x, _ in ring}) == pytest.approx([127.05, 127.6], abs=0.02)
    assert sorted({y for _, y in ring}) == pytest.approx([36.05, 36.9], abs=0.02)


def test_escape_gives_panning_back(live: LiveMap) -> None:
    live.press("lasso")
    sea = live.place(129.5, 36.4)
    live.page.mouse.click(sea["x"], sea["y"])
    live.page.keyboard.press("Escape")
    live.wait_heard("tool", lambda value: value == "")
    live.wait_painted()

    assert live.inside("() => map_planner.dragging.enabled()") is True


def test_hidden_layer_comes_back_above_the_land(live: LiveMap) -> None:
    live.press("hide")
    hidden = live.inside("() => map_planner.hasLayer(geo_json_complexes)")
    live.press("show")
    spot = live.place(127.2, 36.2)
    live.page.mouse.click(spot["x"], spot["y"])
    clicked = live.wait_heard("clicked", bool)

    assert hidden is False
    assert clicked["id"] == FIRST


def test_features_can_be_swapped_and_stay_swapped_after_a_reload(live: LiveMap) -> None:
    live.press("swap")
    count = "() => { const ids = []; geo_json_complexes.eachLayer(p => ids.push(p.feature.id)); return ids.sort() }"
    before = live.inside(count)
    live.reload_frame()
    live.wait_painted()

    assert before == live.inside(count) == ["c2", "c3", "x"]


def test_added_layer_is_clickable_and_survives_a_reload(live: LiveMap) -> None:
    live.press("add")
    live.reload_frame()
    live.wait_painted()
    spot = live.place(127.6, 36.6)
    live.page.mouse.click(spot["x"], spot["y"])
    clicked = live.wait_heard("clicked", bool)

    assert (clicked["layer"], clicked["id"]) == ("extra", "x")


def test_theme_reaches_page_and_base_layers(live: LiveMap) -> None:
    live.press("dark")

    assert live.inside("() => document.documentElement.dataset.theme") == "dark"
    assert live.inside("() => geo_json_sigungu.getLayers()[0].options.fillColor") == "#1e2a36"


def test_fly_to_moves_to_the_feature(live: LiveMap) -> None:
    live.press("fly")
    center = live.inside("() => { const c = map_planner.getCenter(); return [c.lng, c.lat] }")

    assert center == pytest.approx([127.2, 36.2], abs=0.01)


def test_frame_has_a_name_for_screen_readers(live: LiveMap) -> None:
    frame = live.page.locator("iframe")

    expect(frame).to_have_attribute("title", "전국 산업단지 지도")
    expect(frame).to_have_attribute("aria-label", "전국 산업단지 지도")
    expect(live.frame.locator("html")).to_have_attribute("lang", "ko")
    assert live.inside("() => getComputedStyle(map_planner.getContainer()).wordBreak") == "keep-all"


def test_hostile_names_stay_text(guarded_page: Page, serve_app: Callable[..., str]) -> None:
    live = LiveMap(guarded_page, serve_app("map_app", "hostile"))
    live.inside("() => { window.struck = 0; window.hit = () => { window.struck += 1 } }")
    spot = live.place(127.2, 36.2)
    live.page.mouse.move(spot["x"], spot["y"])
    expect(live.frame.locator(".planner-tip-title")).to_contain_text("</script><img src=x")
    live.inside("() => { map_planner.setView([36.4, 127.5], 10, {animate: false}) }")
    expect(live.frame.locator(".planner-label", has_text=re.compile("onerror"))).to_have_count(1)

    assert live.inside("() => window.struck") == 0
    assert live.frame.locator("img").count() == 0


def test_server_without_our_folders_still_shows_the_map(
    guarded_page: Page, guard: Any, serve_app: Callable[..., str]
) -> None:
    live = LiveMap(guarded_page, serve_app("map_app", "tiny", "no_routes"))
    live.press("one_green")
    refused = [c for c in guard.complaints if "planner-maps" in c or "404" in c]
    guard.complaints[:] = [c for c in guard.complaints if c not in refused]

    assert live.options(FIRST, "fillColor") == "#00ff00"
    assert refused


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
        live.press("one_green")
    with run_script("map_app", any_port, "tiny", "reconnect"):
        live.wait_heard("presses", lambda value: value == 0)
        live.press("all_red")

    assert not [url for url in guard.requests if "cdn" in url]


def test_offline_file_opens_from_a_folder_with_no_network(
    guarded_page: Page, guard: Any, tmp_path: Path
) -> None:
    path = tmp_path / "지도 map.html"
    save_offline_html(country_map(tiny_tables(HOSTILE), popup=True), path)
    guard.allowed_files = (path.as_uri(),)
    guarded_page.add_init_script("window.struck = 0; window.hit = () => { window.struck += 1 }")
    guarded_page.context.set_offline(True)
    guarded_page.goto(path.as_uri())
    x, y = guarded_page.evaluate(
        "() => { const p = map_planner.latLngToContainerPoint([36.2, 127.2]); return [p.x, p.y] }"
    )
    guarded_page.mouse.click(x, y)

    expect(guarded_page.locator(".leaflet-popup .planner-tip-title")).to_have_text(HOSTILE)
    expect(guarded_page.locator(".leaflet-tooltip")).to_have_count(0)
    expect(guarded_page.locator(".planner-panel-title")).to_have_text("산업단지 종류")
    assert guarded_page.evaluate("() => window.struck") == 0
    assert guard.requests == [path.as_uri()]


def test_map_page_refuses_to_load_from_outside(
    guarded_page: Page, guard: Any, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    save_offline_html(country_map(tiny_tables()), path)
    guard.allowed_files = (path.as_uri(),)
    guard.allowed_console = ("Content Security Policy",)
    guarded_page.goto(path.as_uri())
    loaded = guarded_page.evaluate(
        """() => new Promise((tell) => {
            const image = new Image();
            image.onload = () => tell(true);
            image.onerror = () => tell(false);
            image.src = "http://127.0.0.1:9/never.png";
        })"""
    )

    refused = [c for c in guard.complaints if c.endswith("never.png csp")]
    guard.complaints.clear()

    assert loaded is False
    assert len(refused) == 1
    assert guard.requests == [path.as_uri()]

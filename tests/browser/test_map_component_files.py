"""The map as a file, and the map on servers that serve less than ours."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Guard
from map_driver import LiveMap, live_map
from playwright.sync_api import Browser, Page, expect

from cluster_planner.present.maps import country_map, save_offline_html

sys.path.append(str(Path(__file__).resolve().parents[1] / "present"))
from tiny_country import HOSTILE, tiny_tables

pytestmark = pytest.mark.browser


def test_live_map_saves_as_it_looks_and_opens_with_no_network(
    chromium_browser: Browser, serve_app: Callable[..., str], tmp_path: Path
) -> None:
    guard = Guard()
    path = tmp_path / "지금 지도.html"
    with live_map(chromium_browser, guard, serve_app("map_app", "hostile")) as live:
        live.tell(
            "live.restyle('complexes', ['c1'], fillColor='#00ff00', radius=9, shape='square')"
        )
        live.tell("live.restyle('sigungu', ['1101'], hatch=True)")
        live.tell(
            "live.add_layer('a', collection(point('p', 127.4, 36.4, lines=[HOSTILE])), {None: {'radius': 8}})"
        )
        live.tell("live.keep_drawn('d', {'type': 'Point', 'coordinates': [127.5, 36.5]}, HOSTILE)")
        live.tell("live.set_legend(Legend('면', (LegendEntry(HOSTILE, '#fff'),)), 'areas')")
        live.tell("live.set_theme('dark'); live.use_tool('lasso')")
        live.tell("live.fit((127.1, 36.1, 127.9, 36.9), animate=False)")
        live.until("viewport", "value.zoom > 8")
        view = live.view()
        live.order(f"open({str(path)!r}, 'w', encoding='utf-8').write(live.offline_html())")
        assert guard.complaints == []

    guard = Guard()
    guard.allowed_files = (path.as_uri(),)
    context = chromium_browser.new_context(viewport={"width": 1200, "height": 620})
    context.add_init_script("window.struck = 0; window.hit = () => { window.struck += 1 }")
    page = context.new_page()
    guard.watch(page)
    context.set_offline(True)
    page.goto(path.as_uri())
    found = page.evaluate(
        """() => {
            let c1 = null;
            geo_json_complexes.eachLayer((p) => { if (p.feature.id === "c1") c1 = p.options; });
            const c = map_planner.getCenter();
            const spot = map_planner.latLngToContainerPoint([36.4, 127.4]);
            return {
                c1: [c1.fillColor, c1.baseRadius, c1.shape], theme: document.documentElement.dataset.theme,
                view: [c.lng, c.lat, map_planner.getZoom()], spot: [spot.x, spot.y],
                panning: map_planner.dragging.enabled(),
            };
        }"""
    )
    page.mouse.click(*found["spot"])

    assert found["c1"] == ["#00ff00", 9, "square"]
    assert found["theme"] == "dark"
    assert found["panning"] is True
    assert found["view"] == pytest.approx(view, abs=1e-3)
    expect(page.locator(".leaflet-popup .planner-tip-line")).to_have_text(HOSTILE)
    expect(page.locator(".planner-drawn-label")).to_have_text(HOSTILE)
    expect(page.locator(".planner-panel-title")).to_have_text(["산업단지 종류", "면"])
    assert page.evaluate("() => window.struck") == 0
    assert guard.requests == [path.as_uri()]
    assert guard.complaints == []
    context.close()


def test_server_without_our_folders_still_shows_the_map(
    guarded_page: Page, guard: Any, serve_app: Callable[..., str]
) -> None:
    live = LiveMap(guarded_page, serve_app("map_app", "tiny", "no_routes"))
    live.tell("live.restyle('complexes', ['c1'], fillColor='#00ff00')")
    refused = [c for c in guard.complaints if "planner-maps" in c or "404" in c]
    guard.complaints[:] = [c for c in guard.complaints if c not in refused]

    assert live.options("c1", "fillColor") == ["#00ff00"]
    assert refused


def test_offline_file_of_a_drawn_map_opens_with_no_network(
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
    guard.allowed_console = ("Content Security Policy", "CSP violation")
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

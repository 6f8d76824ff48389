"""The live map by keys, by voice, with tools in hand, beside another map and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import Guard
from map_driver import LiveMap, live_map
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

CORNERS = [(127.05, 36.05), (127.4, 36.05), (127.4, 36.9), (127.05, 36.9)]
AT_SEA = (129.5, 36.4)


@pytest.fixture(scope="module")
def opened(
    chromium_browser: Browser, serve_app: Callable[..., str]
) -> Iterator[tuple[LiveMap, Guard]]:
    guard = Guard()
    url = serve_app("map_app", "tiny", "twin")
    with live_map(chromium_browser, guard, url, reduced_motion="reduce") as live:
        yield live, guard


def drag(live: LiveMap, places: list[tuple[float, float]]) -> None:
    spots = [live.place(*place) for place in places]
    live.page.mouse.move(**spots[0])
    live.page.mouse.down()
    for spot in spots[1:]:
        live.page.mouse.move(**spot, steps=4)
    live.page.mouse.up()


def test_lasso_returns_a_closed_polygon_and_no_click(live: LiveMap) -> None:
    live.tell("live.use_tool('lasso')")
    drag(live, CORNERS)
    drawn = live.until("drawn", "value !== null")
    ring = drawn["polygon"]["coordinates"][0]

    assert drawn["tool"] == "lasso"
    assert drawn["geometry"] == drawn["polygon"]
    assert ring[0] == ring[-1]
    assert ring[0] == pytest.approx(CORNERS[0], abs=0.02)
    assert len(ring) > len(CORNERS) + 1
    assert live.heard("clicked") is None


def test_box_returns_its_four_corners(live: LiveMap) -> None:
    live.tell("live.use_tool('box')")
    drag(live, [CORNERS[0], CORNERS[2]])
    ring = live.until("drawn", "value !== null")["polygon"]["coordinates"][0]

    assert len(ring) == 5
    assert sorted({x for x, _ in ring}) == pytest.approx([127.05, 127.4], abs=0.02)
    assert sorted({y for _, y in ring}) == pytest.approx([36.05, 36.9], abs=0.02)


def test_polygon_is_set_corner_by_corner_and_closed_at_the_first(live: LiveMap) -> None:
    live.tell("live.use_tool('polygon')")
    for place in [*CORNERS, CORNERS[0]]:
        live.page.mouse.click(**live.place(*place))
    ring = live.until("drawn", "value !== null")["polygon"]["coordinates"][0]

    assert len(ring) == 5
    for place, corner in zip(ring, [*CORNERS, CORNERS[0]], strict=True):
        assert place == pytest.approx(corner, abs=0.02)
    assert live.heard("clicked") is None


def test_line_ends_where_it_is_clicked_twice_and_is_no_polygon(live: LiveMap) -> None:
    live.tell("live.use_tool('line')")
    live.page.mouse.click(**live.place(*CORNERS[0]))
    live.page.mouse.click(**live.place(*CORNERS[2]))
    live.page.mouse.click(**live.place(*CORNERS[2]))
    drawn = live.until("drawn", "value !== null")

    assert drawn["geometry"]["type"] == "LineString"
    assert len(drawn["geometry"]["coordinates"]) == 2
    assert drawn["polygon"] is None


def test_shape_is_drawn_with_keys_alone(live: LiveMap) -> None:
    live.tell("live.use_tool('polygon')")
    live.frame.locator(".leaflet-container").focus()
    for keys in (["ArrowRight", "Enter"], ["ArrowDown", "Enter"], ["ArrowLeft", "Enter", "Enter"]):
        for key in keys:
            live.page.keyboard.press(key)
            live.rendered()
    ring = live.until("drawn", "value !== null")["polygon"]["coordinates"][0]

    assert len(ring) == 4


@pytest.mark.parametrize("focus", ["in the map", "outside"])
def test_escape_gives_panning_back(live: LiveMap, focus: str) -> None:
    live.tell("live.use_tool('lasso')")
    drawing = live.inside("() => map_planner.dragging.enabled()")
    if focus == "in the map":
        live.page.mouse.click(**live.place(*AT_SEA))
    live.page.keyboard.press("Escape")
    live.until("active_tool", "value === ''")
    live.painted()

    assert drawing is False
    assert live.inside("() => map_planner.dragging.enabled()") is True


def test_kept_shape_stays_until_it_is_removed(live: LiveMap) -> None:
    line = "{'type': 'LineString', 'coordinates': [[127, 36], [127.5, 36.5]]}"
    live.tell(f"live.keep_drawn('d', {line}, '통근길')")
    label = live.frame.locator(".planner-drawn-label")
    expect(label).to_have_text("통근길")
    live.tell(f"live.keep_drawn('d', {line}, '새 이름')")
    expect(label).to_have_text("새 이름")
    live.tell("live.remove_drawn('d'); live.remove_drawn('never there')")

    expect(label).to_have_count(0)


def test_map_is_one_tab_stop_with_its_buttons_and_legends(live: LiveMap) -> None:
    stops = live.inside(
        """() => [...document.querySelectorAll("a[href], button, summary, [tabindex]")]
            .filter((node) => node.tabIndex >= 0)
            .map((node) => node.getAttribute("aria-label") || node.textContent)"""
    )

    assert stops == ["전국 산업단지 지도", "확대", "축소", "산업단지 종류"]


def test_arrows_bring_a_crosshair_and_enter_chooses_what_lies_under_it(live: LiveMap) -> None:
    live.tell("live.fit((127.1, 36.1, 127.3, 36.3), animate=False)")
    cross = live.frame.locator(".planner-cross")
    live.frame.locator(".leaflet-container").focus()
    expect(cross).to_be_hidden()
    live.page.keyboard.press("ArrowRight")
    live.page.keyboard.press("ArrowLeft")
    expect(cross).to_be_visible()
    expect(live.frame.locator("[role=status]")).to_contain_text("가산, ")
    expect(live.frame.locator(".planner-tip-title")).to_have_text("가산")
    live.page.keyboard.press("Enter")
    clicked = live.until("clicked", "value !== null")
    zoom = live.view()[2]
    live.page.keyboard.press("+")
    live.wait(lambda: live.view()[2] > zoom)
    live.page.keyboard.press("Escape")

    assert (clicked["layer"], clicked["id"]) == ("complexes", "c1")
    expect(cross).to_be_hidden()


def test_frame_and_map_are_named_and_described(live: LiveMap) -> None:
    live.tell("live.title = '전환 계획 지도'; live.summary = '단지 3곳, 국비 12억 원'")
    frame = live.page.locator("iframe").first
    expect(frame).to_have_attribute("title", "전환 계획 지도")
    expect(frame).to_have_accessible_description("단지 3곳, 국비 12억 원")
    inside = live.frame.locator(".leaflet-container")

    expect(inside).to_have_accessible_name("전환 계획 지도")
    expect(inside).to_have_accessible_description("단지 3곳, 국비 12억 원")
    expect(live.frame.locator("html")).to_have_attribute("lang", "ko")


def test_maps_of_one_name_follow_each_other_without_an_echo(live: LiveMap) -> None:
    live.tell("live.sync = twin.sync = 'pair'")
    first, second = live.frames
    second.evaluate("() => { window.told = 0; map_planner.on('move', () => { window.told += 1 }) }")
    first.evaluate("() => { window.told = 0; map_planner.on('move', () => { window.told += 1 }) }")
    live.order("twin.fit((127.0, 36.0, 127.5, 36.5), animate=False)")
    live.wait(lambda: live.view(second)[:2] == pytest.approx([127.25, 36.25], abs=0.01))
    live.wait(lambda: live.view(first) == pytest.approx(live.view(second), abs=1e-6))
    view = live.view(first)
    live.page.wait_for_timeout(200)
    moves = [frame.evaluate("() => window.told") for frame in (first, second)]
    live.order("twin.sync = ''; twin.fit((127.2, 36.2, 127.3, 36.3), animate=False)")
    live.wait(lambda: live.view(second)[2] > view[2])
    live.page.wait_for_timeout(100)

    assert view[:2] == pytest.approx([127.25, 36.25], abs=0.01)
    assert max(moves) <= 2
    assert live.view(first) == view


def test_no_move_is_animated_when_motion_is_unwelcome(live: LiveMap) -> None:
    live.inside(
        "() => { window.frames_seen = 0; map_planner.on('move', () => { window.frames_seen += 1 }) }"
    )
    live.tell("live.fit((127.0, 36.0, 127.5, 36.5), animate=True)")
    live.wait(lambda: live.view()[2] > 8)

    assert live.inside("() => window.frames_seen") == 1
    assert live.inside("() => map_planner._zoomAnimated") is False


def test_paper_is_white_fits_its_page_and_unfolds_the_legend(live: LiveMap) -> None:
    live.tell(
        "live.set_theme('dark'); live.restyle('complexes', fillColor='#ff9a5c', fillOpacity=1)"
    )
    on_land, at_point = (127.42, 36.45), (127.3, 36.7)
    view = live.view()
    screen = [live.pixel(*on_land), live.pixel(*at_point)]
    live.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    width = live.page.locator("iframe").first.bounding_box()["width"]
    below = live.inside(
        """() => document.querySelector(".planner-panels").getBoundingClientRect().top
            >= map_planner.getContainer().getBoundingClientRect().bottom"""
    )
    paper = [live.pixel(*on_land), live.pixel(*at_point)]
    surface = live.inside(
        "() => getComputedStyle(document.querySelector('.planner-panel')).backgroundColor"
    )
    unfolded = live.frame.locator(".planner-panel[open]").count()
    live.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")

    assert screen == [[0x1E, 0x2A, 0x36, 255], [0xFF, 0x9A, 0x5C, 255]]
    assert paper == [[0xFD, 0xFE, 0xFE, 255], [0xC8, 0x40, 0x0C, 255]]
    assert width <= 690
    assert below is True
    assert surface == "rgb(255, 255, 255)"
    assert unfolded == 1
    assert [live.pixel(*on_land), live.pixel(*at_point)] == screen
    assert live.view() == view
    assert live.frame.locator(".planner-panel[open]").count() == 0


def test_tiles_are_off_until_switched_on_and_come_from_our_server_only(live: LiveMap) -> None:
    asked: list[str] = []
    live.page.route(
        "**/planner-static/leaflet/images/*-*.png",
        lambda route: (asked.append(route.request.url), route.fulfill(status=204))[-1],
    )
    live.fresh(tiles="TILES")
    switch = live.frame.locator(".planner-switch")
    expect(switch).to_have_attribute("aria-pressed", "false")
    before = list(asked)
    switch.click()
    live.until("tiles_on", "value === true")
    expect(switch).to_have_attribute("aria-pressed", "true")
    live.wait(lambda: len(asked) > 0)
    expect(live.frame.locator(".planner-tile-credit")).to_contain_text("<img src=x")
    live.reload_frame()
    still = switch.get_attribute("aria-pressed")
    live.tell("live.show_tiles(False)")
    live.page.unroute("**/planner-static/leaflet/images/*-*.png")

    assert before == []
    assert all("/planner-static/leaflet/images/" in url for url in asked)
    assert still == "true"
    expect(switch).to_have_attribute("aria-pressed", "false")

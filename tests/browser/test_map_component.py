"""The live map in a real Panel app and a real browser: what the reader does and what Python changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import Guard
from map_driver import LiveMap, live_map
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

ON_LAND, AT_SEA, ON_C1 = (127.1, 36.4), (129.5, 36.4), (127.2, 36.2)


def test_click_on_a_point_reaches_python_with_its_modifiers(live: LiveMap) -> None:
    live.page.keyboard.down("Shift")
    live.page.mouse.click(**live.place(*ON_C1))
    live.page.keyboard.up("Shift")
    clicked = live.until("clicked", "value !== null")

    assert (clicked["layer"], clicked["id"]) == ("complexes", "c1")
    assert clicked["modifiers"] == {"shift": True, "ctrl": False, "alt": False}


def test_click_on_a_district_and_on_the_sea_differ(live: LiveMap) -> None:
    live.page.mouse.click(**live.place(*ON_LAND))
    on_land = live.until("clicked", "value !== null")
    live.page.mouse.click(**live.place(*AT_SEA))
    at_sea = live.until("clicked", "value.n === 2")

    assert (on_land["layer"], on_land["id"]) == ("sigungu", "1101")
    assert (at_sea["layer"], at_sea["id"]) == (None, None)


def test_small_point_is_hit_near_its_middle_and_the_nearer_one_wins(live: LiveMap) -> None:
    live.tell("live.restyle('complexes', radius=1)")
    live.tell(
        "live.add_layer('near', collection(point('n', 127.225, 36.2)), {'n': {'radius': 1}});"
        "live.fit((127.1, 36.1, 127.3, 36.3), animate=False)"
    )
    spot = live.place(*ON_C1)
    live.page.mouse.click(spot["x"] - 5, spot["y"])

    assert live.until("clicked", "value !== null")["id"] == "c1"


def test_hover_names_the_feature_and_shows_its_card(live: LiveMap) -> None:
    live.page.mouse.move(**live.place(*ON_C1))

    assert live.until("hovered", "value && value.id") == {"layer": "complexes", "id": "c1"}
    expect(live.frame.locator(".planner-tip")).to_contain_text("가산")
    live.page.mouse.move(**live.place(*AT_SEA))


def test_restyle_keeps_the_zoom_and_the_page(live: LiveMap) -> None:
    zoom = live.view()[2]
    live.frame.locator(".leaflet-control-zoom-in").click()
    live.until("viewport", f"value.zoom > {zoom}")
    before = live.view()
    live.tell("live.restyle('complexes', fillColor='#ff0000')")

    assert live.view() == before
    assert live.options("c1", "fillColor") == ["#ff0000"]
    assert live.page.get_attribute("iframe", "data-ready") == "1"


def test_none_brings_back_what_was_drawn(live: LiveMap) -> None:
    drawn = live.options("c1", "fillColor", "baseRadius")
    live.tell("live.restyle('complexes', fillColor='#ff0000', radius=20)")
    red = live.options("c1", "fillColor", "baseRadius")
    live.tell("live.restyle('complexes', ['c1'], fillColor=None, radius=None)")

    assert red == ["#ff0000", 20]
    assert live.options("c1", "fillColor", "baseRadius") == drawn
    assert live.options("c2", "fillColor", "baseRadius") == ["#ff0000", 20]


def test_whole_recolour_is_one_message(live: LiveMap) -> None:
    before = live.heard("sent")
    live.tell(
        "live.apply_styles('complexes', {i: {'fillColor': c, 'radius': r, 'fillOpacity': 1}"
        " for i, c, r in [('c1', '#010203', 4), ('c2', '#040506', 5), ('c3', '#070809', 6)]})"
    )

    assert live.heard("sent") == before + 1
    assert live.options("c3", "fillColor", "baseRadius") == ["#070809", 6]


def test_highlight_goes_and_the_style_under_it_stays(live: LiveMap) -> None:
    before = live.options("c1", "color", "weight", "opacity")
    live.tell("live.highlight('complexes', ['c1'])")
    picked = live.options("c1", "color")
    live.tell("live.set_theme('dark'); live.restyle('complexes', ['c1'], weight=5)")
    still_picked = live.options("c1", "color", "weight")
    live.tell("live.highlight('complexes', [])")

    assert before[0] != picked[0] == "#d6186a"
    assert still_picked == ["#ff4f9a", 2.6]
    assert live.options("c1", "color", "weight") == [before[0], 5]


def test_hidden_layer_comes_back_above_the_land(live: LiveMap) -> None:
    live.tell("live.set_visible('complexes', False)")
    hidden = live.inside("() => map_planner.hasLayer(geo_json_complexes)")
    live.tell("live.set_visible('complexes', True)")
    live.page.mouse.click(**live.place(*ON_C1))

    assert hidden is False
    assert live.until("clicked", "value !== null")["id"] == "c1"


def test_theme_reaches_page_and_base_layers_but_not_what_was_coloured_by_id(live: LiveMap) -> None:
    live.tell("live.restyle('sigungu', ['1101'], fillColor='#94bdee'); live.set_theme('dark')")

    assert live.inside("() => document.documentElement.dataset.theme") == "dark"
    assert live.options("1102", "fillColor", layer="sigungu") == ["#1e2a36"]
    assert live.options("1101", "fillColor", layer="sigungu") == ["#94bdee"]


def test_fly_to_moves_to_the_feature(live: LiveMap) -> None:
    live.tell("live.fly_to('complexes', 'c1', animate=False)")

    assert live.view()[:2] == pytest.approx(ON_C1, abs=0.01)


def test_missing_data_is_hatched_over_its_fill(live: LiveMap) -> None:
    live.tell("live.restyle('sigungu', ['1101'], fillColor='#94bdee', hatch='#000000')")
    strip = [tuple(live.pixel(127.05 + step * 0.004, 36.42)) for step in range(40)]
    live.tell("live.restyle('sigungu', hatch=False)")
    plain = {tuple(live.pixel(127.05 + step * 0.004, 36.42)) for step in range(40)}

    assert plain == {(0x94, 0xBD, 0xEE, 255)}
    assert len(set(strip)) > 3
    assert min(sum(colour[:3]) for colour in strip) < 300


@pytest.mark.parametrize(
    ("shape", "inside_corner"), [("circle", False), ("square", True), ("diamond", False)]
)
def test_points_differ_by_shape(live: LiveMap, shape: str, inside_corner: bool) -> None:
    live.tell(
        "live.restyle('complexes', ['c2'], radius=24, fillColor='#ff0000', fillOpacity=1, weight=0,"
        f" shape='{shape}')"
    )
    corner = live.inside(
        """() => {
            let path = null;
            geo_json_complexes.eachLayer((p) => { if (p.feature.id === 'c2') path = p; });
            const spot = path._point.add([path._radius * 0.8, path._radius * 0.8]);
            const at = map_planner.layerPointToLatLng(spot);
            return [at.lng, at.lat];
        }"""
    )

    assert (live.pixel(*corner) == [255, 0, 0, 255]) is inside_corner
    assert live.pixel(127.3, 36.7) == [255, 0, 0, 255]


def test_label_is_painted_on_the_point_as_text(live: LiveMap) -> None:
    look = "radius=24, fillColor='#ffffff', fillOpacity=1, weight=0"
    live.tell(f"live.restyle('complexes', ['c2'], {look})")
    count = """() => {
        const canvas = document.querySelector('.leaflet-overlay-pane canvas');
        const box = canvas.getBoundingClientRect();
        const at = map_planner.latLngToContainerPoint([36.7, 127.3]);
        const scale = canvas.width / box.width;
        const data = canvas.getContext('2d').getImageData(
            (at.x - box.left - 10) * scale, (at.y - box.top - 8) * scale, 20 * scale, 16 * scale).data;
        let dark = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] < 128) dark += 1;
        return dark;
    }"""
    before = live.inside(count)
    live.tell("live.restyle('complexes', ['c2'], label='12')")

    assert before == 0
    assert live.inside(count) > 10


def test_added_layer_goes_below_the_named_one(live: LiveMap) -> None:
    look = "{None: {'radius': 20, 'fillColor': '#00ff00', 'fillOpacity': 1, 'weight': 0}}"
    live.tell("live.restyle('complexes', fillOpacity=1, radius=6, fillColor='#ff0000')")
    live.tell(
        f"live.add_layer('under', collection(point('u', 127.2, 36.2)), {look}, below='complexes')"
    )
    under = live.pixel(*ON_C1)
    live.tell(f"live.add_layer('over', collection(point('o', 127.2, 36.2)), {look})")

    assert under == [255, 0, 0, 255]
    assert live.pixel(*ON_C1) == [0, 255, 0, 255]


def test_legends_stack_by_slot_and_fold(live: LiveMap) -> None:
    live.tell(
        "live.set_legend(Legend('가동률', ramp=('#000', '#fff'), ramp_labels=('낮음', '높음'),"
        " entries=(LegendEntry('자료 없음', '#fff', 'hatch'),)), 'areas')"
    )
    titles = live.frame.locator(".planner-panel-title")
    both = titles.all_inner_texts()
    titles.nth(1).click()
    folded = live.frame.locator(".planner-panel[open]").count()
    live.tell("live.set_legend(None); live.set_legend(Legend('종류'))")
    again = titles.all_inner_texts()
    live.tell("live.set_legend(None, 'areas')")

    assert both == ["산업단지 종류", "가동률"]
    assert folded == 1
    assert again == ["종류", "가동률"]
    assert titles.all_inner_texts() == ["종류"]


def test_error_in_the_page_is_told_to_python(live: LiveMap) -> None:
    live.order("live._tell({'op': 'show', 'layer': 'no such', 'visible': True})")

    assert "no such" in live.until("problem", "value !== ''")
    live.order("live.problem = ''")


def test_hostile_texts_stay_text(chromium_browser: Browser, serve_app: Callable[..., str]) -> None:
    guard = Guard()
    with live_map(chromium_browser, guard, serve_app("map_app", "hostile")) as live:
        live.inside("() => { window.struck = 0; window.hit = () => { window.struck += 1 } }")
        live.page.mouse.move(**live.place(*ON_C1))
        expect(live.frame.locator(".planner-tip-title")).to_contain_text("</script><img src=x")
        live.inside("() => { map_planner.setView([36.4, 127.5], 10, {animate: false}) }")
        label = live.frame.locator(".planner-label", has_text=re.compile("onerror"))
        expect(label).to_have_count(1)
        live.tell(
            "live.title = live.summary = HOSTILE;"
            "live.set_legend(Legend(HOSTILE, (LegendEntry(HOSTILE, HOSTILE),), note=HOSTILE), HOSTILE);"
            "live.keep_drawn(HOSTILE, {'type': 'Point', 'coordinates': [127.5, 36.5]}, HOSTILE);"
            "live.restyle('complexes', label=HOSTILE)"
        )
        expect(live.frame.locator(".planner-drawn-label")).to_contain_text("<img src=x")

        assert live.inside("() => window.struck") == 0
        assert live.frame.locator("img").count() == 0
        assert guard.complaints == []

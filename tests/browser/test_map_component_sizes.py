"""The live map in frames that are too small, and marks that must not hide what they mark."""

from __future__ import annotations

import pytest
from map_driver import LiveMap

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("height", [0, 10])
def test_map_that_loads_without_height_waits_for_one(live: LiveMap, height: int) -> None:
    holder = live.page.locator("iframe")
    holder.evaluate(f"one => {{ one.style.height = '{height}px' }}")
    live.reload_frame()
    low = live.inside("() => map_planner.getContainer().clientHeight")
    live.tell("live.fit((127.1, 36.1, 127.3, 36.3), animate=False)")
    holder.evaluate("one => { one.style.height = '600px' }")
    live.wait(lambda: live.inside("() => map_planner.getSize().y") == 600)

    assert low == height
    assert live.view()[:2] == pytest.approx([127.2, 36.2], abs=0.01)


@pytest.mark.parametrize("shape", ["circle", "square", "diamond", "triangle"])
def test_ring_stands_around_all_corners_of_a_large_point(live: LiveMap, shape: str) -> None:
    live.tell(
        f"live.mark('complexes', 'c1'); live.restyle('complexes', ['c1'], radius=20, shape='{shape}')"
    )
    sides = {"square": 1.26, "diamond": 1.28, "triangle": 1.6}
    for zoom in (8, 10):
        live.inside(f"() => {{ map_planner.setView([36.2, 127.2], {zoom}, {{ animate: false }}) }}")
        ring = live.frame.locator(".planner-ring").bounding_box()
        radius = live.options("c1", "radius")[0]
        spot = live.place(127.2, 36.2)

        assert ring is not None
        assert ring["width"] / 2 - 4 >= radius * sides.get(shape, 1)
        assert ring["x"] + ring["width"] / 2 == pytest.approx(spot["x"], abs=2)


def test_hollow_dot_of_a_legend_is_hollow(live: LiveMap) -> None:
    live.tell("live.set_legend(Legend('변화', (LegendEntry('줄어듦', '#c95f0c', 'ring'),)))")
    look = live.inside(
        "() => { const s = getComputedStyle(document.querySelector('.planner-swatch.ring'));"
        " return [s.backgroundColor, s.borderTopColor, s.borderTopLeftRadius] }"
    )

    assert look == ["rgba(0, 0, 0, 0)", "rgb(201, 95, 12)", "50%"]

"""Drives the page of tests/browser/apps/map_app.py."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Frame, Page, TimeoutError

WAIT_MS = 40_000  # a busy machine is slow, not wrong


class LiveMap:
    """A live map as a test sees it: orders to Python, what Python heard, and the browser's map."""

    def __init__(self, page: Page, url: str | None = None) -> None:
        self.page = page
        if url is not None:
            page.goto(f"{url}/app")
        self.wait_loaded(1)

    def fresh(self, **params: Any) -> None:
        """Start over with a new map on the same page."""
        pairs = ", ".join(f"{name}={value}" for name, value in params.items())
        self.order(f"fresh({pairs})")
        self.wait_loaded(1)

    @property
    def frame(self) -> Frame:
        return self.frames[0]

    @property
    def frames(self) -> list[Frame]:
        found = [handle.content_frame() for handle in self.page.query_selector_all("iframe")]
        return [frame for frame in found if frame is not None]

    def wait_loaded(self, times: int) -> None:
        self.page.wait_for_selector(f'iframe[data-ready="{times}"]', state="attached")
        self.until("ready", f"value >= {times}")
        self.painted()

    def heard(self, name: str) -> Any:
        return self.page.evaluate("name => window.facts && window.facts[name]", name)

    def until(self, name: str, condition: str) -> Any:
        """Wait until a fact (`value`) is as the JavaScript condition says; return it."""
        test = f"([name]) => {{ const value = (window.facts || {{}})[name]; return {condition}; }}"
        try:
            self.page.wait_for_function(test, arg=[name], timeout=WAIT_MS)
        except TimeoutError:
            facts = self.page.evaluate("window.facts")
            raise AssertionError(f"{name}: never {condition}; last heard {facts}") from None
        return self.heard(name)

    def order(self, text: str) -> None:
        """Run Python text in the session and wait until it is carried out there."""
        before = self.heard("orders")
        self.page.evaluate("text => window.order(text)", text)
        self.until("orders", f"value > {before}")

    def tell(self, text: str) -> None:
        """Give an order and wait until the page has painted all that Python sent."""
        self.order(text)
        self.painted()

    def ask(self, expression: str) -> Any:
        """Return the value of a Python expression in the session."""
        self.order(f"answer = {expression}")
        return self.heard("answer")

    def painted(self) -> None:
        self.page.wait_for_function(
            "() => window.facts && window.facts.done === window.facts.sent", timeout=WAIT_MS
        )

    def rendered(self) -> None:
        """Wait until the frame has been laid out, seen by its observers and painted once more."""
        self.inside(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
        )

    def inside(self, script: str) -> Any:
        return self.frame.evaluate(script)

    def options(self, feature_id: str, *names: str, layer: str = "complexes") -> list[Any]:
        """Return path options of a feature of a layer drawn with the page."""
        return self.inside(
            f"""() => {{
                let found = null;
                geo_json_{layer}.eachLayer((p) => {{ if (p.feature.id === '{feature_id}') found = p.options; }});
                return {list(names)}.map((name) => found[name] ?? null);
            }}"""
        )

    def place(self, lon: float, lat: float) -> dict[str, float]:
        """Return the position of a coordinate in the page, in pixels."""
        box = self.page.query_selector("iframe").bounding_box()
        x, y = self.inside(
            f"() => {{ const p = map_planner.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y] }}"
        )
        return {"x": box["x"] + x, "y": box["y"] + y}

    def pixel(self, lon: float, lat: float) -> list[int]:
        """Return the colour (red, green, blue, alpha) that the canvas has at a coordinate."""
        return self.inside(
            f"""() => {{
                const canvas = document.querySelector('.leaflet-overlay-pane canvas');
                const box = canvas.getBoundingClientRect();
                const at = map_planner.latLngToContainerPoint([{lat}, {lon}]);
                const scale = canvas.width / box.width;
                const [x, y] = [(at.x - box.left) * scale, (at.y - box.top) * scale];
                return [...canvas.getContext('2d').getImageData(x, y, 1, 1).data];
            }}"""
        )

    def view(self, frame: Frame | None = None) -> list[float]:
        """Return longitude, latitude and zoom."""
        return (frame or self.frame).evaluate(
            "() => { const c = map_planner.getCenter(); return [c.lng, c.lat, map_planner.getZoom()] }"
        )

    def reload_frame(self) -> None:
        """Load the frame's page anew, as the browser does when it moves a frame."""
        times = int(self.page.get_attribute("iframe", "data-ready"))
        self.inside("() => { location.reload() }")
        self.wait_loaded(times + 1)

    def wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WAIT_MS / 1000
        while time.monotonic() < deadline:
            if condition():
                return
            self.page.wait_for_timeout(25)
        raise AssertionError("never came true")


@contextmanager
def live_map(browser: Browser, guard: Any, url: str, **context: Any) -> Iterator[LiveMap]:
    """Open the page once for many tests; `guard` watches it all the time."""
    opened = browser.new_context(viewport={"width": 1200, "height": 760}, locale="ko-KR", **context)
    page = opened.new_page()
    page.set_default_timeout(WAIT_MS)
    guard.watch(page)
    yield LiveMap(page, url)
    opened.close()

"""What the screen costs a reader: a real Chromium against real servers on this machine."""

import time
from collections.abc import Callable
from os import getloadavg
from statistics import median
from typing import Any

from bokeh.document import Document
from panel.io.state import set_curdoc
from playwright.sync_api import Browser, Page

from benchmarks.reading import Reading
from benchmarks.screen_browser import chromium, find_chromium, new_page, opened, serving
from dashboards.app import build_page
from dashboards.state.desk import open_desk

_CLICKS = 30
_REST_MS = 500
"""Between clicks: what the last one set in motion is over."""
_FLIPS = 10
_VISITS = 5
_BUILDS = 15
_TABS = 20
Measured = Callable[[Browser], list[Reading]]


def profile() -> list[Reading]:
    """A click on a park of the map until its profile stands on the screen."""
    return _in_chromium("screen.profile_ms", lambda browser: _profile(browser, "screen", 100.0, 0))


def busy() -> list[Reading]:
    """The same while two solves run in the server's slots."""
    return _in_chromium(
        "screen.busy_ms", lambda browser: _profile(browser, "screen.busy", 150.0, 2)
    )


def paint() -> list[Reading]:
    """First paint and a live map: in an empty browser, and in one that was here before."""
    return _in_chromium("screen.paint", _paint)


def tabs() -> list[Reading]:
    """Twenty sessions opened at once, until the last of them has a live map."""
    return _in_chromium("screen.tabs_s", _all_tabs)


def recolour() -> list[Reading]:
    """All parks of the map get another colour: our component beside Panel's own folium pane."""
    return _in_chromium("screen.recolour_ms", _recolour)


def session() -> list[Reading]:
    """CPU of the server for one session: everything but sending it."""
    desk = open_desk()
    spent = []
    for _ in range(_BUILDS + 1):
        document = Document()
        began = time.process_time()
        with set_curdoc(document):
            build_page(desk).server_doc(document)
        spent.append(time.process_time() - began)
    return [Reading("screen.session_cpu_s", median(spent[1:]), "s", 0.4, f"first {spent[0]:.2f} s")]


def _profile(browser: Browser, name: str, at_most: float, solves: int) -> list[Reading]:
    with serving(*(("--solves", str(solves)) if solves else ())) as url:
        page = opened(new_page(browser), f"{url}/?page=explore")
        page.wait_for_timeout(3000)
        found = [_clicked(page, turn) for turn in range(_CLICKS + 1)][1:]
    times = [one["ms"] for one in found if one["ms"] is not None]
    value = median(times) if len(times) == len(found) else None
    tail = f"slowest {max(times):.0f}" if times else "no profile came"
    note = f"{len(times)} of {len(found)} clicks, {tail}, load {getloadavg()[0]:.1f}"
    return [Reading(f"{name}.profile_ms", value, "ms", at_most, note)]


def _clicked(page: Page, turn: int) -> Any:
    """A click on another park than the last; the map may have moved, so places are asked anew."""
    page.wait_for_timeout(_REST_MS)
    places = page.evaluate("bench.lonely(200)")
    place: dict[str, Any] = places[turn % len(places)]
    page.evaluate("name => { window.benchFound = bench.profile(name); }", place["name"])
    page.mouse.click(place["x"], place["y"])
    return page.evaluate("benchFound")


def _paint(browser: Browser) -> list[Reading]:
    visits: dict[str, list[tuple[float, float]]] = {"cold": [], "warm": []}
    with serving() as url:
        _visit(new_page(browser), url)  # the server's own first time is not the reader's
        for _ in range(_VISITS):
            page = new_page(browser)
            visits["cold"].append(_visit(page, url))
            visits["warm"].append(_visit(page, url))
            page.context.close()
    readings = []
    for kind, at_most in (("warm", 2.0), ("cold", 4.0)):
        paints, maps = zip(*visits[kind], strict=True)
        note = f"load {getloadavg()[0]:.1f}"
        readings.append(Reading(f"screen.{kind}_paint_s", median(paints), "s", at_most, note))
        readings.append(Reading(f"screen.{kind}_map_s", median(maps), "s", at_most, note))
    return readings


def _visit(page: Page, url: str) -> tuple[float, float]:
    """Seconds to the first contentful paint and to the live map."""
    page.goto(f"{url}/?page=explore")
    page.evaluate("bench.whenLive().then((moment) => { window.benchLive = moment; })")
    script = "[performance.getEntriesByName('first-contentful-paint')[0].startTime, benchLive]"
    paint_ms, map_ms = page.evaluate(script)
    return paint_ms / 1000, map_ms / 1000


def _all_tabs(browser: Browser) -> list[Reading]:
    with serving() as url:
        _visit(new_page(browser), url)
        pages = [new_page(browser, 1024, 768) for _ in range(_TABS)]
        began = time.perf_counter()
        for page in pages:
            # Not `goto`, which waits: all are asked for before the first is there.
            page.evaluate("url => { location.href = url; }", f"{url}/?page=explore")
        waits = []
        for page in pages:
            page.wait_for_selector("iframe[data-ready]")
            waits.append(time.perf_counter() - began)
    note = f"half of them after {sorted(waits)[_TABS // 2]:.1f} s, load {getloadavg()[0]:.1f}"
    return [Reading("screen.tabs_s", max(waits), "s", 8.0, note)]


def _recolour(browser: Browser) -> list[Reading]:
    found = {kind: _flips(browser, kind) for kind in ("ours", "stock")}
    readings = []
    for kind, at_most in (("ours", 100.0), ("stock", None)):
        update, blank, size = found[kind]
        note = f"blank {blank:.0f} ms, load {getloadavg()[0]:.1f}"
        readings.append(Reading(f"screen.recolour_{kind}_ms", update, "ms", at_most, note))
        readings.append(Reading(f"screen.blank_{kind}_ms", blank, "ms"))
        readings.append(Reading(f"screen.bytes_{kind}_kb", size / 1000, "kB"))
    ratios = (found["stock"][0] / found["ours"][0], found["stock"][2] / found["ours"][2])
    readings.append(Reading("screen.stock_over_ours", ratios[0], "×", note="time of an update"))
    readings.append(Reading("screen.stock_over_ours_bytes", ratios[1], "×", note="per update"))
    return readings


def _flips(browser: Browser, kind: str) -> tuple[float, float, float]:
    """Medians of an update: milliseconds, milliseconds without a map, bytes sent to the browser."""
    with serving("--map", kind) as url:
        page = new_page(browser)
        sizes = _counted(page)
        opened(page, url)
        page.wait_for_timeout(1000)
        park = page.evaluate("bench.points()[0].feature.id")
        rounds = []
        for _ in range(_FLIPS + 1):
            before = sum(sizes)
            page.evaluate("id => { window.benchFound = bench.recoloured(id); }", park)
            page.get_by_role("button", name="recolour").click()
            told = page.evaluate("benchFound")
            page.wait_for_timeout(300)
            rounds.append((told["ms"], told["blank"], sum(sizes) - before))
    times, blanks, sent = zip(*rounds[1:], strict=True)
    return median(times), median(blanks), median(sent)


def _counted(page: Page) -> list[int]:
    """Grows by the size of everything that arrives: messages before compression, files after it."""
    sizes: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(event["response"]["payloadData"].encode())),
    )
    network.on(
        "Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"]))
    )
    return sizes


def _in_chromium(name: str, measure: Measured) -> list[Reading]:
    path = find_chromium()
    if path is None:
        return [Reading(name, None, note="no Chromium: install it or set CHROMIUM=/path/to/it")]
    with chromium(path) as browser:
        return measure(browser)

"""Pictures of every page as build output, and what must hold of each: nothing overlaps, is empty or runs out.

One width a page by default; CLUSTER_PLANNER_ALL_SCREENS=1 takes all widths in both themes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import WAIT_MS, Guard, open_page, screen, settle
from playwright.sync_api import Browser, Page
from small_planner import small_folder

from cluster_planner.domain.scenario import read_scenario
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.shelf import Shelf

pytestmark = pytest.mark.browser

HEIGHTS = {1440: 900, 1024: 768, 390: 844}
ALL = os.environ.get("CLUSTER_PLANNER_ALL_SCREENS") == "1"
TABS = ("표", "예산 흐름", "연도", "효율·균형", "이유", "참여기관")


@dataclass(frozen=True)
class Shot:
    """A page in a state."""

    name: str
    query: str
    width: int
    """The width of the default run."""
    tab: str = ""
    """Tab of the results to open."""


SHOTS = (
    Shot("explore", "page=explore", 1024),
    Shot("explore-profile", "page=explore&park=p_changwon", 1440),
    Shot("explore-area", "page=explore&where=region:southeast", 390),
    Shot("explore-filled", "page=explore&fill=tenants&layers=gaps", 1440),
    Shot("explore-beside", "page=explore&fill=tenants&beside=aged_pct", 1440),
    Shot("plan", "page=plan", 1440),
    *(
        Shot(f"plan-{n}", "page=plan&park=p_changwon&run={a}", (1440, 1024, 390)[n % 3], tab)
        for n, tab in enumerate(TABS)
    ),
    Shot("compare-none", "page=compare", 390),
    Shot("compare", "page=compare&runs={a},{b}", 1440),
    Shot("data", "page=data", 1024),
)
EVERY = [
    pytest.param(shot, width, dark, id=f"{shot.name}-{width}{'-dark' if dark else ''}")
    for shot in SHOTS
    for width in HEIGHTS
    for dark in (False, True)
    if ALL or (width == shot.width and not dark)
]


@dataclass(frozen=True)
class Served:
    """The planner with two runs on its shelf."""

    url: str
    runs: dict[str, str]


@pytest.fixture(scope="module")
def served(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Served:
    home = tmp_path_factory.mktemp("screens")
    folder = small_folder(home)
    snapshot = load_snapshot(folder)
    scenario = read_scenario(folder / "scenarios" / "baseline.yaml")
    other = scenario.model_copy(update={"name": "비수도권 안", "noncapital_share_min_pct": 90.0})
    runs = [Shelf(home).runs.keep(plan_scenario(snapshot, one)) for one in (scenario, other)]
    return Served(
        serve_app("planner_app", str(folder), "--home", str(home)),
        dict(zip("ab", runs, strict=True)),
    )


@pytest.fixture(scope="module")
def page(chromium_browser: Browser) -> Iterator[Page]:
    """One page for all pictures; whatever its guard saw fails at the end."""
    context = chromium_browser.new_context(locale="ko-KR", reduced_motion="reduce")
    guard, page = Guard(), context.new_page()
    page.set_default_timeout(WAIT_MS)
    guard.watch(page)
    yield page
    context.close()
    assert guard.complaints == []


@pytest.mark.parametrize(("shot", "width", "dark"), EVERY)
def test_a_page_is_whole(page: Page, served: Served, shot: Shot, width: int, dark: bool) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    open_page(page, f"{served.url}/?{shot.query.format(**served.runs)}")
    if (page.locator("html").get_attribute("data-planner-theme") == "dark") != dark:
        page.evaluate("document.getElementById('theme').click()")
        page.wait_for_selector(f"html[data-planner-theme={'dark' if dark else 'light'}]")
    if shot.tab:
        page.get_by_role("tab", name=shot.tab, exact=True).click()
    settle(page)
    screen(page, f"{shot.name}-{width}{'-dark' if dark else ''}")
    found = seen(page, width)

    assert found["wide"] <= width
    assert found["headings"] > 0
    assert found["empty"] == []
    assert found["overlaps"] == []


def seen(page: Page, width: int) -> dict[str, Any]:
    """What a reader sees; looked at again while something is wrong and may still be drawn."""
    for _ in range(LOOKS):
        found: dict[str, Any] = page.evaluate(LOOK)
        if found["wide"] <= width and not found["empty"] and not found["overlaps"]:
            break
        page.wait_for_timeout(500)
    return found


LOOKS = 10
LOOK = r"""() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const up = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host ?? null;
  const within = (a, b) => { for (let p = a; p; p = up(p)) if (p === b) return true; return false; };
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
  const clipped = (e) => {
    let { left, top, right, bottom } = e.getBoundingClientRect();
    for (let p = up(e); p; p = up(p)) {
      const s = getComputedStyle(p);
      if (s.overflowX === "visible" && s.overflowY === "visible") continue;
      const b = p.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, b.left), Math.max(top, b.top), Math.min(right, b.right), Math.min(bottom, b.bottom)];
    }
    return { left, top, right, bottom };
  };
  const name = (e) => `${e.tagName} ${e.id || e.getAttribute("aria-label") || e.className} ${(e.textContent || e.shadowRoot?.textContent || "").replace(/\s+/g, " ").trim().slice(0, 50)}`;
  const landmark = (e) => /^(HEADER|NAV|MAIN|IFRAME)$/.test(e.tagName) || /^(region|tablist|toolbar|search|img|list)$/.test(e.getAttribute("role") ?? "")
    || isCard(e);
  const isCard = (e) => e.shadowRoot !== null && getComputedStyle(e).borderTopLeftRadius === "12px" && getComputedStyle(e).borderTopWidth === "1px";
  const nodes = all(document).filter(shown);
  const marks = nodes.filter(landmark).map((e) => [e, clipped(e)]).filter(([, b]) => b.right - b.left > 2 && b.bottom - b.top > 2);
  const overlaps = [];
  for (const [i, [a, p]] of marks.entries())
    for (const [b, q] of marks.slice(i + 1)) {
      const w = Math.min(p.right, q.right) - Math.max(p.left, q.left), h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (w > 1 && h > 1 && !within(a, b) && !within(b, a)) overlaps.push(`${name(a)} × ${name(b)} ${Math.round(w)}×${Math.round(h)}`);
    }
  const deepText = (e) => [...e.childNodes, ...(e.shadowRoot?.childNodes ?? [])].map((n) => n.nodeType === 3 ? n.data.trim() : n.nodeType === 1 && !/^(STYLE|SCRIPT|LINK)$/.test(n.tagName) && shown(n) ? (/^(IFRAME|CANVAS|INPUT)$/.test(n.tagName) ? "x" : deepText(n)) : "").join("");
  return {
    wide: document.documentElement.scrollWidth,
    headings: nodes.filter((e) => e.tagName === "H2").length,
    empty: nodes.filter(isCard).filter((e) => deepText(e) === "").map(name),
    overlaps,
  };
}"""

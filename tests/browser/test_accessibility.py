"""Every page for every person: axe, headings, keyboard, focus, reflow, large text, still pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from axe import grave, lesser, violations
from conftest import WAIT_MS, Guard, free_port, serve_script, settle
from playwright.sync_api import Browser, Page

from cluster_planner.domain.scenario import read_scenario, scenario_from
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.shelf import Shelf

pytestmark = pytest.mark.browser

KEPT = frozenset({"p_changwon", "p_banwol", "p_gumi", "p_gunsan"})
STATES = {
    "explore": "?page=explore",
    "profile": "?page=explore&park=p_changwon",
    "plan": "?page=plan",
    "results": "?page=plan&run={a}",
    "compare": "?page=compare&runs={a},{b}",
    "data": "?page=data",
}


@dataclass(frozen=True)
class Served:
    """The planner's address and the ids of two runs that it knows."""

    url: str
    a: str
    b: str

    def state(self, name: str) -> str:
        return f"{self.url}/{STATES[name].format(a=self.a, b=self.b)}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Served]:
    """The planner with two small runs on its shelf: 4 parks, solved in about a second each."""
    home = tmp_path_factory.mktemp("home")
    snapshot = load_snapshot()
    parks = snapshot["parks"]
    content = read_scenario(data_home() / "scenarios" / "baseline.yaml").model_dump()
    core = parks.loc[parks["is_core"], "park_id"]
    content["parks"]["exclude"] = sorted(set(core) - KEPT)
    content |= {"regions": {}, "committed": []}
    content["solver"] |= {"time_limit_s": 20, "gap": 0.001}
    shelf = Shelf(home)
    ids = []
    for name, share in (("작은 안", 0), ("비수도권 안", 90)):
        content |= {"name": name, "noncapital_share_min_pct": share}
        ids.append(shelf.runs.keep(plan_scenario(snapshot, scenario_from(content))))
    log = home / "server.log"
    with serve_script("planner_app", free_port(), log, "--home", str(home)) as url:
        yield Served(url, *ids)


@pytest.fixture(scope="module")
def open_state(served: Served, chromium_browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens a state once and gives the same page again; whatever its guard saw fails at the end."""
    context = chromium_browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="ko-KR", reduced_motion="reduce"
    )
    guard = Guard()
    pages: dict[str, Page] = {}

    def show(name: str) -> Page:
        if name not in pages:
            page = context.new_page()
            page.set_default_timeout(WAIT_MS)
            guard.watch(page)
            page.goto(served.state(name))
            page.wait_for_selector("html[data-planner-shown=true]")
            settle(page)
            pages[name] = page
        return pages[name]

    yield show
    context.close()
    assert guard.complaints == []


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_grave_in_light_and_dark(
    name: str, open_state: Callable[[str], Page], tmp_path: Path
) -> None:
    page = open_state(name)
    found = violations(page)
    (tmp_path / f"{name}-lesser.txt").write_text("\n".join(lesser(found)), "utf-8")
    page.locator("#theme").click()
    page.wait_for_selector("html[data-planner-theme=dark]")
    settle(page)
    dark = violations(page)
    page.locator("#theme").click()

    assert grave(found) == []
    assert grave(dark) == []


@pytest.mark.parametrize("name", STATES)
def test_the_page_has_a_language_a_title_and_headings_in_order(
    name: str, open_state: Callable[[str], Page]
) -> None:
    page = open_state(name)
    levels = page.evaluate(
        DEEP + "return seen('h1,h2,h3,h4,h5,h6').map((e) => +e.tagName[1]); })()"
    )

    assert page.evaluate("document.documentElement.lang") == "ko"
    assert "M.AX" in page.title()
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("name", STATES)
def test_tab_reaches_every_control_and_shows_where_it_is(
    name: str, open_state: Callable[[str], Page]
) -> None:
    page = open_state(name)
    page.evaluate(
        DEEP
        + "document.activeElement?.blur(); seen(STOPS).forEach((e, i) => { e.dataset.stop = i; }); })()"
    )
    wanted = page.evaluate(DEEP + "return groups(seen(STOPS)); })()")
    assert len(wanted) > 12
    page.locator("body").focus()
    reached: set[str] = set()
    hidden: list[str] = []
    for _ in range(2 * len(wanted) + 40):
        page.keyboard.press("Tab")
        stop = page.evaluate(DEEP + "return told(active()); })()")
        if stop is None:
            continue
        if stop["name"] in reached and len(reached) >= len(wanted):
            break
        reached.add(stop["name"])
        if not stop["visible"]:
            hidden.append(stop["html"])

    assert sorted(set(wanted) - reached) == []
    assert hidden == []


@pytest.mark.parametrize("name", STATES)
def test_everything_fits_320_pixels_and_twice_the_text(
    name: str, open_state: Callable[[str], Page]
) -> None:
    page = open_state(name)
    page.set_viewport_size({"width": 320, "height": 640})
    assert soon(page, "document.documentElement.scrollWidth <= 320")
    soon(page, DEEP + "return overflowing().length === 0; })()")
    wide = page.evaluate(DEEP + "return overflowing(); })()")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert soon(page, "document.documentElement.scrollWidth <= 1440")
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert wide == []


def soon(page: Page, expression: str) -> bool:
    """Whether it comes true; charts follow a new width a moment later."""
    page.evaluate(FRAMES)
    for _ in range(LOOKS):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(300)
    return False


def test_the_skip_link_comes_first_and_leads_to_the_content(
    open_state: Callable[[str], Page],
) -> None:
    page = open_state("data")
    page.reload()
    page.wait_for_selector("html[data-planner-shown=true]")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "본문으로 건너뛰기"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_moves_for_who_asked_for_rest(open_state: Callable[[str], Page]) -> None:
    page = open_state("data")
    moving = page.evaluate(
        DEEP + "return seen('*').filter((e) => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; })"
        ".map((e) => e.outerHTML.slice(0, 80)); })()"
    )
    assert moving == []


LOOKS = 40
FRAMES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)
DEEP = r"""(() => {
  const STOPS = 'a[href],button:enabled,input:enabled:not([type=hidden]),select:enabled,textarea:enabled,summary,[tabindex]';
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const all = (root, css) => [...root.querySelectorAll('*')].flatMap((e) => [
    ...(e.matches(css) ? [e] : []), ...(e.shadowRoot ? all(e.shadowRoot, css) : [])]);
  const seen = (css) => all(document, css).filter((e) => shown(e) && e.tabIndex !== undefined)
    .filter((e) => css !== STOPS || e.tabIndex >= 0);
  const name = (e) => e.type === 'radio' ? `radio ${e.name}` : `${e.dataset.stop} ${e.tagName} ${e.id} ${(e.getAttribute('aria-label') || e.textContent).trim().slice(0, 40)}`;
  const groups = (list) => [...new Set(list.map(name))];
  const active = () => { let a = document.activeElement; while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return a; };
  const ring = (e) => { const s = getComputedStyle(e); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none'; };
  const told = (e) => {
    if (!e || e === document.body || e.dataset.stop === undefined) return null;
    const label = e.closest('label');
    return { name: name(e), visible: e.tagName === 'IFRAME' || ring(e) || (label !== null && ring(label)), html: e.outerHTML.slice(0, 140) };
  };
  const overflowing = () => all(document, '*').filter(shown).filter((e) => {
    const b = e.getBoundingClientRect();
    if (b.right <= innerWidth + 1 || b.width < 2) return false;
    for (let p = e; p; p = p.assignedSlot ?? p.parentElement ?? p.getRootNode().host) {
      const s = getComputedStyle(p);
      if (p.tagName === 'IFRAME' || s.overflowX === 'auto' || s.overflowX === 'scroll' || s.clipPath !== 'none' || (s.position === 'fixed' && p !== e)) return false;
      if (p !== e && s.overflowX === 'hidden' && p.closest('.chart')) return false;
    }
    return e.children.length === 0;
  }).map((e) => e.outerHTML.slice(0, 120)).slice(0, 8);
"""

"""The whole planner in a real Chromium: one server and one page, shared by the tests in order."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
import yaml
from playwright.sync_api import Browser, Frame, Page, expect

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.sources.embedded import data_home

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.hacked=1>${window.hacked=1}`악성"
KEPT = 12
"""Core parks left in the test's scenario: solved to proof in about a second."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data with one hostile park name and a scenario that is solved at once."""
    home = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(data_home(), home, ignore=shutil.ignore_patterns("build"))
    parks = pd.read_csv(home / "parks.csv", dtype=str, keep_default_na=False)
    victim = parks.index[parks["region_id"] == "jeju"][0]
    parks.loc[victim, ["name_ko", "official_name_ko"]] = HOSTILE
    parks.to_csv(home / "parks.csv", index=False, lineterminator="\n")
    path = home / "scenarios" / "baseline.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    core = sorted(parks.loc[parks["is_core"] == "true", "park_id"])
    keep = {"p_changwon", "p_banwol", "p_gumi", "p_gunsan", *core[: KEPT - 4]}
    content["parks"]["exclude"] = [park_id for park_id in core if park_id not in keep]
    content |= {"regions": {}, "committed": []}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return home


@pytest.fixture(scope="module")
def url(serve_app: Callable[..., str], folder: Path) -> str:
    return serve_app("planner_app", str(folder))


@pytest.fixture(scope="module")
def endless_url(serve_app: Callable[..., str], folder: Path) -> str:
    """A planner whose runs on all parks go on until their time limit: a regional objective."""
    home = folder.parent / "endless"
    shutil.copytree(folder, home)
    path = home / "scenarios" / "baseline.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    content["objective"] = {"kind": "max_min"}
    content["solver"] |= {"gap": 0.0}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return serve_app("planner_app", str(home))


class Watched:
    """A page and everything it did that it must not do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(20_000)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self._console)
        page.on("response", self._answered)

    @property
    def outside(self) -> list[str]:
        return [
            url
            for url in self.requests
            if urlsplit(url).hostname != "127.0.0.1"
            and urlsplit(url).scheme not in ("data", "blob", "about")
        ]

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"console error: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


def opened(browser: Browser, url: str) -> Watched:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ko-KR")
    watched = Watched(context.new_page())
    watched.page.goto(url)
    watched.page.wait_for_selector("iframe[data-ready]")
    expect(watched.page.locator(".count")).to_contain_text("곳")
    return watched


@pytest.fixture(scope="module")
def shared(chromium_browser: Browser, url: str) -> Iterator[Watched]:
    watched = opened(chromium_browser, url)
    yield watched
    watched.page.context.close()


@pytest.fixture
def page(shared: Watched) -> Iterator[Page]:
    """The shared page; a test that makes it complain, or ask outside, fails."""
    yield shared.page

    assert shared.complaints == []
    assert shared.outside == []


def map_frame(page: Page) -> Frame:
    return next(f for f in page.frames if "planner-maps" in f.url)


def points(page: Page, at_least: float = 0.0) -> int:
    """Parks that can be seen on the map, with a base radius of at least so many pixels."""
    return int(
        map_frame(page).evaluate(
            """(least) => {
              const map = Object.values(window).find((value) => value instanceof L.Map);
              const seen = new Set();
              map.eachLayer((layer) => {
                if (layer instanceof L.CircleMarker && layer.options.fillOpacity > 0
                    && (layer.plannerBase ?? layer.options).radius >= least) seen.add(layer.feature.id);
              });
              return seen.size;
            }""",
            at_least,
        )
    )


def place_of_a_lonely_point(page: Page) -> tuple[float, float]:
    """Page coordinates of a visible park that no other park is near."""
    x, y = map_frame(page).evaluate(
        """() => {
          const map = Object.values(window).find((value) => value instanceof L.Map);
          const all = [];
          map.eachLayer((layer) => {
            if (layer instanceof L.CircleMarker && layer.options.fillOpacity > 0)
              all.push(map.latLngToContainerPoint(layer.getLatLng()));
          });
          const size = map.getSize();
          const inside = (p) => p.x > 80 && p.x < size.x - 260 && p.y > 60 && p.y < size.y - 220;
          const alone = (p) => all.every((q) => q === p || Math.hypot(q.x - p.x, q.y - p.y) > 22);
          const found = all.find((p) => inside(p) && alone(p));
          return [found.x, found.y];
        }"""
    )
    box = page.locator("iframe").bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def shown(page: Page) -> int:
    return int(page.locator(".count b").inner_text().replace(",", ""))


def facts(page: Page) -> Any:
    return page.locator(".park")


def parks_table(page: Page) -> Any:
    return page.locator(".tabulator:has([tabulator-field=place_ko])").first


def search(page: Page, name: str) -> None:
    field = page.get_by_placeholder("단지 이름 찾기")
    field.fill(name)
    field.press("Enter")


def clear_search(page: Page) -> None:
    page.get_by_placeholder("단지 이름 찾기").fill("")
    expect(page.locator(".count b")).to_have_text("1,363")


def test_the_page_is_korean_and_asks_nothing_outside(page: Page, shared: Watched) -> None:
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.title() == "M.AX 클러스터 플래너"
    assert shared.requests
    assert shared.outside == []


def test_every_park_is_on_the_map_at_first(page: Page) -> None:
    assert points(page) == shown(page) == 1363


def test_a_kind_filter_changes_the_points_and_the_list(page: Page) -> None:
    page.get_by_role("button", name="농공", exact=True).click()
    expect(page.locator(".count b")).not_to_have_text("1,363")
    page.wait_for_timeout(300)
    only_agro = shown(page)
    drawn = points(page)
    page.get_by_role("button", name="농공", exact=True).click()
    expect(page.locator(".count b")).to_have_text("1,363")

    assert drawn == only_agro < 1363


def test_a_typed_name_finds_the_park_and_its_facts(page: Page) -> None:
    search(page, "울산 미포")
    expect(facts(page).locator("h2")).to_contain_text("울산·미포")
    expect(facts(page)).to_contain_text("출처:")
    expect(map_frame(page).locator(".planner-ring")).to_have_count(1)
    clear_search(page)


def test_a_row_puts_the_ring_on_its_park(page: Page) -> None:
    row = parks_table(page).locator(".tabulator-row", has_text="구미").first

    row.click()
    expect(facts(page).locator("h2")).to_contain_text("구미")
    expect(row).to_have_class(re.compile("tabulator-selected"))
    expect(map_frame(page).locator(".planner-ring")).to_have_count(1)


def test_a_click_on_a_point_shows_that_park(page: Page) -> None:
    page.wait_for_timeout(1200)  # the flight to the row's park
    before = facts(page).locator("h2").inner_text()
    page.mouse.click(*place_of_a_lonely_point(page))
    expect(facts(page).locator("h2")).not_to_have_text(before)
    expect(facts(page)).to_contain_text("현황")


def test_a_hostile_name_is_text_everywhere(page: Page) -> None:
    search(page, "악성")
    expect(facts(page).locator("h2")).to_contain_text("<img src=x")
    expect(parks_table(page)).to_contain_text("<img src=x")
    page.wait_for_timeout(800)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    hacked = [frame.evaluate("window.hacked") for frame in page.frames]
    clear_search(page)

    assert hacked == [None] * len(hacked)


def test_a_broken_lever_is_a_korean_sentence_and_heals(page: Page) -> None:
    cap = page.get_by_role("slider").first
    cap.focus()
    cap.press("Home")
    expect(page.get_by_text("연도별 총예산 상한이 모두 0원입니다")).to_be_visible()
    run = page.get_by_role("button", name="최적화 실행")
    expect(run).to_be_disabled()
    page.get_by_role("button", name="기준안으로").click()
    expect(run).to_be_enabled()
    expect(page.get_by_text("연도별 총예산 상한이 모두 0원입니다")).to_have_count(0)


def test_a_run_ends_with_an_honest_badge_on_map_table_and_cards(page: Page) -> None:
    page.get_by_role("button", name="최적화 실행").click()
    expect(page.locator(".badge")).to_contain_text("증명된 최적", timeout=40_000)
    expect(page.get_by_text("총 국비")).to_be_visible()
    card = page.locator(".kpi", has_text="선정 단지").locator(".value")
    chosen = int(re.sub(r"\D", "", card.inner_text()))
    expect(page.locator("[tabulator-field=packages_ko]").last).to_be_attached()
    page.wait_for_timeout(400)

    assert 0 < chosen <= KEPT
    assert points(page, at_least=4.0) == chosen


def test_the_three_files_hold_the_plan(page: Page, tmp_path: Path) -> None:
    kept = {}
    for label in ("계획", "엑셀", "지도"):
        with page.expect_download() as caught:
            page.get_by_role("button", name=label).or_(
                page.get_by_role("link", name=label)
            ).last.click()
        kept[label] = tmp_path / caught.value.suggested_filename
        caught.value.save_as(kept[label])
    run = Run.from_json(kept["계획"].read_bytes())

    assert run.outcome.status is SolveStatus.PROVEN
    assert json.loads(kept["계획"].read_text("utf-8"))["run_id"] == run.run_id
    assert kept["엑셀"].read_bytes()[:2] == b"PK"
    assert "<html" in kept["지도"].read_text("utf-8")[:2000].lower()


def test_the_dark_theme_reaches_the_map(page: Page) -> None:
    toggle = page.get_by_label("밝은·어두운 화면 전환")
    toggle.click()
    expect(page.locator("html")).to_have_attribute("data-planner-theme", "dark")
    expect(map_frame(page).locator("[data-theme=dark]")).to_have_count(1)
    toggle.click()
    expect(page.locator("html")).to_have_attribute("data-planner-theme", "light")


def test_a_long_run_leaves_other_sessions_alone_and_can_be_stopped(
    chromium_browser: Browser, endless_url: str
) -> None:
    page = opened(chromium_browser, endless_url).page
    page.get_by_role("combobox", name="계획 대상 단지").click()
    page.get_by_text("모든 단지", exact=True).click()
    page.get_by_role("button", name="최적화 실행").click()
    expect(page.locator(".badge")).to_contain_text("계산 중")
    other = opened(chromium_browser, endless_url)
    began = time.monotonic()
    other.page.get_by_role("button", name="거점만").click()
    expect(other.page.locator(".count b")).not_to_have_text("1,363")
    answered = time.monotonic() - began
    other.page.context.close()
    expect(page.locator(".badge")).to_contain_text("계산 중")
    began = time.monotonic()
    page.get_by_role("button", name="중단").click()
    expect(page.locator(".badge")).to_contain_text("중단됨", timeout=15_000)
    stopped = time.monotonic() - began
    page.get_by_role("button", name="기준안으로").click()

    assert other.complaints == []
    assert other.outside == []
    assert answered < 5
    assert stopped < 10
    expect(page.get_by_role("button", name="최적화 실행")).to_be_enabled()
    page.context.close()

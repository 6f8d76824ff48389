"""The results of a run in a real Chromium: look, click, download, ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from conftest import open_page, screen, settle
from playwright.sync_api import Page, expect

from cluster_planner.domain.plan import Run
from cluster_planner.pipeline import plan_scenario
from cluster_planner.store.shelf import Shelf
from tests.present.plan_cases import hand_made
from tests.real_data import asked, real_snapshot

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=window.hacked=1>안"


@cache
def solved() -> Run:
    """A small question about three real parks, solved."""
    return plan_scenario(real_snapshot(), asked())


@pytest.fixture(scope="module")
def url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The planner with a run by hand on its shelf."""
    home = tmp_path_factory.mktemp("results")
    scenario = hand_made().scenario.model_copy(update={"name": HOSTILE})
    Shelf(home).runs.keep(solved())
    Shelf(home).runs.keep(hand_made().model_copy(update={"scenario": scenario}))
    return (
        f"{serve_app('planner_app', '', '--home', str(home))}/?page=plan&run={hand_made().run_id}"
    )


def test_figures_map_tables_flow_and_years_agree(guarded_page: Page, url: str) -> None:
    page = open_page(guarded_page, f"{url}&park=p_changwon")
    page.wait_for_selector("iframe[data-ready]")
    figures = page.get_by_role("list", name="목표와 견준 계획의 수치")
    expect(figures).to_contain_text("340억 원")
    expect(figures).to_contain_text("2030 목표 500개의 34%")
    regions = page.get_by_role("region", name="권역×연도 국비")
    expect(regions.locator("tfoot, tbody").last).to_contain_text("340")
    screen(page, "plan-results")

    page.get_by_role("tab", name="예산 흐름").click()
    expect(page.get_by_role("img", name=re.compile("예산 흐름.*국비 340억 원"))).to_be_visible()
    page.get_by_role("radio", name="표", exact=True).check(force=True)
    expect(page.get_by_role("region", name="예산 흐름").locator("tbody tr")).to_have_count(16)

    page.get_by_role("tab", name="연도").click()
    years = page.get_by_role("region", name=re.compile("단지별 착수"))
    expect(years.get_by_role("button", name="창원")).to_have_attribute("aria-expanded", "true")
    expect(years.locator("tr.sub")).to_have_count(2)
    years.get_by_role("button", name="반월").press("Enter")
    expect(page).to_have_url(re.compile("park=p_banwol"))
    expect(years.locator("tr.sub")).to_have_count(1)
    assert page.evaluate("window.hacked") is None


def test_a_park_on_the_map_becomes_the_focus(guarded_page: Page, url: str) -> None:
    page = open_page(guarded_page, url.replace(hand_made().run_id, solved().run_id))
    page.wait_for_selector("iframe[data-ready]")
    frame = next(f for f in page.frames if "planner-maps" in f.url)
    frame.wait_for_function(
        "() => { let n = 0; map_planner.eachLayer((l) => { if (l.feature?.id === 'p_banwol') n++ }); return n === 2 }"
    )
    spot = frame.evaluate(
        """() => { let found; map_planner.eachLayer((l) => { if (l.feature?.id === 'p_banwol') found = l });
                   const p = map_planner.latLngToContainerPoint(found.getLatLng()); return [p.x, p.y] }"""
    )
    box = page.locator("iframe[data-ready]").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])

    expect(page).to_have_url(re.compile("park=p_banwol"))
    page.get_by_role("tab", name="이유").click()
    expect(page.get_by_text("반월: 계획에 들어 있습니다.")).to_be_visible()


def test_a_reason_is_solved_beside_the_page(guarded_page: Page, url: str) -> None:
    page = open_page(
        guarded_page, f"{url.replace(hand_made().run_id, solved().run_id)}&park=p_changwon"
    )
    page.get_by_role("tab", name="이유").click()
    page.get_by_role("button", name="넣고 빼 보기").click()

    expect(page.get_by_text(re.compile("이 단지를 빼면"))).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="다시 계산")).to_be_enabled()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 844)])
def test_nothing_lies_over_another_on_small_screens(
    guarded_page: Page, url: str, width: int, height: int
) -> None:
    guarded_page.set_viewport_size({"width": width, "height": height})
    page = open_page(guarded_page, url)
    page.wait_for_selector("iframe[data-ready]")
    settle(page)
    figures = page.get_by_role("list", name="목표와 견준 계획의 수치").bounding_box()
    frame = page.locator("iframe[data-ready]").bounding_box()
    tabs = page.get_by_role("tablist", name="결과 보기").bounding_box()
    screen(page, f"plan-results-{width}")

    assert figures is not None
    assert frame is not None
    assert tabs is not None
    assert figures["y"] + figures["height"] <= frame["y"]
    assert frame["y"] + frame["height"] <= tabs["y"] or frame["x"] + frame["width"] <= tabs["x"]
    assert frame["height"] >= 240
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")

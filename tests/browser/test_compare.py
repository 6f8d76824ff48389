"""The page 비교 in a real Chromium: choose runs, read the differences, go on to a park."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import open_page, screen, settle
from playwright.sync_api import Page, expect

from cluster_planner.store.shelf import Shelf
from tests.explain.differences.runs import after, asked, before

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=window.hacked=1>안"
RUNS = ("a" * 16, "b" * 16, "c" * 16)


@pytest.fixture(scope="module")
def url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The planner with three runs on its shelf."""
    home = tmp_path_factory.mktemp("compared")
    for run in (
        before(run_id=RUNS[0]),
        after(asked(name=HOSTILE, carry_over_pct=5.0), run_id=RUNS[1]),
        before(asked(name="셋째", liability_cap_mkrw=100), run_id=RUNS[2]),
    ):
        Shelf(home).runs.keep(run)
    return serve_app("planner_app", "", "--home", str(home))


def test_choose_read_and_go_on_to_the_park(guarded_page: Page, url: str) -> None:
    page = open_page(guarded_page, f"{url}/?page=compare")
    for name in ("작은 시나리오", HOSTILE):
        box = page.get_by_role("checkbox", name=f"{name} 선택")
        box.click()
        expect(box).to_be_checked()

    expect(page).to_have_url(re.compile("runs="))
    parks = page.get_by_role("region", name="들고 난 단지와 바뀐 단지")
    expect(parks.locator("tbody tr")).to_have_count(3)
    expect(parks).to_contain_text("조건에서 곧바로 설명되지 않음")
    expect(page.get_by_role("region", name="바뀐 조건")).to_contain_text("0%")
    page.wait_for_selector("iframe[data-ready]")
    screen(page, "compare")
    assert page.evaluate("window.hacked") is None

    parks.get_by_role("button", name="여수").press("Enter")
    page.get_by_role("button", name="고른 단지 프로필").click()
    expect(page).to_have_url(re.compile("page=explore.*park=p_yeosu"))


def test_the_address_restores_runs_and_pair_in_english(guarded_page: Page, url: str) -> None:
    query = f"page=compare&lang=en&runs={','.join(RUNS)}&against={RUNS[2]}"
    page = open_page(guarded_page, f"{url}/?{query}")

    expect(page.get_by_label("Pair in detail")).to_have_value(RUNS[2])
    parks = page.get_by_role("region", name="Parks that came, went or changed")
    expect(parks).to_contain_text("두 계획의 단지와 금액이 같습니다")
    expect(page.get_by_role("region", name="Changed inputs").locator("tbody tr")).to_have_count(2)


def test_the_page_fits_a_phone(guarded_page: Page, url: str) -> None:
    guarded_page.set_viewport_size({"width": 320, "height": 640})
    page = open_page(guarded_page, f"{url}/?page=compare&runs={RUNS[0]},{RUNS[1]}")
    expect(page.get_by_role("region", name="바뀐 조건")).to_be_visible()
    settle(page)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    screen(page, "compare-phone")

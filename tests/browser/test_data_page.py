"""The page 자료: tables found and opened, numbers opened into lists, rows filtered and carried away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def data(guarded_page: Page, planner_url: str) -> Page:
    guarded_page.goto(planner_url + "/?page=data")
    guarded_page.wait_for_selector("html[data-planner-shown=true]")
    return guarded_page


def test_a_table_is_found_opened_filtered_and_carried_away(data: Page) -> None:
    data.get_by_label("표 찾기").fill("환율")
    expect(data.get_by_text("찾는 표가 없습니다.")).to_be_visible()
    data.get_by_label("표 찾기").fill("399004")
    data.get_by_role("button", name="국가산단 통계", exact=True).click()
    expect(data.get_by_role("heading", name="국가산단 통계", exact=True)).to_be_visible()
    expect(data.get_by_text("3,440행 가운데 100행을 보입니다.")).to_be_visible()
    data.get_by_label("행 거르기").fill("suppressed")
    expect(data.get_by_text("330행 가운데 100행을 보입니다.")).to_be_visible()
    expect(data.get_by_role("cell", name="비공개", exact=True).first).to_be_visible()
    with data.expect_download() as download:
        data.get_by_role("button", name="CSV 내려받기").last.click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert len(text.splitlines()) == 331


def test_a_number_opens_into_the_rows_behind_it(data: Page) -> None:
    data.get_by_role("tab", name="살필 곳", exact=True).click()
    data.get_by_role("checkbox", name="비공개").check()
    data.get_by_role("button", name="원 통계가 X로 감춘 칸").click()
    expect(data.get_by_role("heading", name="원 통계가 X로 감춘 칸 · 330행")).to_be_visible()
    expect(data.get_by_role("region", name="원 통계가 X로 감춘 칸")).to_contain_text("동두천")


def test_sums_assumptions_and_notes_are_there(data: Page) -> None:
    data.get_by_role("tab", name="공표값 대조").click()
    row = data.get_by_role("row", name="국가산단 고용(단위의 합)")
    expect(row).to_contain_text("980,725")
    expect(row).to_contain_text("-4,104")
    data.get_by_role("tab", name="가정과 규칙").click()
    expect(data.get_by_text("가동업체 100개사 이상인 국가산단")).to_be_visible()
    data.get_by_role("tab", name="읽는 법").click()
    expect(data.get_by_role("heading", name="쓰지 않은 사실")).to_be_visible()

"""The page 시나리오 by keyboard and mouse: levers, complaints, runs, ways out, files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import open_page, screen, settle
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def plan(guarded_page: Page, planner_url: str) -> Page:
    page = open_page(guarded_page, f"{planner_url}/?page=plan")
    expect(page.get_by_role("heading", name="시나리오 조건")).to_be_visible()
    return page


def group(page: Page, name: str) -> Locator:
    return page.locator("details", has=page.locator("summary", has_text=name)).first


def unfold(page: Page, name: str) -> Locator:
    box = group(page, name)
    box.locator("summary").click()
    return box


def typed(page: Page, label: str, text: str) -> Locator:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")
    return field


def test_an_amount_is_typed_in_eok_summed_and_taken_back(plan: Page) -> None:
    box = unfold(plan, "사업별 예산")
    expect(box).to_contain_text("15,234.5")
    typed(plan, "사업 예산 AI 팩토리 선도 2026", "1112.5")
    expect(box).to_contain_text("15,247")
    expect(box.locator("summary")).to_contain_text("기준안과 다름 1")
    unfold(plan, "기준안과 다른 점")
    plan.get_by_role("button", name="사업 예산 AI 팩토리 선도 2026: 1,100억 → 1,112.5억").click()

    expect(box.locator("summary")).to_contain_text("합계 15,235억")
    expect(plan.get_by_role("button", name="기준안으로")).to_be_disabled()
    plan.get_by_role("button", name="되돌리기", exact=True).click()
    expect(box.locator("summary")).to_contain_text("기준안과 다름 1")


def test_what_is_wrong_stays_as_typed_and_the_list_leads_to_it(plan: Page) -> None:
    unfold(plan, "연도별 상한")
    field = typed(plan, "비수도권 최소 비중", "많이")
    expect(field).to_have_value("많이")
    expect(field).to_have_attribute("aria-invalid", "true")
    group(plan, "연도별 상한").locator("summary").click()
    link = plan.get_by_role("button", name="비수도권 최소 비중: 숫자가 아닙니다: 많이")
    link.press("Enter")

    expect(field).to_be_focused()
    plan.keyboard.press("Control+Enter")
    expect(plan.get_by_text("고칠 곳이 있어 실행할 수 없습니다")).to_be_visible()
    field.fill("65")
    field.press("Tab")
    expect(link).to_have_count(0)


def test_a_template_a_lock_and_a_run_by_keyboard(plan: Page) -> None:
    plan.get_by_label("출발 시나리오").select_option("noncapital_only")
    plan.get_by_role("button", name="이 시나리오로 시작").press("Enter")
    expect(group(plan, "연도별 상한").locator("summary")).to_contain_text("기준안과 다름 1")
    box = unfold(plan, "꼭 넣을 단지")
    search = plan.get_by_role("combobox", name="고정할 단지 더하기")
    search.fill("구미")
    search.press("Enter")
    expect(box.get_by_role("row", name="구미")).to_be_visible()
    expect(box.locator("summary")).to_contain_text("기준안과 다름 1")
    plan.keyboard.press("Control+Enter")

    expect(plan.get_by_role("status").filter(has_text="끝났습니다")).to_be_attached(timeout=60_000)
    expect(plan.locator(".run-bar .badge, .badge").first).to_contain_text("증명된 최적")
    plan.get_by_role("switch", name="풀이 과정").press("Space")
    plan.get_by_role("switch", name="지난 실행").press("Space")
    expect(
        plan.get_by_role("table", name="지난 실행").get_by_text("비수도권 집중").first
    ).to_be_visible()
    box.get_by_role("button", name="구미 지우기").click()
    expect(plan.get_by_text("조건이 바뀌었습니다.")).to_be_visible()
    plan.get_by_role("button", name="이 실행의 조건으로 되돌리기").click()
    expect(box.get_by_role("row", name="구미")).to_be_visible()
    screen(plan, "plan-run")


def test_a_scenario_is_saved_and_opened_as_a_file(plan: Page, tmp_path: Path) -> None:
    unfold(plan, "파일로 열고 저장")
    with plan.expect_download() as download:
        plan.get_by_role("button", name="지금 조건을 파일로 저장").click()
    path = tmp_path / "안.yaml"
    download.value.save_as(path)
    content = yaml.safe_load(path.read_text("utf-8"))
    content |= {"name": "가져온 안", "carry_over_pct": 33}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    plan.get_by_label("시나리오 파일 열기").set_input_files(path)

    expect(group(plan, "연도별 상한").locator("summary")).to_contain_text("기준안과 다름 1")
    path.write_text("name: [", "utf-8")
    plan.get_by_label("시나리오 파일 열기").set_input_files(path)
    expect(plan.get_by_text("YAML 문법이 맞지 않습니다")).to_be_visible()
    expect(group(plan, "연도별 상한").locator("summary")).to_contain_text("기준안과 다름 1")


def test_narrow_pages_fold_the_levers_between_bar_and_results(plan: Page) -> None:
    plan.set_viewport_size({"width": 390, "height": 844})
    settle(plan)
    run = plan.get_by_role("button", name="최적화 실행").bounding_box()
    fold = plan.get_by_role("switch", name="시나리오 조건 펴기")
    below = plan.get_by_role("heading", name="아직 결과가 없습니다").bounding_box()
    folded = fold.bounding_box()
    assert run is not None
    assert folded is not None
    assert below is not None
    assert run["y"] < folded["y"] < below["y"]
    expect(group(plan, "사업별 예산")).to_be_hidden()

    fold.press("Space")
    expect(group(plan, "사업별 예산")).to_be_visible()
    settle(plan)
    width = plan.evaluate("document.documentElement.scrollWidth")
    assert width <= 390

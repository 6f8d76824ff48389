"""Papers from the screen in a real Chromium: pressed, followed, saved, stopped, found again."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from axe import grave, violations
from conftest import HERE, Guard, open_page, screen, serving
from playwright.sync_api import Browser, Download, Page, expect

from cluster_planner.domain.plan import Run
from cluster_planner.store.shelf import Shelf
from tests.present.plan_cases import award, hand_made, run_of

pytestmark = pytest.mark.browser
LIST = "문서와 자료 내려받기"
OTHER = "fedcba9876543210"


@cache
def other_run() -> Run:
    run = run_of(award("p_gumi", "base", "complex_ax", 2027))
    scenario = run.scenario.model_copy(update={"name": "<b>다른 안</b>"})
    return run.model_copy(update={"run_id": OTHER, "scenario": scenario})


def keep(home: Path) -> Path:
    Shelf(home).runs.keep(hand_made())
    Shelf(home).runs.keep(other_run())
    return home


@pytest.fixture(scope="module")
def url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    home = keep(tmp_path_factory.mktemp("downloads"))
    return f"{serve_app('planner_app', '', '--home', str(home))}/"


def results(page: Page, url: str) -> Page:
    """The results of the plan by hand with the list of files open."""
    open_page(page, f"{url}?page=plan&run={hand_made().run_id}")
    opener = page.get_by_role("button", name=LIST)
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    return page


def saved(page: Page, name: str) -> Download:
    """Press the button of a file and wait until the browser has saved it."""
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value


def test_a_file_is_made_beside_the_page_and_saved_under_its_korean_name(
    guarded_page: Page, url: str
) -> None:
    page = results(guarded_page, url)
    plan = saved(page, "계획 JSON")
    assert "계획_세_단지_01234567.json" == plan.suggested_filename
    assert Run.from_json(Path(plan.path()).read_bytes()).plan == hand_made().plan
    expect(page.locator("#told-json")).to_have_text(re.compile(r"준비됨 · \d+KB"))

    tables = saved(page, "CSV 묶음(zip)")
    with zipfile.ZipFile(io.BytesIO(Path(tables.path()).read_bytes())) as pack:
        assert "출처.csv" in pack.namelist()
    expect(page.get_by_role("list", name=LIST).get_by_role("listitem")).to_have_count(10)
    screen(page, "downloads-ready")

    page.reload()
    page.wait_for_selector("html[data-planner-shown=true]")
    results(page, url)
    expect(page.locator("#told-json")).to_have_text(re.compile("준비됨"))


def test_a_document_holds_the_run_it_is_compared_with(guarded_page: Page, url: str) -> None:
    page = results(guarded_page, url)
    expect(page.get_by_text("<b>다른 안</b>", exact=False)).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("다른 안")).check()
    document = saved(page, "결재 문서(한글)")
    with zipfile.ZipFile(io.BytesIO(Path(document.path()).read_bytes())) as pack:
        text = pack.read("Contents/section0.xml").decode()

    assert "대안 비교" in text
    assert "&lt;b&gt;다른 안&lt;/b&gt;" in text
    page.get_by_role("checkbox", name=re.compile("다른 안")).uncheck()
    expect(page.locator("#told-hwpx")).to_contain_text("결재에 올리는 문서")


def test_one_can_stop_it_and_go_on_working_meanwhile(guarded_page: Page, url: str) -> None:
    page = results(guarded_page, url)
    page.get_by_role("button", name="결정 묶음(zip)", exact=True).click()
    expect(page.locator("#told-bundle")).to_have_text(re.compile(r"만드는 중 · \d+초"))
    expect(page.get_by_role("status").filter(has_text="결정 묶음(zip): ")).to_have_count(1)
    page.get_by_role("tab", name="연도").click()
    expect(page.get_by_role("region", name=re.compile("단지별 착수"))).to_be_visible()
    screen(page, "downloads-making")

    page.get_by_role("button", name="결정 묶음(zip) 멈추기").press("Enter")
    expect(page.locator("#told-bundle")).to_have_text(re.compile("멈췄습니다"))
    expect(page.get_by_role("button", name="결정 묶음(zip)", exact=True)).to_be_focused()


def test_two_sessions_wait_for_one_making(
    chromium_browser: Browser, guarded_page: Page, url: str
) -> None:
    page = results(guarded_page, url)
    page.get_by_role("button", name="인쇄용 지도 그림", exact=True).click()
    expect(page.locator("#told-png")).to_have_text(re.compile("만드는 중|곧 시작|대기"))
    context = chromium_browser.new_context(locale="ko-KR")
    other, guard = context.new_page(), Guard()
    guard.watch(other)
    open_page(other, f"{url}?page=plan&run={hand_made().run_id}")
    # What is being made opens the list of a page that comes later, and a stop there stops nobody else.
    expect(other.get_by_role("button", name=LIST)).to_have_attribute("aria-expanded", "true")
    other.get_by_role("button", name="인쇄용 지도 그림 멈추기").click()
    expect(page.locator("#told-png")).to_have_text(re.compile("준비됨"), timeout=60_000)
    picture = saved(other, "인쇄용 지도 그림")

    assert Path(picture.path()).read_bytes().startswith(b"\x89PNG")
    context.close()
    assert guard.complaints == []


def test_below_a_prefix_files_come_from_there(
    guarded_page: Page,
    guard: Guard,
    any_port: int,
    tmp_path: Path,
) -> None:
    home = keep(tmp_path / "home")
    script = HERE / "apps" / "planner_app.py"
    prefix = ["--prefix", "/below/here"]
    command = [sys.executable, str(script), str(any_port), "", "--home", str(home), *prefix]
    with serving(command, any_port, tmp_path / "log", "/below/here/liveness") as address:
        page = results(guarded_page, f"{address}/below/here/")
        plan = saved(page, "계획 JSON")
        assert Run.from_json(Path(plan.path()).read_bytes()).plan == hand_made().plan
        asked = [one for one in guard.requests if "planner-paper" in one]
        assert all("/below/here/planner-paper/" in one for one in asked)


def test_a_park_without_any_plan_has_its_page(guarded_page: Page, url: str) -> None:
    page = open_page(guarded_page, f"{url}?page=explore&park=p_changwon")
    expect(page.locator("#told-park")).to_have_text("현황(계획 없음)")
    page.get_by_role("button", name="한 장 보고서(PDF)").click()
    expect(page.locator("#told-park")).to_have_text(
        re.compile("준비됨|글자를 놓을 라이브러리가 없습니다"), timeout=60_000
    )
    screen(page, "downloads-park")
    open_page(page, f"{url}?page=explore&where=region:southeast&run={hand_made().run_id}")
    expect(page.locator("#told-region")).to_have_text("현황과 계획 결과")
    expect(page.locator("#told-region_set")).to_contain_text("선정·거점 단지마다 한 장")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("dark", [False, True])
def test_the_list_is_for_everybody(
    guarded_page: Page, url: str, width: int, height: int, dark: bool
) -> None:
    guarded_page.set_viewport_size({"width": width, "height": height})
    page = results(guarded_page, url)
    if dark:
        page.get_by_role("button", name="어두운 화면").click()
    box = page.get_by_role("list", name=LIST)
    box.scroll_into_view_if_needed()
    screen(page, f"downloads-{width}{'-dark' if dark else ''}")

    assert grave(violations(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    figures = page.get_by_role("list", name="목표와 견준 계획의 수치").bounding_box()
    here = box.bounding_box()
    assert figures is not None
    assert here is not None
    assert here["y"] + here["height"] <= figures["y"]

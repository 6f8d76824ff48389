"""Scenarios are saved, found again and never overwritten by the other of two planners."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe import grave, violations
from conftest import HERE, WAIT_MS, Guard, _wait_until_alive, open_page, screen, settle
from playwright.sync_api import Browser, Locator, Page, expect
from small_planner import small_folder

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=window.hacked=1>${1}\u202e\u0007=cmd|'/c'"


@pytest.fixture(scope="module")
def url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("saved")
    return serve_app("planner_app", str(small_folder(home)), "--home", str(home))


@contextmanager
def planner(browser: Browser, guard: Guard, address: str) -> Iterator[Page]:
    """A browser of one's own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    guard.watch(page)
    yield open_page(page, address)
    context.close()


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def line(page: Page) -> Locator:
    return page.locator(".desk-name")


def said(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def set_seconds(page: Page, seconds: int) -> None:
    """Edit something of the draft: how long may be solved."""
    box = page.locator("details", has=page.locator("summary", has_text="풀이")).last
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    field = box.get_by_role("textbox").first
    field.fill(str(seconds))
    field.press("Enter")
    expect(line(page)).to_contain_text("고침 있음" if said(page, "saved") else "저장하지 않은")


def save(page: Page, press: str | re.Pattern[str], **typed: str) -> None:
    button(page, "저장").click()
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)
    button(page, press).click()


def test_two_planners_of_one_scenario_lose_nothing(
    chromium_browser: Browser, guard: Guard, url: str
) -> None:
    with planner(chromium_browser, guard, f"{url}/?page=plan") as first:
        save(first, "새 시나리오로 저장", 이름="함께 쓰는 안", 저장하는_사람="김계획")
        expect(line(first)).to_contain_text("함께 쓰는 안 1판")
        with planner(chromium_browser, guard, first.url) as second:
            expect(line(second)).to_contain_text("함께 쓰는 안 1판")
            set_seconds(second, 41)
            save(second, "2판으로 저장", 한_줄_메모=HOSTILE, 저장하는_사람="이계획")
            expect(line(second)).to_contain_text("함께 쓰는 안 2판")
        set_seconds(first, 42)
        save(first, "2판으로 저장", 한_줄_메모="내 까닭")
        conflict = first.get_by_role("alert").filter(has_text="저장하지 않았습니다")
        expect(conflict).to_contain_text("1판 뒤에 이계획 님이 2판을 저장했습니다")
        expect(line(first)).to_contain_text("1판 고침 있음")
        expect(button(first, "2판 위에 3판으로 저장")).to_be_disabled()
        screen(first, "saved-conflict")
        button(first, "2판과 견주기").click()
        row = first.get_by_role("row").filter(has_text="41초")
        expect(row).to_contain_text("42초")
        screen(first, "saved-difference")
        button(first, "2판 위에 3판으로 저장").click()
        expect(line(first)).to_contain_text("함께 쓰는 안 3판")
        expect(conflict).to_be_hidden()
        first.get_by_role("tab", name="판 기록").click()
        rows = first.get_by_role("table", name="판 기록").get_by_role("row")
        expect(rows).to_have_count(4)
        expect(rows.nth(2)).to_contain_text("<img src=x")
        screen(first, "saved-versions")
        assert first.evaluate("window.hacked") is None
    assert guard.complaints == []


def test_a_saved_scenario_comes_back_by_its_address_with_what_was_changed_since(
    guarded_page: Page, url: str
) -> None:
    page = open_page(guarded_page, f"{url}/?page=plan")
    save(page, "새 시나리오로 저장", 이름="다시 여는 안", 저장하는_사람="박 계획")
    expect(line(page)).to_contain_text("다시 여는 안 1판")
    saved = said(page, "saved")
    assert said(page, "draft") == ""
    set_seconds(page, 37)
    page.wait_for_function("location.search.includes('draft=')")
    open_page(page, page.url)

    expect(line(page)).to_contain_text("다시 여는 안 1판 고침 있음")
    assert said(page, "saved") == saved
    button(page, "저장").click()
    expect(page.get_by_label("저장하는 사람", exact=True)).to_have_value("박 계획")


def test_an_old_version_is_found_opened_and_brought_back_with_the_keyboard(
    guarded_page: Page, url: str
) -> None:
    page = open_page(guarded_page, f"{url}/?page=plan")
    save(page, "새 시나리오로 저장", 이름="되살릴 안", 저장하는_사람="김계획")
    expect(line(page)).to_contain_text("되살릴 안 1판")
    set_seconds(page, 47)
    page.keyboard.press("Control+s")
    expect(page.get_by_label("한 줄 메모", exact=True)).to_be_focused()
    page.keyboard.type("더 오래")
    button(page, "2판으로 저장").press("Enter")
    expect(line(page)).to_contain_text("되살릴 안 2판")
    open_page(page, f"{url}/?page=plan")
    button(page, "저장된 시나리오").press("Enter")
    expect(page.get_by_role("tab", name="저장된 시나리오")).to_be_focused()
    button(page, "보관함 닫기").press("Enter")
    expect(button(page, "저장된 시나리오")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="저장된 시나리오")).to_be_focused()
    page.get_by_label("시나리오 찾기").fill("되살릴")
    listed = page.get_by_role("table", name="저장된 시나리오").get_by_role("row")
    expect(listed).to_have_count(2)
    listed.nth(1).get_by_role("button", name="판 기록").press("Enter")
    versions = page.get_by_role("table", name="판 기록").get_by_role("row")
    expect(versions.nth(1)).to_contain_text("풀이 제한 시간")
    versions.nth(2).get_by_role("button", name="되살리기").press("Enter")

    expect(line(page)).to_contain_text("되살릴 안 3판")
    expect(versions).to_have_count(4)
    expect(versions.nth(1)).to_contain_text("1판을 되살림")


@pytest.mark.parametrize(
    ("width", "height", "theme"),
    [(1440, 900, "light"), (1024, 768, "dark"), (390, 844, "light")],
)
def test_everybody_can_use_it_on_any_screen(
    guarded_page: Page, url: str, width: int, height: int, theme: str
) -> None:
    page = guarded_page
    page.context.add_cookies([{"name": "planner-theme", "value": theme, "url": url}])
    page.add_init_script(f"localStorage.setItem('planner-theme', '{theme}')")
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, f"{url}/?page=plan")
    save(page, "새 시나리오로 저장", 이름=f"화면 {width} {theme}", 저장하는_사람="김계획")
    expect(line(page)).to_contain_text("1판")
    button(page, "저장").click()
    button(page, "저장된 시나리오").click()
    for part in ("저장된 시나리오", "판 기록", "견주기", "계산 목록"):
        page.get_by_role("tab", name=part).click()
        settle(page)
        screen(page, f"saved-{theme}-{width}-{part}")
        assert grave(violations(page)) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def serve(
    home: Path, folder: str, port: int, log: Path, **environment: str
) -> subprocess.Popen[bytes]:
    """A server that can be killed."""
    script = str(HERE / "apps" / "planner_app.py")
    command = [sys.executable, script, str(port), folder, "--home", str(home)]
    with log.open("a", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | environment
        )
    _wait_until_alive(f"http://127.0.0.1:{port}/liveness", process, log)
    return process


def test_a_killed_server_leaves_a_broken_off_job_with_its_best_plan(
    guarded_page: Page, guard: Guard, tmp_path: Path, any_port: int
) -> None:
    folder = str(
        small_folder(
            tmp_path,
            parks={"scope": "core"},
            solver={"time_limit_s": 300, "gap": 0.0},
        )
    )
    log, address = tmp_path / "log", f"http://127.0.0.1:{any_port}/?page=plan"
    server = serve(tmp_path, folder, any_port, log)
    try:
        page = open_page(guarded_page, address)
        button(page, "최적화 실행").click()
        first = page.get_by_role("status").filter(has_text="첫 계획을 찾았습니다")
        expect(first).to_be_attached(timeout=WAIT_MS)
        button(page, "계산 목록").click()
        jobs = page.get_by_role("table", name="계산 목록").get_by_role("row")
        expect(jobs.nth(1)).to_contain_text("계산 중")
        page.goto("about:blank")
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        server = serve(tmp_path, folder, any_port, log)
        open_page(page, address)
        button(page, "계산 목록").click()
        expect(jobs.nth(1)).to_contain_text("중단됨")
        screen(page, "saved-broken-off")
        jobs.nth(1).get_by_role("button", name="열기").click()
        expect(
            page.get_by_text("중단됨(그때까지의 계획)").or_(page.locator(".statement")).first
        ).to_be_visible()
        assert said(page, "run")
        page.goto("about:blank")
    finally:
        server.kill()
        server.wait(10)
    guard.complaints = [c for c in guard.complaints if "net::ERR_" not in c]  # our server was gone


def test_a_database_that_is_away_is_told_and_an_address_that_needs_it_waits(
    guarded_page: Page, tmp_path: Path, any_port: int, chromium_browser: Browser, guard: Guard
) -> None:
    """Nobody listens where the office's PostgreSQL should be."""
    nobody = "postgresql://planner:secret@127.0.0.1:9/plans"
    folder, log = str(small_folder(tmp_path)), tmp_path / "log"
    server = serve(tmp_path, folder, any_port, log, CLUSTER_PLANNER_DATABASE=nobody)
    try:
        page = open_page(guarded_page, f"http://127.0.0.1:{any_port}/?page=plan")
        notice = page.locator("#notices li").filter(
            has_text="저장소 postgresql://127.0.0.1:9/plans"
        )
        expect(notice.first).to_be_visible()
        save(page, "새 시나리오로 저장", 이름="못 저장할 안")
        expect(
            page.get_by_role("alert").filter(has_text="데이터베이스와 이야기할 수 없습니다")
        ).to_be_visible()
        expect(line(page)).to_contain_text("저장하지 않은 시나리오")
        screen(page, "saved-away")
        asked = f"http://127.0.0.1:{any_port}/?page=plan&saved=0123456789ab.1&draft=0123456789ab"
        page.goto(asked)
        expect(page.get_by_text("저장소를 열 수 없습니다")).to_be_visible()
        screen(page, "saved-away-address")
        assert page.url == asked
        page.goto("about:blank")
    finally:
        server.kill()
        server.wait(10)
    assert "secret" not in log.read_text("utf-8")

"""Issue to plan to comparison with the keyboard alone, and the same work after a refresh and a stop.

No test here touches a mouse: what is done is typed, and after each step the focus must stand
somewhere that can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Guard, open_page
from keys import Keys
from playwright.sync_api import Browser, Page, expect
from small_planner import HOSTILE, small_folder

pytestmark = pytest.mark.browser
SOLVED_MS = 40_000


@pytest.fixture(scope="module")
def url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("walk")
    return serve_app("planner_app", str(small_folder(home)), "--home", str(home))


@pytest.fixture(scope="module")
def endless_url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A planner whose runs go on until their time limit: all core parks, the poorest region first."""
    home = tmp_path_factory.mktemp("endless")
    folder = small_folder(
        home,
        parks={"scope": "core"},
        objective={"kind": "max_min"},
        solver={"time_limit_s": 300, "gap": 0.0},
    )
    return serve_app("planner_app", str(folder), "--home", str(home))


def said(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def ended(page: Page) -> None:
    """Wait for the end of a run."""
    expect(page.get_by_role("status").filter(has_text="계산이 끝났습니다")).to_be_attached(
        timeout=SOLVED_MS
    )


def test_the_whole_work_is_done_without_a_mouse(guarded_page: Page, url: str) -> None:
    page = open_page(guarded_page, url)
    keys = Keys(page)
    look_a_park_up(page, keys)
    lock_it(page, keys)
    first = plan_it(page, keys)
    ask_why(page, keys)
    second = plan_again(page, keys)
    compare_both(page, keys, first, second)
    read_the_data(page, keys)

    assert keys.unseen == []


def look_a_park_up(page: Page, keys: Keys) -> None:
    keys.to("^단지·지역 찾기$")
    keys.type("구미")
    expect(page.locator("[role=option]").first).to_contain_text("구미")
    keys.press("Escape")
    expect(page.locator("[role=option]").first).to_be_hidden()
    keys.stays("^단지·지역 찾기$")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="구미", exact=True)).to_be_visible()
    keys.stays("^단지·지역 찾기$")
    keys.type("ㅊㅇ")
    expect(page.locator("[role=option]").first).to_contain_text("창원")
    keys.press("ArrowDown", "Enter")
    expect(page.get_by_role("heading", name="창원", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("park=p_changwon"))
    keys.stays("^단지·지역 찾기$")


def lock_it(page: Page, keys: Keys) -> None:
    keys.to("^창원$", tag="DIV")
    expect(page.get_by_role("region", name="창원")).to_contain_text("출처")
    keys.to("^필수로 넣기$", back=True)
    keys.press("Space")
    expect(page.get_by_text("창원: 시나리오에 꼭 넣습니다.")).to_be_visible()
    keys.stays("^필수로 넣기$")
    expect(page.get_by_role("button", name="필수로 넣기").last).to_have_attribute(
        "aria-pressed", "true"
    )


def plan_it(page: Page, keys: Keys) -> str:
    go_to(page, keys, "시나리오", "plan")
    keys.to("^꼭 넣을 단지", tag="SUMMARY")
    expect(page.locator("summary", has_text="꼭 넣을 단지")).to_contain_text("기준안과 다름 1")
    turn(page, keys, "비수도권 최소 비중", "60")
    return run_it(page, keys, "비수도권 최소 비중")


def turn(page: Page, keys: Keys, lever: str, value: str) -> None:
    """Open the limits if they are folded, and type a value into one of them."""
    keys.to("^연도별 상한과 배분", tag="SUMMARY", back=True)
    if not page.get_by_label(lever, exact=True).is_visible():
        keys.press("Enter")
    keys.to(f"^{lever}")
    keys.press("Control+a")
    keys.type(value)
    keys.press("Enter")
    expect(page.get_by_label(lever, exact=True)).to_have_value(value)
    keys.stays(f"^{lever}")


def run_it(page: Page, keys: Keys, field: str) -> str:
    """Run from within the field, wait for the badge, and give the run's id."""
    before = said(page, "run")
    keys.press("Control+Enter")
    page.wait_for_function(
        "(b) => { const r = new URLSearchParams(location.search).get('run'); return r && r !== b }",
        arg=before,
        timeout=SOLVED_MS,
    )
    ended(page)
    keys.stays(f"^{field}")
    expect(page.locator(".line .badge").first).to_contain_text("증명된 최적")
    return said(page, "run")


def ask_why(page: Page, keys: Keys) -> None:
    expect(page.get_by_role("tab", name="표", exact=True)).to_be_visible()
    keys.to("^표$")
    keys.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    keys.stays("^이유$")
    expect(page.get_by_text("창원: 계획에 들어 있습니다.")).to_be_visible()
    keys.to("^넣고 빼 보기$")
    keys.press("Enter")
    expect(page.get_by_text(re.compile("이 단지를 빼면"))).to_be_visible(timeout=SOLVED_MS)
    assert keys.here["tag"] != "BODY", "asking why lost the focus"


def plan_again(page: Page, keys: Keys) -> str:
    turn(page, keys, "비수도권 최소 비중", "90")
    return run_it(page, keys, "비수도권 최소 비중")


def go_to(page: Page, keys: Keys, label: str, key: str) -> None:
    keys.to(f"^{label}$", tag="A", back=True)
    keys.press("Enter")
    expect(page).to_have_url(re.compile(f"page={key}"))
    expect(page.locator(f"#page-{key} h2").first).to_be_visible()
    keys.stays(f"^{label}$")


def compare_both(page: Page, keys: Keys, first: str, second: str) -> None:
    go_to(page, keys, "비교", "compare")
    keys.to("^기준안 선택$", tag="INPUT")
    keys.press("Space", "ArrowDown", "Space")
    expect(page).to_have_url(re.compile("runs="))
    keys.stays("^기준안 선택$")
    expect(page.get_by_role("region", name="바뀐 조건")).to_contain_text("90%")
    assert set(said(page, "runs").split(",")) == {first, second}


def read_the_data(page: Page, keys: Keys) -> None:
    go_to(page, keys, "자료", "data")
    keys.to("^표 찾기$")
    keys.type("단지")
    keys.stays("^표 찾기$")
    keys.to("^표$", tag="BUTTON", back=True)
    keys.press("ArrowRight")
    keys.stays("^살필 곳")
    expect(page.get_by_role("tab", name="살필 곳", exact=True)).to_have_attribute(
        "aria-selected", "true"
    )


def test_a_copied_address_shows_the_same_to_another(
    guarded_page: Page, chromium_browser: Browser, url: str
) -> None:
    page = open_page(guarded_page, f"{url}/?page=plan")
    page.keyboard.press("Control+Enter")
    ended(page)
    figures = page.get_by_role("list", name="목표와 견준 계획의 수치").inner_text()
    other = chromium_browser.new_context(locale="ko-KR").new_page()
    guard = Guard()
    guard.watch(other)
    open_page(other, page.url)

    shown = other.get_by_role("list", name="목표와 견준 계획의 수치")
    expect(shown).to_have_text(figures, use_inner_text=True)
    expect(other).to_have_url(page.url)
    other.context.close()
    assert guard.complaints == []


def test_a_hostile_name_runs_nowhere(guarded_page: Page, url: str) -> None:
    page = open_page(guarded_page, f"{url}/?page=explore&park=p_449020")
    expect(page.get_by_role("heading", name=HOSTILE, exact=True)).to_be_visible()
    page.wait_for_selector("iframe[data-ready]")
    keys = Keys(page)
    keys.to(re.escape(HOSTILE[:20]), tag="DIV")
    keys.to("^필수로 넣기$", back=True)
    keys.press("Enter")
    go_to(page, keys, "시나리오", "plan")
    keys.to("^꼭 넣을 단지", tag="SUMMARY")
    keys.press("Enter")
    expect(page.get_by_role("row", name=HOSTILE)).to_be_visible()
    keys.press("Control+Enter")
    page.wait_for_timeout(1500)

    assert [frame.evaluate("window.hacked ?? null") for frame in page.frames] == [None] * len(
        page.frames
    )


def test_a_refresh_keeps_a_run_under_way_and_a_stop_keeps_its_best_plan(
    guarded_page: Page, endless_url: str
) -> None:
    page = open_page(guarded_page, f"{endless_url}/?page=plan")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="첫 계획을 찾았습니다")).to_be_attached(
        timeout=SOLVED_MS
    )
    job = said(page, "job")
    page.reload()
    page.wait_for_selector("html[data-planner-shown=true]")
    expect(page.get_by_text("계산 중", exact=True)).to_be_visible()
    assert job
    assert said(page, "job") == job

    keys = Keys(page)
    keys.to("^중단$")
    keys.press("Enter")
    expect(page.locator(".line .badge").first).to_contain_text("중단됨", timeout=20_000)
    expect(page.get_by_role("list", name="목표와 견준 계획의 수치")).to_be_visible()
    assert said(page, "run")
    assert keys.here["tag"] != "BODY", "the stopped run lost the focus"

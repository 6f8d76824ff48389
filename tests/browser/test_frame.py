"""The page around the views, in a real Chromium: address, history, lost connection, prefix, errors."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import HERE, Guard, free_port, open_page, screen, serving
from playwright.sync_api import Page, expect
from proxy import prefix_proxy

from cluster_planner.store.shelf import Shelf
from dashboards.state.draft import Draft

pytestmark = pytest.mark.browser
SHOWN = "html[data-planner-shown=true]"


def said(page: Page) -> dict[str, str]:
    """What the address says."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def nav(page: Page, label: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=label, exact=True).click()


def open_section(page: Page) -> str:
    return str(page.evaluate("document.querySelector('section.page:not([hidden])').id"))


def test_an_address_restores_page_area_filters_and_language(
    guarded_page: Page, planner_url: str
) -> None:
    query = "page=plan&lang=en&region=jeju&core=1&where=region%3Ajeju&level=region"
    page = open_page(guarded_page, f"{planner_url}/?{query}")

    assert open_section(page) == "page-plan"
    assert page.locator("html").get_attribute("lang") == "en"
    assert said(page) == {name: values[0] for name, values in parse_qs(query).items()}
    expect(page.locator("#notices li")).to_have_count(0)


def test_bad_values_are_named_and_the_rest_holds(guarded_page: Page, planner_url: str) -> None:
    hostile = "%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D1%22%3E"
    query = f"page=data&region=atlantis,jeju&park={hostile}&run=..%2Fetc&nonsense=1&core=7"
    page = open_page(guarded_page, f"{planner_url}/?{query}")
    notices = page.locator("#notices li")
    expect(notices).to_have_count(5)
    told = "\n".join(notices.all_inner_texts())
    screen(page, "frame-notices")

    for wrong in ("region=atlantis", "park=<img src=x", "run=../etc", "nonsense", "core=7"):
        assert wrong in told
    assert page.evaluate("window.hacked") is None
    assert said(page) == {"page": "data", "region": "jeju"}
    notices.first.get_by_role("button", name="닫기").click()
    expect(notices).to_have_count(4)


def test_what_the_shelf_does_not_hold_is_named(guarded_page: Page, planner_url: str) -> None:
    page = open_page(guarded_page, f"{planner_url}/?draft=0123456789ab&run=R-none&job=deadbeef")
    notices = page.locator("#notices li")
    expect(notices).to_have_count(3)
    told = "\n".join(notices.all_inner_texts())

    assert "시나리오 초안 0123456789ab: 저장소에 남아 있지 않습니다" in told
    assert "실행 R-none: 저장소에 남아 있지 않습니다" in told
    assert "계산 deadbeef: 남은 기록이 없습니다" in told


def test_back_and_forward_walk_the_pages(guarded_page: Page, planner_url: str) -> None:
    page = walked(guarded_page, planner_url)
    page.go_back()
    expect(page.locator("#page-plan")).to_be_visible()
    page.go_back()
    expect(page.locator("#page-explore")).to_be_visible()
    first = said(page)
    page.go_forward()
    expect(page.locator("#page-plan")).to_be_visible()
    page.go_forward()
    expect(page.locator("#page-compare")).to_be_visible()
    expect(page.get_by_role("link", name="비교")).to_have_attribute("aria-current", "page")

    assert first == {"page": "explore", "region": "jeju"}
    assert said(page) == {"page": "compare", "region": "jeju"}


def test_steps_faster_than_the_server_leave_the_history_as_it_was(
    guarded_page: Page, planner_url: str
) -> None:
    page = walked(guarded_page, planner_url)
    seen = page.evaluate(
        """async () => {
          const step = (go) => new Promise((done) => {
            addEventListener("popstate", () => done(location.search), { once: true });
            setTimeout(done, 15000, "there is no such step");
            go();
          });
          const back = () => step(() => history.back()), forward = () => step(() => history.forward());
          const hurried = [await back(), await back(), await forward(), await back()];
          await new Promise((answered) => {
            document.addEventListener("planner-pong", answered, { once: true });
            document.dispatchEvent(new Event("planner-ping"));
          });
          return [...hurried, location.search, await forward(), await forward()];
        }"""
    )
    explore, plan, compare = (f"?page={key}&region=jeju" for key in ("explore", "plan", "compare"))

    assert seen == [plan, explore, plan, explore, explore, plan, compare]
    expect(page.locator("#page-compare")).to_be_visible()


def walked(page: Page, planner_url: str) -> Page:
    """Three pages opened one after the other."""
    open_page(page, f"{planner_url}/?region=jeju")
    for label, key in (("시나리오", "plan"), ("비교", "compare")):
        nav(page, label)
        page.wait_for_url(f"**page={key}*")
    return page


def test_back_leaves_the_planner_after_one_step(guarded_page: Page, planner_url: str) -> None:
    guarded_page.goto("about:blank")
    open_page(guarded_page, f"{planner_url}/?nonsense=1")
    guarded_page.go_back()

    assert guarded_page.url == "about:blank"


def test_the_theme_is_kept_over_a_refresh_without_a_flash(
    guarded_page: Page, planner_url: str
) -> None:
    page = open_page(guarded_page, planner_url)
    page.get_by_role("button", name="어두운 화면").click()
    expect(page.locator("html")).to_have_attribute("data-planner-theme", "dark")
    page.add_init_script(
        "window.themes = []; new MutationObserver(() => {"
        "const t = document.documentElement?.dataset.plannerTheme;"
        "if (t && themes.at(-1) !== t) themes.push(t); })"
        ".observe(document, {attributes: true, subtree: true, childList: true})"
    )
    page.reload()
    page.wait_for_selector(SHOWN)
    button = page.get_by_role("button", name="어두운 화면")
    expect(button).to_have_attribute("aria-pressed", "true")

    assert page.evaluate("themes") == ["dark"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 19, 26)"


def test_the_language_changes_labels_and_keeps_the_view(
    guarded_page: Page, planner_url: str
) -> None:
    page = open_page(guarded_page, f"{planner_url}/?page=data&region=jeju")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en*")
    page.wait_for_selector(SHOWN)
    expect(page.get_by_role("link", name="Data", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    in_english = said(page)
    page.get_by_role("link", name="한국어").click()
    expect(page.get_by_role("link", name="자료", exact=True)).to_be_visible()
    page.wait_for_selector(SHOWN)

    assert in_english == {"page": "data", "region": "jeju", "lang": "en"}
    assert said(page) == {"page": "data", "region": "jeju"}


def test_every_answer_has_the_policy_and_errors_are_korean(
    guarded_page: Page, guard: Guard, planner_url: str
) -> None:
    ask = guarded_page.request
    answers = [
        ask.get(f"{planner_url}{path}")
        for path in (
            "/",
            "/planner-shell/shell.css",
            "/no/such",
            "/planner-shell/none.js",
            "/liveness",
        )
    ]
    posted = ask.post(f"{planner_url}/", data="x")
    told = answers[2].text()

    assert [answer.status for answer in answers] == [200, 200, 404, 404, 200]
    assert posted.status == 405
    for answer in (*answers, posted):
        policy = answer.headers["content-security-policy"]
        assert "unsafe-eval" not in policy
        assert not re.search(r"https?:|wss?:|\*", policy)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers
    assert "이 주소에는 화면이 없습니다" in told
    assert re.search(r"오류 번호 <b>[0-9a-f]{8}</b>", told)
    assert '<html lang="ko"' in told


# --- broken in one place --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server with a broken page 자료, a broken click on 비교, and sessions that ?q=broken breaks."""
    home, port = tmp_path_factory.mktemp("broken"), free_port()
    log = home / "server.log"
    with serving(command(port, home, "--broken"), port, log) as url:
        yield url, log


def command(port: int, home: Path, *more: str) -> list[str]:
    script = str(HERE / "apps" / "planner_app.py")
    return [sys.executable, script, str(port), "", "--home", str(home), *more]


def number_in(text: str) -> str:
    found = re.search(r"오류 번호 ([0-9a-f]{8})", text)
    assert found is not None
    return found[1]


def test_a_broken_page_leaves_the_others_and_has_a_number_of_the_log(
    guarded_page: Page, broken: tuple[str, Path]
) -> None:
    url, log = broken
    page = open_page(guarded_page, f"{url}/?page=data")
    told = page.get_by_text("이 화면을 만들다가 오류가 났습니다")
    expect(told).to_be_visible()
    number = number_in(told.inner_text())
    screen(page, "frame-broken-page")
    nav(page, "시나리오")
    page.wait_for_url("**page=plan*")
    expect(page.locator("#page-plan")).to_be_visible()

    assert number in log.read_text("utf-8")
    assert "ZeroDivisionError: sabotage" in log.read_text("utf-8")


def test_a_broken_session_is_a_korean_page_with_a_number_of_the_log(
    guarded_page: Page, broken: tuple[str, Path]
) -> None:
    url, log = broken
    page = guarded_page
    page.goto(f"{url}/?q=broken")
    told = page.get_by_text("화면을 만들다가 오류가 났습니다")
    expect(told).to_be_visible()
    expect(page.get_by_text("불러오는 중입니다")).to_have_count(0)
    screen(page, "frame-broken-session")
    number = number_in(told.inner_text())

    assert number in log.read_text("utf-8")


def test_a_broken_click_is_told_with_a_number_of_the_log(
    guarded_page: Page, broken: tuple[str, Path]
) -> None:
    url, log = broken
    page = open_page(guarded_page, url)
    nav(page, "비교")
    notice = page.locator("#notices li.bad")
    expect(notice).to_contain_text("방금 한 일을 마치지 못했습니다")

    assert number_in(notice.inner_text()) in log.read_text("utf-8")


# --- a connection that goes and comes ------------------------------------------------------------


def test_a_restarted_server_finds_its_pages_where_they_were(
    guarded_page: Page, guard: Guard, tmp_path: Path, any_port: int
) -> None:
    log = tmp_path / "server.log"
    draft = Draft.saying({"name": "고치던 안", "budget": "아직 글자"})
    Shelf(tmp_path).drafts.keep(draft.key, draft.text)
    with serving(command(any_port, tmp_path), any_port, log) as url:
        page = open_page(guarded_page, f"{url}/?page=plan&region=jeju&draft={draft.key}")
        page.wait_for_load_state("networkidle")
        before = said(page)
    guard.allowed_console = ("ERR_CONNECTION_REFUSED", "WebSocket", "Lost websocket")
    banner = page.get_by_role("alert").filter(has_text="서버와 연결이 끊겼습니다")
    expect(banner).to_be_visible()
    screen(page, "frame-lost")
    with serving(command(any_port, tmp_path), any_port, log):
        expect(banner).to_be_hidden()
        page.wait_for_selector(SHOWN)
        after = said(page)
        section = open_section(page)
        page.goto("about:blank")
    guard.complaints = [c for c in guard.complaints if "net::ERR_" not in c]  # our server was gone

    assert before == after == {"page": "plan", "region": "jeju", "draft": draft.key}
    assert section == "page-plan"
    assert not any(urlsplit(url).hostname not in ("127.0.0.1", None) for url in guard.requests)


def test_a_page_whose_session_is_gone_comes_back_by_itself(
    guarded_page: Page, planner_url: str
) -> None:
    """As after a laptop's sleep: the socket looks open and nobody answers."""
    page = open_page(guarded_page, f"{planner_url}/?page=compare")
    page.evaluate(
        "document.addEventListener('planner-ping', (e) => e.stopImmediatePropagation(), true);"
        "document.documentElement.dataset.before = 'true';"
        "document.getElementById('connection').dataset.within = '300';"
        "window.dispatchEvent(new Event('online'))"
    )
    expect(page.locator("html")).not_to_have_attribute("data-before", "true")
    page.wait_for_selector(SHOWN)

    assert said(page) == {"page": "compare"}


# --- below a prefix of a reverse proxy ------------------------------------------------------------


def test_the_page_lives_below_a_prefix_of_a_proxy(
    guarded_page: Page, guard: Guard, tmp_path: Path, any_port: int
) -> None:
    log = tmp_path / "server.log"
    with prefix_proxy(any_port, "/planner") as (front, asked):
        more = ("--prefix", "/planner", "--origin", urlsplit(front).netloc)
        block = serving(command(any_port, tmp_path, *more), any_port, log, "/planner/liveness")
        with block:
            page = open_page(guarded_page, f"{front}/planner/?page=explore")
            nav(page, "자료")
            page.wait_for_url("**page=data*")
            page.reload()
            page.wait_for_selector(SHOWN)
            missing = page.request.get(f"{front}/planner/none")
            url = page.url
            page.goto("about:blank")
    over_http = [one for one in guard.requests if urlsplit(one).scheme == "http"]

    assert url == f"{front}/planner/?page=data"
    assert all(urlsplit(one).path.startswith("/planner/") for one in over_http)
    assert any("/ws" in path for path in asked)
    assert 'href="/planner/"' in missing.text()

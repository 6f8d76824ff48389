"""A real Chromium against a real server, and a page that fails the test on any outside request.

Chromium comes from the environment variable CHROMIUM or from the usual names on PATH. Without one
these tests skip, unless CLUSTER_PLANNER_BROWSER_REQUIRED=1 says that they must run.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from map_driver import LiveMap, live_map
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    expect,
    sync_playwright,
)
from starting import Process, started

WAIT_MS = 40_000  # a busy machine is slow, not wrong
expect.set_options(timeout=WAIT_MS)
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVER_START_SECONDS = 120.0
LOCAL_SCHEMES = frozenset({"data", "blob", "about"})
SCREENS = ROOT / "build" / "screens"
"""Where screenshots of the tests are kept, as build output."""
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""

ANSWERED = """() => new Promise((heard) => {
  document.addEventListener("planner-pong", () => heard(), { once: true });
  document.dispatchEvent(new Event("planner-ping"));
})"""
QUIET = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const now = all(document).filter((e) => e.children.length === 0).map((e) => e.textContent.length).join();
  window.plannerSame = window.plannerBefore === now ? (window.plannerSame ?? 0) + 1 : 0;
  window.plannerBefore = now;
  return window.plannerSame >= 3;
}"""


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def free_port() -> int:
    """Return a loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chromium() -> str:
    path = find_chromium()
    if path:
        return path
    message = "no Chromium found: install it or set CHROMIUM=/path/to/chromium"
    if os.environ.get("CLUSTER_PLANNER_BROWSER_REQUIRED") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium_browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@contextmanager
def serving(command: list[str], port: int, log: Path, liveness: str = "/liveness") -> Iterator[str]:
    """Run a server subprocess until the block ends; yield its URL once it answers.

    Raises RuntimeError with the server's log when it dies or does not answer in time.
    """
    url = f"http://127.0.0.1:{port}"
    process = started(command, log)
    try:
        _wait_until_alive(url + liveness, process, log)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def serve_script(name: str, port: int, log: Path, *arguments: str) -> AbstractContextManager[str]:
    """Run tests/browser/apps/<name>.py, which takes the port as its first argument."""
    script = str(HERE / "apps" / f"{name}.py")
    return serving([sys.executable, script, str(port), *arguments], port, log)


def _wait_until_alive(url: str, process: Process, log: Path) -> None:
    deadline = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"server did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


@pytest.fixture(scope="session")
def serve_app(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., str]]:
    """Return a function that serves tests/browser/apps/<name>.py once and gives its URL.

    The app is a script that takes the port as its first argument.
    """
    running: dict[tuple[str, ...], str] = {}
    blocks = []

    def start(name: str, *arguments: str) -> str:
        key = (name, *arguments)
        if key not in running:
            port = free_port()
            log = tmp_path_factory.mktemp("server") / f"{name}.log"
            block = serve_script(name, port, log, *arguments)
            running[key] = block.__enter__()
            blocks.append(block)
        return running[key]

    yield start
    for block in reversed(blocks):
        block.__exit__(None, None, None)


@pytest.fixture(scope="session")
def planner_url(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The planner on the real data, shared by all browser tests of a worker, with a shelf of its own."""
    return serve_app("planner_app", "", "--home", str(tmp_path_factory.mktemp("home")))


def open_page(page: Page, url: str) -> Page:
    """Go to an address of the planner and wait until its page has come up."""
    page.goto(url)
    page.wait_for_selector("html[data-planner-shown=true]")
    return page


def screen(page: Page, name: str) -> Path:
    """Keep a screenshot as build output: build/screens/NAME.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.png"
    page.screenshot(path=path)
    return path


def crowd() -> float:
    """How many times more work the machine has than processors: limits of time grow by it."""
    return (
        max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)) if hasattr(os, "getloadavg") else 1.0
    )


def answered(page: Page) -> None:
    """Wait until the server has heard, and the page has been told, all that came before."""
    page.evaluate(ANSWERED)


def settle(page: Page) -> None:
    """Wait until the maps are drawn, the server has answered and no text changes any more."""
    if page.locator("iframe").count():
        page.wait_for_selector("iframe[data-ready]", state="attached")
    answered(page)
    page.wait_for_function(QUIET, polling=100)


class Guard:
    """Collects everything a page must not do."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.allowed_console: tuple[str, ...] = ()
        self.allowed_files: tuple[str, ...] = ()

    def watch(self, page: Page) -> None:
        """Listen to everything, violations of the content policy in every frame included."""
        page.add_init_script(TELL_VIOLATIONS)
        page.route("**/*", self._route)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))

    def _route(self, route: Route) -> None:
        url = route.request.url
        self.requests.append(url)
        parts = urlsplit(url)
        local = parts.hostname == "127.0.0.1" or parts.scheme in LOCAL_SCHEMES
        if local or url in self.allowed_files:
            route.continue_()
            return
        self.complaints.append(f"outside request: {url}")
        route.abort()

    def _failed(self, request: Request) -> None:
        # A page that is left or a frame that is moved cancels its own downloads.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(t in message.text for t in self.allowed_console):
            self.complaints.append(f"console error: {message.text}")


@pytest.fixture
def run_script(
    tmp_path: Path,
) -> Callable[..., AbstractContextManager[str]]:
    """Return a context manager that serves an app on a port of the test's choice."""

    def run(name: str, port: int, *arguments: str) -> AbstractContextManager[str]:
        return serve_script(name, port, tmp_path / f"{name}.log", *arguments)

    return run


@pytest.fixture
def any_port() -> int:
    return free_port()


@pytest.fixture
def guard() -> Guard:
    return Guard()


@pytest.fixture
def guarded_page(chromium_browser: Browser, guard: Guard) -> Iterator[Page]:
    """A page that may talk to 127.0.0.1 only; any complaint of its guard fails the test."""
    context = chromium_browser.new_context(viewport={"width": 1440, "height": 900}, locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    guard.watch(page)
    yield page
    context.close()

    assert guard.complaints == []


@pytest.fixture(scope="module")
def opened(
    chromium_browser: Browser, serve_app: Callable[..., str]
) -> Iterator[tuple[LiveMap, Guard]]:
    """A page with a live map of the tiny country; a module may open another one instead."""
    guard = Guard()
    with live_map(chromium_browser, guard, serve_app("map_app", "tiny")) as live:
        yield live, guard


@pytest.fixture
def live(opened: tuple[LiveMap, Guard]) -> Iterator[LiveMap]:
    """The module's page with a new map on it; complaints of the page fail the test."""
    shared, guard = opened
    shared.fresh()
    yield shared
    assert guard.complaints == []
    assert shared.heard("problem") == ""

"""A real Chromium and servers of their own for the figures of the screen."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

_ROOT: Final = Path(__file__).parent.parent
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")
WATCH: Final = Path(__file__).with_name("screen_watch.js").read_text("utf-8")
SHOWN: Final = "html[data-planner-shown=true]"
START_S: Final = 60.0


def find_chromium() -> str | None:
    """The browser of this machine: CHROMIUM, or one of the usual names; None without any."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A browser that is gone when the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """A process of `screen_server` with a home of its own; its address. Raises RuntimeError."""
    port = _free_port()
    line = [sys.executable, "-m", "benchmarks.screen_server", str(port), *arguments]
    with tempfile.TemporaryDirectory(prefix="planner-bench-") as home:
        environment = os.environ | {"CLUSTER_PLANNER_HOME": home}
        log = Path(home) / "server.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                line,
                cwd=_ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            yield _alive(server, port, log)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def new_page(browser: Browser, width: int = 1440, height: int = 900) -> Page:
    """A page of a fresh context, with an empty cache, that can watch itself."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="ko-KR")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def opened(page: Page, url: str) -> Page:
    """The page at an address, with its map live."""
    page.goto(url)
    page.evaluate("bench.whenLive()")
    return page


def _alive(server: "subprocess.Popen[bytes]", port: int, log: Path) -> str:
    url = f"http://127.0.0.1:{port}"
    ends_at = time.monotonic() + START_S
    while time.monotonic() < ends_at and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/liveness", timeout=1) as answer:
                if answer.status == 200:
                    return url
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"server did not start: {log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""Answers of the server: headers, error pages, and tiles of a map service that we ask for."""

import asyncio
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, ErrorHandler, RequestHandler

from cluster_planner.errors import ScenarioError
from dashboards.serving.answers import POLICY, OurAnswers
from dashboards.serving.tiles import Tiles, TileService, tile_routes

KEY = "secret-key-123"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
Ask = Callable[..., list[tuple[int, dict[str, str], bytes]]]


class Broken(RequestHandler):
    def get(self) -> None:
        raise ZeroDivisionError("sabotage")


class Upstream(RequestHandler):
    """A map service: what it answers hangs on x."""

    asked: list[str]

    def initialize(self, asked: list[str]) -> None:
        self.asked = asked

    async def get(self, x: str) -> None:
        self.asked.append(self.request.uri or "")
        self.set_header("Content-Type", "image/png")
        if x == "1":
            self.send_error(404)
        elif x == "2":
            await asyncio.sleep(5)
        elif x == "3":
            self.write(b"0" * 300_000)
        elif x == "4":
            self.set_header("Content-Type", "text/html")
            self.write(f"<script>{KEY}</script>")
        elif x == "5":
            self.redirect("http://127.0.0.1:9/elsewhere")
        elif x == "6":
            self.set_header("Content-Type", "image/svg+xml")
            self.write("<svg/>")
        else:
            self.write(PNG)


def ask_of(routes: list[Any], *paths: str) -> list[tuple[int, dict[str, str], bytes]]:
    """Answers of a small server with our transform."""

    async def run() -> list[tuple[int, dict[str, str], bytes]]:
        listener, port = bind_unused_port()
        server = HTTPServer(
            Application(
                routes,
                transforms=[OurAnswers.below("/planner")],
                default_handler_class=ErrorHandler,
                default_handler_args={"status_code": 404},
            )
        )
        server.add_socket(listener)
        found = [await _get(port, path) for path in paths]
        server.stop()
        await server.close_all_connections()
        return found

    return asyncio.run(run())


async def _get(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), headers, body


def test_an_unknown_path_is_a_korean_page_with_our_headers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    status, headers, body = ask_of([], "/no<script>")[0]
    found = re.search(r"오류 번호 <b>([0-9a-f]{8})</b>", body.decode())

    assert status == 404
    assert headers["Content-Security-Policy"] == POLICY
    assert "Server" not in headers
    assert '<a href="/planner/">' in body.decode()
    assert "<script" not in body.decode()
    assert found is not None
    assert found[1] in caplog.text


def test_an_error_of_the_server_is_a_korean_page_with_a_number_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    status, headers, body = ask_of([("/broken", Broken)], "/broken")[0]
    found = re.search(r"오류 번호 <b>([0-9a-f]{8})</b>", body.decode())

    assert status == 500
    assert headers["Content-Length"] == str(len(body))
    assert "ZeroDivisionError" not in body.decode()
    assert found is not None
    assert f"error page {found[1]}: 500 'GET /broken'" in caplog.text
    assert "ZeroDivisionError" in caplog.text


# --- tiles ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("https://t.example/{z}/{x}.png", "{y}"),
        ("https://t.example/{z}/{x}/{y}/{-y}", "{y}"),
        ("https://t.example/{z}/{x}/{y}?{apikey}", "{key}"),
        ("file:///etc/{z}/{x}/{y}", "http://"),
        ("https://t.example/{key}/{z}/{x}/{y}", "비어 있습니다"),
    ],
)
def test_a_template_that_is_none_is_told(template: str, said: str) -> None:
    with pytest.raises(ScenarioError) as told:
        TileService.of({"CLUSTER_PLANNER_TILES_URL": template})

    assert said in told.value.findings[0].problem


def test_without_the_setting_there_is_no_route() -> None:
    assert TileService.of({}) is None
    assert tile_routes(None) == []


def test_rows_can_count_from_the_south_and_the_map_hears_no_key() -> None:
    service = TileService("https://t.example/{key}/{z}/{y}/{x}/{-y}", KEY, "ⓒ 공간정보")

    assert service.url(3, 1, 2) == f"https://t.example/{KEY}/3/2/1/5"
    assert service.for_map == {"url": "planner-tiles/{z}/{x}/{y}", "attribution": "ⓒ 공간정보"}
    assert KEY not in repr(service)


@pytest.fixture
def fetched(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[..., Any]]:
    """Asks our tiles, which ask a map service of the test; the key must not show anywhere."""
    caplog.set_level(logging.DEBUG)
    answers: list[tuple[int, dict[str, str], bytes]] = []

    def ask(*paths: str) -> tuple[list[tuple[int, dict[str, str], bytes]], list[str]]:
        asked: list[str] = []

        async def run() -> None:
            listener, port = bind_unused_port()
            upstream = HTTPServer(Application([(r"/t/\d+/(\d+)/\d+", Upstream, {"asked": asked})]))
            upstream.add_socket(listener)
            service = TileService(f"http://127.0.0.1:{port}/t/{{z}}/{{x}}/{{y}}?key={{key}}", KEY)
            ((route, handler, _),) = tile_routes(service)
            tiles = Tiles(service, longest_s=0.5, largest_bytes=200_000)
            ours, our_port = bind_unused_port()
            server = HTTPServer(
                Application([(route, handler, {"tiles": tiles})], transforms=[OurAnswers])
            )
            server.add_socket(ours)
            for path in paths:
                answers.append(await _get(our_port, path))
            for one in (server, upstream):
                one.stop()
                await one.close_all_connections()

        asyncio.run(run())
        return answers, asked

    yield ask
    lines = [record.getMessage() for record in caplog.records]
    assert [line for line in lines if KEY in line and " GET /t/" not in line] == []
    assert all(KEY.encode() not in body for _, _, body in answers)


def test_a_tile_is_fetched_once_and_handed_on(fetched: Callable[..., Any]) -> None:
    answers, asked = fetched("/planner-tiles/5/9/7", "/planner-tiles/5/9/7")

    assert [(status, body) for status, _, body in answers] == [(200, PNG)] * 2
    assert answers[0][1]["Content-Type"] == "image/png"
    assert asked == [f"/t/5/9/7?key={KEY}"]


@pytest.mark.parametrize(
    ("x", "status"), [(1, 404), (2, 504), (3, 502), (4, 502), (5, 502), (6, 502)]
)
def test_what_is_no_tile_is_refused(fetched: Callable[..., Any], x: int, status: int) -> None:
    answers, asked = fetched(f"/planner-tiles/5/{x}/7")

    assert answers[0][0] == status
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["2/4/0", "2/0/4", "23/0/0", "-1/0/0", "2/0/0/0", "2/a/0"])
def test_a_place_outside_the_world_is_not_asked_for(fetched: Callable[..., Any], path: str) -> None:
    answers, asked = fetched(f"/planner-tiles/{path}")

    assert answers[0][0] == 404
    assert asked == []


def test_the_oldest_tiles_make_room() -> None:
    tiles = Tiles(TileService("https://t.example/{z}/{x}/{y}"), cache_bytes=250)
    for x in range(4):
        tiles._keep((5, x, 0), type("T", (), {"content": b"0" * 100})())

    assert list(tiles._kept) == [(5, 2, 0), (5, 3, 0)]

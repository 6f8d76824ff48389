"""Files from a browser: streamed to a private folder, within limits, from our own page only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from dashboards.serving import uploads as module
from dashboards.serving.uploads import Ticket, Uploads, plain_name, upload_routes
from tests.dashboards.serving.loopback import served


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    every = Uploads()
    yield every
    every.close_all()


@pytest.fixture
def ticket(uploads: Uploads) -> Ticket:
    return uploads.open()


@pytest.fixture
def port(uploads: Uploads) -> Iterator[int]:
    with served(upload_routes(uploads, ["maps.example"]), max_body_size=1024) as number:
        yield number


def put(
    port: int, address: str, name: str, body: bytes, origin: str = "", **headers: str
) -> tuple[int, dict[str, object]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    origin = origin or f"http://127.0.0.1:{port}"
    connection.request(
        "PUT", f"/{address}?name={quote(name)}", body, headers={"Origin": origin, **headers}
    )
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, json.loads(content) if answer.status == 200 else {}


def test_a_file_larger_than_other_requests_arrives_whole(port: int, ticket: Ticket):
    body = bytes(range(256)) * 20_000

    assert put(port, ticket.address, "산단.zip", body) == (200, {"ok": True})
    assert list(ticket.files) == ["산단.zip"]
    assert ticket.files["산단.zip"].read_bytes() == body
    assert ticket.files["산단.zip"] == ticket.folder / "산단.zip"


def test_the_same_name_again_replaces_the_file(port: int, ticket: Ticket):
    put(port, ticket.address, "a.csv", b"1")
    put(port, ticket.address, "a.csv", b"22")

    assert ticket.files["a.csv"].read_bytes() == b"22"


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.xlsx", "b.xlsx"),
        ("\u1109\u1161\u11ab.shp", "산.shp"),
        ("a\x00b\n.csv", "ab.csv"),
        ("..", ""),
        ("", ""),
        ("가" * 500, "가" * 66),
        ("가" * 500 + ".zip", "가" * 65 + ".zip"),
        ('a<b>:"|?*.csv', "a_b______.csv"),
        ("NUL.csv", "_NUL.csv"),
        (".hidden. ", "hidden"),
    ],
)
def test_a_name_is_only_a_name(given: str, plain: str):
    assert plain_name(given) == plain


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [("a.csv", 0, "빈 파일"), ("..", 5, "이름"), ("a.csv", 101, "보다 큽니다")],
)
def test_what_is_refused_gets_a_sentence_and_leaves_nothing(
    port: int, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, name: str, size: int, words: str
):
    monkeypatch.setattr(module, "MOST_FILE_BYTES", 100)

    status, answer = put(port, ticket.address, name, b"x" * size)

    assert status == 200
    assert words in str(answer["refused"])
    assert ticket.files == {}
    assert list(ticket.folder.iterdir()) == []


def test_all_files_together_have_a_limit(
    port: int, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_BYTES", 150)

    assert put(port, ticket.address, "a.csv", b"x" * 100)[1] == {"ok": True}
    assert "모두" in str(put(port, ticket.address, "b.csv", b"x" * 100)[1]["refused"])
    assert list(ticket.files) == ["a.csv"]


@pytest.mark.parametrize(
    ("address", "origin", "headers"),
    [
        ("planner-upload/" + "A" * 43, "", {}),
        ("", "http://evil.example", {}),
        ("", "null", {}),
        ("", "", {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_strangers_are_turned_away(
    port: int, ticket: Ticket, address: str, origin: str, headers: dict[str, str]
):
    status, _ = put(port, address or ticket.address, "a.csv", b"x", origin, **headers)

    assert status == 403
    assert list(ticket.folder.iterdir()) == []


def test_a_page_behind_a_proxy_is_ours_by_its_own_host(port: int, ticket: Ticket):
    assert put(port, ticket.address, "a.csv", b"x", "https://maps.example")[0] == 200


def test_a_broken_connection_leaves_nothing(port: int, ticket: Ticket):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("PUT", f"/{ticket.address}?name=a.csv")
    connection.putheader("Origin", f"http://127.0.0.1:{port}")
    connection.putheader("Content-Length", "1000000")
    connection.endheaders(b"x" * 1000)
    _until(lambda: len(list(ticket.folder.iterdir())) == 1)
    connection.close()

    _until(lambda: list(ticket.folder.iterdir()) == [])
    assert ticket.files == {}


def test_a_closed_ticket_takes_its_files_along(port: int, uploads: Uploads, ticket: Ticket):
    put(port, ticket.address, "a.csv", b"x")
    folder: Path = ticket.folder
    uploads.close(ticket)
    uploads.close(ticket)

    assert not folder.exists()
    assert put(port, ticket.address, "a.csv", b"x")[0] == 403


def test_what_a_killed_server_left_behind_goes_and_that_of_others_stays(
    uploads: Uploads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f"cluster-planner-upload-{ended.pid}-abc").mkdir()
    other = tmp_path / f"cluster-planner-upload-{os.getppid()}-abc"
    other.mkdir()
    ticket = uploads.open()

    assert sorted(tmp_path.iterdir()) == sorted([other, ticket.folder])


def _until(holds) -> None:
    deadline = threading.Event()
    for _ in range(200):
        if holds():
            return
        deadline.wait(0.05)
    raise AssertionError("it never came true")

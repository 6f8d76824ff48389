"""Made papers over HTTP: whole, named, never kept by a cache, and only for who knows the token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from dashboards.serving.papers import paper_routes
from tests.dashboards.serving.loopback import served

TOKEN = "t" * 43


@dataclass
class File:
    path: Path
    size: int
    file_name: str = "결재문서_기준안.hwpx"
    media_type: str = "application/hwp+zip"


@pytest.fixture
def file(tmp_path: Path) -> File:
    path = tmp_path / "00000001"
    path.write_bytes(bytes(range(256)) * 5_000)
    return File(path, path.stat().st_size)


@pytest.fixture
def port(file: File) -> Iterator[int]:
    with served(paper_routes(lambda token: file if token == TOKEN else None)) as number:
        yield number


def asked(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_a_paper_comes_whole_under_its_korean_name(port: int, file: File) -> None:
    answer, content = asked(port, f"/planner-paper/{TOKEN}", Sec_Fetch_Site="same-origin")

    assert 200 == answer.status
    assert content == file.path.read_bytes()
    assert str(file.size) == answer.headers["Content-Length"]
    assert "application/hwp+zip" == answer.headers["Content-Type"]
    assert answer.headers["Content-Disposition"].startswith(
        "attachment; filename*=UTF-8''%EA%B2%B0%EC%9E%AC"
    )
    assert "private, no-store" == answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["x" * 43, "short", f"{TOKEN}/../x", "%2e%2e%2f" + TOKEN])
def test_who_does_not_know_the_token_gets_nothing(port: int, path: str) -> None:
    assert 404 == asked(port, f"/planner-paper/{path}")[0].status


def test_other_sites_get_nothing(port: int) -> None:
    for site in ("cross-site", "same-site"):
        assert 403 == asked(port, f"/planner-paper/{TOKEN}", Sec_Fetch_Site=site)[0].status


def test_a_paper_that_was_cleared_away_is_not_found(port: int, file: File) -> None:
    file.path.unlink()

    assert 404 == asked(port, f"/planner-paper/{TOKEN}")[0].status


def test_without_papers_there_is_no_route() -> None:
    assert paper_routes(None) == []

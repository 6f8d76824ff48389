import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.sources.cage import Stopped
from cluster_planner.sources.services.client import PER_SECOND, Client, service_cache
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.keys import Service
from cluster_planner.sources.services.pace import Limits, Pace, back_off
from cluster_planner.sources.services.portal import page_of
from cluster_planner.sources.services.transport import Question
from tests.sources.services.conftest import KEY, QUICK
from tests.sources.services.replay import Reply, Server, answer, as_json

QUESTION = Question("/list", {"irsttNm": "구미국가산업단지"}, "serviceKey")

type Make = Callable[..., Client]


def refused(client: Client) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        client.ask(QUESTION, page_of)
    return caught.value


@pytest.mark.parametrize(
    "bad",
    [
        Reply(status=502, body=b"<html>Bad Gateway</html>", content_type="text/html"),
        Reply(status=429, body=b"slow down"),
        Reply(status=503, body=b"", headers={"Retry-After": "0"}),
        answer("gateway_04.xml"),
        answer("plain_error.txt", status=500),
        Reply(b'{"response": {"header": {"resul'),
    ],
)
def test_what_may_pass_is_asked_again(bad: Reply, client: Make, server: Server) -> None:
    server.says(bad, answer("factory_single.json"))
    assert 1 == len(client().ask(QUESTION, page_of).items)
    assert 2 == len(server.asked)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (answer("gateway_22.xml"), "오늘 부를 수 있는 횟수를 다 씀"),
        (answer("gateway_30.xml"), "등록되지 않은 인증키"),
        (answer("gateway_30.json", status=403), "등록되지 않은 인증키"),
        (answer("odcloud_key.json"), "등록되지 않은 인증키"),
        (Reply(status=403, body=b"Forbidden", content_type="text/plain"), "HTTP 403"),
        (Reply(status=404, body=b"API not found"), "HTTP 404"),
    ],
)
def test_what_will_not_pass_is_asked_once(
    bad: Reply, words: str, client: Make, server: Server
) -> None:
    server.says(bad)
    assert words in str(refused(client()))
    assert 1 == len(server.asked)


def test_tries_are_counted_and_end(client: Make, server: Server) -> None:
    server.says(Reply(status=502, body=b"x"))
    assert "HTTP 502" in str(refused(client()))
    assert QUICK.attempts == len(server.asked)


def test_a_key_echoed_by_the_service_is_blacked_out(client: Make, server: Server) -> None:
    server.says(Reply(f"bad key {KEY}".encode(), status=401, content_type="text/plain"))
    error = refused(client())
    assert KEY not in str(error)
    assert "***" in str(error)


def test_the_wait_doubles_with_jitter_and_has_an_end() -> None:
    limits = Limits(first_wait_s=1.0, longest_wait_s=5.0)
    for attempt, longest in ((1, 1.0), (2, 2.0), (3, 4.0), (9, 5.0)):
        waits = {back_off(attempt, 0.0, limits) for _ in range(50)}
        assert all(longest / 2 <= wait <= longest for wait in waits)
        assert attempt == 9 or len(waits) > 1
    assert 3.0 == back_off(1, 3.0, limits), "a wait that the service asked for is kept"


def test_requests_keep_their_distance() -> None:
    pace = Pace(50.0)
    started = time.monotonic()
    for _ in range(6):
        pace.turn()
    assert time.monotonic() - started >= 0.099
    assert PER_SECOND[Service.VWORLD] <= 5


def test_a_stop_is_heard_while_waiting(client: Make, server: Server) -> None:
    server.says(Reply(status=502, body=b"x"))
    asked = iter([False, False, True])
    slow = Limits(attempts=4, first_wait_s=30, longest_wait_s=60, whole_s=200)
    started = time.monotonic()
    with pytest.raises(Stopped):
        client(limits=slow, stop=lambda: next(asked, True)).ask(QUESTION, page_of)
    assert time.monotonic() - started < 5


def test_an_answer_is_kept_for_a_day_under_what_was_asked(
    client: Make, server: Server, tmp_path: Path
) -> None:
    server.says(answer("factory_single.json"))
    cache = service_cache(tmp_path)
    first = client(cache=cache)
    first.ask(QUESTION, page_of)
    again = client(cache=cache)
    assert 1 == len(again.ask(QUESTION, page_of).items)
    assert (1, 1) == (len(server.asked), again.told.from_cache)
    (kept,) = (tmp_path / "cache" / "services").iterdir()
    assert KEY.encode() not in kept.read_bytes()
    yesterday = time.time() - 90_000
    os.utime(kept, (yesterday, yesterday))
    client(cache=cache).ask(QUESTION, page_of)
    assert 2 == len(server.asked)


def test_an_answer_kept_by_a_clock_that_was_ahead_is_asked_again(
    client: Make, server: Server, tmp_path: Path
) -> None:
    server.says(answer("factory_single.json"))
    client(cache=service_cache(tmp_path)).ask(QUESTION, page_of)
    (kept,) = (tmp_path / "cache" / "services").iterdir()
    tomorrow = time.time() + 90_000
    os.utime(kept, (tomorrow, tomorrow))
    client(cache=service_cache(tmp_path)).ask(QUESTION, page_of)
    assert 2 == len(server.asked)


def test_an_answer_that_echoes_the_key_is_kept_without_it(
    client: Make, server: Server, tmp_path: Path
) -> None:
    items = {"item": [{"irsttNm": f"구미 {KEY}"}]}
    body = {"response": {"header": {"resultCode": "00"}, "body": {"items": items, "totalCount": 1}}}
    server.says(as_json(body))
    page = client(cache=service_cache(tmp_path)).ask(QUESTION, page_of)
    (kept,) = (tmp_path / "cache" / "services").iterdir()
    assert KEY.encode() not in kept.read_bytes()
    assert "구미 ***" == page.items[0]["irsttNm"]


@pytest.mark.parametrize("before", range(80, 120, 7))
def test_a_quotation_that_is_cut_within_the_key_shows_no_piece_of_it(
    client: Make, server: Server, before: int
) -> None:
    header = {"resultCode": "30", "resultMsg": "z" * before + KEY.replace("/", "\\/") + "z" * 60}
    server.says(as_json({"response": {"header": header}}))
    told = str(refused(client()))
    assert "등록되지 않은" in told
    assert KEY[:6] not in told


def test_another_question_and_no_cache_ask_the_service(
    client: Make, server: Server, tmp_path: Path
) -> None:
    server.says(answer("factory_single.json"))
    client(cache=service_cache(tmp_path)).ask(QUESTION, page_of)
    other = Question("/list", {"irsttNm": "창원국가산업단지"}, "serviceKey")
    client(cache=service_cache(tmp_path)).ask(other, page_of)
    client(cache=service_cache(tmp_path, used=False)).ask(QUESTION, page_of)
    assert 3 == len(server.asked)


def test_a_refusal_and_a_broken_file_are_never_taken_from_the_cache(
    client: Make, server: Server, tmp_path: Path
) -> None:
    cache = service_cache(tmp_path)
    server.says(answer("gateway_30.xml"))
    refused(client(cache=cache))
    assert not (tmp_path / "cache").exists()
    server.says(answer("factory_single.json"))
    client(cache=cache).ask(QUESTION, page_of)
    (kept,) = (tmp_path / "cache" / "services").iterdir()
    kept.write_bytes(kept.read_bytes()[:-20])
    assert 1 == len(client(cache=cache).ask(QUESTION, page_of).items)
    assert 3 == len(server.asked)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(
    client: Make, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("in the way", "utf-8")
    server.says(answer("factory_single.json"))
    assert 1 == len(client(cache=service_cache(tmp_path)).ask(QUESTION, page_of).items)

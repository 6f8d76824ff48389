import gzip
import logging
import time
import traceback
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.keys import Access, Service
from cluster_planner.sources.services.pace import Limits
from cluster_planner.sources.services.secret import Secret
from cluster_planner.sources.services.transport import Answer, Question
from tests.sources.services.conftest import KEY, QUICK
from tests.sources.services.replay import Reply, Server

QUESTION = Question("/list", {"name": "구미", "page": "1"}, "serviceKey")
FORMS = (KEY, quote(KEY), quote(KEY, safe=""), quote_plus(KEY), quote(KEY, safe="").lower())

type Make = Callable[..., Client]


def body(answer: Answer) -> bytes:
    return answer.body


def refused(client: Client) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        client.ask(QUESTION, body)
    return caught.value


def test_the_key_is_sent_encoded_and_arrives_as_it_is(client: Make, server: Server) -> None:
    server.says(Reply(b"ok"))
    assert b"ok" == client().ask(QUESTION, body)
    assert {"name": "구미", "page": "1", "serviceKey": KEY} == server.asked[0].query


def test_a_slow_answer_is_given_up_after_every_try(client: Make, server: Server) -> None:
    server.says(Reply(b"late", delay_s=0.7))
    error = refused(client())
    assert "초 안에 답이 끝나지 않았습니다" in str(error)
    assert QUICK.attempts == len(server.asked)


def test_an_answer_that_drips_is_cut_at_the_whole_time(client: Make, server: Server) -> None:
    server.says(Reply(b"x" * 400, drip_s=0.05))
    started = time.monotonic()
    error = refused(client(limits=Limits(read_s=0.5, whole_s=0.6, attempts=1)))
    assert "초 안에" in str(error)
    assert time.monotonic() - started < 5


def test_an_answer_cut_off_in_the_middle_is_asked_again(client: Make, server: Server) -> None:
    server.says(Reply(b"whole answer", cut_at=5), Reply(b"whole answer"))
    assert b"whole answer" == client().ask(QUESTION, body)


def test_an_answer_always_cut_off_is_refused(client: Make, server: Server) -> None:
    server.says(Reply(b"whole answer", cut_at=5))
    assert "끊겼습니다" in str(refused(client()))


def test_an_answer_beyond_the_limit_is_refused_at_once(client: Make, server: Server) -> None:
    server.says(Reply(b"x" * 300_000))
    error = refused(client(limits=Limits(most_bytes=100_000)))
    assert "한도(100,000바이트)" in str(error)
    assert 1 == len(server.asked)


def test_the_limit_counts_unpacked_bytes(client: Make, server: Server) -> None:
    bomb = gzip.compress(b"0" * 20_000_000)
    server.says(Reply(bomb, headers={"Content-Encoding": "gzip"}))
    assert "한도" in str(refused(client(limits=Limits(most_bytes=1_000_000))))


@pytest.mark.parametrize(
    "place", ["http://127.0.0.2:{port}/a", "https://127.0.0.1:{port}/a", "//evil.example/a"]
)
def test_the_key_follows_no_redirect_to_another_place(
    place: str, client: Make, server: Server
) -> None:
    port = server.url.rsplit(":", 1)[1]
    server.says(Reply(status=302, headers={"Location": place.format(port=port)}), Reply(b"stolen"))
    assert "다른 곳" in str(refused(client()))
    assert 1 == len(server.asked)


def test_a_redirect_within_the_service_is_followed_but_not_for_ever(
    client: Make, server: Server
) -> None:
    server.says(Reply(status=301, headers={"Location": "/new?x=1"}), Reply(b"there"))
    assert b"there" == client().ask(QUESTION, body)
    server.says(Reply(status=302, headers={"Location": "/round"}))
    assert "자꾸" in str(refused(client()))


def test_nobody_listening_is_a_sentence(client: Make) -> None:
    access = Access(Service.KOSIS, Secret(KEY), "", "http://127.0.0.1:9")
    with Client(access, QUICK, per_second=500.0) as lonely:
        assert "연결하지 못했" in str(refused(lonely))


def test_an_answer_without_a_valid_certificate_is_refused_without_another_try(
    server: Server,
) -> None:
    access = Access(Service.KOSIS, Secret(KEY), "", server.url.replace("http:", "https:"))
    with Client(access, QUICK, per_second=500.0) as client:
        assert "TLS" in str(refused(client))


def test_the_key_is_in_no_log_and_no_exception(
    client: Make, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.says(Reply(b"ok"), Reply(status=302, headers={"Location": f"/x?k={quote(KEY)}"}))
    asker = client()
    asker.ask(QUESTION, body)
    round_and_round = refused(asker)
    with Client(
        Access(Service.KOSIS, Secret(KEY), "", "http://127.0.0.1:9"), QUICK, per_second=500.0
    ) as lonely:
        error = refused(lonely)
    written = "\n".join(
        [
            caplog.text,
            *(r.getMessage() for r in caplog.records),
            str(error),
            repr(error),
            str(round_and_round),
        ]
    )
    written += "".join(traceback.format_exception(error)) + repr(asker) + repr(asker.__dict__)
    assert "GET" in caplog.text, "urllib3 writes addresses at this level"
    assert "구미" in caplog.text or quote("구미") in caplog.text
    assert [] == [form for form in FORMS if form in written]
    assert error.__context__ is None
    assert error.__cause__ is None


def test_the_log_of_others_is_left_alone_once_the_client_is_closed(client: Make) -> None:
    logger = logging.getLogger("urllib3.connectionpool")
    before = list(logger.filters)
    with client():
        assert len(before) < len(logger.filters)
    assert before == logger.filters


def test_a_proxy_of_the_environment_is_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says(Reply(b"through the proxy"))
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "")
    access = Access(Service.KOSIS, Secret(KEY), "", "http://service.invalid")
    with Client(access, QUICK, per_second=500.0) as client:
        assert b"through the proxy" == client.ask(QUESTION, body)


def test_no_password_is_taken_from_a_netrc_file(
    client: Make, server: Server, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("machine 127.0.0.1 login somebody password word\n")
    monkeypatch.setenv("NETRC", netrc)
    server.says(Reply(b"ok"))
    client().ask(QUESTION, body)
    assert "Authorization" not in server.asked[0].headers

import pytest

from cluster_planner.sources.services.documents import DEEPEST, Value, document_of
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.transport import Answer


def read(body: bytes | str, content_type: str = "application/json") -> Value:
    content = body.encode() if isinstance(body, str) else body
    return document_of(Answer(200, content_type, content), "서비스")


def refused(body: bytes | str) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        read(body)
    return caught.value


def test_the_content_decides_not_the_content_type() -> None:
    assert {"a": "1"} == read('{"a": "1"}', "text/html")
    assert {"r": {"a": "1"}} == read("<r><a>1</a></r>", "application/json")
    assert "Unexpected errors" == read("Unexpected errors")


def test_a_mark_of_order_and_cp949_are_read() -> None:
    assert {"이름": "구미"} == read('\ufeff{"이름": "구미"}')
    assert {"이름": "구미"} == read('{"이름": "구미"}'.encode("cp949"))
    xml = '<?xml version="1.0" encoding="EUC-KR"?><r>구미</r>'
    assert {"r": "구미"} == read(xml.encode("cp949"))


def test_repeated_elements_are_a_list_and_one_is_not() -> None:
    assert {"r": {"i": ["1", "2"], "k": ""}} == read("<r><i>1</i><i>2</i><k/></r>")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xff\xfe\x00\x81\x20", "UTF-8도 CP949도 아님"),
        ("", "빈 답"),
        ('{"a": [1, 2', "잘렸을"),
        ("<r><a>1</a>", "잘렸을"),
        ('{"a": NaN}', "JSON을 읽을 수 없습니다"),
        ('{"a": ' + "9" * 5000 + "}", "JSON을 읽을 수 없습니다"),
        ("<!DOCTYPE html><html></html>", "HTML"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_may_pass(body: bytes | str, words: str) -> None:
    error = refused(body)
    assert words in str(error)
    assert error.passing


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "<a>" * 100_000,
        "<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1),
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    ],
)
def test_hostile_depth_and_entities_are_refused_for_good(body: str) -> None:
    error = refused(body)
    assert not error.passing
    assert "passwd" not in str(error)


def test_brackets_in_text_are_not_depth() -> None:
    assert {"a": "[" * 100} == read('{"a": "' + "[" * 100 + '"}')
    assert ['\\"[[['] == read('["\\\\\\"[[["]')


@pytest.mark.parametrize(
    "body",
    ["<가>" * 20_000 + "</가>" * 20_000, '<a b="/>">' * 20_000 + "</a>" * 20_000],
)
def test_depth_that_only_the_parser_sees_is_refused(body: str) -> None:
    error = refused(body)

    assert "깊은 XML" in error.findings[0].problem
    assert not error.passing


def test_half_a_letter_is_refused_and_a_whole_one_is_read() -> None:
    assert {"이름": "😀"} == read('{"이름": "\\ud83d\\ude00"}')
    assert "쓸 수 없는 부호" in refused('{"이름": "\\ud800"}').findings[0].problem

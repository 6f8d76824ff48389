import json
from collections.abc import Callable
from typing import Any

import pytest

from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.paging import Collected, all_pages
from cluster_planner.sources.services.portal import Page, page_of
from cluster_planner.sources.services.transport import Answer
from tests.sources.services.replay import ANSWERS, Asked, Reply, Server, as_json

type Make = Callable[..., Client]


def page(body: bytes | str | dict[str, Any], status: int = 200) -> Page:
    text = json.dumps(body) if isinstance(body, dict) else body
    content = text.encode() if isinstance(text, str) else text
    return page_of(Answer(status, "application/json", content, fetched_on="2026-11-21"))


def envelope(items: Any, total: Any = 1, code: str = "00") -> dict[str, Any]:
    body = {"items": items, "totalCount": total}
    return {"response": {"header": {"resultCode": code, "resultMsg": "M"}, "body": body}}


def kept(name: str) -> bytes:
    return (ANSWERS / name).read_bytes()


def test_many_one_and_no_items_are_read_alike() -> None:
    assert 5 == len(page(kept("factory_page.json")).items)
    assert 1 == len(page(kept("factory_single.json")).items)
    none = page(kept("empty_items.json"))
    assert ((), 0, "2026-11-21") == (none.items, none.total, none.fetched_on)


@pytest.mark.parametrize("items", ["", None, {}, {"item": ""}, {"item": []}, {"item": None}, []])
def test_every_way_to_say_nothing_is_nothing(items: Any) -> None:
    assert () == page(envelope(items, 0)).items


def test_a_bare_list_of_items_is_read() -> None:
    assert ({"a": "1"},) == page(envelope([{"a": 1}])).items


def test_xml_is_read_although_json_was_asked() -> None:
    found = page(kept("factory_one.xml"))
    assert ("28123", 1) == (found.items[0]["rprsntvIndutyCode"], found.total)


def test_cells_are_text_and_missing_ones_are_empty() -> None:
    cells = page(envelope({"item": {"a": None, "b": 0, "c": " x ", "d": 1.5, "e": {"f": 1}}})).items
    assert ({"a": "", "b": "0", "c": "x", "d": "1.5", "e": ""},) == cells


def test_no_data_is_an_empty_page_and_not_an_error() -> None:
    assert () == page(envelope("", 0, "03")).items


@pytest.mark.parametrize(
    ("body", "status", "code", "passing"),
    [
        (kept("gateway_22.xml"), 200, "22", False),
        (kept("gateway_30.xml"), 200, "30", False),
        (kept("gateway_04.xml"), 200, "04", True),
        (kept("gateway_30.json"), 403, "30", False),
        (kept("odcloud_key.json"), 200, "30", False),
        (kept("plain_error.txt"), 200, "99", True),
        (envelope("", 0, "99"), 200, "99", True),
        (envelope("", 0, "10"), 200, "10", False),
        (envelope("", 0, "77"), 200, "77", False),
    ],
)
def test_a_refusal_is_told_by_its_code_whatever_the_status(
    body: bytes | dict[str, Any], status: int, code: str, passing: bool
) -> None:
    with pytest.raises(ServiceError) as caught:
        page(body, status)
    assert (code, passing) == (caught.value.code, caught.value.passing)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"response": {}},
        {"response": []},
        "[]",
        envelope([1, 2]),
        envelope({"item": "text"}),
        envelope([{"a": 1}], "many"),
        envelope([{"a": 1}], -3),
        envelope([{"a": 1}], "9" * 30),
    ],
)
def test_another_shape_is_a_sentence(body: str | dict[str, Any]) -> None:
    with pytest.raises(ServiceError, match="답의 모양이 다릅니다"):
        page(body)


def collect(client: Client, rows: int = 2, most_pages: int = 10) -> Collected:
    return all_pages(
        client, "/list", {"irsttNm": "구미"}, rows=rows, most_pages=most_pages, what="목록"
    )


def listed(total: int | str, cap: int = 100) -> Callable[[Asked], Reply]:
    """A list of `total` items that gives at most `cap` a page."""

    def script(asked: Asked) -> Reply:
        rows = min(int(asked.query["numOfRows"]), cap)
        first = (int(asked.query["pageNo"]) - 1) * rows
        there = range(first, min(first + rows, int(total or 5)))
        return as_json(envelope({"item": [{"n": str(n)} for n in there]}, total))

    return script


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (2, 1), (5, 3), (6, 3)])
def test_pages_are_asked_to_the_end(total: int, pages: int, client: Make, server: Server) -> None:
    server.script = listed(total)
    if not total:
        server.says(Reply(kept("empty_items.json")))
    found = collect(client())
    assert [str(n) for n in range(total)] == [item["n"] for item in found.items]
    assert (pages, pages) == (found.pages, len(server.asked))


def test_a_service_that_gives_fewer_rows_than_asked_is_followed(
    client: Make, server: Server
) -> None:
    server.script = listed(7, cap=2)
    assert 7 == len(collect(client(), rows=50).items)


def test_without_a_total_a_short_page_is_the_last(client: Make, server: Server) -> None:
    server.script = listed("")
    assert 5 == len(collect(client()).items)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (lambda _: as_json(envelope([{"n": "1"}, {"n": "2"}], 9)), "되풀이"),
        (listed(9_999), "끝나지 않았습니다"),
        (
            lambda asked: as_json(
                envelope([{"n": "1"}] if asked.query["pageNo"] == "1" else "", 9)
            ),
            "더 주지 않습니다",
        ),
    ],
)
def test_half_a_list_is_never_taken(
    script: Callable[[Asked], Reply], words: str, client: Make, server: Server
) -> None:
    server.script = script
    with pytest.raises(ServiceError, match=words) as caught:
        collect(client(), most_pages=4)
    assert "INCOMPLETE" == caught.value.code

import json
from collections.abc import Callable
from typing import Any

import pytest

from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.keys import Service
from cluster_planner.sources.services.transport import Answer
from cluster_planner.sources.services.vworld import MOST_PAGES, ROWS, boundaries, page_of
from tests.sources.services.replay import Asked, Reply, Server, answer, as_json

type Make = Callable[..., Client]


def feature(number: int) -> dict[str, Any]:
    west, south = 126.5 + number % 100 * 0.01, 35.0 + number // 100 * 0.01
    ring = [[west, south], [west + 0.005, south], [west, south + 0.005], [west, south]]
    return {
        "type": "Feature",
        "id": f"LT_C_DAMDAN.{number}",
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
        "properties": {"dan_id": str(200_000 + number), "dan_name": f"단지{number}"},
    }


def answer_of(features: list[dict[str, Any]], total: int, number: int, size: int) -> Reply:
    pages = max(1, -(-total // size))
    collection = {"type": "FeatureCollection", "features": features}
    response = {
        "service": {"name": "data"},
        "status": "OK",
        "record": {"total": str(total), "current": str(len(features))},
        "page": {"total": str(pages), "current": str(number), "size": str(size)},
        "result": {"featureCollection": collection},
    }
    return as_json({"response": response})


def layer(total: int) -> Callable[[Asked], Reply]:
    def script(asked: Asked) -> Reply:
        size, number = int(asked.query["size"]), int(asked.query["page"])
        here = [feature(n) for n in range((number - 1) * size, min(number * size, total))]
        return answer_of(here, total, number, size)

    return script


def test_every_page_is_asked_and_the_shapes_are_whole(client: Make, server: Server) -> None:
    server.script = layer(ROWS * 2 + 7)
    told: list[tuple[str, float | None]] = []
    found = boundaries(client(Service.VWORLD), lambda words, share: told.append((words, share)))
    assert (ROWS * 2 + 7, 3) == (len(found.features), found.calls)
    collection = json.loads(found.geojson())
    assert found.total == len(collection["features"])
    assert 1.0 == told[-1][1]
    assert 64 == len(found.sha256)


def test_the_question_has_a_filter_a_domain_and_at_most_a_thousand_rows(
    client: Make, server: Server
) -> None:
    server.script = layer(1)
    boundaries(client(Service.VWORLD))
    query = server.asked[0].query
    assert ("BOX(124,33,132,39)", "plan.example.kr") == (query["geomFilter"], query["domain"])
    assert int(query["size"]) <= 1000
    assert "LT_C_DAMDAN" == query["data"]
    assert "https://plan.example.kr" == server.asked[0].headers["Referer"]


def test_a_box_too_large_is_cut_and_a_shape_on_its_edge_taken_once(
    client: Make, server: Server
) -> None:
    def script(asked: Asked) -> Reply:
        if asked.query["geomFilter"] == "BOX(124,33,132,39)":
            return answer("vworld_invalid_range.json")
        return layer(3)(asked)

    server.script = script
    assert 3 == len(boundaries(client(Service.VWORLD)).features)
    assert 5 == len(server.asked)


def test_a_range_that_is_never_right_ends(client: Make, server: Server) -> None:
    server.says(answer("vworld_invalid_range.json"))
    with pytest.raises(ServiceError, match="geomFilter"):
        boundaries(client(Service.VWORLD))
    assert len(server.asked) < 10


def test_nothing_found_is_a_sentence(client: Make, server: Server) -> None:
    server.says(answer("vworld_not_found.json"))
    with pytest.raises(ServiceError, match="하나도 오지 않았습니다"):
        boundaries(client(Service.VWORLD))


def test_a_wrong_key_inside_http_200_is_told_once(client: Make, server: Server) -> None:
    server.says(answer("vworld_incorrect_key.json"))
    with pytest.raises(ServiceError, match="CLUSTER_PLANNER_VWORLD_DOMAIN"):
        boundaries(client(Service.VWORLD))
    assert 1 == len(server.asked)


def test_a_502_is_asked_again(client: Make, server: Server) -> None:
    bad = [Reply(b"<html>502</html>", 502, "text/html")]
    server.script = lambda asked: bad.pop() if bad else layer(2)(asked)
    assert 2 == len(boundaries(client(Service.VWORLD)).features)


def test_fewer_shapes_than_promised_are_refused(client: Make, server: Server) -> None:
    server.says(answer_of([feature(1)], 2, 1, ROWS))
    with pytest.raises(ServiceError, match="2개라면서 1개"):
        boundaries(client(Service.VWORLD))


def test_a_layer_without_end_is_refused_before_it_is_asked_for_ever(
    client: Make, server: Server
) -> None:
    server.script = lambda asked: answer_of(
        [feature(int(asked.query["page"]))], ROWS * 900, int(asked.query["page"]), ROWS
    )
    with pytest.raises(ServiceError, match="끝나지 않았습니다"):
        boundaries(client(Service.VWORLD))
    assert MOST_PAGES == len(server.asked)


@pytest.mark.parametrize(
    "response",
    [
        None,
        {"status": "FINE"},
        {"status": "OK"},
        {"status": "OK", "result": {"featureCollection": {"features": "none"}}},
        {"status": "OK", "result": {"featureCollection": {"features": [1]}}},
        {
            "status": "OK",
            "result": {"featureCollection": {"features": []}},
            "page": {"total": "x"},
            "record": {"total": "1"},
        },
    ],
)
def test_another_shape_is_a_sentence(response: Any) -> None:
    body = json.dumps({"response": response}).encode()
    with pytest.raises(ServiceError, match="답의 모양이 다릅니다"):
        page_of(Answer(200, "application/json", body))


def test_an_answer_without_any_page_is_a_sentence(client: Make, server: Server) -> None:
    empty = answer_of([], 0, 1, ROWS)
    server.says(Reply(empty.body.replace(b'"page": {"total": "1"', b'"page": {"total": "0"')))

    with pytest.raises(ServiceError, match="하나도 오지 않았습니다"):
        boundaries(client(Service.VWORLD), lambda _words, _share: None)

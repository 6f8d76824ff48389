import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.services.client import Client, service_cache
from cluster_planner.sources.services.factories import fetch_factories
from tests.sources.services.conftest import KEY
from tests.sources.services.replay import Asked, Reply, Server, answer

type Make = Callable[..., Client]

GUMI = "구미국가산업단지"
PRIVATE = (
    "가나정공", "다라전자", "마바소재", "사아식품", "자차섬유",
    "김가나", "이다라", "박마바", "054-", "산호대로", "100000000000001",
)  # fmt: skip


def test_factories_are_counted_by_industry_and_small_groups_hide_their_workers(
    client: Make, server: Server
) -> None:
    server.says(answer("factory_page.json"))
    reading = fetch_factories(client(), [GUMI])
    rows = reading.tables["factories"].set_index("ksic_code")
    assert {"28", "10"} == set(rows.index)
    assert ("3", "50") == (rows.loc["28", "factories"], rows.loc["28", "workers"])
    assert ("1", "") == (rows.loc["10", "factories"], rows.loc["10", "workers"])
    assert ("경상북도", "구미시", GUMI) == tuple(
        rows.loc["28", ["sido_ko", "sigungu_ko", "complex_ko"]]
    )
    report = reading.report
    assert (5, 4) == (report.rows_read, report.rows_kept)
    assert any("다른 단지의 공장 1곳" in sentence for sentence in report.ignored)


def test_no_firm_and_no_person_is_in_the_reading_the_cache_or_the_log(
    client: Make, server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.says(answer("factory_page.json"))
    reading = fetch_factories(client(cache=service_cache(tmp_path)), [GUMI])
    kept = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert 1 == len(kept), "the counts are kept, the answer is not"
    written = reading.tables["factories"].to_csv() + reading.report.model_dump_json() + caplog.text
    assert [] == [word for word in (*PRIVATE, KEY) if word in written + kept[0]]


def test_counts_of_a_day_are_not_asked_again(client: Make, server: Server, tmp_path: Path) -> None:
    server.says(answer("factory_page.json"))
    first = fetch_factories(client(cache=service_cache(tmp_path)), [GUMI])
    again = fetch_factories(client(cache=service_cache(tmp_path)), [GUMI])
    assert 1 == len(server.asked)
    assert first.report == again.report
    assert first.tables["factories"].equals(again.tables["factories"])


def test_when_the_quota_ends_what_came_whole_is_taken_and_the_rest_refused(
    client: Make, server: Server
) -> None:
    def script(asked: Asked) -> Reply:
        first = asked.query["irsttNm"] == GUMI
        return answer("factory_page.json" if first else "gateway_22.xml")

    server.script = script
    report = fetch_factories(client(), [GUMI, "창원국가산업단지", "여수국가산업단지"]).report
    assert ["창원국가산업단지", "여수국가산업단지"] == [r.value for r in report.refusals]
    assert "횟수" in report.refusals[0].problem
    server.says(answer("gateway_22.xml"))
    with pytest.raises(DataError, match="횟수를 다 씀"):
        fetch_factories(client(), [GUMI])


def test_a_complex_without_factories_is_a_sentence(client: Make, server: Server) -> None:
    server.says(answer("empty_items.json"))
    with pytest.raises(DataError, match="하나도 없습니다"):
        fetch_factories(client(), ["없는국가산업단지"])


@pytest.mark.parametrize("names", [[], ["구"], ["a&b<script>"], ["x" * 200]])
def test_what_is_no_name_is_not_asked(names: list[str], client: Make, server: Server) -> None:
    with pytest.raises(DataError, match="단지 이름"):
        fetch_factories(client(), names)
    assert [] == server.asked

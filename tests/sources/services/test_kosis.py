from collections.abc import Callable

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.keys import Service
from cluster_planner.sources.services.kosis import KosisQuery, fetch_kosis, period_of
from cluster_planner.sources.services.series import last_day, number_of
from tests.sources.services.conftest import KEY
from tests.sources.services.replay import Server, answer

type Make = Callable[..., Client]

QUERY = KosisQuery("101", "DT_TEST01", "Y", "2023", "2023", "T1", ("ALL", "C"))


def test_a_table_becomes_series_with_the_names_of_what_a_place_lies_in(
    client: Make, server: Server
) -> None:
    server.says(answer("kosis_ok.json"))
    reading = fetch_kosis(client(Service.KOSIS), QUERY)
    rows = reading.tables["series"].set_index("place_ko")
    assert ["전국", "부산광역시", "부산광역시 중구", "광주광역시", "광주광역시 광산구"] == list(
        rows.index[:5]
    )
    assert "경기도 수원시 장안구" in rows.index
    assert ("120", "0", "", "", "1234") == tuple(
        rows.loc[name, "value"]
        for name in (
            "부산광역시",
            "부산광역시 중구",
            "광주광역시 광산구",
            "경기도",
            "경기도 수원시",
        )
    )
    first = rows.iloc[1]
    assert ("kosis.101.DT_TEST01.T1.C", "개", "2023") == (
        first["series_id"],
        first["unit_ko"],
        first["period"],
    )
    assert "시도·시군구별 사업체 · 사업체수 · 제조업" == first["series_ko"]


def test_wrong_figures_and_periods_are_refused_by_row(client: Make, server: Server) -> None:
    server.says(answer("kosis_ok.json"))
    report = fetch_kosis(client(Service.KOSIS), QUERY).report
    assert (10, 8) == (report.rows_read, report.rows_kept)
    assert [(9, "DT", "알수없음"), (10, "PRD_DE", "H 202301")] == [
        (r.place.row, r.place.column, r.value) for r in report.refusals
    ]
    assert "2023-12-31" == report.as_of
    assert KEY not in report.model_dump_json()


def test_the_question_is_in_the_words_of_the_service(client: Make, server: Server) -> None:
    server.says(answer("kosis_ok.json"))
    fetch_kosis(client(Service.KOSIS), QUERY)
    query = server.asked[0].query
    assert ("getList", "Y", "ALL", "C") == (
        query["method"],
        query["jsonVD"],
        query["objL1"],
        query["objL2"],
    )
    assert KEY == query["apiKey"]


def test_no_data_and_errors_inside_http_200_are_sentences(client: Make, server: Server) -> None:
    server.says(answer("kosis_30.json"))
    with pytest.raises(DataError, match="자료가 없습니다"):
        fetch_kosis(client(Service.KOSIS), QUERY)
    server.says(answer("kosis_20.json"))
    with pytest.raises(ServiceError, match="분류"):
        fetch_kosis(client(Service.KOSIS), QUERY)
    assert 2 == len(server.asked)


def test_too_many_calls_a_minute_are_tried_again(client: Make, server: Server) -> None:
    server.says(answer("kosis_40.json"), answer("kosis_ok.json"))
    assert 10 == fetch_kosis(client(Service.KOSIS), QUERY).report.rows_read


@pytest.mark.parametrize("bad", [{"table_id": "DT&x=1"}, {"period_kind": "W"}, {"objects": ()}])
def test_what_cannot_be_asked_is_not_sent(
    bad: dict[str, object], client: Make, server: Server
) -> None:
    query = KosisQuery(**{**QUERY.__dict__, **bad})  # type: ignore[arg-type]
    with pytest.raises(DataError, match="물을 수 없는 값"):
        fetch_kosis(client(Service.KOSIS), query)
    assert [] == server.asked


@pytest.mark.parametrize(
    ("kind", "text", "period", "day"),
    [
        ("A", "2023", "2023", "2023-12-31"),
        ("Y", "2024", "2024", "2024-12-31"),
        ("M", "202402", "2024-02", "2024-02-29"),
        ("Q", "202303", "2023Q3", "2023-09-30"),
        ("Q", "20234", "2023Q4", "2023-12-31"),
        ("D", "20230630", "2023-06-30", "2023-06-30"),
    ],
)
def test_periods_are_written_as_our_tables_do(kind: str, text: str, period: str, day: str) -> None:
    assert period == period_of({"PRD_SE": kind, "PRD_DE": text})
    assert day == last_day(period)


@pytest.mark.parametrize(("kind", "text"), [("H", "202301"), ("M", "202313"), ("A", ""), ("", "1")])
def test_other_periods_are_none(kind: str, text: str) -> None:
    assert period_of({"PRD_SE": kind, "PRD_DE": text}) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("1,234,567", "1234567"),
        ("", ""),
        ("-", ""),
        ("X", ""),
        ("…", ""),
        ("1e5", "1e5"),
        ("12,34", None),
        ("nan", None),
        ("inf", None),
        ("1e300", None),
        ("=1+1", None),
        ("9" * 50, None),
        ("٣", None),
    ],
)
def test_a_figure_a_missing_one_and_no_figure_are_told_apart(text: str, value: str | None) -> None:
    assert value == number_of(text)

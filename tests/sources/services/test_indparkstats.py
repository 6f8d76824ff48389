import json
from collections.abc import Callable

import pytest

from cluster_planner.domain.imports import FileKind
from cluster_planner.errors import DataError
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.indparkstats import (
    OPERATIONS,
    fetch_indparkstats,
    figures_of,
)
from tests.sources.services.conftest import KEY
from tests.sources.services.replay import ANSWERS, Asked, Reply, Server, answer

type Make = Callable[..., Client]

TENANTS = OPERATIONS[0]


def replayed(asked: Asked) -> Reply:
    """Only the first statistic has figures."""
    return answer("tenants.json" if TENANTS.name in asked.path else "empty_items.json")


def test_there_are_twelve_statistics_and_each_is_asked_in_its_own_way(
    client: Make, server: Server
) -> None:
    server.script = replayed
    fetch_indparkstats(client(), "202403")
    assert 12 == len(server.asked) == len({asked.path for asked in server.asked})
    for operation, asked in zip(OPERATIONS, server.asked, strict=True):
        assert asked.path == f"/B550624/indparkstats/{operation.name}"
        assert operation.span == ("srtStdrYm" in asked.query)
        assert "202403" in (asked.query.get("stdrYm"), asked.query.get("endStdrYm"))


def test_figures_become_series_of_units_with_zero_missing_and_wrong_kept_apart(
    client: Make, server: Server
) -> None:
    server.script = replayed
    reading = fetch_indparkstats(client(), "202403")
    rows = reading.tables["series"].set_index(["place_ko", "series_id"])
    assert "3320" == rows.loc[("창원국가산업단지", "indparkstats.MvnCmpny.monthMvnCmpCnt"), "value"]
    assert "0" == rows.loc[("창원국가산업단지", "indparkstats.MvnCmpny.hireCmpCnt"), "value"]
    assert "" == rows.loc[("구미국가산업단지", "indparkstats.MvnCmpny.monthMvnCmpCnt"), "value"]
    assert {"unit"} == set(rows["place_kind_hint"])
    assert {"2024-03"} == set(rows["period"])
    report = reading.report
    assert FileKind.SERIES is report.kind
    assert (6, 5, 1) == (report.rows_read, report.rows_kept, len(report.refusals))
    assert ("많음", 2, "hireCmpCnt") == (
        report.refusals[0].value,
        report.refusals[0].place.row,
        report.refusals[0].place.column,
    )
    assert any("비공개" in repair.how for repair in report.repairs)
    assert any("전국 합계" in sentence for sentence in report.ignored)
    assert "2024-03-31" == report.as_of
    assert KEY not in report.model_dump_json()


def test_a_field_we_do_not_know_keeps_its_own_name_and_no_unit() -> None:
    items = [{"irsttNm": "여수", "newFigure": "12.5", "note": "잠정", "stdrYm": "202406"}]
    figures = figures_of(OPERATIONS[4], items, "202403")
    (row,) = figures.rows
    assert ("단지별 생산실적 · newFigure", "", "12.5") == (row.series_ko, row.unit_ko, row.value)
    assert "2024-06" == row.period, "the answer's own month is believed"
    assert "note" in figures.ignored[0]


@pytest.mark.parametrize("month", ["202413", "20243", "잠정", "3024-03"])
def test_a_figure_of_no_month_is_refused_and_never_of_the_month_asked(month: str) -> None:
    items = [{"irsttNm": "여수", "monthMvnCmpCnt": "5", "stdrYm": month}]

    figures = figures_of(TENANTS, items, "202403")

    assert figures.rows == ()
    assert [refusal.value for refusal in figures.refusals] == [month]
    assert figures.read == 1


def test_a_month_without_figures_is_a_sentence(client: Make, server: Server) -> None:
    server.says(answer("empty_items.json"))
    with pytest.raises(DataError, match="2025년 6월의 단지별 값이 하나도 없습니다"):
        fetch_indparkstats(client(), "202506", OPERATIONS[:2])


@pytest.mark.parametrize("month", ["2024-03", "202413", "24", "202403; drop"])
def test_what_is_no_month_is_not_asked(month: str, client: Make, server: Server) -> None:
    with pytest.raises(DataError, match="연월이 아닙니다"):
        fetch_indparkstats(client(), month)
    assert [] == server.asked


def test_the_kept_answer_is_of_the_shape_that_clients_confirm() -> None:
    body = json.loads((ANSWERS / "tenants.json").read_bytes())["response"]["body"]
    assert {"items", "numOfRows", "pageNo", "totalCount"} == set(body)

"""Names, days and headers by themselves."""

import pytest

from cluster_planner.sources.grid import Cell, CellKind, Row, Sheet
from cluster_planner.sources.kicox.header import find_header, find_headers, unit_line
from cluster_planner.sources.kicox.names import complex_name
from cluster_planner.sources.kicox.quarter import find_as_of
from cluster_planner.sources.kicox.status import looks_like_status
from cluster_planner.sources.kicox.status_columns import COMPLEX_NAMES, area_factor


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("한국수출산업 (①)", "한국수출산업", 0),
        ("구미국가(2-4단지) (① + ② + ③ + ④)", "구미국가(2-4단지)", 0),
        ("\u00a0\u00a0 서울디지털 ①", "서울디지털", 1),
        ("\u00a0\u00a0 구미국가(4단지) (② + ③)", "구미국가(4단지)", 1),
        ("\u00a0\u00a0\u00a0\u00a0 ▷구미4(산업) ②", "구미4(산업)", 2),
        ("▷구미4(산업)", "구미4(산업)", 2),
        ("부산과학 ①", "부산과학", 1),
        (" 마곡", "마곡", 0),
        ("남동[재생사업지구]", "남동[재생사업지구]", 0),
        ("서부산스마트밸리(구:신평장림) (① + ②)", "서부산스마트밸리(구:신평장림)", 0),
        ("KGC예본(구 KT&G)", "KGC예본(구 KT&G)", 0),
        ("\u1106\u1161\u1100\u1169\u11a8", "마곡", 0),
        ("광주  첨단\n과학", "광주 첨단 과학", 0),
        ("", "", 0),
    ],
)
def test_a_name_and_its_place_in_the_hierarchy_are_read(text: str, name: str, level: int) -> None:
    found = complex_name(text)
    assert (name, level) == (found.name_ko, found.level)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025년 3분기 전국산업단지 현황", "2025-09-30"),
        ("2024년도 4/4분기", "2024-12-31"),
        ("2025. 9월말", "2025-09-30"),
        ("2024년 2월 말 기준", "2024-02-29"),
        ("'25.12월말 기준", "2025-12-31"),
        ("(2025.09.30. 기준)", "2025-09-30"),
        ("2025Q2", "2025-06-30"),
        ("현황_20250930.csv", "2025-09-30"),
        ("현황_202506.csv", "2025-06-30"),
        ("(게시용)_2026년 1분기 산업동향.xlsx", "2026-03-31"),
    ],
)
def test_a_day_is_read_from_words(text: str, day: str) -> None:
    found = find_as_of(["머리말", text])
    assert found is not None
    assert day == found[0]


@pytest.mark.parametrize(
    "text", ["15085874.csv", "2025년", "20251399", "2025년 13월말", "5분기", "12025093012", ""]
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert find_as_of([text]) is None


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("개, 천㎡, %", 1),
        ("천제곱미터", 1),
        ("천 m²", 1),
        ("㎡", 0.001),
        ("제곱미터", 0.001),
        ("만㎡", 10),
        ("㎢", 1000),
        ("ha", 10),
        ("개사", None),
        ("", None),
    ],
)
def test_units_of_area_are_known(unit: str, factor: float | None) -> None:
    assert factor == area_factor(unit)


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    return Sheet(
        "표",
        tuple(
            Row(
                number,
                {c: Cell(number, c, t, CellKind.TEXT) for c, t in enumerate(texts, 1) if t},
            )
            for number, texts in enumerate(rows, start=1)
            if any(texts)
        ),
    )


def test_stacked_tables_each_have_their_header() -> None:
    head = ("유형", "시도", "시군구", "단지명", "지정면적")
    sheet = sheet_of(("제목",), head, ("국가", "서울", "구로구", "가", "1"), ("",), head)
    assert [2, 5] == [h.first_row for h in find_headers(sheet, COMPLEX_NAMES, ("name_ko",))]


def test_a_first_row_of_data_is_not_taken_for_a_second_row_of_the_header() -> None:
    head = ("유형", "시도", "시군", "단지명", "지정면적(천㎡)", "입주\n업체")
    sheet = sheet_of(("(단위: 개, 천㎡)",), head, ("국가", "서울", "구로구", "분양", "1", "2"))
    header = find_header(sheet, COMPLEX_NAMES, ("name_ko", "tenants"))
    assert header is not None
    assert (2, 2) == (header.first_row, header.last_row)
    assert "천m2" == header.units["designated_area_thousand_m2"]
    assert "개, 천㎡" == unit_line(sheet, header)


def test_words_in_running_text_are_no_header() -> None:
    sheet = sheet_of(("유형과 시도", "단지명을 적으시오"), ("단지명", "비고"))
    assert find_header(sheet, COMPLEX_NAMES, ("name_ko",)) is None


def test_other_lists_of_complexes_are_not_taken_for_the_statistic() -> None:
    trend = sheet_of(
        ("구분", "단지명", "입주업체", "가동업체", "가동률"), ("국가", "창원", "1", "2")
    )
    registry = sheet_of(("회사명", "단지명", "시도명", "시군구명", "업종코드", "종업원수"))
    assert not looks_like_status((trend, registry))
    status = ("유형", "시도", "시군", "단지명", "조성상태", "지정면적", "입주업체", "가동업체")
    assert looks_like_status((trend, sheet_of(("",), status)))

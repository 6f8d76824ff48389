"""Ids of official complexes that depend on what a complex is, never on the order of rows."""

from __future__ import annotations

import hashlib
from typing import Final

KIND_IDS: Final = {
    "국가": "national",
    "일반": "general",
    "도시첨단": "urban_hightech",
    "농공": "agro",
}
STATUS_IDS: Final = {"완료": "complete", "조성중": "developing", "미개발": "undeveloped"}
STATUS_SOURCE: Final = "한국산업단지공단 전국산업단지현황통계(국가통계 399003, data.go.kr 3041272)"
_OLD_SIDO: Final = {"광주": "29", "전남": "46"}


def complex_id(
    dan_ids: str, kind_ko: str, sido_ko: str, sigungu_ko: str, name: str, city: str
) -> str:
    """Return the boundary number as an id, else the city and a hash of the official words.

    `city` is today's 시군구 code with 일반구 gathered into its city.

    >>> complex_id("211010;211011", "일반", "서울", "구로구", "서울온수", "11530")
    'c_211010'
    """
    if dan_ids:
        return "c_" + dan_ids.split(";")[0].lower()
    words = "|".join((kind_ko, sido_ko, sigungu_ko, name))
    return f"c_{city}_{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def row_id(complex_id: str, sido_ko: str, sido_code: str, *, in_two_sido: bool) -> str:
    """Return the id of one published row; a complex in two 시도 has a row in each."""
    return f"{complex_id}_{_OLD_SIDO.get(sido_ko, sido_code)}" if in_two_sido else complex_id


def park_id(row_id: str) -> str:
    """Return the id of the park that stands on this row alone, where no readable one is known.

    >>> park_id("c_211010")
    'p_211010'
    """
    return "p" + row_id.removeprefix("c")

"""What a park is by the official rows it stands on: sums, and the words of its largest row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

type OfficialRow = Mapping[str, Any]
"""A row of the complexes table as text cells."""


def main_row(stands_on: Sequence[OfficialRow]) -> OfficialRow:
    """Return the row with the most tenants; it gives the park its kind and its place."""
    return max(stands_on, key=lambda row: int(row["tenants"]))


def official_name(stands_on: Sequence[OfficialRow]) -> str:
    """Return the official names, each once, joined by ` + `."""
    return " + ".join(dict.fromkeys(row["name_ko"] for row in stands_on))


def park_figures(stands_on: Sequence[OfficialRow]) -> dict[str, Any]:
    """Return the columns of a park that follow from its official rows alone.

    Its day is the earliest of its rows: no figure of the park is older than it says.
    """
    main = main_row(stands_on)
    return {
        "kind_id": main["kind_id"],
        "sido_code": main["sido_code"],
        "sigungu_code": main["sigungu_code"],
        "status_id": _status(stands_on),
        "designated_area_thousand_m2": _sum(stands_on, "designated_area_thousand_m2"),
        "facility_area_thousand_m2": _sum(stands_on, "facility_area_thousand_m2"),
        "sale_rate_pct": _sale_rate(stands_on),
        "tenants": _sum(stands_on, "tenants"),
        "operating": _sum(stands_on, "operating"),
        "lon": main["lon"],
        "lat": main["lat"],
        "coord_source": main["coord_source"],
        "aged_20y": any(row["aged_20y"] == "true" for row in stands_on),
        "aged_priority": any(row["aged_priority"] == "true" for row in stands_on),
        "smart_green_date": min(
            (row["smart_green_date"] for row in stands_on if row["smart_green_date"]), default=""
        ),
        "source": main["source"],
        "as_of": min(row["as_of"] for row in stands_on),
        "confidence": main["confidence"],
        "note": _note(stands_on),
    }


def _note(stands_on: Sequence[OfficialRow]) -> str:
    if len(stands_on) == 1:
        return ""
    parts = [f"{r['source_sido']} {r['source_sigungu']} {r['name_ko']}" for r in stands_on]
    return "공식 행 " + ", ".join(parts) + "을(를) 합친 단지"


def _status(stands_on: Sequence[OfficialRow]) -> str:
    states = {str(row["status_id"]) for row in stands_on}
    return states.pop() if len(states) == 1 else "developing"


def _sum(stands_on: Sequence[OfficialRow], name: str) -> str:
    total = sum(float(row[name]) for row in stands_on)
    return str(round(total, 3)).removesuffix(".0")


def _sale_rate(stands_on: Sequence[OfficialRow]) -> str:
    if len(stands_on) == 1:
        return str(stands_on[0]["sale_rate_pct"])
    target = sum(float(row["sale_target_thousand_m2"]) for row in stands_on)
    sold = sum(float(row["sold_thousand_m2"]) for row in stands_on)
    return str(round(100 * sold / target, 2)).removesuffix(".0") if target else "0"


def part_source(trend_day: str, area_day: str) -> str:
    """Return where the figures of a park that is a part of an official row come from."""
    return (
        f"입주·가동: 국가산업단지 산업동향(399004, data.go.kr 3042071) {trend_day}; "
        f"면적·분양률: 전국산업단지현황통계(399003) 하위단지 {area_day}"
    )


def part_source_days(source: str) -> tuple[str, str]:
    """Return the two days that part_source was written with.

    >>> part_source_days(part_source("2026-03-31", "2025-09-30"))
    ('2026-03-31', '2025-09-30')
    """
    trend, _, areas = source.partition("; ")
    return trend.rpartition(" ")[2], areas.rpartition(" ")[2]


def part_note(trend_day: str) -> str:
    """Return the note of such a park's membership.

    >>> part_note("2026-03-31")
    '공식 행의 일부. 수치는 국가산단 통계 2026년 1분기를 씀'
    """
    year, month = trend_day.split("-")[:2]
    quarter = (int(month) + 2) // 3
    return f"공식 행의 일부. 수치는 국가산단 통계 {year}년 {quarter}분기를 씀"

"""Figures that an office fetched from statistics services, of an area or of a park's units."""

from decimal import Decimal
from typing import Final

from cluster_planner.indicators.areas import Level
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row, joined, names_of, records
from cluster_planner.present.profile.fact import Fact, Facts

_MOST_LISTED: Final = 12


def area_series(book: Book, level: Level, area_id: str) -> Facts | None:
    """The latest figure of each series: of a 시군구, or of each 시도 of a region; None without any."""
    if level == "sigungu":
        return _group(book, [("sigungu", area_id, "")])
    sido = book.snapshot["sido"]
    codes = sido.loc[sido["region_id"] == area_id, "sido_code"]
    named = len(codes) > 1
    return _group(book, [("sido", c, book.sido_ko[c] if named else "") for c in map(str, codes)])


def park_series(book: Book, park_id: str) -> Facts | None:
    """The latest figure of each series of the units that publish for a park; None without any."""
    units = book.units_of_park.get(park_id, ())
    ko = names_of(book.snapshot["national_complexes"], "national_id", "name_ko")
    named = len(units) > 1
    return _group(book, [("unit", unit, ko[unit] if named else "") for unit in units])


def _group(book: Book, places: list[tuple[str, str, str]]) -> Facts | None:
    found = [
        (name, row)
        for kind, place_id, name in places
        if (kind, place_id) in book.series
        for row in records(book.series[kind, place_id])
    ]
    if not found:
        return None
    lines = tuple(_line(name, row) for name, row in found[:_MOST_LISTED])
    more = len(found) - _MOST_LISTED
    days = [str(row["as_of"]) for _, row in found if row["as_of"]]
    return Facts(
        "series",
        "통계 계열",
        lines,
        joined(row["source"] for _, row in found),
        max(days, default=""),
        f"이 밖에 {more:,}계열이 있습니다." if more > 0 else "",
    )


def _line(name: str, row: Row) -> Fact:
    label = " · ".join(part for part in (name, str(row["series_ko"])) if part)
    return Fact(label, _value(row), note=period_words(str(row["period"])))


def _value(row: Row) -> str:
    if words.is_missing(row["value"]):
        return words.MISSING
    number = f"{Decimal(str(row['value'])).normalize():,f}"
    unit = str(row["unit_ko"] or "")
    return f"{number}{unit}" if len(unit) <= 1 or unit == "%" else f"{number} {unit}".strip()


def period_words(period: str) -> str:
    """Return a period of the table `series` in Korean.

    >>> period_words("2023"), period_words("2024-03"), period_words("2024Q1")
    ('2023년', '2024년 3월', '2024년 1분기')
    """
    if "Q" in period:
        year, quarter = period.split("Q")
        return f"{year}년 {quarter}분기"
    parts = period.split("-")
    return " ".join(f"{int(part)}{unit}" for part, unit in zip(parts, "년월일", strict=False))

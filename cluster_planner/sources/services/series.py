"""Figures of places by period, however a service says them, as the table `series` of a Reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

import pandas as pd

from cluster_planner.domain.imports import Decision, FileKind, FileReport, Place, Refusal, Repair
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.failure import quoted

MISSING: Final = frozenset({"", "-", "…", "...", "․", "·", "N/A", "NA", "null"})
SUPPRESSED: Final = frozenset({"X", "x", "*", "Ⅹ"})
_NUMBER: Final = re.compile(
    r"[+-]?((\d{1,3}(,\d{3})+|\d+)(\.\d+)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII
)
_LARGEST: Final = 1e18


@dataclass(frozen=True)
class SeriesRow:
    """One figure, as text cells."""

    place_ko: str
    place_code: str
    place_kind_hint: str
    """`unit` where the place is a unit of the national statistic, empty where it is to be found."""
    series_id: str
    series_ko: str
    period: str
    value: str
    """Empty when the service has no figure; zero is zero."""
    unit_ko: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Figures:
    """What a parser made of the items of one answer."""

    rows: tuple[SeriesRow, ...]
    refusals: tuple[Refusal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    ignored: tuple[str, ...] = ()
    read: int = 0


@dataclass(frozen=True)
class Origin:
    """What the report says of where the figures came from."""

    file: str
    sha256: str
    size_bytes: int
    source: str
    decisions: tuple[Decision, ...] = ()


def series_reading(origin: Origin, figures: Figures) -> Reading:
    """Return the figures as a Reading of kind SERIES."""
    columns = list(SeriesRow.__dataclass_fields__)
    frame = pd.DataFrame([asdict(row) for row in figures.rows], columns=columns)
    report = FileReport(
        file=origin.file,
        sha256=origin.sha256,
        size_bytes=origin.size_bytes,
        kind=FileKind.SERIES,
        as_of=max((last_day(row.period) for row in figures.rows), default=""),
        source=origin.source,
        rows_read=figures.read,
        rows_kept=len(figures.rows),
        decisions=origin.decisions,
        repairs=figures.repairs,
        refusals=figures.refusals,
        ignored=figures.ignored,
    )
    return Reading(report, {"series": frame})


def last_day(period: str) -> str:
    """Return the last day of a period (`2023`, `2023-06`, `2023Q2`, `2023-06-30`) as YYYY-MM-DD."""
    if "Q" in period:
        year, quarter = period.split("Q")
        period = f"{year}-{int(quarter) * 3:02d}"
    if len(period) == 4:
        return f"{period}-12-31"
    if len(period) == 7:
        return str(pd.Period(period, freq="M").end_time.date())
    return period


def number_of(text: str) -> str | None:
    """Return the figure as plain text, "" where the service has none, None where it is no number."""
    clean = text.replace("\xa0", "").strip()
    if clean in MISSING or clean in SUPPRESSED:
        return ""
    if len(clean) > 40 or not _NUMBER.fullmatch(clean):
        return None
    plain = clean.replace(",", "").lstrip("+")
    return plain if abs(float(plain)) <= _LARGEST else None


def no_number(place: Place, text: str) -> Refusal:
    """Return the refusal of a figure that is none."""
    remedy = "서비스의 값이 틀렸을 수 있습니다. 이 값은 넣지 않았습니다"
    return Refusal(place=place, value=quoted(text)[:80], problem="수가 아닙니다", remedy=remedy)


def suppressed_repair(sheet: str, column: str, texts: Iterable[str]) -> tuple[Repair, ...]:
    """Return what is told of figures that the service holds back, none without any."""
    held = sum(text.strip() in SUPPRESSED for text in texts)
    if not held:
        return ()
    how = f"비공개 표시 {held:,}칸을 빈 값으로 두었습니다(0이 아님)"
    return (Repair(place=Place(sheet=sheet, column=column), before="X", after="", how=how),)

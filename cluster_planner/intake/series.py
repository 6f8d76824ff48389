"""Figures of statistics services → our table `series`, under today's places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts.supplements import SERIES, SERIES_PLACES
from cluster_planner.domain.imports import Decision, Place, Proposal, Refusal
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.series_places import Found, SeriesPlaces
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.series import last_day

type Row = Mapping[str, Any]


@dataclass
class _Meeting:
    """The rows of one reading as they meet our places."""

    source: str
    rows: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    nation: int = 0
    repeated: int = 0
    kept: int = 0

    def take(self, row: Row, found: Found) -> None:
        """Add a figure under its place; the same figure twice is one, another one is refused."""
        cells = {
            "place_kind": found.kind,
            "place_id": found.place_id,
            "series_id": str(row["series_id"]),
            "series_ko": str(row["series_ko"]),
            "period": str(row["period"]),
            "value": str(row["value"]),
            "unit_ko": str(row["unit_ko"]),
            "source": self.source,
            "as_of": last_day(str(row["period"])),
        }
        key = tuple(cells[name] for name in SERIES.key_columns)
        known = self.rows.setdefault(key, cells)
        if known is cells:
            self.kept += 1
        elif known["value"] == cells["value"]:
            self.repeated += 1
        else:
            self.refusals.append(_contradiction(row, known["value"]))

    def leave(self, rows: pd.DataFrame, found: Found) -> None:
        """Tell why the figures of a place were not taken, once for all of them."""
        if found.nation:
            self.nation += len(rows)
            return
        first = rows.iloc[0]
        self.proposals += found.proposals
        self.refusals.append(
            Refusal(
                place=Place(sheet=str(first["sheet"]), row=int(first["row"])),
                value=str(first["place_ko"])[:80],
                problem=f"{found.why} ({len(rows):,}건)",
                remedy=found.remedy,
            )
        )


def apply_series(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the figures of the reading: replaced by key, nothing else removed.

    A figure is taken only for the very area it is of; figures of merged, split and unknown places
    are refused with the reason, those of the whole country are told and left.
    """
    places = SeriesPlaces.of(tables)
    meeting = _Meeting(reading.report.source or reading.report.file)
    by_place = reading.tables["series"].groupby(
        ["place_kind_hint", "place_ko", "place_code"], sort=False, dropna=False
    )
    for (hint, name, code), rows in by_place:
        first = rows.iloc[0]
        place = Place(sheet=str(first["sheet"]), row=int(first["row"]))
        unit = hint == "unit"
        found = (
            places.unit(str(name), place, memory)
            if unit
            else places.area(str(name), str(code), place, memory)
        )
        if not found.place_id:
            meeting.leave(rows, found)
            continue
        for row in rows.to_dict("records"):
            meeting.take({str(k): v for k, v in row.items()}, found)
    return Applied(
        tables={**tables, "series": _merged(tables["series"], meeting)},
        kept=meeting.kept,
        refusals=tuple(meeting.refusals),
        proposals=tuple(meeting.proposals),
        notes=tuple(_notes(meeting)),
        ignored=tuple(_ignored(meeting)),
    )


def _merged(ours: pd.DataFrame, meeting: _Meeting) -> pd.DataFrame:
    if not meeting.rows:
        return ours
    new = SERIES.conform(pd.DataFrame(list(meeting.rows.values()), dtype="object"), "series")
    keys = list(SERIES.key_columns)
    if ours.empty:
        merged = new
    else:
        stays = ~ours.set_index(keys).index.isin(new.set_index(keys).index)
        merged = pd.concat([ours[stays], new], ignore_index=True)
    return merged.sort_values(keys).reset_index(drop=True)


def _notes(meeting: _Meeting) -> Iterator[Decision]:
    kinds = pd.Series([key[0] for key in meeting.rows], dtype="object").value_counts()
    if len(kinds):
        found = ", ".join(f"{SERIES_PLACES[str(kind)]} {n:,}건" for kind, n in kinds.items())
        yield Decision(what="계열을 둔 곳", found=found, why="오늘의 행정구역과 통계 단위 이름")


def _ignored(meeting: _Meeting) -> Iterator[str]:
    if meeting.nation:
        yield f"전국 값 {meeting.nation:,}건: 시도·시군구·통계 단위의 값만 둡니다"
    if meeting.repeated:
        yield f"같은 값이 되풀이된 {meeting.repeated:,}건: 한 번만 둡니다"


def _contradiction(row: Row, known: str) -> Refusal:
    return Refusal(
        place=Place(sheet=str(row["sheet"]), row=int(row["row"])),
        value=f"{row['place_ko']} {row['value']}"[:80],
        problem=f"같은 곳, 계열, 시점에 다른 값({known or '값 없음'})이 먼저 있습니다",
        remedy="서비스의 분류를 더 좁혀 물어보세요",
    )

"""Complexes that a whole file no longer lists leave our tables, unless something stands on them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from cluster_planner.domain.imports import Decision, Place, Refusal
from cluster_planner.domain.units import split_list
from cluster_planner.intake.applied import Tables
from cluster_planner.intake.memberships import without_rows

_OWN_LISTS = ("ax_demo",)
_LEAST_OF_ALL = 0.9
_LEAST_OF_A_PLACE = 0.5
"""가정: of all complexes about two in a thousand go in a quarter. A file without a tenth of them, or
without half of a 시도 or of a kind, is a part whose totals were summed anew (a 시도's own list)."""
_PLACES = ("kind_id", "source_sido")


@dataclass(frozen=True)
class Closing:
    """The tables without the closed rows, and what was said about them."""

    tables: Tables
    notes: tuple[Decision, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    closed: tuple[str, ...] = ()


def covers(complexes: pd.DataFrame, named: Collection[str], kinds: Collection[str]) -> bool:
    """Return whether a file names so many of our rows of its kinds that the rest may be gone."""
    ours = complexes[complexes["kind_id"].isin(kinds)]
    if ours.empty:
        return True
    there = ours["row_id"].isin(named)
    places = (there.groupby(ours[column].astype(str)).mean() for column in _PLACES)
    return bool(there.mean() >= _LEAST_OF_ALL) and all(
        bool((share >= _LEAST_OF_A_PLACE).all()) for share in places
    )


def part_note(
    complexes: pd.DataFrame, named: Collection[str], kinds: Collection[str]
) -> tuple[Decision, ...]:
    """Tell that a file is taken for a part although its totals agree with its rows."""
    ours = complexes[complexes["kind_id"].isin(kinds)]
    there = int(ours["row_id"].isin(named).sum())
    why = "합계는 맞지만 우리 표의 단지를 다 다루지 않아 일부만 든 파일로 보고 아무것도 빼지 않음"
    return (Decision(what="일부만 든 파일", found=f"{len(ours):,}행 가운데 {there:,}행", why=why),)


def close(
    tables: Tables, named: Collection[str], kinds: Collection[str], as_of: str, *, whole: bool
) -> Closing:
    """Return the tables without rows that the file would name if they still were.

    `named` are the rows of ours that the file names or may name. Only kinds that the file holds
    can close, only when it is whole, and never rows that are younger than the file.
    """
    complexes = tables["complexes"]
    missing = complexes[
        complexes["kind_id"].isin(kinds)
        & ~complexes["row_id"].isin(named)
        & (complexes["as_of"] <= as_of)
    ]
    if missing.empty:
        return Closing(tables)
    if not whole:
        return Closing(tables, (_kept_note(missing),))
    reasons = {row_id: _stands_on(tables, row_id) for row_id in missing["row_id"]}
    closed = tuple(row_id for row_id, why in reasons.items() if not why)
    held = tuple(
        _refusal(row.source_sido, row.source_sigungu, row.name_ko, reasons[row.row_id])
        for row in missing.itertuples(index=False)
        if reasons[row.row_id]
    )
    notes = tuple(
        Decision(
            what="없어진 단지",
            found=f"{row.source_sido} {row.source_sigungu} {row.name_ko}",
            why=f"온전한 파일에 없어 뺌(그때까지의 값 {row.as_of})",
        )
        for row in missing.itertuples(index=False)
        if row.row_id in closed
    )
    return Closing(without_rows(tables, closed), notes, held, closed)


def _kept_note(missing: pd.DataFrame) -> Decision:
    day = missing["as_of"].min()
    why = f"파일이 전체라는 것이 확인되지 않아 파일에 없는 단지는 {day}부터의 값 그대로 둠"
    return Decision(what="파일에 없는 단지", found=f"{len(missing):,}행", why=why)


def _stands_on(tables: Tables, row_id: str) -> str:
    """Return in Korean what would be left hanging, "" if nothing."""
    units = tables["national_complexes"]
    on_row = units["complex_row_ids"].map(lambda cell: row_id in split_list(str(cell)))
    if on_row.any():
        return f"국가산단 통계 단위 {', '.join(units.loc[on_row, 'name_ko'])}"
    members = tables["park_members"]
    here = members[members["member_id"] == row_id]
    if (here["basis"] == "split").any():
        return "나뉜 단지"
    parks = set(here["park_id"])
    divisions, named = tables["park_divisions"], tables["designations"]
    if divisions["park_id"].isin(parks).any():
        return "단지·분과 표(park_divisions)"
    own = named["park_id"].isin(parks) & named["designation_id"].isin(_OWN_LISTS)
    return "AX 실증산단 지정" if own.any() else ""


def _refusal(sido: object, sigungu: object, name: object, why: str) -> Refusal:
    return Refusal(
        place=Place(),
        value=f"{sido} {sigungu} {name}"[:80],
        problem=f"온전한 파일에 없지만 {why}이(가) 가리켜 없애지 않았습니다",
        remedy="가리키는 표를 먼저 고치거나, 이름이 바뀐 것이면 제안에 답하세요",
    )

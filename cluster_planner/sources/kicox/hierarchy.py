"""Complexes and their parts: the complex is the sum of its parts, column by column."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_planner.sources.grid import Notes
from cluster_planner.sources.kicox.status_columns import AREAS, COUNTS, LABELS
from cluster_planner.sources.kicox.status_rows import Listed


def check_parts(listed: Sequence[Listed], notes: Notes) -> None:
    """Note which complexes are not the sum of their parts; their own figure stands."""
    parents = [one for one in listed if one.parts]
    differing = 0
    for one in parents:
        wrong = [column for column in (*AREAS, *COUNTS) if not _is_sum(one, column)]
        differing += bool(wrong)
        for column in wrong:
            notes.tie(
                f"{one.row.number}행 {one.values['name_ko']} {LABELS[column]}: 하위단지의 합",
                one.figure(column),
                sum(part.figure(column) for part in one.parts),
                "천㎡" if column in AREAS else "개사",
                "상위단지에 적힌 값을 씀",
            )
    if parents:
        parts = sum(len(one.parts) for one in parents)
        notes.decide(
            "상위단지와 하위단지",
            f"상위 {len(parents)}곳, 하위 {parts}곳",
            f"합이 다른 상위단지 {differing}곳; 하위단지는 두 번 세지 않음",
        )


def _is_sum(one: Listed, column: str) -> bool:
    return abs(one.figure(column) - sum(part.figure(column) for part in one.parts)) <= 0.5

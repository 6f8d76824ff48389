"""Boundaries whose area is far from the designated one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.imports import Decision

_BOUND = 0.20
_LISTED = 20


def area_notes(
    shapes: gpd.GeoDataFrame, complexes: pd.DataFrame, matched: Iterable[str]
) -> list[Decision]:
    """Return what is to be told of the matched complexes whose area is far from the designated one."""
    drawn: dict[str, float] = defaultdict(float)
    for complex_id, area in zip(shapes["complex_id"], shapes["area_thousand_m2"], strict=True):
        drawn[str(complex_id)] += float(area)
    stated = complexes.groupby("complex_id")["designated_area_thousand_m2"].sum()
    names = complexes.groupby("complex_id")["name_ko"].first()
    off = []
    for complex_id in matched:
        area, given = drawn[complex_id], float(stated[complex_id])
        if given and abs(area - given) > _BOUND * given:
            off.append((abs(area - given) / given, complex_id, area, given))
    off.sort(reverse=True)
    notes = [
        Decision(
            what="면적이 다른 경계",
            found=f"{names[complex_id]}: 도형 {area:,.0f}천㎡, 지정면적 {given:,.0f}천㎡",
            why=f"{100 * (area - given) / given:+.0f} %: 20 %가 넘게 다름",
        )
        for _, complex_id, area, given in off[:_LISTED]
    ]
    if len(off) > _LISTED:
        why = f"나머지 {len(off) - _LISTED:,}곳은 적지 않음"
        notes.append(Decision(what="면적이 다른 경계", found=f"모두 {len(off):,}곳", why=why))
    return notes

"""Points of complexes follow their boundaries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import shapely

from cluster_planner.domain.imports import Decision, Place, Refusal
from cluster_planner.domain.places import distance_km
from cluster_planner.intake.crosswalk import Crosswalk

FARTHEST_KM = 10.0
"""A complex may lie so far outside its official 시군구 (reclaimed land, borders), not further."""
_DECIMALS = 5


@dataclass
class Moved:
    """Rows of complexes.csv with their points, and what was said of them."""

    rows: list[dict[str, Any]]
    count: int = 0
    notes: list[Decision] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def moved_points(
    rows: list[dict[str, Any]],
    shapes: gpd.GeoDataFrame,
    how: Mapping[str, str],
    crosswalk: Crosswalk,
) -> Moved:
    """Return the rows with a point inside the boundary of their complex, for complexes in `how`.

    Where the boundary lies in several 시군구 the point is taken inside the row's own; a row in
    another 시도 that the boundary does not reach keeps its point. A boundary farther away than a
    complex can be is refused: its number or name is somebody else's.
    """
    outlines = _outlines(shapes, how)
    rows_of = Counter(row["complex_id"] for row in rows)
    moved = Moved([])
    for row in rows:
        own = row["complex_id"]
        if own in outlines:
            alone = rows_of[own] == 1
            row = _placed(row, outlines[own], how[own], crosswalk, moved, alone=alone)
        moved.rows.append(row)
    if moved.count:
        why = "경계 안의 대표점; 여러 시군구에 걸치면 공식 시군구 안의 점"
        moved.notes.append(Decision(what="옮긴 점", found=f"{moved.count:,}행", why=why))
    return moved


def _placed(
    row: dict[str, Any],
    outline: shapely.Geometry,
    found: str,
    crosswalk: Crosswalk,
    moved: Moved,
    *,
    alone: bool,
) -> dict[str, Any]:
    point, gap = _inside(outline, crosswalk.shape(row["sigungu_code"]))
    if gap > 0 and not alone:
        # The boundary is of the part in the other 시도: it says nothing of this one.
        return row
    if gap > FARTHEST_KM:
        moved.refusals.append(_far(row, gap))
        return row
    lon, lat = (str(round(value, _DECIMALS)) for value in (point.x, point.y))
    moved.count += (lon, lat) != (row["lon"], row["lat"])
    return row | {"lon": lon, "lat": lat, "coord_source": _source(row, found)}


def _outlines(shapes: gpd.GeoDataFrame, how: Mapping[str, str]) -> dict[str, shapely.Geometry]:
    parts: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for complex_id, shape in zip(shapes["complex_id"], shapes.geometry, strict=True):
        if complex_id in how:
            parts[str(complex_id)].append(shape)
    return {
        key: found[0] if len(found) == 1 else shapely.union_all(found)
        for key, found in parts.items()
    }


def _inside(outline: shapely.Geometry, sigungu: shapely.Geometry) -> tuple[shapely.Point, float]:
    """Return a point of the outline, in the 시군구 if they meet, and how far apart they are."""
    if shapely.covers(sigungu, outline):
        return shapely.point_on_surface(outline), 0.0
    own = shapely.intersection(outline, sigungu)
    if not own.is_empty and own.area > 0:
        return shapely.point_on_surface(own), 0.0
    here, there = shapely.shortest_line(outline, sigungu).coords
    return shapely.point_on_surface(outline), distance_km(*here, *there)


def _source(row: Mapping[str, Any], found: str) -> str:
    """Return how sure the point is: a number that was once matched by hand proves no name."""
    if found == "confirmed":
        return "damdan_fuzzy"
    before = str(row["coord_source"])
    return before if found == "dan_id" and before.startswith("damdan") else "damdan_name"


def _far(row: Mapping[str, Any], gap: float) -> Refusal:
    return Refusal(
        place=Place(),
        value=f"{row['source_sido']} {row['source_sigungu']} {row['name_ko']}"[:80],
        problem=f"경계가 그 시군구에서 {gap:,.0f} km 떨어져 있어 점을 옮기지 않았습니다",
        remedy="경계의 번호와 이름이 이 단지의 것인지 확인하세요",
    )

"""A layer of points: where somebody says that complexes are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import shapely

from cluster_planner.domain.imports import Decision, Refusal
from cluster_planner.domain.places import distance_km
from cluster_planner.intake.crosswalk import Crosswalk
from cluster_planner.intake.moved_points import FARTHEST_KM, Moved
from cluster_planner.intake.official_rows import place_of

SURE: Final = "damdan_name"
"""A point in the boundary of its own name: a layer of points knows no better."""
SOURCE: Final = "layer_point"
_DECIMALS: Final = 5


def layer_points(
    rows: list[dict[str, Any]],
    points: Iterable[tuple[str, dict[str, Any]]],
    crosswalk: Crosswalk,
) -> Moved:
    """Return the rows with the points of a layer; `points` are pairs of complex_id and cells.

    Complexes with a sure point, and those in two 시도, keep theirs. A point of nobody, one that
    comes twice, and one far from the complex's 시군구 are refused with their place.
    """
    done = Moved(list(rows))
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        places.setdefault(row["complex_id"], []).append(number)
    taken: set[str] = set()
    sure = 0
    for complex_id, cells in points:
        if not complex_id or complex_id in taken:
            done.refusals.append(_refused(cells, again=bool(complex_id)))
            continue
        taken.add(complex_id)
        here = places[complex_id]
        row = rows[here[0]]
        if len(here) > 1 or row["coord_source"] == SURE:
            sure += 1
            continue
        point = shapely.centroid(cells["geometry"])
        gap = _gap_km(point, crosswalk.shape(row["sigungu_code"]))
        if gap > FARTHEST_KM:
            done.refusals.append(_far(cells, gap))
            continue
        lon, lat = (str(round(value, _DECIMALS)) for value in (point.x, point.y))
        done.rows[here[0]] = row | {"lon": lon, "lat": lat, "coord_source": SOURCE}
        done.count += 1
    if done.count:
        why = "이름이나 번호가 맞는 단지 가운데 경계로 놓이지 않은 것"
        done.notes.append(Decision(what="레이어의 점", found=f"{done.count:,}곳", why=why))
    if sure:
        why = "이름이 같은 경계 안의 점이 더 확실함"
        done.notes.append(Decision(what="그대로 둔 점", found=f"{sure:,}곳", why=why))
    return done


def _gap_km(point: shapely.Point, sigungu: shapely.Geometry) -> float:
    if shapely.covers(sigungu, point):
        return 0.0
    here, there = shapely.shortest_line(point, sigungu).coords
    return distance_km(*here, *there)


def _refused(cells: dict[str, Any], *, again: bool) -> Refusal:
    problem = "같은 단지의 점이 되풀이됩니다" if again else "이 점이 어느 단지인지 알 수 없습니다"
    remedy = (
        "한 단지에 점 하나만 남기세요" if again else "단지명이나 경계 번호(DAN_ID)를 바로잡으세요"
    )
    value = str(cells["name_ko"] or cells["dan_id"])[:80]
    return Refusal(place=place_of(cells), value=value, problem=problem, remedy=remedy)


def _far(cells: dict[str, Any], gap: float) -> Refusal:
    return Refusal(
        place=place_of(cells),
        value=str(cells["name_ko"] or cells["dan_id"])[:80],
        problem=f"점이 그 단지의 시군구에서 {gap:,.0f} km 떨어져 있습니다",
        remedy="점과 단지명이 맞는지 확인하세요",
    )

"""Checks of a geometry column: present, in degrees, of the right type, valid, inside Korea."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.cells import Complaint
from cluster_planner.domain.units import CRS_DEGREES, KOREA_LAT_DEG, KOREA_LON_DEG


def geometry_complaints(
    frame: pd.DataFrame, allowed: frozenset[str]
) -> tuple[gpd.GeoSeries | None, list[Complaint]]:
    """Return the geometry column in EPSG:4326, or None, with what is wrong with it."""
    nowhere = pd.Series([], dtype="object")
    if not isinstance(frame, gpd.GeoDataFrame) or "geometry" not in frame.columns:
        return None, [Complaint("도형이 없습니다", "도형이 있는 GeoJSON 파일을 쓰세요", nowhere)]
    shapes = frame.geometry.reset_index(drop=True)
    if shapes.crs is None:
        remedy = ".prj를 함께 올리거나 좌표계를 지정하세요"
        return None, [Complaint("좌표계가 없습니다", remedy, nowhere)]
    if shapes.crs.to_epsg() != 4326:
        remedy = f"{CRS_DEGREES}(경위도)로 바꾸어 저장하세요"
        return None, [Complaint(f"좌표계가 {shapes.crs.to_string()}입니다", remedy, nowhere)]
    return shapes, _shape_complaints(shapes, allowed)


def _shape_complaints(shapes: gpd.GeoSeries, allowed: frozenset[str]) -> list[Complaint]:
    missing = shapes.isna() | shapes.is_empty
    wrong = ~missing & ~shapes.geom_type.isin(allowed)
    broken = ~missing & ~shapes.is_valid
    bounds = shapes.bounds
    abroad = ~missing & ~(
        (bounds.minx >= KOREA_LON_DEG[0])
        & (bounds.maxx <= KOREA_LON_DEG[1])
        & (bounds.miny >= KOREA_LAT_DEG[0])
        & (bounds.maxy <= KOREA_LAT_DEG[1])
    )
    kinds = shapes.geom_type.fillna("").astype("object")
    reasons = pd.Series(shapely.is_valid_reason(shapes.values), dtype="object").fillna("")
    blank = pd.Series("", index=shapes.index, dtype="object")
    table = (
        (missing, blank, "도형이 비었습니다", "도형을 넣거나 행을 지우세요"),
        (wrong, kinds, "도형 종류가 다릅니다", f"{', '.join(sorted(allowed))}만 쓸 수 있습니다"),
        (broken, reasons, "도형이 올바르지 않습니다", "경계가 스스로 겹치지 않게 고치세요"),
        (abroad, blank, "우리나라 밖의 좌표입니다", "경도·위도 순서와 좌표계를 확인하세요"),
    )
    return [
        Complaint(problem, remedy, cells[mask])
        for mask, cells, problem, remedy in table
        if mask.any()
    ]

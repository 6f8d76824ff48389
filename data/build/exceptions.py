"""Points that lie outside their 시군구: how far, where, and why. Nothing is moved."""

from __future__ import annotations

import geopandas as gpd

from cluster_planner.domain.point_exceptions import SIMPLIFIED, reason_outside
from cluster_planner.domain.units import CRS_DEGREES, CRS_METRES
from data.build.writing import Row

_ULSAN = "남구·동구·북구에 걸친 단지라 경계 상자의 중심이 바다에 놓임"
_GURO = "구로구·금천구에 걸친 단지: 중심이 금천구에 놓임"
_BITGREEN = "광주 광산구와 함평군에 걸친 단지: 중심이 함평군에 놓임"
_YULCHON = "여수·순천·광양에 걸친 단지: 중심이 광양시에 놓임"
_CHEOMDAN3 = "광주 북구·광산구와 장성군에 걸친 단지: 중심이 장성군에 놓임, 이름은 어림으로 맞춤"
_KNOWN = {
    "c_131020": _ULSAN,
    "p_ulsan_mipo": _ULSAN,
    "c_111011_11": _GURO,
    "p_seoul_digital": _GURO,
    "c_129030_29": _BITGREEN,
    "p_bitgreen": _BITGREEN,
    "c_246080": _YULCHON,
    "p_246080": _YULCHON,
    "c_229090": _CHEOMDAN3,
    "p_229090": _CHEOMDAN3,
}


def exception_rows(
    complexes: list[Row], parks: list[Row], shipped: gpd.GeoDataFrame, precise: gpd.GeoDataFrame
) -> list[Row]:
    """Return one row per point outside the shipped polygon of its stated 시군구."""
    rows = []
    for table, key, records in (("complexes", "row_id", complexes), ("parks", "park_id", parks)):
        for record in _outside(records, shipped):
            rows.append(_row(record, record[key], table, shipped, precise))
    return sorted(rows, key=lambda row: (row["point_table"], row["row_id"]))


def _points(records: list[Row]) -> gpd.GeoSeries:
    lon, lat = ([float(record[name]) for record in records] for name in ("lon", "lat"))
    return gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=CRS_DEGREES)


def _outside(records: list[Row], shipped: gpd.GeoDataFrame) -> list[Row]:
    polygons = dict(zip(shipped["sigungu_code"], shipped.geometry, strict=True))
    return [
        record
        for record, point in zip(records, _points(records), strict=True)
        if not polygons[record["sigungu_code"]].covers(point)
    ]


def _row(
    record: Row, row_id: str, table: str, shipped: gpd.GeoDataFrame, precise: gpd.GeoDataFrame
) -> Row:
    point = _points([record])
    metres = point.to_crs(CRS_METRES).iloc[0]
    code = record["sigungu_code"]
    stated = shipped.loc[shipped["sigungu_code"] == code].to_crs(CRS_METRES).geometry.iloc[0]
    inside = shipped.loc[shipped.covers(point.iloc[0]), "sigungu_code"]
    truly_inside = list(precise.index[precise.covers(metres)])
    return {
        "row_id": row_id,
        "point_table": table,
        "sigungu_code": code,
        "distance_km": max(round(metres.distance(stated) / 1000, 3), 0.001),
        "inside_sigungu_code": inside.iloc[0] if len(inside) else "",
        "reason_ko": _KNOWN.get(row_id) or _reason(record, truly_inside),
    }


def _reason(record: Row, truly_inside: list[str]) -> str:
    if record["sigungu_code"] in truly_inside:
        return SIMPLIFIED
    return reason_outside(record["coord_source"], inside=bool(truly_inside))

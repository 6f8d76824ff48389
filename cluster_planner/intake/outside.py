"""Points that lie outside their 시군구 after an import: listed with distance and reason."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.domain.contracts import POINT_EXCEPTIONS
from cluster_planner.domain.point_exceptions import reason_outside
from cluster_planner.domain.units import CRS_DEGREES, CRS_METRES
from cluster_planner.intake.applied import Tables

_NEAR_METRES = 150.0
"""The shipped outlines are simplified: a point this near may lie inside the true one."""
_KEYS = (("complexes", "row_id"), ("parks", "park_id"))


def with_point_exceptions(tables: Tables) -> Tables:
    """Return the tables with every point outside its 시군구 listed, and no other.

    A point that is where it was keeps the reason that is written there.
    """
    sigungu = tables["sigungu"]
    if not isinstance(sigungu, gpd.GeoDataFrame):
        raise TypeError("sigungu has no geometry")
    listed = tables["point_exceptions"]
    known = {
        (row.point_table, row.row_id, row.sigungu_code, row.distance_km): row.reason_ko
        for row in listed.itertuples(index=False)
    }
    rows = []
    for table, key in _KEYS:
        for row in _outside(tables[table], key, table, sigungu):
            written = known.get((table, row["row_id"], row["sigungu_code"], row["distance_km"]), "")
            rows.append(row | {"reason_ko": written or row["reason_ko"]})
    names = [column.name for column in POINT_EXCEPTIONS.columns]
    frame = pd.DataFrame(rows, columns=names)
    return {**tables, "point_exceptions": POINT_EXCEPTIONS.conform(frame) if rows else frame}


def _outside(
    frame: pd.DataFrame, key: str, table: str, sigungu: gpd.GeoDataFrame
) -> list[dict[str, Any]]:
    outlines = sigungu.set_index("sigungu_code").geometry
    stated = outlines.reindex(frame["sigungu_code"])
    points = shapely.points(frame["lon"].to_numpy(), frame["lat"].to_numpy())
    out = ~np.asarray(shapely.covers(stated.to_numpy(), points), dtype=bool)
    if not out.any():
        return []
    far = gpd.GeoSeries(points[out], crs=CRS_DEGREES).to_crs(CRS_METRES)
    metres = far.distance(stated[out].to_crs(CRS_METRES).reset_index(drop=True))
    rows = []
    for record, point, gap in zip(frame[out].to_dict("records"), points[out], metres, strict=True):
        inside = sigungu.loc[sigungu.covers(point), "sigungu_code"]
        rows.append(
            {
                "row_id": record[key],
                "point_table": table,
                "sigungu_code": record["sigungu_code"],
                "distance_km": max(round(gap / 1000, 3), 0.001),
                "inside_sigungu_code": inside.iloc[0] if len(inside) else "",
                "reason_ko": reason_outside(
                    record["coord_source"], inside=len(inside) > 0, near=gap < _NEAR_METRES
                ),
            }
        )
    return rows

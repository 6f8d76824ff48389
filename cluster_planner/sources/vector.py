"""Read a GeoJSON file without GDAL, so that no other format can hide behind its name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from cluster_planner.domain.units import CRS_DEGREES
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.tabular import decode, read_bytes

_REBUILD = "원본 파일로 되돌리거나 python -m data.build로 다시 만드세요"


def read_geojson(path: Path) -> gpd.GeoDataFrame:
    """Return the features with their properties, EPSG:4326 (GeoJSON knows no other).

    Raises DataError for a missing file, text that is not a GeoJSON FeatureCollection and
    features whose geometry cannot be read.
    """
    return features_of(read_bytes(path), path.name)


def features_of(content: bytes, file: str) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON file's content; findings name the `file`."""
    text = decode(content, file)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise _refusal(file, "JSON 형식이 아닙니다(파일이 잘렸을 수 있습니다)") from problem
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise _refusal(file, "GeoJSON FeatureCollection이 아닙니다")
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise _refusal(file, "도형이 하나도 없습니다")
    properties: list[dict[str, Any]] = []
    shapes = []
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise _refusal(file, f"{number}번째 도형에 속성이 없습니다")
        properties.append(feature["properties"])
        shapes.append(_shape(feature.get("geometry"), number, file))
    return gpd.GeoDataFrame(properties, geometry=shapes, crs=CRS_DEGREES)


def _shape(geometry: object, number: int, file: str) -> shapely.Geometry | None:
    if geometry is None:
        return None
    try:
        shape: shapely.Geometry = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.ShapelyError, ValueError, TypeError) as problem:
        raise _refusal(file, f"{number}번째 도형을 읽을 수 없습니다") from problem
    return shape


def _refusal(file: str, problem: str) -> DataError:
    return DataError(Finding(file, problem, _REBUILD))

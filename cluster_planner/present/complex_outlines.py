"""Boundaries of complexes that an office brought itself, thin enough for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import shapely

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present import words
from cluster_planner.present.layers import Features, feature_collection
from cluster_planner.present.map_elements import Legend, LegendEntry
from cluster_planner.present.palette import Theme

STEPS_M: Final = (5.0, 10.0, 20.0, 40.0, 80.0)
"""Bends below this are left out, the next step while there are more corners than `MOST_CORNERS`."""
MOST_CORNERS: Final = 60_000
_DEGREES: Final = 1e-5


@dataclass(frozen=True)
class Outlines:
    """The boundaries as one layer: features named by shape_id, one look, legend and sentence."""

    features: Features
    look: Mapping[str, Any]
    legend: Legend
    summary: str


def has_outlines(snapshot: Snapshot) -> bool:
    """Return whether the data hold any boundary; the embedded data hold none."""
    return "complex_shapes" in snapshot.tables and not snapshot["complex_shapes"].empty


def complex_outlines(snapshot: Snapshot, theme: Theme) -> Outlines:
    """Return the layer of all boundaries, with its source and day; without any it is empty."""
    shapes = gpd.GeoDataFrame(snapshot["complex_shapes"])
    names = dict(_names(snapshot))
    features = feature_collection(_features(shapes, names)) if len(shapes) else _nothing()
    owned = int(shapes["complex_id"].notna().sum())
    counted = f"단지 경계 · {len(shapes):,}개"
    note = " · ".join(part for part in (_matched(len(shapes), owned), _source(shapes)) if part)
    look = {"color": theme.text, "weight": 1.3, "opacity": 0.85, "fill": False, "stroke": True}
    legend = Legend("단지 경계", (LegendEntry(counted, theme.text, "line"),), note=note)
    return Outlines(features, look, legend, f"단지 경계 {len(shapes):,}개를 선으로 보입니다.")


def _nothing() -> Features:
    return feature_collection(())


def _names(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    complexes = snapshot["complexes"]
    ids, names = complexes["complex_id"].astype("str"), complexes["name_ko"].astype("str")
    yield from zip(ids, names, strict=True)


def _features(shapes: gpd.GeoDataFrame, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    slim = _slim(shapes)
    for row, shape in zip(shapes.to_dict("records"), slim, strict=True):
        owner = "" if words.is_missing(row["complex_id"]) else names.get(str(row["complex_id"]), "")
        title = str(row["name_ko"]) if not words.is_missing(row["name_ko"]) else owner
        told = f"단지 {owner}" if owner else "짝지어진 단지 없음"
        yield {
            "type": "Feature",
            "id": str(row["shape_id"]),
            "properties": {
                "title": f"{title} 경계" if title else "단지 경계",
                "lines": [told, f"도형 면적 {words.area(row['area_thousand_m2'])}"],
            },
            "geometry": shapely.geometry.mapping(shape),
        }


def _slim(shapes: gpd.GeoDataFrame) -> Any:
    metric = shapes.to_crs(5179).geometry.array
    for step in STEPS_M:
        slim = shapely.simplify(metric, step, preserve_topology=True)
        if int(shapely.get_num_coordinates(slim).sum()) <= MOST_CORNERS:
            break
    back = gpd.GeoSeries(slim, crs=5179).to_crs(4326).array
    return shapely.set_precision(back, _DEGREES, mode="pointwise")


def _matched(shapes: int, owned: int) -> str:
    return f"{shapes - owned:,}개는 단지와 짝지어지지 않음" if owned < shapes else ""


def _source(shapes: gpd.GeoDataFrame) -> str:
    sources = list(dict.fromkeys(str(s) for s in shapes["source"].dropna()))
    days = shapes["as_of"].dropna()
    if not sources:
        return ""
    more = f" 외 {len(sources) - 1}건" if len(sources) > 1 else ""
    dated = words.day(str(days.max())) if len(days) else "기준일 자료 없음"
    return f"{sources[0]}{more} {dated}"

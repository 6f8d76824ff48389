"""The chosen parks as GeoJSON (RFC 7946: EPSG:4326), with what they stand on."""

import json
from typing import Any

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.papers.geo_layers import PARKS, plan_layers
from cluster_planner.present.papers.plan_map import credits_of
from cluster_planner.present.papers.report import identity
from cluster_planner.present.papers.safe_text import table_text
from cluster_planner.present.words import is_missing


def geojson_bytes(run: Run, snapshot: Snapshot) -> bytes:
    """Return a FeatureCollection; a park without a place has the geometry null."""
    frame = plan_layers(run, snapshot)[PARKS]
    columns = [c for c in frame.columns if c != "geometry"]
    features = [
        {
            "type": "Feature",
            "id": row["단지코드"],
            "properties": {column: _plain(row[column]) for column in columns},
            "geometry": _point(shape),
        }
        for row, shape in zip(frame.to_dict("records"), frame.geometry, strict=True)
    ]
    said = (*identity(run), ("출처", credits_of(snapshot)))
    content = {
        "type": "FeatureCollection",
        "name": PARKS,
        "about": {name: table_text(value) for name, value in said},
        "features": features,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()


def _point(shape: Any) -> dict[str, Any] | None:
    if shape is None or shape.is_empty:
        return None
    return {"type": "Point", "coordinates": [round(shape.x, 5), round(shape.y, 5)]}


def _plain(value: Any) -> Any:
    if is_missing(value):
        return None
    return value.item() if hasattr(value, "item") else value

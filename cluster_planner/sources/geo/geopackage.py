"""A GeoPackage: the layer whose shapes can be boundaries."""

from __future__ import annotations

from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from cluster_planner.sources.geo.fields import DAN_ID_NAMES
from cluster_planner.sources.geo.gdal import GEOPACKAGE, Content, open_layers, read_layer
from cluster_planner.sources.geo.layer import Layer, as_text, refused
from cluster_planner.sources.geo.systems import usable
from cluster_planner.sources.grid.notes import Notes
from cluster_planner.sources.grid.text import clean

_AREAL = ("Polygon", "Unknown", "Geometry", "Surface", "Collection")


def read_geopackage(path: Path, name: str, notes: Notes) -> Layer:
    """Return the layer with boundary numbers, else the areal one with the most shapes.

    Other layers are told. Raises DataError for a file that is none, or has no layer with shapes.
    """
    layers = [layer for layer in open_layers(path, GEOPACKAGE, name) if layer[1]]
    areal = [layer for layer, kind in layers if any(word in kind for word in _AREAL)]
    wanted = areal or [layer for layer, kind in layers if "Point" in kind]
    if not wanted:
        raise refused(name, "면이나 점이 든 레이어가 없습니다", "경계 레이어를 내보내 가져오세요")
    read = {layer: read_layer(path, GEOPACKAGE, name, layer) for layer in _first(wanted, notes)}
    best = max(read, key=lambda layer: _rank(read[layer]))
    others = [layer for layer, _ in layers if layer != best]
    if others:
        why = "경계 번호 필드가 있어서" if _rank(read[best])[0] else "도형이 가장 많아서"
        notes.decide("레이어", clean(best), f"{len(layers)}개 가운데 {why}")
        notes.ignore(f"쓰지 않은 레이어: {', '.join(clean(layer) for layer in others[:20])}")
    content = read[best]
    crs = _crs(content.crs)
    fields = {clean(f): [as_text(v) for v in values] for f, values in content.fields.items()}
    return Layer(clean(best), content.shapes, fields, crs, "GeoPackage" if crs is not None else "")


def _first(layers: list[str], notes: Notes) -> list[str]:
    if len(layers) > 12:
        notes.ignore(f"레이어가 많아 열두 개만 살펴봄(모두 {len(layers)}개)")
    return layers[:12]


def _rank(content: Content) -> tuple[bool, int]:
    names = {field.upper() for field in content.fields}
    return any(name in names for name in DAN_ID_NAMES), len(content.shapes)


def _crs(told: str) -> CRS | None:
    if not told:
        return None
    try:
        crs = CRS.from_user_input(told)
    except CRSError:
        return None
    return usable(crs)

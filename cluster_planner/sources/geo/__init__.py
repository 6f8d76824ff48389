"""Layers of places: shapefile, GeoPackage and GeoJSON, wherever and however they were made."""

from cluster_planner.sources.geo.hints import Hints
from cluster_planner.sources.geo.shapes import read_features, read_shapes, shapes_of

__all__ = ["Hints", "read_features", "read_shapes", "shapes_of"]

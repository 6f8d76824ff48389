"""The plan as a GeoPackage in EPSG:5179, with styles that QGIS takes up by itself."""

import sqlite3
import tempfile
import warnings
from contextlib import closing
from pathlib import Path
from typing import Final

import geopandas as gpd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.papers.geo_layers import plan_layers
from cluster_planner.present.papers.plan_map import credits_of
from cluster_planner.present.papers.qgis_styles import style_of
from cluster_planner.present.papers.safe_text import table_text

METRIC: Final = 5179
_STYLES: Final = """
CREATE TABLE layer_styles (
 id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
 f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
 styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
 update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))
"""
_CONTENTS: Final = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) "
    "VALUES ('layer_styles', 'attributes', 'layer_styles', '')"
)
_ADD: Final = (
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
    "styleName, styleQML, styleSLD, useAsDefault, description, owner) "
    "VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '')"
)


def geopackage_bytes(run: Run, snapshot: Snapshot) -> bytes:
    """Return the file: regions, links and parks, each with its style and its source."""
    layers = plan_layers(run, snapshot)
    with tempfile.TemporaryDirectory(prefix="cluster-planner-") as folder:
        path = Path(folder) / "plan.gpkg"
        for name, frame in layers.items():
            _write(frame, path, name, table_text(f"실행번호 {run.run_id}. {credits_of(snapshot)}"))
        with closing(sqlite3.connect(path)) as book, book:
            book.execute(_STYLES)
            book.execute(_CONTENTS)
            for name in layers:
                book.execute(_ADD, (name, name, style_of(name), f"{name}의 기본 모양"))
        return path.read_bytes()


def _write(frame: gpd.GeoDataFrame, path: Path, name: str, description: str) -> None:
    with warnings.catch_warnings():
        # An empty layer has no geometry to tell its type by; it is given, and GDAL warns all the same.
        warnings.simplefilter("ignore", UserWarning)
        frame.to_crs(METRIC).to_file(
            path, layer=name, driver="GPKG", engine="pyogrio", geometry_type=_TYPES[name],
            promote_to_multi=_TYPES[name] == "MultiPolygon",
            layer_options={"DESCRIPTION": description, "IDENTIFIER": name},
        )  # fmt: skip


_TYPES: Final = {"권역": "MultiPolygon", "참여기관 연결": "LineString", "선정 단지": "Point"}

"""Small layers of shapes, whole and broken."""

import json
import sqlite3
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

_CHANGWON = (128.66, 35.22)
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


def layer(
    count: int = 3, vertices: int = 8, *, odd: shapely.Geometry | None = None
) -> gpd.GeoDataFrame:
    """Rings beside each other near 창원, EPSG:4326; `odd` takes the place of the second one."""
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    ring = np.column_stack([np.cos(angle), np.sin(angle)]) * 0.004
    places = [
        (_CHANGWON[0] + 0.01 * (n % 40), _CHANGWON[1] + 0.01 * (n // 40)) for n in range(count)
    ]
    shapes = [shapely.Polygon(ring + np.array(place)) for place in places]
    return gpd.GeoDataFrame(
        {
            "DAN_ID": [str(180_000 + n) for n in range(count)],
            "DAN_NAME": [f"시험{n}일반산업단지" for n in range(count)],
        },
        geometry=shapes,
        crs="EPSG:4326",
    )


def with_odd(shape: shapely.Geometry | None) -> gpd.GeoDataFrame:
    """Three shapes, the second of which is this one, moved to Korea and made small."""
    found = layer()
    if shape is not None:
        shape = shapely.transform(shape, lambda xy: xy * 0.004 + _CHANGWON)
    found.loc[1, "geometry"] = shape
    return found


def shapefile(
    folder: Path, frame: gpd.GeoDataFrame | None = None, stem: str = "단지"
) -> list[Path]:
    """The parts of a shapefile as an office has them: CP949 without .cpg, EPSG:5179."""
    folder.mkdir(exist_ok=True)
    frame = layer() if frame is None else frame
    frame.to_crs("EPSG:5179").to_file(folder / f"{stem}.shp", encoding="cp949", engine="pyogrio")
    (folder / f"{stem}.cpg").unlink(missing_ok=True)
    return sorted(folder.iterdir())


def without(parts: list[Path], *suffixes: str) -> list[Path]:
    """The parts that are left."""
    return [part for part in parts if part.suffix not in suffixes]


def members(parts: list[Path]) -> dict[str, bytes]:
    """The parts as members of a zip."""
    return {part.name: part.read_bytes() for part in parts}


def geopackage(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    """One layer."""
    (layer() if frame is None else frame).to_file(path, driver="GPKG", engine="pyogrio")
    return path


def endless(path: Path) -> Path:
    """A GeoPackage with a layer that is a query without end."""
    geopackage(path)
    with sqlite3.connect(path) as opened:
        (table,) = opened.execute("select table_name from gpkg_contents").fetchone()
        opened.execute(
            "create view endless as with recursive n(fid) as (select 1 union all select fid + 1 from n)"
            f' select n.fid as fid, t.geom as geom, t.DAN_ID, t.DAN_NAME from n, "{table}" t'
        )
        opened.execute(
            "insert into gpkg_contents (table_name, data_type, identifier, srs_id)"
            " select 'endless', 'features', 'endless', srs_id from gpkg_contents"
        )
        opened.execute(
            "insert into gpkg_geometry_columns select 'endless', column_name, geometry_type_name,"
            " srs_id, z, m from gpkg_geometry_columns"
        )
    opened.close()
    return path


def boastful(parts: list[Path], records: int = 4_000_000_000) -> list[Path]:
    """The table of a shapefile says that it has so many rows."""
    (table,) = (part for part in parts if part.suffix == ".dbf")
    content = bytearray(table.read_bytes())
    content[4:8] = records.to_bytes(4, "little")
    table.write_bytes(content)
    return parts


def geojson(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    """A FeatureCollection."""
    path.write_text((layer() if frame is None else frame).to_json(), "utf-8")
    return path


def nothing(path: Path) -> Path:
    """A FeatureCollection without features."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}), "utf-8")
    return path

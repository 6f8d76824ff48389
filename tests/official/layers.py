"""Layers of complex boundaries as offices hand them out: octagons around our own complexes."""

from __future__ import annotations

import json
import struct
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS, Transformer

from cluster_planner.sources.embedded import data_home

type Prj = Literal["esri", "bare", "unnamed"] | None
"""ESRI's words, the same without authorities and shifts, or without any name; None: no .prj."""

KIND_KO = {"1": "국가", "2": "일반", "3": "도시첨단", "4": "농공"}
_METRES = Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True)
_DEGREES = Transformer.from_crs("EPSG:5179", "EPSG:4326", always_xy=True)


def complex_points() -> pd.DataFrame:
    """Return dan_id, name_ko, lon, lat of the complexes that have one boundary and a point."""
    rows = pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)
    known = rows[
        (rows["coord_source"] != "sigungu_point")
        & (rows["dan_ids"] != "")
        & ~rows["dan_ids"].str.contains(";")
    ].drop_duplicates("dan_ids")
    points = known[["dan_ids", "name_ko", "lon", "lat"]].rename(columns={"dan_ids": "dan_id"})
    return points.astype({"lon": float, "lat": float}).reset_index(drop=True)


def complex_layer(
    count: int | None = None, *, vertices: int = 8, radius_m: float = 250.0
) -> gpd.GeoDataFrame:
    """Return a regular polygon around each complex: DAN_ID, DAN_NAME, DANJI_TYPE, EPSG:4326.

    `count` spreads over the whole country; beyond our own complexes there are none.
    """
    points = complex_points()
    if count is not None:
        points = points.iloc[np.linspace(0, len(points) - 1, count).astype(int)]
    x, y = _METRES.transform(points["lon"].to_numpy(), points["lat"].to_numpy())
    turn = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    # A rosette rather than a circle: simplifying must have something to keep.
    reach = radius_m * (1 + 0.05 * np.cos(40 * turn)) if vertices > 100 else radius_m
    rings = np.stack(
        [x[:, None] + reach * np.cos(turn), y[:, None] + reach * np.sin(turn)], axis=-1
    )
    lon, lat = _DEGREES.transform(rings[..., 0], rings[..., 1])
    return gpd.GeoDataFrame(
        {
            "DAN_ID": points["dan_id"].to_list(),
            "DAN_NAME": points["name_ko"].to_list(),
            "DANJI_TYPE": [KIND_KO[number[0]] for number in points["dan_id"]],
        },
        geometry=list(shapely.polygons(np.stack([lon, lat], axis=-1))),
        crs="EPSG:4326",
    )


def write_shapefile(
    folder: Path,
    layer: gpd.GeoDataFrame,
    *,
    crs: str = "EPSG:5174",
    encoding: str = "cp949",
    cpg: str | None = None,
    prj: Prj = "esri",
    stem: str = "산업단지",
    language: int = 0,
) -> dict[str, Path]:
    """Write the layer as loose parts and return them by extension.

    `encoding` is that of the bytes, `cpg` the words of the .cpg file (None: there is none), `prj`
    the dialect of the .prj, `language` the byte of the .dbf header.
    """
    folder.mkdir(parents=True, exist_ok=True)
    moved = layer.to_crs(crs)
    raw = folder / "raw.shp"
    texts = [name for name in moved.columns if name != moved.geometry.name]
    bare = moved[[moved.geometry.name]].reset_index(drop=True)
    bare = bare.assign(n=range(len(bare)))
    pyogrio.write_dataframe(bare, raw, driver="ESRI Shapefile")
    parts = {}
    for extension in (".shp", ".shx"):
        parts[extension] = raw.with_suffix(extension).rename(folder / f"{stem}{extension}")
    for extension in (".dbf", ".cpg", ".prj"):
        raw.with_suffix(extension).unlink(missing_ok=True)
    columns = {str(name): moved[name].astype(str).to_list() for name in texts}
    parts[".dbf"] = folder / f"{stem}.dbf"
    parts[".dbf"].write_bytes(dbf_bytes(columns, encoding=encoding, language=language))
    if cpg is not None:
        parts[".cpg"] = folder / f"{stem}.cpg"
        parts[".cpg"].write_text(cpg, "ascii")
    if prj is not None:
        parts[".prj"] = folder / f"{stem}.prj"
        parts[".prj"].write_text(prj_text(crs, prj), "utf-8")
    return parts


def prj_text(crs: str, dialect: Literal["esri", "bare", "unnamed"]) -> str:
    """Return the words of a .prj: never an authority, and never a shift to the world's datum."""
    words = CRS.from_user_input(crs).to_wkt("WKT1_ESRI")
    if dialect == "bare":
        return words.replace("GCS_Korean_Datum_1985", "GCS_Bessel_1841").replace(
            "D_Korean_Datum_1985", "D_Bessel_1841"
        )
    if dialect == "unnamed":
        projected = words.split('"', 2)
        return f'{projected[0]}"unnamed"{projected[2]}'.replace("D_Korean_Datum_1985", "unknown")
    return words


def dbf_bytes(
    columns: Mapping[str, Sequence[str | bytes]],
    *,
    encoding: str = "cp949",
    language: int = 0,
    width: int = 80,
    saved: tuple[int, int, int] = (2025, 12, 31),
) -> bytes:
    """Return a dBase table of text columns; a value given as bytes is written as it is."""
    count = len(next(iter(columns.values()))) if columns else 0
    header = 32 + 32 * len(columns) + 1
    year, month, day = saved
    size = 1 + width * len(columns)
    head = struct.pack("<BBBBIHH", 3, year - 1900, month, day, count, header, size)
    content = [head + bytes(17) + bytes([language]) + bytes(2)]
    for name in columns:
        field = name.encode(encoding)[:10].ljust(11, b"\0") + b"C" + bytes(4)
        content.append(field + bytes([width]) + bytes(15))
    content.append(b"\r")
    for row in zip(*columns.values(), strict=True):
        cells = (v if isinstance(v, bytes) else v.encode(encoding, "replace") for v in row)
        content.append(b" " + b"".join(cell[:width].ljust(width) for cell in cells))
    return b"".join([*content, b"\x1a"])


def zip_parts(path: Path, parts: Mapping[str, Path], *, names: str = "utf-8") -> Path:
    """Pack the parts; `names="cp949"` writes member names as Korean Windows does, unflagged."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.values():
            # zipfile reads bytes of unflagged names as CP437: go there and back.
            name = part.name.encode("cp949").decode("cp437") if names == "cp949" else part.name
            info = _Unflagged(name) if names == "cp949" else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part.read_bytes())
    return path


class _Unflagged(zipfile.ZipInfo):
    """A member whose name is in the writer's own code page, as old programs pack."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def write_gpkg(
    path: Path, layer: gpd.GeoDataFrame, *, crs: str | None = "EPSG:5186", name: str = "산업단지"
) -> Path:
    """Write (or append) a layer of a GeoPackage."""
    moved = layer.to_crs(crs or "EPSG:5186")
    if crs is None:
        moved = moved.set_crs(None, allow_override=True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")
        pyogrio.write_dataframe(moved, path, driver="GPKG", layer=name)
    return path


def write_geojson(path: Path, layer: gpd.GeoDataFrame, *, crs: str = "EPSG:4326") -> Path:
    """Write GeoJSON; another system than degrees is named by the older `crs` member."""
    document = json.loads(layer.to_crs(crs).to_json(drop_id=True))
    document.pop("crs", None)
    if crs != "EPSG:4326":
        number = crs.removeprefix("EPSG:")
        document["crs"] = {
            "type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{number}"},
        }  # fmt: skip
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path

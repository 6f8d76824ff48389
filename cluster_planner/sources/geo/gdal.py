"""The one place where GDAL opens a file: two formats, checked before and after."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from cluster_planner.sources.geo.layer import Shapes, check_size, refused

# For processes that did not come through the cage; useless once GDAL is loaded, hence the checks.
# One of GDAL's two switches only: GDAL 3.12 ends abruptly when both name a driver.
os.environ.setdefault("GDAL_SKIP", "VRT,OGR_VRT")
os.environ.setdefault("PROJ_NETWORK", "OFF")

SHAPEFILE: Final = "ESRI Shapefile"
GEOPACKAGE: Final = "GPKG"
_SHP_MAGIC: Final = b"\x00\x00\x27\x0a"
_SQLITE_MAGIC: Final = b"SQLite format 3\x00"
_GPKG_IDS: Final = (b"GPKG", b"GP10", b"GP11", b"\0\0\0\0")
_BROKEN: Final = "파일이 망가졌거나 잘려 읽을 수 없습니다"
_REMEDY: Final = "원본을 다시 내려받거나 GIS 프로그램에서 새로 내보내세요"


@dataclass(frozen=True, eq=False)
class Content:
    """What GDAL read of one layer."""

    numbers: np.ndarray[Any, Any]
    """Number of each feature in the file."""
    shapes: Shapes
    unreadable: np.ndarray[Any, Any]
    """Whether there were bytes of a shape that is none."""
    fields: dict[str, np.ndarray[Any, Any]]
    crs: str
    """As GDAL tells it: `EPSG:5174` or WKT, empty without any."""


def open_layers(path: Path, driver: str, name: str) -> list[tuple[str, str]]:
    """Return the layers of a file and the type of their shapes.

    Raises DataError when the file is not what `driver` reads, whatever its name says.
    """
    import pyogrio

    _check_magic(path, driver, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layers = pyogrio.list_layers(path)
            for layer, _ in layers:
                if (
                    pyogrio.read_info(path, layer=layer, encoding=_encoding(driver))["driver"]
                    != driver
                ):
                    raise refused(name, f"{driver} 파일이 아닙니다", _REMEDY)
        except (pyogrio.errors.DataSourceError, RuntimeError, ValueError) as problem:
            raise refused(name, _BROKEN, _REMEDY) from problem
    return [(str(layer), str(kind or "")) for layer, kind in layers]


def read_layer(path: Path, driver: str, name: str, layer: str, *, fields: bool = True) -> Content:
    """Return the shapes of a layer, with its fields if asked for.

    Raises DataError for a layer that is too large or breaks off.
    """
    import pyogrio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            info = pyogrio.read_info(path, layer=layer, encoding=_encoding(driver))
            if info["driver"] != driver:
                raise refused(name, f"{driver} 파일이 아닙니다", _REMEDY)
            check_size(name, max(int(info["features"]), 0))
            told, numbers, wkb, columns = pyogrio.raw.read(
                path,
                layer=layer,
                columns=None if fields else [],
                encoding=_encoding(driver),
                force_2d=False,
                return_fids=True,
            )
        except (pyogrio.errors.DataSourceError, RuntimeError, ValueError) as problem:
            raise refused(name, _BROKEN, _REMEDY) from problem
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    check_size(name, len(shapes), int(shapely.get_num_coordinates(shapes).sum()))
    unreadable = shapely.is_missing(shapes) & np.array([part is not None for part in wkb])
    named = dict(zip(told["fields"].tolist(), columns, strict=True))
    return Content(numbers, shapes, unreadable, named, str(told["crs"] or ""))


def _encoding(driver: str) -> str | None:
    # Every byte is a letter in Latin-1: GDAL must not fail on names that we decode ourselves.
    return "ISO-8859-1" if driver == SHAPEFILE else None


def _check_magic(path: Path, driver: str, name: str) -> None:
    with path.open("rb") as file:
        head = file.read(72)
    if driver == SHAPEFILE:
        good = head.startswith(_SHP_MAGIC)
    else:
        good = head.startswith(_SQLITE_MAGIC) and head[68:72] in _GPKG_IDS
    if not good:
        label = "Shapefile" if driver == SHAPEFILE else "GeoPackage"
        raise refused(name, f"내용이 {label}가 아닙니다", _REMEDY)

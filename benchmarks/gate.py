"""Outside files through the cage: the whole national workbook, and layers of a million vertices."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import geopandas as gpd
import pandas as pd

from benchmarks.reading import Reading
from cluster_planner.sources.cage import Options, read_in_cage
from cluster_planner.sources.embedded import data_home
from tests.official.layers import complex_layer, write_gpkg, write_shapefile, zip_parts
from tests.official.status_book import write_status_workbook

_REPEATS = 3
_POLYGONS, _VERTICES = 1400, 715
"""Together a million vertices."""
_BYTES_PER_KIB = 1 if sys.platform == "darwin" else 1024
_GIB = 1024**3


def status() -> list[Reading]:
    """The official workbook of all complexes, in its own layout, written from our tables."""

    def write(folder: Path) -> Path:
        complexes = pd.read_csv(data_home() / "complexes.csv", dtype="str", keep_default_na=False)
        return write_status_workbook(folder / "전국산업단지현황통계.xlsx", complexes)

    return _readings("gate.status", write, "complexes", at_most_s=10.0, at_most_gib=0.5)


def shapefile() -> list[Reading]:
    """A zipped shapefile in EPSG:5186, names in CP949."""

    def write(folder: Path) -> Path:
        parts = write_shapefile(folder / "shp", _layer(), crs="EPSG:5186")
        return zip_parts(folder / "경계.zip", parts, names="cp949")

    return _readings("gate.shapefile", write, "shapes", at_most_s=30.0, at_most_gib=1.0)


def geopackage() -> list[Reading]:
    """A GeoPackage in EPSG:5179."""

    def write(folder: Path) -> Path:
        path = folder / "경계.gpkg"
        write_gpkg(path, _layer(), crs="EPSG:5179")
        return path

    return _readings("gate.geopackage", write, "shapes", at_most_s=30.0, at_most_gib=1.0)


def _layer() -> gpd.GeoDataFrame:
    """A rosette around each complex, and some more beside the first ones, under numbers of no one."""
    ours = complex_layer(vertices=_VERTICES)
    more = ours.head(max(_POLYGONS - len(ours), 0)).assign(
        DAN_ID=lambda rows: "9" + rows["DAN_ID"], geometry=lambda rows: rows.translate(0.01, 0.01)
    )
    return pd.concat([ours, more], ignore_index=True).head(_POLYGONS)


def _readings(
    name: str,
    write: Callable[[Path], Path],
    table: str,
    *,
    at_most_s: float,
    at_most_gib: float,
) -> list[Reading]:
    """Time and the most memory of the reader's process; the writing is not counted."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder))
        size = path.stat().st_size
        for _ in range(_REPEATS):
            began = time.perf_counter()
            (reading,) = read_in_cage(path, options=Options(base_folder=data_home()))
            times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _BYTES_PER_KIB / _GIB
    note = f"{len(reading.tables[table]):,} rows of {size / 1e6:.1f} MB"
    return [
        Reading(f"{name}_s", median(times), "s", at_most_s, note),
        Reading(f"{name}.reader_gib", peak, "GiB", at_most_gib),
    ]

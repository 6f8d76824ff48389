"""The environment of a reader: nothing of the user's, and GDAL that knows three formats only."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_KEPT: Final = (
    "PATH",
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
)
"""What programs need to start at all. Proxies, keys and GDAL's own switches are not among them."""

# Everything that GDAL knows besides ESRI Shapefile, GPKG and GeoJSON: formats that open other files,
# speak to servers or run SQL, and many that are no layer of places. Readers check the driver again.
_SKIPPED: Final = (
    "VRT,OGR_VRT,MEM,PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,CSV,"
    "GML,GPX,LIBKML,KML,GeoJSONSeq,ESRIJSON,TopoJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,FlatGeobuf,"
    "GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,Elasticsearch,Carto,"
    "AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,NGW,MapML,GTFS,PMTiles,JSONFG,MiraMonVector,ADBC,"
    "AVCBin,AVCE00,AIVector,HTTP"
)

_SETTINGS: Final = {
    "GDAL_SKIP": _SKIPPED,
    "OGR_SKIP": "",  # the older name of the same: a driver that is named in both crashes GDAL
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_PYTHON_DRIVER_PATH": "disable",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",  # nothing listens there: even a driver that asks gets no answer
    "GDAL_NUM_THREADS": "1",
    "CPL_DEBUG": "OFF",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
    "PROJ_NETWORK": "OFF",
    # Threads cost address space, and a reader has one file.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
}


def clean_environment(folder: Path) -> dict[str, str]:
    """Return the whole environment of a reader whose private folder is `folder`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    places = {name: str(folder) for name in ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")}
    # The reader finds exactly what this process finds; the folder of the file is not among it.
    found = os.pathsep.join(entry for entry in sys.path if Path(entry).is_absolute())
    return kept | places | _SETTINGS | {"PYTHONPATH": found}

"""How far what was read lies from the truth."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.domain.imports import FileReport
from cluster_planner.sources.reading import Reading


def worst_metres(reading: Reading, truth: gpd.GeoDataFrame) -> float:
    """Return the largest distance between a corner that was read and the true one."""
    read = reading.tables["shapes"]
    assert sorted(read["dan_id"]) == sorted(truth["DAN_ID"])
    found = gpd.GeoDataFrame(read).set_index("dan_id").to_crs("EPSG:5179").geometry
    wanted = truth.set_index("DAN_ID").to_crs("EPSG:5179").geometry.reindex(found.index)
    return float(np.max(shapely.hausdorff_distance(found.to_numpy(), wanted.to_numpy())))


def decision(report: FileReport, what: str) -> str:
    """Return what was found for `what`, with why."""
    return next((f"{d.found}: {d.why}" for d in report.decisions if d.what == what), "")


def shapes_of(reading: Reading) -> pd.DataFrame:
    """Return the rows that were read."""
    return reading.tables["shapes"]

"""The tables of a map whose points are the parks that planners speak of."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot


@dataclass(frozen=True)
class ParkTables:
    """The tables of a country map whose points are the parks that planners speak of."""

    sido: gpd.GeoDataFrame
    sigungu: gpd.GeoDataFrame
    complexes: pd.DataFrame
    parks: pd.DataFrame


def park_tables(snapshot: Snapshot) -> ParkTables:
    """Parks in the place of the official rows, with the park id as row id."""
    parks = snapshot["parks"]
    return ParkTables(
        sido=snapshot.sido,
        sigungu=snapshot.sigungu,
        complexes=parks.rename(columns={"park_id": "row_id"}),
        parks=parks,
    )

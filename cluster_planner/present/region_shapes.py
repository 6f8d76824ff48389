"""Outlines of the regions, made of their provinces."""

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.units import split_list
from cluster_planner.present.layers import BaseShapes


def region_shapes(shapes: BaseShapes, regions: pd.DataFrame) -> gpd.GeoDataFrame:
    """region_id, name_ko and outline of each region, EPSG:4326; fits `shapes` without gaps."""
    of_sido = {
        code: str(row["region_id"])
        for row in regions.to_dict("records")
        for code in split_list(row["sido_codes"])
    }
    provinces = shapes.sido[["sido_code", "geometry"]].copy()
    provinces["region_id"] = provinces["sido_code"].astype("str").map(of_sido)
    merged = provinces.dropna(subset="region_id").dissolve("region_id", method="coverage")
    names = regions.set_index("region_id")["name_ko"]
    return gpd.GeoDataFrame(merged.join(names).reset_index().drop(columns="sido_code"))

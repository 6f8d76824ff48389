"""Write the tables of the build the way every table is written, in words fit for the public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.tables import Table
from cluster_planner.sources import writing
from data.build.reading import public_words

Row = dict[str, Any]


def write_table(table: Table, rows: list[Row], folder: Path) -> pd.DataFrame:
    """Write the rows as `<table>.csv` and return them as text cells."""
    text = pd.DataFrame(rows).apply(as_text).map(public_words)
    return writing.write_table(table, text, folder)


def write_geojson(table: Table, shapes: gpd.GeoDataFrame, folder: Path) -> None:
    """Write the shapes as `<table>.geojson`, one feature per line, sorted by key."""
    writing.write_geojson(table, shapes, folder)

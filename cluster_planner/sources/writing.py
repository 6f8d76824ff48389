"""Write tables in one way: UTF-8, LF, the declared columns, no index; GeoJSON a feature a line."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.tables import Table


def write_table(table: Table, frame: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Write the frame as `<table>.csv`, rows as they come, and return it as text cells.

    Raises ValueError where the columns are not those of the table, and DataError with every
    finding where a cell breaks the contract.
    """
    wrong = set(frame.columns) ^ {column.name for column in table.columns}
    if wrong:
        raise ValueError(f"{table.name}: columns {sorted(wrong)} do not match the contract")
    text = frame.apply(as_text)[[column.name for column in table.columns]]
    table.conform(text)
    text.to_csv(folder / table.file_name, index=False, lineterminator="\n", encoding="utf-8")
    return text


def write_geojson(table: Table, shapes: gpd.GeoDataFrame, folder: Path) -> None:
    """Write the shapes as `<table>.geojson`, one feature per line, sorted by key.

    Every property is text, as in a CSV cell. Raises DataError like `write_table`.
    """
    table.conform(shapes)
    names = [column.name for column in table.columns]
    ordered = shapes.sort_values(list(table.key_columns))
    cells = {name: as_text(ordered[name]) for name in names}
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {name: cells[name].iloc[at] for name in names},
                "geometry": shapely.geometry.mapping(shape),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for at, shape in enumerate(ordered.geometry)
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (folder / table.file_name).write_text(text, encoding="utf-8", newline="\n")

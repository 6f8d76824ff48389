"""Write tables in one way: UTF-8, LF, the declared columns, no index; GeoJSON with 5 decimals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.tables import Table
from data.build.reading import public_words

Row = dict[str, Any]


def write_table(table: Table, rows: list[Row], folder: Path) -> pd.DataFrame:
    """Write the rows as `<table>.csv` in key order and return them as text cells."""
    frame = pd.DataFrame(rows)
    wrong = set(frame.columns) ^ {column.name for column in table.columns}
    if wrong:
        raise ValueError(f"{table.name}: columns {sorted(wrong)} do not match the contract")
    text = frame.apply(as_text)[[column.name for column in table.columns]].map(public_words)
    table.conform(text)
    text.to_csv(folder / table.file_name, index=False, lineterminator="\n")
    return text


def write_geojson(table: Table, shapes: gpd.GeoDataFrame, folder: Path) -> None:
    """Write the shapes as `<table>.geojson`, one feature per line, sorted by key."""
    table.conform(shapes)
    names = [column.name for column in table.columns]
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {name: row[name] for name in names},
                "geometry": shapely.geometry.mapping(row["geometry"]),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in shapes.sort_values(list(table.key_columns)).to_dict("records")
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (folder / table.file_name).write_text(text, encoding="utf-8", newline="\n")

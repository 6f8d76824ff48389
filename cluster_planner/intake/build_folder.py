"""A whole data folder out of changed tables: what did not change is copied byte for byte."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.tables import Table
from cluster_planner.errors import DataError, Finding
from cluster_planner.intake.applied import Tables
from cluster_planner.sources.writing import write_geojson, write_table
from cluster_planner.store.data_folder import copy_data_folder


def build_folder(room: Path, base: Path, before: Tables, after: Tables) -> frozenset[str]:
    """Fill an empty folder with the base's files and the changed tables; return their names.

    Raises DataError with the findings of every table that breaks its contract.
    """
    copy_data_folder(base, room)
    changed = changed_tables(before, after)
    findings: list[Finding] = []
    for table in TABLES:
        if table.name in changed:
            try:
                _write(table, after[table.name], room)
            except DataError as error:
                findings += error.findings
    if findings:
        raise DataError(findings)
    return changed


def changed_tables(before: Tables, after: Tables) -> frozenset[str]:
    """Return the tables whose rows differ in any cell or shape, whatever their order."""
    return frozenset(
        table.name
        for table in TABLES
        if after[table.name] is not before[table.name]
        and not _same(before[table.name], after[table.name], table)
    )


def _write(table: Table, frame: pd.DataFrame, room: Path) -> None:
    if table.optional and frame.empty:
        (room / table.file_name).unlink(missing_ok=True)
    elif isinstance(frame, gpd.GeoDataFrame):
        write_geojson(table, frame, room)
    else:
        write_table(table, frame.sort_values(list(table.key_columns)), room)


def _same(before: pd.DataFrame, after: pd.DataFrame, table: Table) -> bool:
    if len(before) != len(after):
        return False
    left, right = (frame.sort_values(list(table.key_columns)) for frame in (before, after))
    cells: Mapping[str, bool] = {
        name: name in right.columns and as_text(left[name]).equals(as_text(right[name]))
        for name in table.by_name
    }
    if not all(cells.values()):
        return False
    if not isinstance(left, gpd.GeoDataFrame) or not isinstance(right, gpd.GeoDataFrame):
        return True
    shapes = (shapely.normalize(frame.geometry.to_numpy()) for frame in (left, right))
    first, second = (list(shapely.to_wkb(one)) for one in shapes)
    return first == second

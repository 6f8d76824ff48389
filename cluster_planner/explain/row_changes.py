"""How one row differs from what it was: renamed, moved, a figure that jumped, or merely changed."""

import zlib
from collections.abc import Iterator, Mapping
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.data_changes import ChangeKind, DataChange
from cluster_planner.domain.places import distance_km
from cluster_planner.domain.tables import Table
from cluster_planner.explain.data_bounds import Bounds

type Cells = Mapping[str, str]

_NAME: Final = "name_ko"
_PLACE: Final = "sigungu_code"
_POINT: Final = ("lon", "lat")
_ABOUT: Final = frozenset({"source", "as_of", "confidence", "confidence_note", "note"})
"""What a row says of itself: told once per table by its dates, not once per row."""
_NUMBERS: Final = ("Int64", "float64")


def row_changes(
    table: Table, row_id: str, name: str, before: Cells, after: Cells, bounds: Bounds
) -> Iterator[DataChange]:
    """Yield the differences of a row that both snapshots have; all cells are text.

    Where only source, date or notes differ, that is one change of the row.
    """

    def change(kind: ChangeKind, column: str, note: str = "") -> DataChange:
        return DataChange(
            kind=kind,
            table=table.name,
            row_id=row_id,
            name=name,
            column=column,
            before=before[column],
            after=after[column],
            note=note,
        )

    differing = [column for column in after if before[column] != after[column]]
    telling = [column for column in differing if column not in _ABOUT]
    point = [column for column in telling if column in _POINT]
    if point:
        yield _point_change(table, row_id, name, before, after, bounds)
    for column in telling:
        if column in _POINT:
            continue
        if column == _NAME:
            yield change(ChangeKind.RENAMED, column)
        elif column == _PLACE:
            yield change(ChangeKind.MOVED, column, "다른 시군구")
        elif column in table.by_name and table.by_name[column].dtype in _NUMBERS:
            floor = bounds.floor(column, after.get("metric_id", ""))
            kind, note = _figure(before[column], after[column], bounds.relative, floor)
            yield change(kind, column, note)
        else:
            yield change(ChangeKind.CHANGED, column)
    if not telling and not _only_newer(differing, before, after):
        yield change(ChangeKind.CHANGED, differing[0])


def shape_texts(frame: pd.DataFrame) -> list[str]:
    """Return a short text for each shape: equal texts are equal shapes."""
    if not isinstance(frame, gpd.GeoDataFrame):
        raise TypeError("the table has no geometry")
    shapes = shapely.normalize(frame.geometry.to_numpy())
    points = shapely.get_num_coordinates(shapes)
    marks = (zlib.crc32(wkb) for wkb in shapely.to_wkb(shapes))
    return [f"점 {count:,}개, {mark:08x}" for count, mark in zip(points, marks, strict=True)]


def _only_newer(differing: list[str], before: Cells, after: Cells) -> bool:
    """Whether a row was merely dated and sourced anew."""
    return "as_of" in differing and before["as_of"] < after["as_of"]


def _figure(before: str, after: str, relative: float, floor: float) -> tuple[ChangeKind, str]:
    if not before or not after:
        return ChangeKind.CHANGED, "전에는 없던 값" if after else "이제 없는 값"
    old, new = float(before), float(after)
    share = f"{_per_cent((new - old) / old * 100)} %" if old else f"{new - old:+,g}"
    jumped = abs(new - old) > floor and abs(new - old) > relative * abs(old)
    if not jumped:
        return ChangeKind.CHANGED, share
    return ChangeKind.JUMPED, f"{share}, 기준 ±{relative * 100:.0f} %와 {floor:,g} 초과"


def _per_cent(value: float) -> str:
    # A change that rounds to nothing would read `-0 %`.
    return f"{value:+,.0f}" if abs(value) >= 1 else f"{value:+.1g}"


def _point_change(
    table: Table, row_id: str, name: str, before: Cells, after: Cells, bounds: Bounds
) -> DataChange:
    kind, note = ChangeKind.CHANGED, ""
    if all(cells[axis] for cells in (before, after) for axis in _POINT):
        here, there = (tuple(float(cells[axis]) for axis in _POINT) for cells in (before, after))
        far = distance_km(*here, *there)
        note = f"{far:,.1f} km"
        if far > bounds.moved_km:
            kind, note = ChangeKind.MOVED, f"{note}, 기준 {bounds.moved_km:g} km 초과"
    return DataChange(
        kind=kind,
        table=table.name,
        row_id=row_id,
        name=name,
        column="lon",
        before=_lon_lat(before),
        after=_lon_lat(after),
        note=note,
    )


def _lon_lat(cells: Cells) -> str:
    return ", ".join(cells[axis] for axis in _POINT if cells[axis])

"""What differs between two snapshots, row by row of each table, the grave differences first."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.contracts.common import INDUSTRY_LABELS, SIZE_LABELS
from cluster_planner.domain.contracts.statistics import METRIC_LABELS
from cluster_planner.domain.data_changes import ChangeKind, DataChange, DataChanges
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.tables import Table
from cluster_planner.explain.data_bounds import BOUNDS, Bounds
from cluster_planner.explain.row_changes import Cells, row_changes, shape_texts

_OWN_NAMES: Final = ("name_ko", "ksic_name_ko", "series_ko", "name", "old_name")
_NAMED: Final = (
    ("complexes", "complex_id"),
    ("complexes", "row_id"),
    ("parks", "park_id"),
    ("national_complexes", "national_id"),
)
_PLACES: Final = (
    ("sido", "sido", "sido_code", "name_ko"),
    ("sigungu", "sigungu", "sigungu_code", "full_name_ko"),
    ("unit", "national_complexes", "national_id", "name_ko"),
)
"""Kind of place of a series, and where such places have their names."""
_WORDS: Final = {
    "metric_id": METRIC_LABELS,
    "industry_id": INDUSTRY_LABELS,
    "size_id": SIZE_LABELS,
    "period": {},
}
_WHOLE: Final = frozenset({"total", "all"})
_GRAVE: Final = tuple(ChangeKind)


def data_changes(older: Snapshot, newer: Snapshot, bounds: Bounds = BOUNDS) -> DataChanges:
    """Return every difference between two snapshots.

    Rows are the same when their keys are. A new quarter dates every row anew: where nothing else of
    a row differs that is no change of the row, but told once per table (`as_of_before`,
    `as_of_after`).
    """
    found: list[DataChange] = []
    names = _Names(older, newer)
    if older.digest != newer.digest:
        for table in TABLES:
            before, after = older[table.name], newer[table.name]
            if not before.equals(after):  # most tables of two snapshots are the same
                found += _of_table(table, before, after, names, bounds)
    order = {table.name: place for place, table in enumerate(TABLES)}
    found.sort(key=lambda one: (_GRAVE.index(one.kind), order[one.table]))
    return DataChanges(
        older=older.digest,
        newer=newer.digest,
        as_of_before=dict(older.as_of),
        as_of_after=dict(newer.as_of),
        rows_before={table.name: len(older.tables[table.name]) for table in TABLES},
        rows_after={table.name: len(newer.tables[table.name]) for table in TABLES},
        changes=tuple(found),
    )


class _Names:
    """What keys of other tables are called, newer names first."""

    def __init__(self, older: Snapshot, newer: Snapshot) -> None:
        self._known: dict[str, str] = {}
        self._places: dict[tuple[str, str], str] = {}
        for snapshot in (older, newer):
            for table, key in _NAMED:
                frame = snapshot[table]
                self._known |= dict(zip(frame[key], frame["name_ko"], strict=True))
            for kind, table, key, named in _PLACES:
                frame = snapshot[table]
                for code, name in zip(frame[key], frame[named], strict=True):
                    self._places[kind, code] = name

    def of(self, row: Cells, table: Table) -> str:
        own = next((row[name] for name in _OWN_NAMES if row.get(name)), "")
        if "name_ko" in table.by_name and own:
            return own
        keys = (row[key] for _, key in _NAMED if key in row)
        place = next((self._known[key] for key in keys if key in self._known), "")
        if "place_id" in row:
            place = self._places.get((row["place_kind"], row["place_id"]), row["place_id"])
        words = [
            words.get(row[name], row[name])
            for name, words in _WORDS.items()
            if name in table.key_columns and row[name] not in _WHOLE
        ]
        told = " · ".join(part for part in (place, own, *words) if part)
        return told or "·".join(row[key] for key in table.key_columns)


def _of_table(
    table: Table, older: pd.DataFrame, newer: pd.DataFrame, names: _Names, bounds: Bounds
) -> Iterator[DataChange]:
    before, after = _rows(table, older), _rows(table, newer)
    for key in sorted(before.keys() - after.keys()):
        yield _whole(ChangeKind.CLOSED, table, key, names.of(before[key], table))
    for key, row in after.items():
        if key not in before:
            yield _whole(ChangeKind.NEW, table, key, names.of(row, table))
        elif row != before[key]:
            name = names.of(row, table)
            yield from row_changes(table, "·".join(key), name, before[key], row, bounds)


def _rows(table: Table, frame: pd.DataFrame) -> dict[tuple[str, ...], Cells]:
    columns = {column.name: as_text(frame[column.name]).tolist() for column in table.columns}
    if table.geometry:
        columns["geometry"] = shape_texts(frame)
    keys = zip(*(columns[name] for name in table.key_columns), strict=True)
    names = list(columns)
    cells = zip(*columns.values(), strict=True)
    return {key: dict(zip(names, row, strict=True)) for key, row in zip(keys, cells, strict=True)}


def _whole(kind: ChangeKind, table: Table, key: tuple[str, ...], name: str) -> DataChange:
    return DataChange(kind=kind, table=table.name, row_id="·".join(key), name=name)

"""All data tables together, read-only, with one digest that stands for their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.core_rule import CoreRule
from cluster_planner.domain.tables import Table


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The checked tables and what identifies them.

    A frame handed out is a shallow copy under pandas' copy-on-write: cheap to take, and writing
    to it never reaches the snapshot. Two snapshots are equal when their digests are.
    """

    tables: Mapping[str, pd.DataFrame]
    """Frames by table name. Prefer `snapshot["parks"]`, which hands out a copy."""
    digest: str
    """sha256 over the content; independent of row order, file line endings and paths."""
    as_of: Mapping[str, str]
    """Latest `as_of` day of each table that has one."""
    core_rule: CoreRule
    """The declared rule for core parks."""

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a copy of the table; KeyError names the tables there are."""
        if name not in self.tables:
            raise KeyError(f"{name!r} is not one of {', '.join(self.tables)}")
        return self.tables[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        """Yield the table names."""
        return iter(self.tables)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a copy of the table of that name: `snapshot.parks` is `snapshot["parks"]`."""
        tables: Mapping[str, pd.DataFrame] = self.__dict__.get("tables", {})
        if name not in tables:
            raise AttributeError(f"{name!r} is neither a field nor a table")
        return tables[name].copy(deep=False)

    @property
    def sido(self) -> gpd.GeoDataFrame:
        """Return the 16 시도 with their outlines, EPSG:4326."""
        return _spatial(self["sido"])

    @property
    def sigungu(self) -> gpd.GeoDataFrame:
        """Return the 230 시군구 with their outlines, EPSG:4326."""
        return _spatial(self["sigungu"])

    def __eq__(self, other: object) -> bool:
        """Return whether both hold the same content."""
        return isinstance(other, Snapshot) and other.digest == self.digest

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.digest)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as plain dicts, so that a snapshot can be sent to a worker process."""
        plain = (dict(self.tables), self.digest, dict(self.as_of), self.core_rule)
        return _restored, plain

    def __repr__(self) -> str:
        """Return a short form without the frames."""
        return f"Snapshot({self.digest[:12]}, {len(self.tables)} tables)"


def take_snapshot(
    tables: Mapping[str, pd.DataFrame], contracts: tuple[Table, ...], core_rule: CoreRule
) -> Snapshot:
    """Return the tables, already conforming and sorted by key, as one frozen value."""
    ordered = {table.name: _sorted(tables[table.name], table) for table in contracts}
    digest = hashlib.sha256(repr(core_rule).encode())
    for table in contracts:
        if table.optional and ordered[table.name].empty:
            continue
        digest.update(f"{table.name}\n".encode())
        digest.update(_canonical(ordered[table.name]))
    days = {
        name: str(frame["as_of"].dropna().max())
        for name, frame in ordered.items()
        if "as_of" in frame.columns and frame["as_of"].notna().any()
    }
    return Snapshot(
        MappingProxyType(ordered), digest.hexdigest(), MappingProxyType(days), core_rule
    )


def _restored(
    tables: dict[str, pd.DataFrame], digest: str, as_of: dict[str, str], core_rule: CoreRule
) -> Snapshot:
    return Snapshot(MappingProxyType(tables), digest, MappingProxyType(as_of), core_rule)


def _sorted(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    return frame.sort_values(list(table.key_columns)).reset_index(drop=True)


def _canonical(frame: pd.DataFrame) -> bytes:
    if isinstance(frame, gpd.GeoDataFrame):
        shapes = shapely.to_wkb(shapely.normalize(frame.geometry.to_numpy()), byte_order=1)
        frame = pd.DataFrame(frame.drop(columns="geometry"))
        return _canonical(frame) + b"".join(shapes)
    text = frame[sorted(frame.columns)].to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def _spatial(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    if not isinstance(frame, gpd.GeoDataFrame):
        raise TypeError("the table has no geometry")
    return frame

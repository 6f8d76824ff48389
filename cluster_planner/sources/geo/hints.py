"""What is known of Korea and its complexes, to judge where a layer lies."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from cluster_planner.domain.official_names import name_key
from cluster_planner.domain.units import KOREA_LAT_DEG, KOREA_LON_DEG
from cluster_planner.errors import DataError
from cluster_planner.sources.vector import read_geojson

_COAST_DEG: Final = 0.02
"""Reclaimed land lies up to about two kilometres outside the generalised outlines."""
_PLACE_ONLY: Final = "sigungu_point"
"""`coord_source` of complexes whose place is only that of their 시군구."""

type LonLat = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Hints:
    """Land of Korea and points of known complexes, in degrees.

    `land` may be None (then only the extent of Korea is known); `points` are by boundary number
    (DAN_ID, capitals) and by `name_key`.
    """

    land: shapely.Geometry | None = None
    points: Mapping[str, LonLat] = field(default_factory=dict)

    @classmethod
    def of_folder(cls, folder: Path) -> Hints:
        """Return the hints of a data folder; whatever is missing there is simply not known."""
        try:
            outlines = read_geojson(folder / "sigungu.geojson")
            land = shapely.union_all(shapely.make_valid(outlines.geometry.to_numpy()))
        except (DataError, shapely.errors.ShapelyError):
            land = None
        try:
            with (folder / "complexes.csv").open(encoding="utf-8-sig", newline="") as file:
                points = _points(list(csv.DictReader(file)))
        except (OSError, ValueError, KeyError):
            points = {}
        return cls(land, points)

    def on_land(self, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> float:
        """Return the share of points on land or close to it; in Korea's extent without outlines."""
        if self.land is None:
            return in_korea(lon, lat)
        return float(np.mean(shapely.contains_xy(self._wide_land, lon, lat)))

    @cached_property
    def _wide_land(self) -> shapely.Geometry:
        wide = shapely.buffer(shapely.simplify(self.land, _COAST_DEG / 4), _COAST_DEG, quad_segs=2)
        shapely.prepare(wide)
        return wide


def in_korea(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> float:
    """Return the share of points within the extent of Korea."""
    return float(np.mean(are_in_korea(lon, lat))) if len(lon) else 0.0


def are_in_korea(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Return for each point whether it is within the extent of Korea; nowhere is not."""
    west, east = KOREA_LON_DEG
    south, north = KOREA_LAT_DEG
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _points(rows: list[dict[str, str]]) -> dict[str, LonLat]:
    points: dict[str, LonLat] = {}
    names = Counter(name_key(row["name_ko"]) for row in rows)
    for row in rows:
        if row["coord_source"] == _PLACE_ONLY:
            continue
        at = float(row["lon"]), float(row["lat"])
        numbers = row["dan_ids"].split(";")
        # A complex of several boundaries has its point between them.
        if len(numbers) == 1 and numbers[0]:
            points[numbers[0].upper()] = at
        if names[name_key(row["name_ko"])] == 1:
            points.setdefault(name_key(row["name_ko"]), at)
    return points

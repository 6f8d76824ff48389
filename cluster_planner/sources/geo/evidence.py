"""What speaks for a coordinate system: Korea's land, and the points of known complexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Geod

from cluster_planner.domain.official_names import name_key
from cluster_planner.sources.geo.hints import Hints, in_korea
from cluster_planner.sources.geo.systems import SYSTEMS, System, to_degrees, understood

type Floats = npt.NDArray[np.float64]

_EARTH: Final = Geod(ellps="WGS84")
_FAR_M: Final = 20_000
"""A boundary this far from the point of that name is another place of the same name."""
_CLOSE_M: Final = 200.0
_SURE_M: Final = 20.0
_APART_M: Final = 100.0
_ENOUGH: Final = 3
_MOST_DEGREES: Final = 360.0
_ON_LAND: Final = 0.95
_MUCH_LESS: Final = 0.9


@dataclass(frozen=True)
class Evidence:
    """How a layer lies if it is in one system."""

    system: System
    in_korea: float
    """Share of the shapes' centres within Korea's extent."""
    on_land: float
    known: int
    """Shapes whose number or name is that of a known complex."""
    median_m: float
    """Their median distance from the known points; infinite without any."""

    @property
    def speaks(self) -> bool:
        """Return whether known complexes say anything."""
        return self.known >= _ENOUGH or (self.known > 0 and self.median_m <= _SURE_M)

    @property
    def words(self) -> str:
        """Return the evidence in Korean."""
        land = f"육지 {self.on_land:.0%}"
        if not self.known:
            return land
        return f"아는 단지 {self.known:,}곳과 가운데값 {self.median_m:,.0f}m, {land}"


@dataclass(frozen=True, eq=False)
class Judge:
    """Judges systems by the centres of a layer's shapes in the file's own coordinates."""

    x: Floats
    y: Floats
    hints: Hints
    keys: Sequence[Sequence[str]] = field(default_factory=tuple)
    """Texts of each shape that may be its number or name."""

    def of(self, system: System, crs: CRS) -> Evidence:
        """Return how the layer lies in this system."""
        with np.errstate(all="ignore"):
            lon, lat = to_degrees(crs, self.x, self.y)
        distances = self._distances(lon, lat)
        return Evidence(
            system,
            in_korea(lon, lat),
            self.hints.on_land(lon, lat),
            len(distances),
            float(np.median(distances)) if len(distances) else float("inf"),
        )

    def all(self) -> list[Evidence]:
        """Return the evidence for each known system that puts the layer in Korea, best first."""
        return list(self._all)

    @cached_property
    def in_degrees(self) -> bool:
        """Return whether the coordinates are small enough to be degrees."""
        reach = np.abs(np.concatenate([self.x, self.y]))
        return bool(np.nanmax(reach, initial=0.0) <= _MOST_DEGREES)

    @cached_property
    def _all(self) -> tuple[Evidence, ...]:
        systems = ((s, understood(CRS.from_user_input(s.code))) for s in SYSTEMS)
        found = (self.of(s, crs) for s, crs in systems if crs.is_geographic == self.in_degrees)
        possible = [evidence for evidence in found if evidence.in_korea >= _MUCH_LESS]
        return tuple(sorted(possible, key=_rank))

    @cached_property
    def _known(self) -> tuple[npt.NDArray[np.intp], Floats, Floats]:
        points = self.hints.points
        found = [
            (row, *points[key])
            for row, texts in enumerate(self.keys)
            for key in [next((k for k in _keys(texts) if k in points), "")]
            if key
        ]
        rows, lon, lat = zip(*found, strict=True) if found else ((), (), ())
        return np.array(rows, dtype=np.intp), np.array(lon, float), np.array(lat, float)

    def _distances(self, lon: Floats, lat: Floats) -> Floats:
        rows, known_lon, known_lat = self._known
        lon, lat = lon[rows], lat[rows]
        there = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90) & (np.abs(lon) <= 360)
        if not there.any():
            return np.empty(0)
        _, _, metres = _EARTH.inv(lon[there], lat[there], known_lon[there], known_lat[there])
        near = metres <= _FAR_M
        close: Floats = metres[near] if near.mean() >= 0.5 else metres
        return close


def best_of(evidences: Sequence[Evidence]) -> tuple[Evidence | None, Evidence | None, str]:
    """Return the system that clearly wins, the next one, and why none does (None then).

    Known complexes decide when there are any: 5174, 2097 and 5181 lie about 300 m from each other,
    which no outline of Korea can tell. Otherwise land decides among the usual systems.
    """
    if not evidences:
        return None, None, "한국 안에 놓이는 좌표계가 없음"
    if any(evidence.speaks for evidence in evidences):
        return _by_points(evidences)
    return _by_land([evidence for evidence in evidences if evidence.system.usual])


def _by_points(
    evidences: Sequence[Evidence],
) -> tuple[Evidence | None, Evidence | None, str]:
    best, *rest = evidences
    second = rest[0] if rest else None
    if best.median_m > _CLOSE_M:
        return (
            None,
            second,
            f"가장 가까운 {best.system.title}도 아는 단지와 {best.median_m:,.0f}m 어긋남",
        )
    if second is not None and second.median_m < 2 * best.median_m + _APART_M:
        return None, second, f"{best.system.title}와 {second.system.title}가 비슷하게 맞음"
    return best, second, ""


def _by_land(evidences: Sequence[Evidence]) -> tuple[Evidence | None, Evidence | None, str]:
    if not evidences:
        return None, None, "흔한 좌표계로는 한국 안에 놓이지 않음"
    best, *rest = sorted(evidences, key=lambda evidence: -evidence.on_land)
    second = rest[0] if rest else None
    if best.on_land < _ON_LAND:
        return None, second, f"가장 잘 맞는 {best.system.title}도 육지에 {best.on_land:.0%}만 놓임"
    if second is not None and second.on_land >= _MUCH_LESS * best.on_land:
        return (
            None,
            second,
            f"이름을 아는 단지가 없어 {best.system.title}와 {second.system.title}를 못 가림",
        )
    return best, second, " (이름을 아는 단지가 없어 육지로만 가림)"


def _rank(evidence: Evidence) -> tuple[float, float]:
    return evidence.median_m, -evidence.on_land


def _keys(texts: Sequence[str]) -> list[str]:
    return [key for text in texts if text for key in (text.upper(), name_key(text))]

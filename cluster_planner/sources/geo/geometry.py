"""Shapes as they may be kept: flat, in degrees, within Korea, valid, areas or points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer

from cluster_planner.domain.imports import Place
from cluster_planner.domain.units import CRS_DEGREES, CRS_METRES
from cluster_planner.sources.geo.hints import are_in_korea
from cluster_planner.sources.geo.layer import Shapes
from cluster_planner.sources.geo.systems import to_degrees
from cluster_planner.sources.grid.notes import Notes

_DIGITS: Final = 6
_LEAST_PART_M2: Final = 1.0
_TOLD_CHANGE: Final = 0.01
MANY_VERTICES: Final = 200_000
_STEP_M: Final = 1.0
_FARTHEST: Final = 1e9
_POINT, _POLYGON, _MULTIPOINT, _MULTIPOLYGON, _COLLECTION = 0, 3, 4, 6, 7
_EXPORT_AGAIN: Final = "GIS 프로그램에서 도형을 고쳐 다시 내보내세요"


type Floats = npt.NDArray[np.float64]


@dataclass(eq=False)
class Workbench:
    """The shapes of one layer on their way; a shape that cannot be kept becomes None."""

    layer: str
    shapes: Shapes
    titles: Sequence[str]
    """How each is called in a report."""
    notes: Notes
    _was_valid: npt.NDArray[np.bool_] = field(init=False)

    def centres(self) -> tuple[list[int], Floats, Floats]:
        """Refuse what has no place at all; return the rows left and their middles, in the file's
        own coordinates.
        """
        self._flatten()
        rows = np.flatnonzero(~shapely.is_missing(self.shapes)).tolist()
        west, south, east, north = shapely.bounds(self.shapes[rows]).T
        middle = shapely.centroid(self.shapes[rows])
        # A shape that is squeezed to nothing has no centroid, but it has an extent.
        middle = np.where(
            shapely.is_empty(middle), shapely.points((west + east) / 2, (south + north) / 2), middle
        )
        return rows, shapely.get_x(middle), shapely.get_y(middle)

    def clean(self, crs: CRS, *, swapped: bool) -> Shapes:
        """Return the shapes in degrees (EPSG:4326), None where nothing can be kept.

        `centres` goes before.
        """
        self._to_degrees(crs, swapped=swapped)
        self._only_areas_and_points()
        self._make_valid()
        return self.shapes

    def refuse(self, chosen: npt.NDArray[np.bool_], problem: str, remedy: str) -> None:
        """Give up the chosen shapes."""
        for row in np.flatnonzero(chosen).tolist():
            self.notes.refuse(self.place(row), self.titles[row], problem, remedy)
        self.shapes[chosen] = None

    def place(self, row: int) -> Place:
        """Return where a shape stands, counted from 1."""
        return Place(sheet=self.layer, row=int(row) + 1)

    def _flatten(self) -> None:
        nothing = shapely.is_missing(self.shapes) | shapely.is_empty(self.shapes)
        self.refuse(nothing, "도형이 비어 있습니다", "도형을 그려 넣거나 행을 지우세요")
        at, index = shapely.get_coordinates(self.shapes, return_index=True)
        wild = np.zeros(len(self.shapes), dtype=bool)
        wild[index[~(np.abs(at) < _FARTHEST).all(axis=1)]] = True
        self.refuse(wild, "좌표가 숫자가 아니거나 터무니없습니다", _EXPORT_AGAIN)
        flat = shapely.has_z(self.shapes)
        for row in np.flatnonzero(flat).tolist():
            self._tell_often("z", row, "높이가 있는 도형", "평면 도형", "높이(Z) 값을 버림")
        self.shapes = shapely.force_2d(self.shapes)

    def _to_degrees(self, crs: CRS, *, swapped: bool) -> None:
        def move(x: Floats, y: Floats) -> tuple[Floats, Floats]:
            lon, lat = to_degrees(crs, *((y, x) if swapped else (x, y)))
            return np.round(lon, _DIGITS), np.round(lat, _DIGITS)

        # Rounding may make a ring touch itself; that is our doing and not told as a fault.
        self._was_valid = shapely.is_valid(self.shapes)
        with np.errstate(all="ignore"):
            self.shapes = shapely.transform(self.shapes, move, interleaved=False)
        there = ~shapely.is_missing(self.shapes)
        west, south, east, north = shapely.bounds(self.shapes).T
        with np.errstate(invalid="ignore"):
            inside = are_in_korea(west, south) & are_in_korea(east, north)
        self.refuse(
            there & ~inside, "도형이 한국 밖에 놓입니다", "좌표를 확인하거나 이 도형을 빼세요"
        )

    def _only_areas_and_points(self) -> None:
        kinds = shapely.get_type_id(self.shapes)
        for row in np.flatnonzero((kinds == _COLLECTION) | (kinds == _MULTIPOINT)).tolist():
            self.shapes[row] = _areas_of(self.shapes[row]) or _only_point(self.shapes[row])
            if self.shapes[row] is not None and kinds[row] == _COLLECTION:
                self._tell_often("collection", row, "섞인 도형", "면", "선과 점을 빼고 면만 남김")
        kinds = np.where(shapely.is_missing(self.shapes), kinds, shapely.get_type_id(self.shapes))
        wrong = (kinds >= 0) & ~np.isin(kinds, (_POINT, _POLYGON, _MULTIPOLYGON))
        self.refuse(wrong, "면도 점도 아닌 도형입니다(선 따위)", "면으로 바꾸어 다시 내보내세요")

    def _make_valid(self) -> None:
        before = self.shapes
        broken = ~shapely.is_missing(before) & ~shapely.is_valid(before)
        if broken.any():
            mended = shapely.make_valid(before[broken], method="structure", keep_collapsed=False)
            areas = np.array([_areas_of(shape) for shape in mended], dtype=object)
            was, now = shapely.area(before[broken]), shapely.area(areas)
            for row, old, new in zip(np.flatnonzero(broken).tolist(), was, now, strict=True):
                if np.isfinite(new) and new > 0:
                    self._tell_mended(row, old, new)
            self.shapes = before.copy()
            self.shapes[broken] = areas
            self.refuse(broken & shapely.is_missing(self.shapes), "면적이 없는 도형입니다",
                        _EXPORT_AGAIN)  # fmt: skip
        self._drop_slivers()

    def _tell_mended(self, row: int, old: float, new: float) -> None:
        change = abs(new - old) / max(old, new)
        if change > _TOLD_CHANGE:
            self.notes.repair(
                self.place(row), f"{self.titles[row]}: 스스로 겹치는 테두리", "바른 테두리",
                f"테두리를 바로잡음(면적이 {(new - old) / max(old, 1e-30):+.1%} 달라짐)"
                if old > new / 100 else "테두리를 바로잡음(면적이 크게 달라짐)",
            )  # fmt: skip
        elif not self._was_valid[row]:
            self._tell_often("valid", row, "스스로 겹치거나 닿는 테두리", "바른 테두리",
                             "테두리를 바로잡음(면적 차이 1% 이하)")  # fmt: skip

    def _drop_slivers(self) -> None:
        many = shapely.get_num_geometries(self.shapes) > 1
        for row in np.flatnonzero(many).tolist():
            parts = shapely.get_parts(self.shapes[row])
            large = shapely.area(to_metres(parts)) >= _LEAST_PART_M2
            if large.any() and not large.all():
                self.shapes[row] = _joined(parts[large])
                self._tell_often("sliver", row, "1㎡보다 작은 조각", "없음", "부스러기 조각을 지움")
        areal = np.isin(shapely.get_type_id(self.shapes), (_POLYGON, _MULTIPOLYGON))
        tiny = areal & (shapely.area(to_metres(self.shapes)) < _LEAST_PART_M2)
        self.refuse(tiny, "면적이 1㎡보다 작은 도형입니다", _EXPORT_AGAIN)

    def _tell_often(self, key: str, row: int, before: str, after: str, how: str) -> None:
        self.notes.repair_summed((self.layer, key), self.place(row), before, after, how)


def to_metres(shapes: Shapes) -> Shapes:
    """Return shapes in degrees as shapes in EPSG:5179."""
    moved: Shapes = shapely.transform(shapes, _METRES.transform, interleaved=False)
    return moved


def areas_thousand_m2(shapes: Shapes) -> list[str]:
    """Return the areas in 천㎡ as text, measured in EPSG:5179; "" for points."""
    areas = shapely.area(to_metres(shapes)) / 1000
    return [f"{area:.3f}".rstrip("0").rstrip(".") if area > 0 else "" for area in areas]


def united(shapes: Shapes) -> shapely.Geometry:
    """Return the parts of one place as one shape: the areas where there are any, else a point."""
    areas = [shape for shape in shapes if shape.geom_type != "Point"]
    if not areas:
        return shapes[0]
    whole = shapely.union_all(areas)
    return _areas_of(shapely.make_valid(whole)) or areas[0]


def simplified(shapes: Shapes) -> Shapes:
    """Return the shapes without bends below a metre, none of them crossing itself."""
    slim = shapely.simplify(to_metres(shapes), _STEP_M, preserve_topology=True)
    back: Shapes = shapely.transform(slim, _back, interleaved=False)
    good = shapely.is_valid(back) & ~shapely.is_empty(back)
    return np.where(good, back, shapes)


def _back(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    lon, lat = _DEGREES.transform(x, y)
    return np.round(lon, _DIGITS), np.round(lat, _DIGITS)


def _areas_of(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return the polygons of a shape, None when it has none."""
    if shape is None:
        return None
    parts = shapely.get_parts(shapely.get_parts(shape))
    parts = parts[(shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)]
    if not len(parts):
        return None
    whole = _joined(parts)
    if shapely.is_valid(whole):
        return whole
    # Parts that share an edge are one area.
    whole = shapely.union_all(parts)
    return whole if shapely.is_valid(whole) and not shapely.is_empty(whole) else None


def _only_point(shape: shapely.Geometry) -> shapely.Geometry | None:
    return shape.geoms[0] if shape.geom_type == "MultiPoint" and len(shape.geoms) == 1 else shape


def _joined(parts: Shapes) -> shapely.Geometry:
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


_METRES: Final = Transformer.from_crs(CRS_DEGREES, CRS_METRES, always_xy=True)
_DEGREES: Final = Transformer.from_crs(CRS_METRES, CRS_DEGREES, always_xy=True)

"""Boundaries of complexes, or any layer of parks, out of a file of any of three formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from cluster_planner.domain.imports import FileKind, Place
from cluster_planner.domain.units import CRS_DEGREES
from cluster_planner.sources.geo.crs import choose
from cluster_planner.sources.geo.evidence import Judge
from cluster_planner.sources.geo.fields import Roles, find_roles, kinds_of
from cluster_planner.sources.geo.geojson import layer_of, read_geojson_layer
from cluster_planner.sources.geo.geometry import (
    MANY_VERTICES,
    Workbench,
    areas_thousand_m2,
    simplified,
    united,
)
from cluster_planner.sources.geo.geopackage import read_geopackage
from cluster_planner.sources.geo.hints import Hints
from cluster_planner.sources.geo.layer import Layer, Shapes, refused
from cluster_planner.sources.geo.shapefile import read_shapefile
from cluster_planner.sources.grid.notes import Notes
from cluster_planner.sources.kicox.quarter import find_as_of
from cluster_planner.sources.reading import Reading

_DAMDAN: Final = "국토교통부 산업단지 경계도면(DAM_DAN)"
_COLUMNS: Final = ("dan_id", "name_ko", "kind_ko")
_ROLE_WORDS: Final = {"dan_id": "경계 번호 필드", "name": "이름 필드", "kind": "유형 필드"}


def read_shapes(
    paths: Path | Sequence[Path], name: str, *, crs: str = "", hints: Hints | Path | None = None
) -> Reading:
    """Return the shapes of a GeoPackage, a GeoJSON, or the parts (or folder) of one shapefile.

    `crs` ("EPSG:5174") forces the coordinate system; `hints` (or the data folder they come from)
    help to find or doubt it. The table `shapes` has dan_id, name_ko, kind_ko, area_thousand_m2.
    Raises DataError when the file as a whole cannot be taken.
    """
    files = _files(paths)
    if not files:
        raise refused(name, "파일이 없습니다", "도형 파일을 골라 가져오세요")
    notes = Notes(_principal(files), name)
    layer = _layer(files, name, notes)
    known = Hints.of_folder(hints) if isinstance(hints, Path) else hints or Hints()
    understood = shapes_of(layer, name, notes, hints=known, crs=crs)
    as_of = _as_of(layer, name, notes)
    report = notes.report(
        FileKind.SHAPES,
        rows_read=len(layer.shapes),
        rows_kept=understood.kept,
        as_of=as_of,
        source=f"{_DAMDAN} 형식의 파일 {name}" if understood.is_damdan else f"가져온 파일 {name}",
    )
    return Reading(report, {"shapes": understood.frame})


@dataclass(frozen=True, eq=False)
class Understood:
    """The shapes of a layer, cleaned and named."""

    frame: gpd.GeoDataFrame
    kept: int
    """Features of the file that are in the frame, those that were united counted singly."""
    is_damdan: bool
    """Whether its fields are those of the national layer of boundaries."""


def shapes_of(
    layer: Layer, name: str, notes: Notes, *, hints: Hints | None = None, crs: str = ""
) -> Understood:
    """Return the cleaned shapes of a layer; what was decided, repaired and refused goes to `notes`.

    Raises DataError when no coordinate system clearly fits, no field names the shapes, or nothing
    is left.
    """
    hints = hints or Hints()
    roles = _roles(layer, name, notes, hints)
    dan_ids = [text.upper() for text in _column(layer, roles.dan_id)]
    names = _column(layer, roles.name)
    titles = [
        a or b or f"{n}번째 도형" for n, (a, b) in enumerate(zip(names, dan_ids, strict=True), 1)
    ]
    bench = Workbench(layer.name, layer.shapes.copy(), titles, notes)
    there, x, y = bench.centres()
    if not there:
        raise refused(name, "도형이 모두 비어 있습니다", "도형이 든 레이어를 내보내 가져오세요")
    judge = Judge(x, y, hints, [(dan_ids[row], names[row]) for row in there])
    chosen = choose(name, layer.crs, layer.declared_by, judge, crs)
    notes.decide("좌표계", chosen.found, chosen.why)
    if chosen.doubt:
        notes.decide("좌표계 확인", "살펴볼 것", chosen.doubt)
    shapes = bench.clean(chosen.crs, swapped=chosen.swapped)
    rows = np.flatnonzero(~shapely.is_missing(shapes)).tolist()
    if not rows:
        raise refused(name, "쓸 수 있는 도형이 하나도 없습니다", "도형을 고쳐 다시 내보내세요")
    kinds = kinds_of(_column(layer, roles.kind), dan_ids)
    texts = {"dan_id": dan_ids, "name_ko": names, "kind_ko": kinds}
    frame = _frame(layer.name, shapes, rows, texts, notes)
    return Understood(frame, len(rows), _is_damdan(layer))


def read_features(
    document: object,
    name: str,
    notes: Notes,
    *,
    layer: str = "LT_C_DAMDAN",
    hints: Hints | None = None,
) -> Understood:
    """Return the shapes of a service's GeoJSON answer, as those of a file."""
    return shapes_of(layer_of(document, name, notes, layer), name, notes, hints=hints)


def _files(paths: Path | Sequence[Path]) -> list[Path]:
    given = [paths] if isinstance(paths, Path) else list(paths)
    files: list[Path] = []
    for path in given:
        files += sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    return files


def _principal(files: list[Path]) -> Path:
    return next((path for path in files if path.suffix.lower() == ".shp"), files[0])


def _layer(files: list[Path], name: str, notes: Notes) -> Layer:
    with _principal(files).open("rb") as file:
        head = file.read(16)
    if head.startswith(b"SQLite format 3"):
        return read_geopackage(files[0], name, notes)
    if head.startswith(b"\x00\x00\x27\x0a") or len(files) > 1:
        return read_shapefile(files, name, notes)
    suffix = files[0].suffix.lower()
    if suffix in {".dbf", ".shx", ".prj", ".shp"}:
        return read_shapefile(files, name, notes)
    return read_geojson_layer(files[0], name, notes)


def _roles(layer: Layer, name: str, notes: Notes, hints: Hints) -> Roles:
    roles = find_roles(layer.fields, hints.points.keys())
    if not roles.dan_id and not roles.name:
        have = ", ".join(list(layer.fields)[:12]) or "없음"
        problem = f"단지의 번호나 이름이 든 필드를 찾지 못했습니다(필드: {have})"
        raise refused(name, problem, "이름이 든 필드를 '단지명'으로 바꾸어 다시 내보내세요")
    used = {"dan_id": roles.dan_id, "name": roles.name, "kind": roles.kind}
    for role, field in used.items():
        if field:
            notes.decide(_ROLE_WORDS[role], field, roles.why[role])
    unused = [field for field in layer.fields if field not in used.values()]
    if unused:
        more = f" 외 {len(unused) - 20}개" if len(unused) > 20 else ""
        notes.ignore(f"쓰지 않은 필드: {', '.join(unused[:20])}{more}")
    return roles


def _column(layer: Layer, field: str) -> list[str]:
    return list(layer.fields[field]) if field else [""] * len(layer.shapes)


def _frame(
    layer: str, shapes: Shapes, rows: Sequence[int], texts: dict[str, list[str]], notes: Notes
) -> gpd.GeoDataFrame:
    groups: dict[object, list[int]] = {}
    for row in rows:
        groups.setdefault(texts["dan_id"][row] or int(row), []).append(int(row))
    whole = np.array(
        [_whole(layer, shapes, g, texts, notes) for g in groups.values()], dtype=object
    )
    firsts = [group[0] for group in groups.values()]
    areas = areas_thousand_m2(whole)
    vertices = int(shapely.get_num_coordinates(whole).sum())
    if vertices > MANY_VERTICES:
        whole = simplified(whole)
        left = int(shapely.get_num_coordinates(whole).sum())
        notes.decide("꼭짓점", f"{vertices:,} → {left:,}개",
                     f"{MANY_VERTICES:,}개가 넘어 1m보다 작은 굴곡을 줄여 보관함(면적은 줄이기 전의 값)")  # fmt: skip
    columns = {name: [texts[name][row] for row in firsts] for name in _COLUMNS}
    return gpd.GeoDataFrame(
        {
            **columns,
            "area_thousand_m2": areas,
            "sheet": [layer] * len(firsts),
            "row": [row + 1 for row in firsts],
        },
        geometry=list(whole),
        crs=CRS_DEGREES,
    )


def _whole(
    layer: str, shapes: Shapes, group: list[int], texts: dict[str, list[str]], notes: Notes
) -> shapely.Geometry:
    if len(group) == 1:
        return shapes[group[0]]
    numbers = ", ".join(str(row + 1) for row in group[:8]) + (" …" if len(group) > 8 else "")
    place = Place(sheet=layer, row=group[0] + 1)
    before = f"{texts['dan_id'][group[0]]}: 도형 {len(group)}개({numbers}번째)"
    notes.repair(place, before, "도형 1개", "경계 번호가 같은 도형을 하나로 합침")
    return united(shapes[group])


def _is_damdan(layer: Layer) -> bool:
    names = {field.upper() for field in layer.fields}
    return {"DAN_ID", "DAN_NAME"} <= names


def _as_of(layer: Layer, name: str, notes: Notes) -> str:
    found = find_as_of([name, layer.name])
    if found is not None:
        notes.decide("기준일", found[0], f"파일 이름의 {found[1]}에서")
        return found[0]
    if layer.as_of:
        notes.decide(
            "기준일", layer.as_of, ".dbf에 적힌 저장한 날(경계의 기준일은 따로 적혀 있지 않음)"
        )
    return layer.as_of

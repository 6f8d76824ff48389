"""Boundaries of complexes: kept as shapes, and the complexes' points follow them."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.complex_ids import KIND_IDS
from cluster_planner.domain.contracts import COMPLEX_SHAPES, COMPLEXES
from cluster_planner.domain.imports import Decision, Proposal, Refusal
from cluster_planner.domain.official_names import name_key
from cluster_planner.domain.units import CRS_DEGREES
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.crosswalk import Crosswalk
from cluster_planner.intake.layer_points import layer_points
from cluster_planner.intake.matching import ComplexMatcher, Named
from cluster_planner.intake.memberships import text_rows
from cluster_planner.intake.moved_points import moved_points
from cluster_planner.intake.official_rows import place_of
from cluster_planner.intake.shape_areas import area_notes
from cluster_planner.sources.reading import Reading

_DAN_ID = re.compile(r"[0-9a-z]{4,12}")
_POLYGONS = ("Polygon", "MultiPolygon")

type _Cells = dict[str, Any]


@dataclass
class _Owned:
    """Shapes with the complex they belong to; one without an owner is kept for later."""

    rows: list[_Cells] = field(default_factory=list)
    how: dict[str, str] = field(default_factory=dict)
    """complex_id → how its shape was found: `dan_id`, `exact`, `spelling`, `confirmed`."""
    dans: dict[str, str] = field(default_factory=dict)
    """complex_id → the boundary numbers of shapes found by name, joined by `;`."""
    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    points: list[tuple[str, _Cells]] = field(default_factory=list)
    """complex_id → a point of a layer that stands for it."""


def apply_shapes(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the shapes, and with points of matched complexes inside them.

    A layer of points places complexes whose own point is not sure (see `layer_points`). A shape is a complex's by its boundary number, else by its name in the 시군구 where it lies,
    else by what somebody confirmed. Shapes of nobody are kept without an owner. Parks must be
    settled afterwards.
    """
    shapes = reading.tables["shapes"]
    crosswalk = Crosswalk.of(tables)
    owned = _owned(shapes, tables, crosswalk, memory, reading)
    kept = _with_kept(tables["complex_shapes"], owned.rows)
    owned.how.pop("", None)
    rows = [
        row | {"dan_ids": row["dan_ids"] or owned.dans.get(row["complex_id"], "")}
        for row in text_rows(tables["complexes"])
    ]
    moved = moved_points(rows, kept, owned.how, crosswalk)
    placed = layer_points(moved.rows, owned.points, crosswalk)
    complexes = COMPLEXES.conform(pd.DataFrame(placed.rows))
    orphans = sum(row["complex_id"] == "" for row in owned.rows)
    notes = [*area_notes(kept, complexes, owned.how), *moved.notes, *placed.notes]
    if orphans:
        why = "이름과 번호로 단지를 찾지 못해 경계만 보관함"
        notes.append(Decision(what="임자 없는 경계", found=f"{orphans:,}개", why=why))
    return Applied(
        tables={**tables, "complex_shapes": kept, "complexes": complexes},
        kept=len(owned.rows) + placed.count,
        refusals=(*owned.refusals, *moved.refusals, *placed.refusals),
        proposals=tuple(owned.proposals),
        notes=tuple(notes),
    )


def _owned(
    shapes: pd.DataFrame, tables: Tables, crosswalk: Crosswalk, memory: Memory, reading: Reading
) -> _Owned:
    if not isinstance(shapes, gpd.GeoDataFrame):
        raise TypeError("shapes has no geometry")
    matcher = ComplexMatcher.of(tables, crosswalk)
    by_dan = _by_dan(tables)
    keys: dict[str, set[str]] = defaultdict(set)
    for row in matcher.rows:
        keys[row.complex_id] |= row.keys
    owned = _Owned()
    ids: set[str] = set()
    for cells in _records(shapes):
        if cells["geometry"].geom_type not in _POLYGONS:
            known = by_dan.get(_dan(cells), "")
            if not known and cells["name_ko"]:
                known, _ = _by_name(cells, matcher, crosswalk, memory, owned)
            owned.points.append((known, cells))
            continue
        shape_id = _shape_id(cells)
        if shape_id in ids:
            owned.refusals.append(_repeated(cells))
            continue
        ids.add(shape_id)
        complex_id = by_dan.get(_dan(cells), "")
        if complex_id:
            same = name_key(cells["name_ko"]) in keys[complex_id]
            owned.how[complex_id] = "exact" if same else owned.how.get(complex_id, "dan_id")
        elif cells["name_ko"]:
            complex_id, how = _by_name(cells, matcher, crosswalk, memory, owned)
            owned.how.setdefault(complex_id, how)
            dans = {*owned.dans.get(complex_id, "").split(";"), str(cells["dan_id"]).strip()}
            owned.dans[complex_id] = ";".join(sorted(dans - {""}))
        owned.rows.append(_ours(cells, shape_id, complex_id, reading))
    return owned


def _records(shapes: gpd.GeoDataFrame) -> list[_Cells]:
    names = [str(name) for name in shapes.columns]
    return [dict(zip(names, row, strict=True)) for row in shapes.itertuples(index=False, name=None)]


def _by_dan(tables: Tables) -> dict[str, str]:
    ours = tables["complexes"]
    return {
        dan.lower(): str(complex_id)
        for dans, complex_id in zip(ours["dan_ids"], ours["complex_id"], strict=True)
        for dan in str(dans).split(";")
        if dan
    }


def _dan(cells: _Cells) -> str:
    return str(cells["dan_id"]).strip().lower()


def _shape_id(cells: _Cells) -> str:
    """Return the boundary number, else a hash of the name and the place it stands at."""
    dan = _dan(cells)
    if _DAN_ID.fullmatch(dan):
        return f"d_{dan}"
    centre = shapely.centroid(cells["geometry"])
    words = f"{dan}|{cells['name_ko']}|{centre.x:.4f}|{centre.y:.4f}"
    return f"s_{hashlib.sha256(words.encode()).hexdigest()[:10]}"


def _by_name(
    cells: _Cells,
    matcher: ComplexMatcher,
    crosswalk: Crosswalk,
    memory: Memory,
    owned: _Owned,
) -> tuple[str, str]:
    centre = shapely.point_on_surface(cells["geometry"])
    code = crosswalk.at((centre.x, centre.y)) or ""
    sido = crosswalk.sido(code[:2]) if code else None
    named = Named(
        name_ko=cells["name_ko"],
        sido_ko=sido or "",
        sigungu_ko=code,
        kind_id=KIND_IDS.get(cells["kind_ko"], ""),
    )
    asked = Named(cells["name_ko"], *_shown(crosswalk, code), named.kind_id)
    match = matcher.exact(named) or matcher.spelt(named) or matcher.remembered(asked, memory)
    if match and match.complex_id:
        return match.complex_id, match.how
    for proposal in matcher.proposals(named, place_of(cells), memory):
        if not memory.rejected(proposal.subject, asked.given, proposal.candidate_id):
            owned.proposals.append(proposal.model_copy(update={"given": asked.given}))
    return "", ""


def _shown(crosswalk: Crosswalk, code: str) -> tuple[str, str]:
    full = crosswalk.name(code) if code else ""
    sido, _, sigungu = full.partition(" ")
    return sido, sigungu


def _ours(cells: _Cells, shape_id: str, complex_id: str, reading: Reading) -> _Cells:
    return {
        "shape_id": shape_id,
        "complex_id": complex_id,
        "name_ko": cells["name_ko"],
        "area_thousand_m2": cells["area_thousand_m2"],
        "source": reading.report.source or f"가져온 파일 {reading.report.file}",
        "as_of": reading.report.as_of,
        "geometry": cells["geometry"],
    }


def _with_kept(before: pd.DataFrame, rows: list[_Cells]) -> gpd.GeoDataFrame:
    names = [column.name for column in COMPLEX_SHAPES.columns]
    new = {row["shape_id"] for row in rows}
    old = before[~before["shape_id"].isin(new)]
    cells = [*text_rows(pd.DataFrame(old[names])), *({n: r[n] for n in names} for r in rows)]
    geometry = [*old["geometry"], *(row["geometry"] for row in rows)]
    frame = gpd.GeoDataFrame(pd.DataFrame(cells, columns=names), geometry=geometry, crs=CRS_DEGREES)
    conformed = COMPLEX_SHAPES.conform(frame) if cells else COMPLEX_SHAPES.empty()
    if not isinstance(conformed, gpd.GeoDataFrame):
        raise TypeError("complex_shapes has no geometry")
    return conformed


def _repeated(cells: _Cells) -> Refusal:
    return Refusal(
        place=place_of(cells),
        value=str(cells["dan_id"] or cells["name_ko"])[:80],
        problem="번호가 같은 도형이 되풀이됩니다",
        remedy="한 단지의 도형을 하나로 합쳐 다시 올리세요",
    )

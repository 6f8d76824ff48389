"""Complexes that our tables do not know yet: their ids, their 시군구 and a point to start with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import geopandas as gpd

from cluster_planner.domain.complex_ids import complex_id, row_id
from cluster_planner.domain.imports import Decision, Proposal, Refusal
from cluster_planner.domain.official_names import name_key
from cluster_planner.domain.places import Place
from cluster_planner.intake.applied import Memory, Tables
from cluster_planner.intake.crosswalk import Crosswalk
from cluster_planner.intake.official_rows import OfficialRow

_DECIMALS = 5


@dataclass
class NewRows:
    """New rows of complexes.csv as text cells."""

    rows: list[dict[str, str]] = field(default_factory=list)
    waiting: list[OfficialRow] = field(default_factory=list)
    """Rows whose 시군구 somebody must tell."""
    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Decision] = field(default_factory=list)
    outlines: dict[str, str] = field(default_factory=dict)
    """shape_id of a boundary that had no owner → complex_id of the new complex."""

    @property
    def row_ids(self) -> list[str]:
        """Return the ids of the new rows."""
        return [row["row_id"] for row in self.rows]


@dataclass(frozen=True)
class _Outline:
    shape_id: str
    point: Place


def new_rows(
    rows: Sequence[OfficialRow],
    tables: Tables,
    crosswalk: Crosswalk,
    memory: Memory,
    two_sido: Collection[str],
) -> NewRows:
    """Return the new rows. `two_sido` names the complexes that lie in two 시도.

    The id comes from the official words, so that the same file gives the same ids in any order.
    A boundary of that name that nobody owns gives the point, else the 시군구 does.
    """
    made = NewRows()
    taken = set(tables["complexes"]["row_id"])
    shared = _shared_ids(tables, two_sido)
    for row in sorted(rows, key=lambda row: row.named.given):
        named = row.named
        outline = _outline(tables, crosswalk, row)
        located = crosswalk.sigungu(
            named.sido_ko,
            named.sigungu_ko,
            row.place,
            memory,
            point=outline.point if outline else None,
            named=named.name_ko,
        )
        made.proposals += located.proposals
        if located.code is None and located.proposals:
            made.waiting.append(row)
        if located.code is None and not located.proposals:
            made.refusals.append(_refusal(row, "어느 시군구인지 알 수 없습니다"))
        if located.code is None:
            continue
        words = (row.kind_ko, named.sido_ko, named.sigungu_ko, named.name_ko)
        own = complex_id("", *words, located.code)
        if named.name_ko in two_sido:
            own = shared.setdefault(named.name_ko, own)
        full = row_id(own, named.sido_ko, located.code[:2], in_two_sido=named.name_ko in two_sido)
        if full in taken:
            made.refusals.append(_refusal(row, f"다른 단지가 이미 {full}을(를) 씁니다"))
            continue
        taken.add(full)
        if outline:
            made.outlines[outline.shape_id] = own
        made.rows.append(_cells(row, own, full, located.code, outline, crosswalk))
        made.notes.append(_note(row, located.how, outline))
    return made


def _shared_ids(tables: Tables, two_sido: Collection[str]) -> dict[str, str]:
    ours = tables["complexes"]
    known = ours[ours["name_ko"].isin(list(two_sido))]
    return dict(zip(known["name_ko"], known["complex_id"], strict=True))


def _outline(tables: Tables, crosswalk: Crosswalk, row: OfficialRow) -> _Outline | None:
    shapes = tables["complex_shapes"]
    if not isinstance(shapes, gpd.GeoDataFrame) or shapes.empty:
        return None
    codes = crosswalk.sigungu_codes(row.named.sido_ko, row.named.sigungu_ko)
    key = name_key(row.named.name_ko)
    free = shapes[shapes["complex_id"].isna() & (shapes["name_ko"].map(name_key) == key)]
    found = []
    for shape_id, shape in zip(free["shape_id"], free.geometry, strict=True):
        centre = shape.representative_point()
        if crosswalk.at((centre.x, centre.y)) in codes:
            found.append(_Outline(str(shape_id), (centre.x, centre.y)))
    return found[0] if len(found) == 1 else None


def _cells(
    row: OfficialRow,
    own: str,
    full: str,
    code: str,
    outline: _Outline | None,
    crosswalk: Crosswalk,
) -> dict[str, str]:
    centre = crosswalk.shape(code).representative_point()
    lon, lat = outline.point if outline else (centre.x, centre.y)
    return {
        "row_id": full,
        "complex_id": own,
        "sido_code": code[:2],
        "sigungu_code": code,
        "dan_ids": "",
        "lon": str(round(lon, _DECIMALS)),
        "lat": str(round(lat, _DECIMALS)),
        "coord_source": "damdan_name" if outline else "sigungu_point",
        "aged_20y": "false",
        "aged_priority": "false",
        "smart_green_date": "",
        **row.cells,
    }


def _refusal(row: OfficialRow, problem: str) -> Refusal:
    remedy = "시도·시군·단지명을 오늘의 이름으로 고쳐 다시 올리세요"
    return Refusal(place=row.place, value=row.named.given[:80], problem=problem, remedy=remedy)


def _note(row: OfficialRow, how: str, outline: _Outline | None) -> Decision:
    where = "같은 이름의 경계" if outline else "시군구 대표점"
    why = f"표에 없던 이름이라 새 단지로 넣음; 점은 {where}" + (f"; {how}" if how else "")
    return Decision(what="새 단지", found=row.named.given, why=why)

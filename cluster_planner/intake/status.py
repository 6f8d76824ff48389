"""A new quarter of the status statistic: figures, new and closed complexes, appendices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts import COMPLEXES
from cluster_planner.domain.imports import OLDER, Decision, Refusal, Repair
from cluster_planner.errors import DataError, Finding
from cluster_planner.intake.appendices import Waiting, follow_appendices
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.closing import close, covers, part_note
from cluster_planner.intake.crosswalk import Crosswalk
from cluster_planner.intake.matching import ComplexMatcher
from cluster_planner.intake.memberships import text_rows, with_new_parks
from cluster_planner.intake.new_complexes import NewRows, new_rows
from cluster_planner.intake.official_rows import OfficialRow, cells_of, named_in, official_row
from cluster_planner.intake.pairing import Paired, Pairing, pair
from cluster_planner.intake.parts import with_parts
from cluster_planner.sources.reading import Reading

WHOLE = "온전한 파일"
"""The reader's decision whether the file's own totals agree with its rows: `예` or `아니오`."""
_HOW = {
    "spelling": "표기가 다르지만 같은 시도·유형에 하나뿐인 이름",
    "confirmed": "앞서 확인한 이름",
}


def apply_status(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the file's figures.

    Rows that are matched keep their ids and points; complexes that the file does not name stay,
    unless the file is whole. Parks must be settled afterwards. Raises DataError when the file
    does not say which day it stands for.
    """
    as_of = reading.report.as_of
    if not as_of:
        raise DataError(_undated(reading))
    published = cells_of(reading, "complexes")
    rows, unread, refused, repairs = _read(published, as_of)
    crosswalk = Crosswalk.of(tables)
    matcher = ComplexMatcher.of(tables, crosswalk)
    complexes = tables["complexes"]
    pairing = pair(rows, matcher, memory, complexes)
    fresh = new_rows(pairing.new, tables, crosswalk, memory, _two_sido(reading))
    changed = _with_figures(complexes, pairing.paired, fresh, crosswalk)
    shapes = _with_owners(tables["complex_shapes"], fresh.outlines)
    now = {**tables, "complexes": changed, "complex_shapes": shapes}

    named = pairing.named_in_file | _named_by(unread, matcher) | set(fresh.row_ids)
    kinds = {row.cells["kind_id"] for row in rows}
    covered = covers(complexes, named, kinds)
    whole = _is_whole(reading) and covered
    closing = close(with_new_parks(now, fresh.row_ids), named, kinds, as_of, whole=whole)
    parts = with_parts(closing.tables, published, as_of)
    waited = _waited(pairing, fresh)
    listed = follow_appendices(reading, parts.tables, memory, waited, whole=whole)
    refused += [*pairing.refusals, *fresh.refusals, *parts.refusals, *listed.refusals]
    return Applied(
        tables=listed.tables,
        kept=reading.report.rows_kept - _dropped(refused, pairing, fresh),
        repairs=(*repairs, *_spellings(pairing.paired, complexes)),
        refusals=(*refused, *closing.refusals),
        proposals=(*pairing.proposals, *fresh.proposals),
        notes=(
            *_age(complexes, as_of),
            *(part_note(complexes, named, kinds) if _is_whole(reading) and not covered else ()),
            *fresh.notes,
            *closing.notes,
            *parts.notes,
            *listed.notes,
        ),
        ignored=(*_waiting(pairing, fresh), *parts.ignored),
    )


def _read(
    published: list[dict[str, Any]], as_of: str
) -> tuple[list[OfficialRow], list[dict[str, Any]], list[Refusal], list[Repair]]:
    """Return usable parent rows, those that are not, and what was said of either."""
    rows, unread = [], []
    refusals: list[Refusal] = []
    repairs: list[Repair] = []
    for cells in published:
        if cells["is_child"] == "true":
            continue
        read = official_row(cells, as_of)
        refusals += read.refusals
        repairs += read.repairs
        if read.row is None:
            unread.append(cells)
        else:
            rows.append(read.row)
    return rows, unread, refusals, repairs


def _undated(reading: Reading) -> Finding:
    remedy = "제목에 `2026년 1분기`처럼 분기를 적거나 파일 이름에 _20260331처럼 날을 적으세요"
    return Finding(reading.report.file, "어느 분기의 값인지 적혀 있지 않습니다", remedy)


def _with_figures(
    complexes: pd.DataFrame, paired: list[Paired], fresh: NewRows, crosswalk: Crosswalk
) -> pd.DataFrame:
    rows = {row["row_id"]: row for row in text_rows(complexes)}
    for one in paired:
        ours = rows[one.row_id]
        rows[one.row_id] = {**ours, **one.row.cells, **_moved(ours, one.row, crosswalk)}
    return COMPLEXES.conform(pd.DataFrame([*rows.values(), *fresh.rows]))


def _with_owners(shapes: pd.DataFrame, owners: Mapping[str, str]) -> pd.DataFrame:
    if not owners:
        return shapes
    own = shapes["shape_id"].map(owners)
    return shapes.assign(complex_id=own.where(own.notna(), shapes["complex_id"]))


def _moved(ours: Mapping[str, Any], row: OfficialRow, crosswalk: Crosswalk) -> dict[str, str]:
    """Return another 시군구 where the file clearly names one; a split one stays where it was."""
    named = row.named
    codes = crosswalk.sigungu_codes(named.sido_ko, named.sigungu_ko)
    if len(codes) != 1 or ours["sigungu_code"] in codes:
        return {}
    code = next(iter(codes))
    return {"sigungu_code": code, "sido_code": code[:2]}


def _spellings(paired: list[Paired], complexes: pd.DataFrame) -> list[Repair]:
    names = dict(zip(complexes["row_id"], complexes["name_ko"], strict=True))
    return [
        Repair(
            place=one.row.place,
            before=names[one.row_id],
            after=one.row.named.name_ko,
            how=f"{_HOW[one.how]}: 같은 단지로 보고 파일의 이름을 씀",
        )
        for one in sorted(paired, key=lambda one: one.row.place.row or 0)
        if one.how in _HOW and names[one.row_id] != one.row.named.name_ko
    ]


def _age(complexes: pd.DataFrame, as_of: str) -> list[Decision]:
    latest = str(complexes["as_of"].dropna().max())
    if as_of >= latest:
        return []
    why = f"지금 자료({latest})보다 오래된 파일입니다. 받아들이면 값이 옛것으로 돌아갑니다"
    return [Decision(what=OLDER, found=as_of, why=why)]


def _is_whole(reading: Reading) -> bool:
    return any(d.what == WHOLE and d.found == "예" for d in reading.report.decisions)


def _named_by(unread: list[dict[str, Any]], matcher: ComplexMatcher) -> frozenset[str]:
    """Return the rows of ours behind refused rows: they are in the file, so they do not close."""
    matches = [matcher.exact(named_in(c)) or matcher.spelt(named_in(c)) for c in unread]
    return frozenset(match.row_id for match in matches if match and match.row_id)


def _two_sido(reading: Reading) -> frozenset[str]:
    listed = reading.tables.get("two_sido")
    return frozenset() if listed is None else frozenset(listed["name_ko"])


def _dropped(refused: Sequence[Refusal], pairing: Pairing, fresh: NewRows) -> int:
    """Return how many rows of the file did not get in; one row may have several refusals."""
    places = {(refusal.place.sheet, refusal.place.row) for refusal in refused}
    waiting = {(r.place.sheet, r.place.row) for r in (*pairing.waiting, *fresh.waiting)}
    return len(places | waiting)


def _waited(pairing: Pairing, fresh: NewRows) -> Waiting:
    rows = (*pairing.waiting, *fresh.waiting)
    asked = frozenset(proposal.candidate_id for proposal in pairing.proposals)
    return Waiting(asked, frozenset(row.named.given for row in rows))


def _waiting(pairing: Pairing, fresh: NewRows) -> list[str]:
    count = len(pairing.waiting) + len(fresh.waiting)
    if not count:
        return []
    return [f"단지 {count}곳은 제안에 답할 때까지 넣지 않았습니다. 지금 있는 행은 그대로입니다"]


__all__ = ["WHOLE", "apply_status"]

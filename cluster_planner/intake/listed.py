"""Records of an outside list meet those of a table: which is which, and what becomes of each.

A list adds and updates; it never deletes. A blank cell says nothing and leaves what is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.imports import Decision, Place, Proposal, Refusal, Repair
from cluster_planner.domain.list_fields import LIST_FIELDS
from cluster_planner.domain.tables import Table
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.record_names import NameBook, name_key
from cluster_planner.sources.reading import Reading

type Record = dict[str, str]
"""A row as text cells, as its CSV file writes them."""

WEAKEST: Final = "inferred"
"""Confidence of what a list says without saying how it knows."""
_PROVENANCE: Final = frozenset({"source", "as_of", "confidence", "confidence_note"})


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken, and what to do; `proposals` are questions about it."""

    problem: str
    remedy: str
    proposals: tuple[Proposal, ...] = ()


type PlaceOf = Callable[[Record, Record, Place], Record | Problem]
"""Cells of the place, from what the row says and what the record had before."""


@dataclass(frozen=True)
class ListRules:
    """What is particular to one kind of list."""

    table: Table
    subject: str
    noun: str
    place: PlaceOf | None = None

    @property
    def key(self) -> str:
        """Return the column of the ids."""
        return self.table.key_columns[0]


@dataclass
class _Merge:
    rules: ListRules
    memory: Memory
    source: str
    as_of: str
    records: dict[str, Record]
    """Id → record, in the order of the table."""
    names: NameBook
    taken: dict[str, int] = field(default_factory=dict)
    """Id → row of the list that spoke of it."""
    added: int = 0
    changed: int = 0
    unsure: int = 0
    """Rows that say something new without saying how it is known."""
    refusals: list[Refusal] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def merge(reading: Reading, tables: Tables, memory: Memory, rules: ListRules) -> Applied:
    """Return the tables with the list's records in them, and what was done with each row."""
    name = rules.table.name
    before, report = tables[name], reading.report
    records = _records(before, rules.key)
    merging = _Merge(rules, memory, report.source, report.as_of, records, NameBook.of(records))
    for cells in reading.tables[name].to_dict("records"):
        place = Place(sheet=str(cells.pop("sheet")), row=int(cells.pop("row")))
        said = {str(column): str(value) for column, value in cells.items() if value}
        _take(merging, said, place)
    changed = merging.added or merging.changed
    return Applied(
        tables={**tables, name: _table(merging)} if changed else tables,
        kept=len(merging.taken),
        repairs=tuple(merging.repairs),
        refusals=tuple(merging.refusals),
        proposals=tuple(merging.proposals),
        notes=_notes(merging),
    )


def _records(frame: pd.DataFrame, key: str) -> dict[str, Record]:
    text = pd.DataFrame({str(column): as_text(frame[column]) for column in frame.columns})
    return {row[key]: {str(c): str(v) for c, v in row.items()} for row in text.to_dict("records")}


def _table(merging: _Merge) -> pd.DataFrame:
    table = merging.rules.table
    columns = [column.name for column in table.columns]
    frame = pd.DataFrame(list(merging.records.values()), columns=columns, dtype="object")
    return table.conform(frame, f"{merging.rules.noun} 목록")


def _take(merging: _Merge, said: Record, place: Place) -> None:
    """Put one row into the records, or tell why not."""
    own = _whose(merging, said, place)
    if isinstance(own, Problem):
        _refuse(merging, place, said, own)
        return
    placed = _unfit(merging, own, said) or _place(merging, own, said, place)
    if isinstance(placed, Problem):
        _refuse(merging, place, said, placed)
        return
    merging.taken[own] = place.row or 0
    _tell_name(merging, own, said, place)
    _write(merging, own, said | placed)


def _place(merging: _Merge, own: str, said: Record, place: Place) -> Record | Problem:
    if merging.rules.place is None:
        return {}
    return merging.rules.place(said, merging.records.get(own, {}), place)


def _whose(merging: _Merge, said: Record, place: Place) -> str | Problem:
    """Return the id of the record that the row speaks of (a new one too), or why nobody can tell."""
    rules, given, names = merging.rules, said["name_ko"], merging.names
    asked = said.get(rules.key, "")
    if asked in merging.records:
        if names.by_name.get(given, asked) == asked:
            return asked
        problem = f"{asked}의 이름이라는데 다른 {rules.noun}이(가) 이미 쓰는 이름입니다"
        return Problem(problem, "코드와 이름을 확인하세요")
    found = names.find(given, said.get("name_en", ""))
    if len(found) > 1:
        listed = ", ".join(sorted(merging.records[own]["name_ko"] for own in found))
        return Problem(f"같은 이름이 여럿입니다: {listed}", f"{rules.key} 열에 코드를 쓰세요")
    if found:
        return next(iter(found))
    confirmed = merging.memory.confirmed(rules.subject, given)
    if confirmed is not None and confirmed in merging.records:
        return confirmed
    proposals = names.proposals(rules.subject, given, place, merging.memory)
    if proposals:
        alike = ", ".join(proposal.candidate_ko for proposal in proposals)
        problem = f"비슷한 이름이 있어 확인을 기다립니다: {alike}"
        return Problem(problem, "같은 곳이면 '예', 모두 아니면 '아니오'라고 답하세요", proposals)
    return asked or _new_id(given, merging.records)


def _new_id(name: str, records: Mapping[str, Record]) -> str:
    """Return an id that depends on the name alone, so that the same list gives the same table."""
    digest = hashlib.sha256(name_key(name).encode()).hexdigest()
    return next(own for n in (10, 20, 64) if (own := f"u_{digest[:n]}") not in records)


def _unfit(merging: _Merge, own: str, said: Record) -> Problem | None:
    rules = merging.rules
    if own in merging.taken:
        name = merging.records[own]["name_ko"]
        problem = f"{merging.taken[own]}행과 같은 {rules.noun}입니다({name})"
        return Problem(problem, "한 행으로 합치세요")
    if own in merging.records:
        return None
    fields = LIST_FIELDS[rules.table.name]
    missing = [f.label_ko for f in fields if f.required and not said.get(f.name)]
    if not missing:
        return None
    problem = f"새 {rules.noun}인데 {', '.join(missing)} 칸이 비었습니다"
    return Problem(problem, "칸을 채우거나, 이미 있는 이름인지 확인하세요")


def _tell_name(merging: _Merge, own: str, said: Record, place: Place) -> None:
    """Tell where a row was taken for a record that is named or numbered otherwise."""
    if own not in merging.records:
        return
    rules, asked = merging.rules, said.get(merging.rules.key, "")
    ours, given = merging.records[own]["name_ko"], said["name_ko"]
    if ours != given and asked != own:
        how = f"같은 {rules.noun}의 다른 표기라 표의 이름을 그대로 둠"
        merging.repairs.append(Repair(place=place, before=given, after=ours, how=how))
    if ours != given and asked == own:
        how = f"같은 코드({own})의 {rules.noun} 이름을 바꿈"
        merging.repairs.append(Repair(place=place, before=ours, after=given, how=how))
    if asked and asked != own:
        how = f"모르는 코드라 이름으로 맞춤: {given}"
        merging.repairs.append(Repair(place=place, before=asked, after=own, how=how))


def _write(merging: _Merge, own: str, said: Record) -> None:
    """Put the row's words into the record; who says something new must say how it is known."""
    rules, known = merging.rules, merging.records.get(own)
    columns = {column.name for column in rules.table.columns}
    old = known or dict.fromkeys(columns, "")
    news = {c: v for c, v in said.items() if c in columns and old[c] != v}
    news.pop(rules.key, None)
    if known is not None and said.get(rules.key) != own:
        news.pop("name_ko", None)
    if not news:
        return
    if set(news) - _PROVENANCE:
        news |= _origin(merging, said)
    merging.records[own] = old | news | {rules.key: own}
    merging.names.add(own, merging.records[own]["name_ko"], merging.records[own]["name_en"])
    merging.changed += known is not None
    merging.added += known is None


def _origin(merging: _Merge, said: Record) -> Record:
    """Return where the row's words come from: never surer than the row itself says."""
    sure = said.get("confidence", "")
    merging.unsure += not sure
    return {
        "source": said.get("source") or merging.source,
        "as_of": said.get("as_of") or merging.as_of,
        "confidence": sure or WEAKEST,
        "confidence_note": said.get("confidence_note")
        or ("" if sure else "목록에 근거의 종류가 없음"),
    }


def _refuse(merging: _Merge, place: Place, said: Record, why: Problem) -> None:
    merging.proposals += why.proposals
    value = said.get("name_ko", "")[:80]
    merging.refusals.append(
        Refusal(place=place, value=value, problem=why.problem, remedy=why.remedy)
    )


def _notes(merging: _Merge) -> tuple[Decision, ...]:
    noun, taken = merging.rules.noun, len(merging.taken)
    same = taken - merging.added - merging.changed
    notes = [
        Decision(
            what=f"목록의 {noun}",
            found=f"새로 {merging.added:,} · 고침 {merging.changed:,} · 그대로 {same:,}",
            why="이름(주식회사·띄어쓰기는 빼고)과 영문 이름으로 맞춤",
        ),
        Decision(
            what=f"목록에 없는 {noun}",
            found=f"{len(merging.records) - taken:,}건 그대로 둠",
            why="목록은 더하고 고치기만 하며 지우지 않음",
        ),
    ]
    if merging.unsure:
        why = "목록에 신뢰도가 없어 '추정'으로 둠"
        notes.append(Decision(what="신뢰도가 없는 행", found=f"{merging.unsure:,}행", why=why))
    return tuple(notes)

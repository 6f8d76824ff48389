"""Counts of registered factories meet our complexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from cluster_planner.domain.contracts import FACTORY_COUNTS
from cluster_planner.domain.imports import Decision, Place, Proposal, Refusal
from cluster_planner.domain.ksic import UNKNOWN_CODE, industry_of
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.matching import ComplexMatcher, Match, Named
from cluster_planner.sources.reading import Reading

_KINDS: Final = {
    "국가산업단지": "national",
    "국가산단": "national",
    "일반산업단지": "general",
    "일반산단": "general",
    "도시첨단산업단지": "urban_hightech",
    "도시첨단산단": "urban_hightech",
    "농공단지": "agro",
}
_CONFIRM = "제안 가운데 맞는 단지를 확인하거나, 파일의 단지명을 공식 이름으로 고치세요"
_RENAME = "파일의 단지명을 공식 이름으로 고치세요"


@dataclass
class _Found:
    complexes: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Complex, 시도, 시군구 of the file → our complex."""
    by_spelling: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    unmatched: int = 0


def apply_factories(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the counts of the list's complexes in place of what they had.

    Complexes that the list does not name keep their counts. A name that is none of ours is told
    with its number of factories and with proposals; its factories are not counted anywhere.
    """
    counts = reading.tables["factories"]
    found = _match(counts, ComplexMatcher.of(tables), memory)
    mine = _summed(counts, found, reading)
    older = _older(tables["factory_counts"], reading.report.as_of)
    kept = tables["factory_counts"]
    rest = kept[~kept["complex_id"].isin(set(mine["complex_id"]))]
    merged = tables["factory_counts"] if mine.empty else _conformed(rest, mine)
    matched = int(mine["factories"].sum()) if len(mine) else 0
    return Applied(
        tables={**tables, "factory_counts": merged},
        kept=matched,
        refusals=tuple(found.refusals),
        proposals=tuple(found.proposals),
        notes=tuple(_notes(found, mine, rest, older)),
    )


def _match(counts: pd.DataFrame, matcher: ComplexMatcher, memory: Memory) -> _Found:
    found = _Found()
    for (name, sido, sigungu), rows in _largest_first(counts):
        place = Place(sheet=str(rows["sheet"].iloc[0]), row=int(rows["row"].min()), column="단지명")
        match = _find(matcher, Named(name, sido, sigungu, _kind_of(name)), place, memory)
        if match.complex_id is not None:
            found.complexes[name, sido, sigungu] = match.complex_id
            found.by_spelling += match.how == "spelling"
            continue
        factories = int(rows["factories"].astype(int).sum())
        found.unmatched += factories
        found.proposals += match.proposals
        found.refusals.append(_refusal(place, f"{sido} {sigungu} {name}", factories, match))
    return found


def _find(matcher: ComplexMatcher, named: Named, place: Place, memory: Memory) -> Match:
    """Return the complex of the name as it stands, else of the name without its kind at the end."""
    ending = next((word for word in _KINDS if named.name_ko.endswith(word)), "")
    bare = replace(named, name_ko=named.name_ko.removesuffix(ending).strip() or named.name_ko)
    return matcher.exact(named) or matcher.spelt(named) or matcher.find(bare, place, memory)


def _largest_first(
    counts: pd.DataFrame,
) -> Iterable[tuple[tuple[str, str, str], pd.DataFrame]]:
    groups = counts.groupby(["complex_ko", "sido_ko", "sigungu_ko"], sort=False)
    sized = [
        (int(rows["factories"].astype(int).sum()), (str(n), str(sido), str(sigungu)), rows)
        for (n, sido, sigungu), rows in groups
    ]
    return [(key, rows) for _, key, rows in sorted(sized, key=lambda one: (-one[0], one[1]))]


def _refusal(place: Place, value: str, factories: int, match: Match) -> Refusal:
    asked = "확인을 기다리는" if match.proposals else "우리 표에 없는"
    problem = f"{asked} 단지 이름입니다(등록공장 {factories:,}곳)"
    remedy = _CONFIRM if match.proposals else _RENAME
    return Refusal(place=place, value=value.strip()[:80], problem=problem, remedy=remedy)


def _kind_of(name: str) -> str:
    return next((kind for ending, kind in _KINDS.items() if name.endswith(ending)), "")


def _summed(counts: pd.DataFrame, found: _Found, reading: Reading) -> pd.DataFrame:
    """Return factories and workers of our complexes; unknown workers of a part stay unknown."""
    names = zip(counts["complex_ko"], counts["sido_ko"], counts["sigungu_ko"], strict=True)
    ours = pd.Series([found.complexes.get(name) for name in names], index=counts.index)
    part = counts.assign(complex_id=ours)[ours.notna()]
    workers = pd.to_numeric(part["workers"], errors="coerce")
    part = part.assign(factories=part["factories"].astype(int), workers=workers)
    summed = part.groupby(["complex_id", "ksic_code"], as_index=False).agg(
        ksic_name_ko=("ksic_name_ko", "first"),
        factories=("factories", "sum"),
        workers=("workers", lambda cells: cells.sum(skipna=False)),
    )
    groups = pd.Series([_industry(code) for code in summed["ksic_code"]], index=summed.index)
    return summed.assign(
        industry_id=groups.astype("object"),
        workers=summed["workers"].astype("Int64"),
        source=reading.report.source,
        as_of=reading.report.as_of or None,
    )


def _industry(code: str) -> str | None:
    return None if code == UNKNOWN_CODE else industry_of(code)


def _conformed(rest: pd.DataFrame, mine: pd.DataFrame) -> pd.DataFrame:
    columns = [column.name for column in FACTORY_COUNTS.columns]
    whole = pd.concat([rest[columns].astype(object), mine[columns].astype(object)])
    ordered = whole.sort_values(list(FACTORY_COUNTS.key_columns), kind="stable")
    return FACTORY_COUNTS.conform(ordered.reset_index(drop=True), "등록공장 목록")


def _older(before: pd.DataFrame, as_of: str) -> str:
    """Return the day of what we have if it is later than the list's."""
    days = before["as_of"].dropna()
    latest = str(days.max()) if len(days) else ""
    return latest if as_of and latest > as_of else ""


def _notes(found: _Found, mine: pd.DataFrame, rest: pd.DataFrame, older: str) -> Iterator[Decision]:
    why = "단지명과 시도·시군구로 맞춤"
    if found.by_spelling:
        why += f"(띄어쓰기·괄호·끝말이 다른 이름 {found.by_spelling:,}개 포함)"
    matched = int(mine["factories"].sum()) if len(mine) else 0
    told = f"단지 {mine['complex_id'].nunique():,}곳, 등록공장 {matched:,}곳"
    yield Decision(what="맞춘 단지", found=told, why=why)
    if found.unmatched:
        told = f"이름 {len(found.refusals):,}개, 등록공장 {found.unmatched:,}곳"
        yield Decision(what="맞추지 못한 단지", found=told, why="거절과 제안에 하나씩 적음")
    if len(rest):
        told = f"단지 {rest['complex_id'].nunique():,}곳"
        yield Decision(what="그대로 둔 단지", found=told, why="이 목록에 없는 단지의 수는 그대로임")
    if older:
        why = f"이미 {older}의 수가 있는데 더 오래된 목록을 넣음"
        yield Decision(what="주의", found="오래된 목록", why=why)

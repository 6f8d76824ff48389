"""Which published row is which of our complexes: each at most once, and whatever is left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from cluster_planner.domain.imports import Proposal, Refusal
from cluster_planner.intake.applied import Memory
from cluster_planner.intake.matching import SUBJECT, ComplexMatcher, Match, proposal
from cluster_planner.intake.official_rows import OfficialRow

_SAME_AREA = 0.05


@dataclass(frozen=True)
class Paired:
    """A published row and the row of ours that it stands for."""

    row: OfficialRow
    row_id: str
    how: str


@dataclass
class Pairing:
    """Every published row is in exactly one of these."""

    paired: list[Paired] = field(default_factory=list)
    new: list[OfficialRow] = field(default_factory=list)
    waiting: list[OfficialRow] = field(default_factory=list)
    """Rows that are taken in once somebody has answered their proposals."""
    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    contested: set[str] = field(default_factory=set)
    """Rows of ours that several rows of the file claim with different figures."""

    @property
    def named_in_file(self) -> frozenset[str]:
        """Return the rows of ours that the file names or may name."""
        asked = {proposal.candidate_id for proposal in self.proposals}
        return frozenset(asked | self.contested | {paired.row_id for paired in self.paired})


def pair(
    rows: Sequence[OfficialRow], matcher: ComplexMatcher, memory: Memory, complexes: pd.DataFrame
) -> Pairing:
    """Return which row is which. The order of the rows does not matter.

    Exact words come before spelling, spelling before what somebody confirmed. A row that stands
    for one of ours that another row has already claimed is refused: nothing is counted twice.
    """
    pairing, rest = Pairing(), list(rows)
    finders: tuple[Callable[[ComplexMatcher, OfficialRow], Match | None], ...] = (
        lambda free, row: free.exact(row.named),
        lambda free, row: free.spelt(row.named, here_only=True),
        lambda free, row: free.remembered(row.named, memory),
    )
    for find in finders:
        free = matcher.without(pairing.named_in_file)
        rest = _claim(rest, free, find, pairing)
    claimed = pairing.named_in_file
    rest = _refuse_repeated(rest, matcher, memory, claimed, pairing)
    free = matcher.without(claimed)
    areas = _areas(complexes, claimed)
    for row in rest:
        asked = _proposals(row, free, memory, areas)
        pairing.proposals += asked
        (pairing.waiting if asked else pairing.new).append(row)
    pairing.new = _refuse_new_twins(pairing.new, pairing)
    return pairing


def _claim(
    rows: Iterable[OfficialRow],
    free: ComplexMatcher,
    find: Callable[[ComplexMatcher, OfficialRow], Match | None],
    pairing: Pairing,
) -> list[OfficialRow]:
    claims: dict[str, list[tuple[OfficialRow, str]]] = defaultdict(list)
    rest = []
    for row in rows:
        match = find(free, row)
        if match is None or match.row_id is None:
            rest.append(row)
        else:
            claims[match.row_id].append((row, match.how))
    for row_id, claimants in claims.items():
        first, how = claimants[0]
        others = [row for row, _ in claimants[1:]]
        if all(first.repeats(other) for other in others):
            pairing.paired.append(Paired(first, row_id, how))
            pairing.refusals += [_repeated(row, "같은 행이 되풀이됩니다") for row in others]
        else:
            pairing.contested.add(row_id)
            problem = "값이 서로 다른 행이 한 단지를 가리킵니다"
            pairing.refusals += [_repeated(row, problem) for row, _ in claimants]
    return rest


def _refuse_repeated(
    rows: list[OfficialRow],
    matcher: ComplexMatcher,
    memory: Memory,
    claimed: frozenset[str],
    pairing: Pairing,
) -> list[OfficialRow]:
    rest = []
    for row in rows:
        match = (
            matcher.exact(row.named)
            or matcher.remembered(row.named, memory)
            or matcher.spelt(row.named, here_only=True)
        )
        if match and match.row_id in claimed:
            pairing.refusals.append(_repeated(row, "다른 행이 이미 이 단지입니다"))
        else:
            rest.append(row)
    return rest


def _refuse_new_twins(rows: list[OfficialRow], pairing: Pairing) -> list[OfficialRow]:
    same: dict[str, list[OfficialRow]] = defaultdict(list)
    for row in rows:
        same[row.named.given].append(row)
    kept = []
    for twins in same.values():
        if all(twins[0].repeats(twin) for twin in twins[1:]):
            kept.append(twins[0])
            again = twins[1:]
        else:
            again = twins
        pairing.refusals += [_repeated(row, "이름이 같은 새 단지가 둘 이상입니다") for row in again]
    return kept


def _proposals(
    row: OfficialRow, free: ComplexMatcher, memory: Memory, areas: Mapping[str, float]
) -> list[Proposal]:
    """Return rows of ours that are not in the file and look like this one, or lie where it does."""
    asked = {p.candidate_id: p for p in free.proposals(row.named, row.place, memory)}
    for other in free.other_kinds(row.named):
        if not memory.rejected(SUBJECT, row.named.given, other.row_id):
            why = "유형이 바뀐 듯함: 같은 시군구의 같은 이름"
            asked[other.row_id] = proposal(
                row.named, row.place, other.row_id, other.shown, 100.0, why
            )
    area = float(row.cells["designated_area_thousand_m2"])
    for other, likeness in free.neighbours(row.named):
        before = areas.get(other.row_id, 0.0)
        if other.row_id in asked or not before or abs(area - before) > _SAME_AREA * before:
            continue
        if memory.rejected(SUBJECT, row.named.given, other.row_id):
            continue
        why = f"이름이 바뀐 듯함: 같은 시군구·유형이고 지정면적 {before:g} → {area:g}천㎡"
        asked[other.row_id] = proposal(
            row.named, row.place, other.row_id, other.shown, likeness, why
        )
    return sorted(asked.values(), key=lambda p: (-p.likeness_pct, p.candidate_id))[:3]


def _areas(complexes: pd.DataFrame, claimed: frozenset[str]) -> dict[str, float]:
    rest = complexes[~complexes["row_id"].isin(claimed)]
    return dict(zip(rest["row_id"], rest["designated_area_thousand_m2"], strict=True))


def _repeated(row: OfficialRow, problem: str) -> Refusal:
    remedy = "한 행만 남기고 다시 올리세요"
    return Refusal(place=row.place, value=row.named.given[:80], problem=problem, remedy=remedy)

"""A unit of the national statistic that we do not know → the parks it may stand for."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from cluster_planner.domain.hangul import letters
from cluster_planner.domain.imports import Place, Proposal
from cluster_planner.domain.official_names import name_key
from cluster_planner.domain.units import split_list
from cluster_planner.intake.applied import Memory, Tables

SUBJECT = "unit"
_LEAST_LIKENESS = 60.0
_MOST_PROPOSED = 3
FOREIGN = re.compile(r"\(외\)$")
"""The part of a complex for foreign firms is a unit of its own."""


def unit_proposals(name: str, place: Place, tables: Tables, memory: Memory) -> tuple[Proposal, ...]:
    """Return at most three national parks whose name or alias is like the unit's."""
    parks = tables["parks"]
    national = parks[parks["kind_id"] == "national"]
    words = letters(name_key(FOREIGN.sub("", name)))
    rated = []
    for park in national.itertuples(index=False):
        names = (park.name_ko, park.official_name_ko, *split_list(str(park.aliases)))
        likeness = max(fuzz.ratio(words, letters(name_key(str(one)))) for one in names)
        rated.append((round(likeness, 1), str(park.park_id), str(park.official_name_ko)))
    best = sorted((r for r in rated if r[0] >= _LEAST_LIKENESS), key=lambda r: (-r[0], r[1]))
    return tuple(
        Proposal(
            subject=SUBJECT,
            given=name,
            place=place,
            candidate_id=park_id,
            candidate_ko=official,
            likeness_pct=likeness,
            why="표에 없던 통계 단위: 이 국가산단의 통계로 보입니다",
        )
        for likeness, park_id, official in best
        if not memory.rejected(SUBJECT, name, park_id)
    )[:_MOST_PROPOSED]

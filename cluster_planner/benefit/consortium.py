"""Who could fill which role for which candidate."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cluster_planner.benefit.packages import members
from cluster_planner.domain.contracts.conversion import SAME_DIVISION
from cluster_planner.domain.problem import Candidate, Link, Need
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.proximity import distance_km


def capacities(snapshot: Snapshot, scale_pct: float) -> dict[str, int]:
    """Projects that each partner can join over the horizon, by its type (가정), scaled down."""
    values = snapshot.assumptions.set_index("assumption_id")["value"]
    return {
        str(p.partner_id): int(values[f"capacity_{p.type_id}"] * scale_pct / 100)
        for p in snapshot.partners.itertuples()
    }


def needs_of(snapshot: Snapshot, candidates: tuple[Candidate, ...]) -> tuple[Need, ...]:
    """Each role of each candidate with the partners of the right type, division and reach.

    A partner whose place is unknown has no distance and passes only roles without a reach limit.
    """
    parks = snapshot.parks
    points = {p.park_id: (float(p.lon), float(p.lat)) for p in parks.itertuples()}  # type: ignore[arg-type]
    partners = list(snapshot.partners.sort_values("partner_id").itertuples())
    roles = {
        package: list(rows.itertuples()) for package, rows in snapshot.roles.groupby("package_id")
    }
    return tuple(
        Need(
            candidate.candidate_id,
            str(role.role_id),
            tuple(_links(candidate, role, partners, points[candidate.park_id])),
        )
        for candidate in candidates
        for role in roles.get(candidate.package_id, [])
    )


def _links(
    candidate: Candidate, role: Any, partners: list[Any], point: tuple[float, float]
) -> Iterator[Link]:
    wanted = set(members(role.division_ids))
    if SAME_DIVISION in wanted and candidate.division_id is not None:
        wanted.add(candidate.division_id)
    types = members(role.partner_type_ids)
    for partner in partners:
        if partner.type_id not in types:
            continue
        if not wanted & set(members(partner.division_ids)):
            continue
        km = _distance(partner, point)
        if pd.isna(role.reach_km) or (km is not None and km <= role.reach_km):
            yield Link(partner.partner_id, km)


def _distance(partner: Any, point: tuple[float, float]) -> float | None:
    if pd.isna(partner.lon) or pd.isna(partner.lat):
        return None
    return round(distance_km(partner.lon, partner.lat, *point), 1)

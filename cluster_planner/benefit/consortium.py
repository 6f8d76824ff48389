"""Who could fill which role for which candidate."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cluster_planner.domain.contracts.conversion import SAME_DIVISION
from cluster_planner.domain.problem import Candidate, Link, Need
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.units import split_list
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
    roles: dict[Any, list[Any]] = {
        package: list(rows.itertuples()) for package, rows in snapshot.roles.groupby("package_id")
    }
    able: dict[tuple[str, str, str | None], list[Any]] = {}
    needs = []
    for candidate in candidates:
        for role in roles.get(candidate.package_id, []):
            key = (candidate.package_id, str(role.role_id), candidate.division_id)
            if key not in able:
                able[key] = _able(role, candidate.division_id, partners)
            links = _within_reach(able[key], role.reach_km, points[candidate.park_id])
            needs.append(Need(candidate.candidate_id, str(role.role_id), tuple(links)))
    return tuple(needs)


def _able(role: Any, division_id: str | None, partners: list[Any]) -> list[Any]:
    """Partners of the role's types and divisions, wherever they are."""
    types = split_list(role.partner_type_ids)
    wanted = set(split_list(role.division_ids))
    if SAME_DIVISION in wanted and division_id is not None:
        wanted.add(division_id)
    return [p for p in partners if p.type_id in types and wanted & set(split_list(p.division_ids))]


def _within_reach(
    partners: list[Any], reach_km: float, point: tuple[float, float]
) -> Iterator[Link]:
    for partner in partners:
        km = _distance(partner, point)
        if pd.isna(reach_km) or (km is not None and km <= reach_km):
            yield Link(partner.partner_id, km)


def _distance(partner: Any, point: tuple[float, float]) -> float | None:
    if pd.isna(partner.lon) or pd.isna(partner.lat):
        return None
    return round(distance_km(partner.lon, partner.lat, *point), 1)

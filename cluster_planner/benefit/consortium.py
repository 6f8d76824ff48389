"""Who could fill which role for which candidate."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from cluster_planner.benefit.reach import Reach, places_of
from cluster_planner.domain.contracts.conversion import SAME_DIVISION
from cluster_planner.domain.problem import Candidate, Need
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.units import split_list


def capacities(snapshot: Snapshot, scale_pct: float) -> dict[str, int]:
    """Projects that each partner can join over the horizon (가정), scaled down.

    By its type, or by what it specialises in where that has a capacity of its own.
    """
    values = snapshot.assumptions.set_index("assumption_id")["value"].to_dict()
    found = {}
    for partner in snapshot.partners.itertuples():
        kinds = (*split_list(str(partner.speciality_ids)), str(partner.type_id))
        keys = [f"capacity_{kind}" for kind in kinds]
        own = values[next((key for key in keys if key in values), keys[-1])]
        found[str(partner.partner_id)] = int(own * scale_pct / 100)
    return found


def needs_of(
    snapshot: Snapshot,
    candidates: tuple[Candidate, ...],
    reach_km: Mapping[str, float] = MappingProxyType({}),
) -> tuple[Need, ...]:
    """Each role of each candidate with the partners of the right type, division, speciality, reach.

    `reach_km` (role → km) overrides the table's limit of a role. A partner whose place is unknown
    passes only roles without a limit. Needs that the same partners can fill share one tuple.
    """
    partners = snapshot.partners.sort_values("partner_id")
    rows = list(partners.itertuples())
    reach = Reach(
        places_of(snapshot.parks, "park_id"),
        places_of(partners, "partner_id"),
        [str(p.partner_id) for p in rows],
    )
    roles: dict[Any, list[Any]] = {
        package: list(rows.itertuples()) for package, rows in snapshot.roles.groupby("package_id")
    }
    able: dict[tuple[str, str, str | None], tuple[str, ...]] = {}
    needs = []
    for candidate in candidates:
        for role in roles.get(candidate.package_id, []):
            key = (candidate.package_id, role.role_id, candidate.division_id)
            if key not in able:
                able[key] = reach.shared(_able(role, candidate.division_id, rows))
            ids = able[key]
            limit = reach_km.get(role.role_id, role.reach_km)
            if pd.notna(limit):
                ids = reach.of(candidate.park_id, ids, float(limit))
            needs.append(Need(candidate.candidate_id, role.role_id, ids))
    return tuple(needs)


def _able(role: Any, division_id: str | None, partners: Iterable[Any]) -> tuple[str, ...]:
    """Partners of the role's types, divisions and specialities, wherever they are."""
    types, makes = split_list(role.partner_type_ids), set(split_list(role.speciality_ids))
    wanted = set(split_list(role.division_ids))
    if SAME_DIVISION in wanted and division_id is not None:
        wanted.add(division_id)
    return tuple(
        str(p.partner_id)
        for p in partners
        if p.type_id in types
        and wanted & set(split_list(p.division_ids))
        and (not makes or makes & set(split_list(p.speciality_ids)))
    )

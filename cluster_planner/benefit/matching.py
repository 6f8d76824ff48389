"""Local matching money by the subsidy tier of a park's governments.

A tier of 지방투자촉진보조금 says how national and local money share a subsidy. Where a park's tier is
known, its governments match at most in that ratio; firms pay what they are relieved of, so that a
unit stays as large as it is (both 가정: `tier_matching_relief`). Everywhere else the package's own
ratio holds.
"""

import math
from dataclasses import replace

from cluster_planner.domain.problem import Candidate, Package
from cluster_planner.domain.snapshot import Snapshot


def matched(
    snapshot: Snapshot, packages: dict[str, Package], candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The candidates with the local and private money that their parks' tiers lead to."""
    relief_pct = snapshot.assumptions.set_index("assumption_id")["value"]["tier_matching_relief"]
    tiers = snapshot.subsidy_tiers.set_index("tier_id")
    ratio = tiers["local_share_pct"] / tiers["national_share_pct"]
    tier_of = snapshot.parks.set_index("park_id")["subsidy_tier"].dropna()
    ratio_of = tier_of.map(ratio).dropna().to_dict()
    return tuple(
        _relieved(c, packages[c.package_id], ratio_of[c.park_id], float(relief_pct))
        if c.park_id in ratio_of
        else c
        for c in candidates
    )


def _relieved(
    candidate: Candidate, package: Package, local_per_national: float, relief_pct: float
) -> Candidate:
    least = math.ceil(package.national_mkrw * local_per_national - 1e-9)
    relief = int(max(0, package.local_mkrw - least) * relief_pct / 100)
    if not relief:
        return candidate
    return replace(
        candidate,
        local_mkrw=package.local_mkrw - relief,
        private_mkrw=package.private_mkrw + relief,
    )

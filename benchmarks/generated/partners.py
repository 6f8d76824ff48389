"""Partners drawn from the real ones: their types and divisions, at places where industry is."""

import numpy as np
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot

_JITTER_DEG = 0.02
"""About two kilometres: near a park, not on it."""


def partners_up_to(snapshot: Snapshot, count: int, seed: int) -> pd.DataFrame:
    """The real partners, filled up to `count` rows with generated ones.

    Type and divisions are those of a real partner drawn at random. Those whose place is known stand
    at a park drawn by its operating firms; the others stay without a place.
    """
    real = snapshot.partners
    extra = max(0, count - len(real))
    rng = np.random.default_rng([seed, 1])
    made = real.iloc[rng.integers(len(real), size=extra)].reset_index(drop=True)
    parks = snapshot.parks
    firms = parks["operating"].astype("float64").to_numpy()
    near = parks.iloc[rng.choice(len(parks), size=extra, p=firms / firms.sum())]
    placed = made["lon"].notna().to_numpy()
    for axis in ("lon", "lat"):
        there = near[axis].to_numpy() + rng.uniform(-_JITTER_DEG, _JITTER_DEG, extra)
        made[axis] = np.where(placed, there.round(5), np.nan)
    made["sigungu_code"] = near["sigungu_code"].where(placed).array
    numbers = range(1, extra + 1)
    made = made.assign(
        partner_id=[f"gen_partner_{i:05}" for i in numbers],
        name_ko=[f"생성_기관_{i:05}" for i in numbers],
        role_ko="",
        location_note="",
        source=f"생성(seed {seed}): 사실이 아님",
        confidence="inferred",
        confidence_note="",
    )
    made[["name_en", "city_ko", "as_of"]] = pd.NA
    made["location_basis"] = np.where(placed, "general_knowledge", "unknown")
    return pd.concat([real, made.astype(real.dtypes.to_dict())], ignore_index=True)

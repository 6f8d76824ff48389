"""How ready a park is to take a conversion on, between the floor and one."""

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot


def readiness(snapshot: Snapshot) -> "pd.Series[float]":
    """Readiness of each park: floor + designations + share of tenants that operate, at most 1.

    Index park_id. The weights are the `readiness_*` rows of assumptions.csv (가정).
    """
    weights = snapshot.assumptions.set_index("assumption_id")["value"]
    parks = snapshot.parks.set_index("park_id")
    tenants = parks["tenants"].astype("float64")
    active = (parks["operating"].astype("float64") / tenants.where(tenants > 0)).fillna(0.0)
    score: pd.Series[float] = (
        weights["readiness_floor"]
        + weights["readiness_smart_green"] * parks["smart_green_date"].notna()
        + weights["readiness_ax_demo"] * parks["ax_demo_year"].notna()
        + weights["readiness_operating"] * active.clip(0, 1)
    )
    return pd.Series(score.clip(0, 1), name="readiness")

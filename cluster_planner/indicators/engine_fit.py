"""How well a unit fits the growth engines of its region."""

from collections.abc import Mapping

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot

STATUS_WEIGHT: Mapping[str, float] = {
    "candidate": 1.0,
    "inferred_final": 1.0,
    "inferred": 0.5,
    "provincial": 0.5,
    "belt": 0.5,
}
"""Trust in an engine by its status (가정): the final official list was not found."""


def engine_fit(snapshot: Snapshot, units: pd.DataFrame) -> "pd.Series[float]":
    """Best weight of an engine of the region that names the unit's division, else 0.

    `units` has park_id and division_id; the result stands on its index.
    """
    region = snapshot.parks.set_index("park_id")["region_id"]
    best: dict[tuple[str, str], float] = {}
    for engine in snapshot.growth_engines.itertuples():
        for division in str(engine.division_ids).split(";"):
            key = (str(engine.region_id), division)
            best[key] = max(best.get(key, 0.0), STATUS_WEIGHT[str(engine.status_id)])
    regions = units["park_id"].map(region)
    pairs = zip(regions, units["division_id"], strict=True)
    values = [best.get((r, d), 0.0) for r, d in pairs]
    return pd.Series(values, index=units.index, name="engine_fit", dtype="float64")

"""How much a park is in need of renewal."""

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot


def ageing(snapshot: Snapshot) -> "pd.Series[float]":
    """1 for a 노후산단 (20 years since completion or on the priority list), else 0. Index park_id.

    Source: KICOX 전국산업단지현황통계 appendix 4.
    """
    parks = snapshot.parks.set_index("park_id")
    return (parks["aged_20y"] | parks["aged_priority"]).astype("float64").rename("ageing")

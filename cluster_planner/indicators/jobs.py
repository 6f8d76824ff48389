"""Workers per operating firm of each park."""

import numpy as np
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot


def jobs_per_firm(snapshot: Snapshot) -> "pd.Series[float]":
    """Published workers ÷ operating firms; elsewhere that of all published parks together (추정).

    Index park_id. A published complex without operating firms counts as unpublished. Missing
    everywhere when no complex publishes both.
    """
    stats = snapshot.national_stats
    totals = stats[(stats["industry_id"] == "total") & (stats["size_id"] == "all")]
    wide = totals.pivot_table(index="national_id", columns="metric_id", values="value")
    complexes = snapshot.national_complexes.set_index("national_id")["park_id"]
    wide = wide.reindex(columns=["jobs", "operating"])
    known = wide.groupby(complexes).sum(min_count=1).dropna()
    known = known[known["operating"] > 0]
    own = known["jobs"] / known["operating"]
    firms = known["operating"].sum()
    mean = known["jobs"].sum() / firms if firms else np.nan
    return pd.Series(own.reindex(snapshot.parks["park_id"]).fillna(mean), name="jobs_per_firm")

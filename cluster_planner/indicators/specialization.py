"""How much an industry weighs in a park against all parks."""

import numpy as np
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.production import MANUFACTURING, industry_cells


def location_quotient(jobs: pd.DataFrame, industry: str) -> "pd.Series[float]":
    """Share of `industry` in each row over its share in all rows (LQ).

    `jobs` has one row per park and one column per industry, in persons or firms; the result is a
    plain ratio on the same index. A row without any jobs is missing, not zero, and so is every
    row when the industry is nowhere.

    >>> jobs = pd.DataFrame({"steel": [30.0, 10.0], "food": [10.0, 30.0]}, index=["a", "b"])
    >>> location_quotient(jobs, "steel").round(2).to_dict()
    {'a': 1.5, 'b': 0.5}
    """
    here = jobs[industry] / jobs.sum(axis=1).replace(0, np.nan)
    everywhere = jobs[industry].sum() / np.nansum(jobs.to_numpy())
    return here / (everywhere if everywhere > 0 else np.nan)


def manufacturing_jobs(snapshot: Snapshot) -> pd.DataFrame:
    """Jobs of each park with statistics by manufacturing industry, persons.

    Index park_id, columns industry_id; a suppressed or missing figure is missing. Source: KICOX
    국가산업단지 산업동향.
    """
    cells = industry_cells(snapshot, "jobs")
    here = cells[cells["industry_id"].isin(MANUFACTURING)]
    sums = here.groupby(["park_id", "industry_id"])["value"].sum(min_count=1)
    return sums.unstack("industry_id")

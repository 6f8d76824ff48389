"""How concentrated a park's industry is, against the country and in itself."""

import numpy as np
import pandas as pd


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
    everywhere = jobs[industry].sum() / jobs.to_numpy().sum()
    return here / (everywhere if everywhere > 0 else np.nan)


def herfindahl(jobs: pd.DataFrame) -> "pd.Series[float]":
    """Sum of squared industry shares of each row (HHI): 1/columns when even, 1 when single.

    A row without any jobs is missing.

    >>> herfindahl(pd.DataFrame({"x": [1.0, 2.0], "y": [1.0, 0.0]})).tolist()
    [0.5, 1.0]
    """
    shares = jobs.div(jobs.sum(axis=1).replace(0, np.nan), axis=0)
    return (shares**2).sum(axis=1, min_count=1)

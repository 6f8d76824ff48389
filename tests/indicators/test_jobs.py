"""Workers per firm: published where they are, that of all published parks elsewhere."""

import pandas as pd
import pytest

from cluster_planner.indicators.jobs import jobs_per_firm
from tests.real_data import tables_of


def test_published_ratio_is_used_and_the_pooled_one_elsewhere() -> None:
    totals = [("one", "jobs", 300), ("one", "operating", 10), ("two", "jobs", 100)]
    totals += [("two", "operating", 30), ("idle", "jobs", 5), ("idle", "operating", 0)]
    stats = pd.DataFrame(
        [(*row[:2], "total", "all", row[2]) for row in totals]
        + [("one", "jobs", "food", "all", 7)],
        columns=["national_id", "metric_id", "industry_id", "size_id", "value"],
    )
    parks = {"one": "p1", "two": "p2", "idle": "p3"}
    snapshot = tables_of(
        national_stats=stats,
        national_complexes=pd.DataFrame({"national_id": list(parks), "park_id": parks.values()}),
        parks=pd.DataFrame({"park_id": ["p1", "p2", "p3", "p4"]}),
    )

    assert jobs_per_firm(snapshot).to_dict() == pytest.approx(
        {"p1": 30.0, "p2": 100 / 30, "p3": 10.0, "p4": 10.0}
    )

"""What a reader makes of one file or answer, before it meets our tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from cluster_planner.domain.imports import FileReport


@dataclass(frozen=True)
class Reading:
    """Text cells as they were understood, and the report of how.

    Each table has text columns ("" is an empty cell) and the columns `sheet` (text) and `row`
    (whole number) that say where a row came from. A table with shapes is a GeoDataFrame in
    EPSG:4326. Nothing here has been matched with our tables yet.
    """

    report: FileReport
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)

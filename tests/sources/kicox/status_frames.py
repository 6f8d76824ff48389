"""Our own complexes as the status statistic says them, and what a reading says back."""

from functools import cache

import pandas as pd

from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.reading import Reading
from tests.official.status_layout import FIGURES, KINDS, STATES

COLUMNS = ["kind_ko", "sido_ko", "sigungu_ko", "name_ko", "status_ko", *FIGURES]


@cache
def complexes() -> pd.DataFrame:
    """data/complexes.csv as text."""
    return pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)


def said(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """What a status file says of those rows, in their order."""
    frame = pd.DataFrame(
        {
            "kind_ko": rows["kind_id"].map(KINDS),
            "sido_ko": rows["source_sido"],
            "sigungu_ko": rows["source_sigungu"],
            "name_ko": rows["name_ko"],
            "status_ko": rows["status_id"].map(STATES),
            **{figure: rows[figure] for figure in FIGURES},
        }
    )
    return list(frame[COLUMNS].itertuples(index=False, name=None))


def read_back(reading: Reading, *, parts: bool = False) -> list[tuple[str, ...]]:
    """What the reading says of complexes, or of their parts."""
    frame = reading.tables["complexes"]
    own = frame[frame["is_child"] == str(parts).lower()]
    return list(own[COLUMNS].itertuples(index=False, name=None))


def decided(reading: Reading, what: str) -> str:
    """The decision of that name, the last where there are several."""
    return {decision.what: decision.found for decision in reading.report.decisions}[what]

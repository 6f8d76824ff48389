"""The tables of a plan as frames whose columns are Korean with their units, for reading on."""

from typing import Final

import pandas as pd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.criteria import CRITERIA, OBJECTIVE_UNITS
from cluster_planner.present.headers import header
from cluster_planner.present.rows import (
    assignment_rows,
    award_rows,
    park_rows,
    programme_year_rows,
    region_rows,
    region_year_rows,
)
from cluster_planner.present.words import production_basis

_TABLES: Final = {
    "단지": park_rows,
    "배분": award_rows,
    "권역": region_rows,
    "연도×권역": region_year_rows,
    "사업×연도": programme_year_rows,
    "참여기관": assignment_rows,
}


def plan_tables(run: Run, snapshot: Snapshot) -> dict[str, pd.DataFrame]:
    """Return the frames of a run by Korean name; without a plan they have the same columns.

    Money is integer million won (백만원), gains are present values (추정). Raises DataError when
    the run names ids that the snapshot does not know.
    """
    return {name: _in_korean(rows(run, snapshot)) for name, rows in _TABLES.items()} | {
        "기준": _criteria(run)
    }


def _in_korean(frame: pd.DataFrame) -> pd.DataFrame:
    if "estimated" in frame:
        frame["estimated"] = [production_basis(bool(e)) for e in frame["estimated"]]
    return frame.rename(columns=header)


def _criteria(run: Run) -> pd.DataFrame:
    score = OBJECTIVE_UNITS[run.outcome.unit]
    columns = {
        "값": "value",
        "기준값": "reference",
        "기준값의 몫(%)": "normalised_pct",
        "가중치": "weight",
        f"목적값에 더한 몫({score})": "contribution",
        "지킨 하한": "floor",
    }
    rows = [
        (*CRITERIA[c.criterion_id], *(getattr(c, field) for field in columns.values()))
        for c in run.criteria
    ]
    frame = pd.DataFrame(rows, columns=["기준", "단위", *columns])
    return frame.astype(dict.fromkeys(columns, "float64"))

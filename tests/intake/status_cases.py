"""What every test of a new status quarter does: apply a file, settle, look at a row."""

import pandas as pd

from cluster_planner.domain.contracts import REFERENCES, TABLES
from cluster_planner.domain.references import membership_findings, reference_findings
from cluster_planner.intake.applied import Applied, Memory, NoMemory, Tables
from cluster_planner.intake.parks import settle
from cluster_planner.intake.status import apply_status
from tests.intake.readings import (
    appendix,
    our_tables,
    status_reading,
)
from tests.real_data import real_snapshot

NEXT = "2026-03-31"


def applied(frame: pd.DataFrame, memory: Memory | None = None, **said: object) -> Applied:
    return apply_status(status_reading(frame, **said), our_tables(), memory or NoMemory())


def settled(done: Applied) -> Tables:
    tables = settle(done.tables, real_snapshot().core_rule)
    assert [] == reference_findings(tables, TABLES, REFERENCES) + membership_findings(tables)
    return tables


def row(tables: Tables, row_id: str, table: str = "complexes", key: str = "row_id") -> pd.Series:
    return tables[table].set_index(key).loc[row_id]


def with_cells(frame: pd.DataFrame, name: str, **cells: str) -> pd.DataFrame:
    changed = frame.copy()
    for column, value in cells.items():
        changed.loc[changed["name_ko"] == name, column] = value
    return changed


def without(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    return frame[frame["name_ko"] != name]


def flagged() -> dict[str, pd.DataFrame]:
    ours = real_snapshot()["complexes"]
    aged, green = ours[ours["aged_20y"]], ours[ours["smart_green_date"].notna()]
    words = ["true" if flag else "false" for flag in aged["aged_priority"]]
    return {
        "aged": appendix(aged, priority=words),
        "smart_green": appendix(green, date=green["smart_green_date"].to_numpy()),
    }

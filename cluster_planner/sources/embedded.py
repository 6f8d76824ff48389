"""The tables that come with the program, read and checked as one Snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import yaml

from cluster_planner.domain.contracts import REFERENCES, TABLES
from cluster_planner.domain.core_rule import CORE_RULE_FILE, CoreRule
from cluster_planner.domain.references import (
    membership_findings,
    reference_findings,
    statistics_findings,
)
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from cluster_planner.domain.tables import Table
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.tabular import decode, read_bytes, read_table
from cluster_planner.sources.vector import read_geojson

SOURCES_FILE: Final = "SOURCES.md"


def data_home() -> Path:
    """Return the folder of the tables: packaged with the wheel, else `data/` of the checkout."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent / "data"


def sources_text(folder: Path | None = None) -> str:
    """Return the notes on where the tables come from (SOURCES.md); empty where there are none."""
    notes = (folder or data_home()) / SOURCES_FILE
    return notes.read_text("utf-8") if notes.is_file() else ""


def load_snapshot(folder: Path | None = None) -> Snapshot:
    """Return every table of the folder (by default those that come with the program).

    Raises DataError with all findings over all files: unreadable files, broken cells, and codes
    that point at nothing.
    """
    home = folder or data_home()
    frames: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    for table in TABLES:
        frame, wrong = _read(table, home)
        findings += wrong
        if frame is not None:
            frames[table.name] = frame
    rule, wrong = _read_rule(home)
    findings += wrong
    findings += reference_findings(frames, TABLES, REFERENCES)
    findings += membership_findings(frames)
    findings += statistics_findings(frames)
    if findings or rule is None:
        raise DataError(findings)
    return take_snapshot(frames, TABLES, rule)


def read_core_rule(path: Path) -> CoreRule:
    """Return the rule for core parks; raise DataError for a missing or broken file."""
    try:
        values = yaml.safe_load(decode(read_bytes(path), path.name))
    except yaml.YAMLError as problem:
        finding = Finding(path.name, "YAML 형식이 아닙니다", "들여쓰기와 쌍점(:)을 확인하세요")
        raise DataError(finding) from problem
    return CoreRule.from_mapping(values, path.name)


def _read(table: Table, home: Path) -> tuple[pd.DataFrame | None, list[Finding]]:
    path = home / table.file_name
    if table.optional and not path.exists():
        return table.empty(), []
    try:
        raw = read_geojson(path) if table.geometry else read_table(path)
    except DataError as error:
        return None, list(error.findings)
    return table.examine(raw, table.file_name)


def _read_rule(home: Path) -> tuple[CoreRule | None, list[Finding]]:
    try:
        return read_core_rule(home / CORE_RULE_FILE), []
    except DataError as error:
        return None, list(error.findings)

"""The tables that come with the program, read and checked as one Snapshot."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
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
from cluster_planner.sources.tabular import decode, read_bytes, table_of
from cluster_planner.sources.vector import features_of

SOURCES_FILE: Final = "SOURCES.md"

_KEPT_BYTES: Final = 16 * 1024**2
_KEPT_TABLE_BYTES: Final = 2 * 1024**2
"""Larger content is checked each time rather than held: an office's own outlines may be huge."""

type _Content = bytes | tuple[Finding, ...] | None


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

    The files are read each time, but bytes that this process has checked are not checked again.
    Raises DataError with all findings over all files: unreadable files, broken cells, and codes
    that point at nothing.
    """
    home = folder or data_home()
    files = tuple(_content(home / table.file_name, table.optional) for table in TABLES)
    rule = _content(home / CORE_RULE_FILE)
    size = sum(len(held) for held in (*files, rule) if isinstance(held, bytes))
    kept = _snapshot(files, rule) if size <= _KEPT_BYTES else _snapshot.__wrapped__(files, rule)
    own = {name: kept[name] for name in kept}
    return replace(kept, tables=MappingProxyType(own))


@lru_cache(maxsize=2)
def _snapshot(files: tuple[_Content, ...], rule_file: _Content) -> Snapshot:
    frames: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    for table, content in zip(TABLES, files, strict=True):
        small = not isinstance(content, bytes) or len(content) <= _KEPT_TABLE_BYTES
        frame, wrong = (_table if small else _table.__wrapped__)(table, content)
        findings += wrong
        if frame is not None:
            frames[table.name] = frame
    rule, wrong = _rule(rule_file)
    findings += wrong
    findings += reference_findings(frames, TABLES, REFERENCES)
    findings += membership_findings(frames)
    findings += statistics_findings(frames)
    if findings or rule is None:
        raise DataError(findings)
    return take_snapshot(frames, TABLES, rule)


def read_core_rule(path: Path) -> CoreRule:
    """Return the rule for core parks; raise DataError for a missing or broken file."""
    return _rule_of(read_bytes(path), path.name)


def _rule_of(content: bytes, file: str) -> CoreRule:
    try:
        values = yaml.safe_load(decode(content, file))
    except yaml.YAMLError as problem:
        finding = Finding(file, "YAML 형식이 아닙니다", "들여쓰기와 쌍점(:)을 확인하세요")
        raise DataError(finding) from problem
    return CoreRule.from_mapping(values, file)


def _content(path: Path, optional: bool = False) -> _Content:
    """Return the bytes of a file, None for an optional one that is absent, or why there are none."""
    if optional and not path.exists():
        return None
    try:
        return read_bytes(path)
    except DataError as error:
        return tuple(error.findings)


@lru_cache(maxsize=40)
def _table(table: Table, content: _Content) -> tuple[pd.DataFrame | None, tuple[Finding, ...]]:
    if content is None:
        return table.empty(), ()
    if not isinstance(content, bytes):
        return None, content
    read = features_of if table.geometry else table_of
    try:
        raw = read(content, table.file_name)
    except DataError as error:
        return None, tuple(error.findings)
    frame, findings = table.examine(raw, table.file_name)
    return frame, tuple(findings)


def _rule(content: _Content) -> tuple[CoreRule | None, tuple[Finding, ...]]:
    if not isinstance(content, bytes):
        return None, content or ()
    try:
        return _rule_of(content, CORE_RULE_FILE), ()
    except DataError as error:
        return None, tuple(error.findings)

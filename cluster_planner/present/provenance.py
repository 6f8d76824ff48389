"""Where each table and each figure in it comes from, as rows for the 출처 sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from cluster_planner.domain.contracts import held_tables
from cluster_planner.domain.contracts.common import CONFIDENCE_LABELS
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.tables import Table
from cluster_planner.present.words import MISSING

_SECTION = re.compile(r"^## (?P<file>\S+)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_ENTRY = re.compile(r"^- (?P<what>출처|기준일|이용 조건): (?P<text>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class TableSource:
    """One data table: its file, rows, source, date and the terms under which it may be used."""

    table: str
    file: str
    rows: int
    source: str
    as_of: str
    licence: str


@dataclass(frozen=True)
class RowSource:
    """Rows of one table that share source, date and kind of evidence."""

    table: str
    rows: int
    source: str
    as_of: str
    confidence: str


def table_sources(snapshot: Snapshot, sources_text: str) -> tuple[TableSource, ...]:
    """Return one line per table; `sources_text` is the text of data/SOURCES.md ("" = unknown)."""
    written = {m["file"]: dict(_ENTRY.findall(m["body"])) for m in _SECTION.finditer(sources_text)}
    lines = []
    for table in held_tables(snapshot):
        about = written.get(table.file_name, {})
        as_of = about.get("기준일", snapshot.as_of.get(table.name, MISSING))
        source, licence = about.get("출처", MISSING), about.get("이용 조건", MISSING)
        rows = len(snapshot[table.name])
        lines.append(TableSource(table.label_ko, table.file_name, rows, source, as_of, licence))
    return tuple(lines)


def row_sources(snapshot: Snapshot) -> tuple[RowSource, ...]:
    """Return the sources that rows name themselves, grouped, in the order of the tables."""
    return tuple(
        line for table in held_tables(snapshot) for line in _grouped(table, snapshot[table.name])
    )


def _grouped(table: Table, frame: pd.DataFrame) -> Iterator[RowSource]:
    source = next((c for c in ("source", "source_table") if c in frame), None)
    if source is None:
        return
    keys = pd.DataFrame(
        {
            "source": frame[source],
            "as_of": frame.get("as_of", pd.Series(MISSING, index=frame.index)),
            "confidence": frame.get("confidence", pd.Series("", index=frame.index)),
        }
    ).fillna(MISSING)
    for key, rows in keys.value_counts(sort=False).sort_index().items():
        name, as_of, confidence = map(str, key) if isinstance(key, tuple) else (str(key), "", "")
        kind = CONFIDENCE_LABELS.get(confidence, confidence or MISSING)
        yield RowSource(table.label_ko, int(rows), name, as_of, kind)

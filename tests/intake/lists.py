"""Readings of lists as the readers give them."""

from collections.abc import Mapping

import pandas as pd

from cluster_planner.domain.imports import FileKind, FileReport
from cluster_planner.sources.reading import Reading


def list_reading(kind: FileKind, *rows: Mapping[str, str], as_of: str = "2026-06-30") -> Reading:
    """A list with these rows; what a row does not name is a blank cell."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    frame = pd.DataFrame(list(rows), columns=columns, dtype="object").fillna("")
    frame["sheet"], frame["row"] = "목록", range(2, len(rows) + 2)
    report = FileReport(
        file="목록.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        kind=kind,
        as_of=as_of,
        source="보기 목록 목록.xlsx",
        rows_read=len(rows),
        rows_kept=len(rows),
    )
    return Reading(report, {kind.value: frame})

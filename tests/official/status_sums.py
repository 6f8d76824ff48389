"""The totals that the official workbook prints, summed from the rows that go into it."""

import pandas as pd

from tests.official.status_layout import AREAS, KINDS

COLUMNS = ("complexes", *AREAS, "tenants", "operating")


def totals(complexes: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return `국가`, …, `총합`, `서울국가`, …, `서울소계` with count, areas and firms."""
    whole = {kind: _sums(rows) for kind, rows in _by_kind(complexes)}
    found = {kind: whole.get(kind, _sums(complexes.iloc[:0])) for kind in KINDS.values()}
    found["총합"] = {c: sum(found[kind][c] for kind in KINDS.values()) for c in COLUMNS}
    for sido, rows in complexes.groupby("source_sido", sort=False):
        found |= {f"{sido}{kind}": _sums(own) for kind, own in _by_kind(rows)}
        found[f"{sido}소계"] = _sums(rows)
    return found


def _by_kind(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    groups = [(name, rows[rows["kind_id"] == kind]) for kind, name in KINDS.items()]
    return [(name, group) for name, group in groups if len(group)]


def _sums(rows: pd.DataFrame) -> dict[str, float]:
    sums = {c: float(pd.to_numeric(rows[c]).fillna(0).sum()) for c in COLUMNS[1:]}
    return {"complexes": rows["complex_id"].nunique(), **sums}

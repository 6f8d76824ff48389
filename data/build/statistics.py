"""The national statistic of 2026Q1 in our long form: suppressed, missing and zero kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cluster_planner.sources.kicox.trend_cells import TrendCell, figure, merged
from cluster_planner.sources.kicox.trend_layout import COUNTS, INDUSTRIES, SIZES, TABLES, UNITS
from data.build.park_facts import NATIONAL
from data.build.reading import read_facts
from data.build.writing import Row

AS_OF = "2026-03-31"
FACTS = "national_complexes_2026q1.csv"

# The metric of the facts: ours. Those that are not here follow from the others.
METRICS = {
    "tenants": "tenants",
    "tenants_prev": "tenants_prev_quarter",
    "operating": "operating",
    "operating_prev": "operating_prev_quarter",
    "renters": "renters",
    "production": "production_mkrw_quarter",
    "production_prev": "production_mkrw_prev_quarter",
    "exports": "exports_kusd",
    "exports_prev": "exports_kusd_prev_quarter",
    "employment": "jobs",
    "employment_male": "jobs_male",
    "employment_female": "jobs_female",
    "employment_prev": "jobs_prev_quarter",
    "mfg_operating": "mfg_operating",
    "max_capacity": "capacity_mkrw",
    "utilization": "utilization_pct",
    "utilization_prev": "utilization_pct_prev_quarter",
}
# 억원 and 백만달러 of the facts in our units; capacity is printed in 백만원.
_FACTORS = {
    "production": 100,
    "production_prev": 100,
    "exports": 1000,
    "exports_prev": 1000,
}
_MAIN = frozenset(table.source_table for table in TABLES if table.main)


def statistic_rows(reference: Path) -> tuple[list[Row], list[Row]]:
    """Return the cells of the 40 units and the printed 계 row."""
    facts = read_facts(reference, FACTS).to_dict("records")
    cells, apart = merged(cell for fact in facts for cell in _cells(fact))
    if apart:
        raise ValueError(f"{len(apart)} figures disagree, first {apart[0]}")
    units = [
        {"national_id": NATIONAL[cell.unit_ko][0], **_row(cell)}
        for cell in cells
        if not cell.is_total
    ]
    totals = [_row(cell) for cell in cells if cell.is_total]
    return sorted(units, key=_key), sorted(totals, key=_key)


def headcounts(reference: Path) -> dict[str, Row]:
    """Return tenants and operating firms (표1) of each trend key."""
    counts: dict[str, Row] = {}
    for fact in read_facts(reference, FACTS).to_dict("records"):
        if fact["table"].startswith("표1 ") and fact["metric"] in ("tenants", "operating"):
            counts.setdefault(fact["complex"], {})[fact["metric"]] = fact["value"]
    return counts


def _cells(fact: dict[str, str]) -> Iterator[TrendCell]:
    metric_id = METRICS.get(fact["metric"])
    if metric_id is None:
        return
    size = SIZES.get(fact["industry"], "all")
    industry = "total" if size != "all" else INDUSTRIES[fact["industry"]]
    state = {"X": "suppressed", "": "missing"}.get(fact["value"], "value")
    factor = _FACTORS.get(fact["metric"], 1)
    yield TrendCell(
        unit_ko=fact["complex"],
        key=(metric_id, industry, size),
        value=figure(float(fact["value"]), factor) if state == "value" else "",
        state=state,
        unit=UNITS.get(metric_id, COUNTS),
        source_table=fact["table"],
        main=fact["table"] in _MAIN,
    )


def _row(cell: TrendCell) -> Row:
    metric_id, industry_id, size_id = cell.key
    return {
        "metric_id": metric_id,
        "industry_id": industry_id,
        "size_id": size_id,
        "value": cell.value,
        "state": cell.state,
        "unit_ko": cell.unit,
        "source_table": cell.source_table,
        "as_of": AS_OF,
    }


def _key(row: Row) -> tuple[str, ...]:
    return row.get("national_id", ""), row["metric_id"], row["industry_id"], row["size_id"]

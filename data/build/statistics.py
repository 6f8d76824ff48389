"""The national statistic of 2026Q1 in our long form: suppressed, missing and zero kept apart."""

from __future__ import annotations

from pathlib import Path

from data.build.park_facts import NATIONAL
from data.build.reading import read_facts
from data.build.writing import Row

AS_OF = "2026-03-31"
INDUSTRIES = {
    "음식료": "food",
    "섬유의복": "textile",
    "목재종이": "wood_paper",
    "석유화학": "petrochem",
    "비금속": "nonmetal",
    "철강": "steel",
    "기계": "machinery",
    "전기전자": "electronics",
    "운송장비": "transport",
    "기타": "other",
    "비제조": "non_manufacturing",
    "계": "total",
}
SIZES = {"50미만": "under_50", "50-300": "50_300", "300이상": "over_300"}

# (table number, metric) of the workbook: (our metric, factor, unit). Rates of change and sums of
# the year are left out: they follow from these. Totals come from the per-complex tables.
METRICS = {
    ("표1", "tenants"): ("tenants", 1, "개사"),
    ("표1", "operating"): ("operating", 1, "개사"),
    ("표1", "renters"): ("renters", 1, "개사"),
    ("표1", "tenants_prev"): ("tenants_prev_quarter", 1, "개사"),
    ("표1", "operating_prev"): ("operating_prev_quarter", 1, "개사"),
    ("표2", "tenants"): ("tenants", 1, "개사"),
    ("표3", "operating"): ("operating", 1, "개사"),
    ("표4", "production"): ("production_mkrw_quarter", 100, "백만원"),
    ("표4", "production_prev"): ("production_mkrw_prev_quarter", 100, "백만원"),
    ("표5", "production"): ("production_mkrw_quarter", 100, "백만원"),
    ("표6", "exports"): ("exports_kusd", 1000, "천달러"),
    ("표6", "exports_prev"): ("exports_kusd_prev_quarter", 1000, "천달러"),
    ("표7", "exports"): ("exports_kusd", 1000, "천달러"),
    ("표8", "employment"): ("jobs", 1, "명"),
    ("표8", "employment_male"): ("jobs_male", 1, "명"),
    ("표8", "employment_female"): ("jobs_female", 1, "명"),
    ("표8", "employment_prev"): ("jobs_prev_quarter", 1, "명"),
    ("표9", "employment"): ("jobs", 1, "명"),
    ("표10", "mfg_operating"): ("mfg_operating", 1, "개사"),
    ("표10", "max_capacity"): ("capacity_mkrw", 1, "백만원"),
    ("표10", "utilization"): ("utilization_pct", 1, "%"),
    ("표10", "utilization_prev"): ("utilization_pct_prev_quarter", 1, "%"),
    ("표11", "utilization"): ("utilization_pct", 1, "%"),
    ("표11", "mfg_operating"): ("mfg_operating", 1, "개사"),
    ("표12", "utilization"): ("utilization_pct", 1, "%"),
}
_TOTALS = ("표1", "표4", "표6", "표8", "표10")


def statistic_rows(reference: Path) -> tuple[list[Row], list[Row]]:
    """Return the cells of the 40 units and the printed 계 row."""
    units: dict[tuple[str, ...], Row] = {}
    totals: dict[tuple[str, ...], Row] = {}
    for fact in read_facts(reference, "national_complexes_2026q1.csv").to_dict("records"):
        cell = _cell(fact)
        if cell is None:
            continue
        key = (cell["metric_id"], cell["industry_id"], cell["size_id"])
        if fact["complex"] == "계":
            _put(totals, key, cell)
        else:
            national_id = NATIONAL[fact["complex"]][0]
            _put(units, (national_id, *key), {"national_id": national_id, **cell})
    return [units[key] for key in sorted(units)], [totals[key] for key in sorted(totals)]


def headcounts(reference: Path) -> dict[str, Row]:
    """Return tenants and operating firms (표1) of each trend key."""
    counts: dict[str, Row] = {}
    for fact in read_facts(reference, "national_complexes_2026q1.csv").to_dict("records"):
        if fact["table"].startswith("표1 ") and fact["metric"] in ("tenants", "operating"):
            counts.setdefault(fact["complex"], {})[fact["metric"]] = fact["value"]
    return counts


def _cell(fact: dict[str, str]) -> Row | None:
    number = fact["table"].split(" ")[0]
    known = METRICS.get((number, fact["metric"]))
    if known is None:
        return None
    metric_id, factor, unit = known
    size = SIZES.get(fact["industry"], "all")
    state = {"X": "suppressed", "": "missing"}.get(fact["value"], "value")
    return {
        "metric_id": metric_id,
        "industry_id": "total" if size != "all" else INDUSTRIES[fact["industry"]],
        "size_id": size,
        "value": _rounded(float(fact["value"]) * factor) if state == "value" else "",
        "state": state,
        "unit_ko": unit,
        "source_table": fact["table"],
        "as_of": AS_OF,
    }


def _rounded(value: float) -> str:
    return str(round(value, 3)).removesuffix(".0")


def _put(cells: dict[tuple[str, ...], Row], key: tuple[str, ...], cell: Row) -> None:
    """Keep one cell per key; the tables by industry repeat the totals and must agree."""
    known = cells.setdefault(key, cell)
    if known is cell:
        return
    if known["state"] == cell["state"] == "value":
        if abs(float(known["value"]) - float(cell["value"])) > 0.5:
            raise ValueError(f"{key}: {known['value']} and {cell['value']} disagree")
    elif known["state"] != cell["state"]:
        raise ValueError(f"{key}: {known['state']} and {cell['state']} disagree")
    if cell["source_table"].split(" ")[0] in _TOTALS:
        cells[key] = cell

"""The published totals of a data folder: published.json, beside the tables and outside the digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pandas as pd

from cluster_planner.domain.imports import FileKind, FileReport
from cluster_planner.domain.published import Published, PublishedTotal
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.tabular import decode, read_bytes

PUBLISHED_FILE: Final = "published.json"
STATUS_NAMES: Final = ("complexes", "complex_rows", "tenants", "operating", "area_thousand_m2")
TREND_NAMES: Final = (
    "national_complexes",
    "national_tenants",
    "national_jobs",
    "production_mkrw_printed",
)
_STATUS_COLUMNS: Final = {
    "complexes": "complexes",
    "tenants": "tenants",
    "operating": "operating",
    "area_thousand_m2": "designated_area_thousand_m2",
}
_TREND_METRICS: Final = {
    "national_tenants": "tenants",
    "national_jobs": "jobs",
    "production_mkrw_printed": "production_mkrw_quarter",
}
_WHOLE: Final = "온전한 파일"


def read_published(folder: Path | None = None) -> Published:
    """Return the totals of a folder (by default our own); none where there is no such file.

    Raises DataError for a file that is not what `write_published` writes.
    """
    path = (folder or data_home()) / PUBLISHED_FILE
    if not path.exists():
        return {}
    try:
        told = json.loads(decode(read_bytes(path), path.name))
        return {str(name): _total(entry) for name, entry in told.items()}
    except (ValueError, TypeError, AttributeError, KeyError) as problem:
        remedy = "지우면 공표값 없이 쓰고, 원본으로 되돌리면 다시 대조합니다"
        finding = Finding(path.name, "공표값 목록의 모양이 아닙니다", remedy)
        raise DataError(finding) from problem


def write_published(folder: Path, totals: Published) -> None:
    """Write the totals of a folder; a file that was there, even a read-only one, is replaced."""
    path = folder / PUBLISHED_FILE
    path.unlink(missing_ok=True)
    plain = {name: asdict(total) for name, total in totals.items()}
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def published_after(
    base: Published,
    readings: Iterable[Reading],
    tables: Mapping[str, pd.DataFrame],
    reports: Iterable[FileReport] = (),
) -> Published:
    """Return the totals that tables made of the readings must tie to.

    What a file prints replaces the base's totals of its statistic, if all rows of our table are of
    that file; where some are older or wait for an answer, that statistic has no published total.
    `reports` are those after applying: a file refused there changes nothing.
    """
    refused = {report.sha256 for report in reports if report.refused}
    totals = dict(base)
    for reading in readings:
        report = reading.report
        if report.refused or report.sha256 in refused:
            continue
        if report.kind is FileKind.STATUS:
            whole = _is_whole(report) and _all_of(tables, "complexes", report.as_of)
            _replace(totals, STATUS_NAMES, _of_status(reading) if whole else {})
        elif report.kind is FileKind.TREND:
            whole = _all_of(tables, "national_stats", report.as_of)
            _replace(totals, TREND_NAMES, _of_trend(reading) if whole else {})
    order = [*STATUS_NAMES, *TREND_NAMES, *totals]
    return {name: totals[name] for name in dict.fromkeys(order) if name in totals}


def _total(entry: Mapping[str, Any]) -> PublishedTotal:
    total = PublishedTotal(**entry)
    if type(total.value) is not int or not isinstance(total.source + total.as_of, str):
        raise ValueError(entry)
    return total


def _replace(
    totals: dict[str, PublishedTotal], names: Iterable[str], new: Mapping[str, PublishedTotal]
) -> None:
    for name in names:
        totals.pop(name, None)
        if name in new:
            totals[name] = new[name]


def _is_whole(report: FileReport) -> bool:
    return any(one.what == _WHOLE and one.found.startswith("예") for one in report.decisions)


def _all_of(tables: Mapping[str, pd.DataFrame], table: str, as_of: str) -> bool:
    frame = tables.get(table)
    return frame is not None and bool((frame["as_of"] == as_of).all())


def _of_status(reading: Reading) -> dict[str, PublishedTotal]:
    printed, rows = reading.tables.get("totals"), reading.tables["complexes"]
    found = {"complex_rows": float((rows["is_child"] == "false").sum())}
    if printed is not None and len(printed):
        national = printed[(printed["kind_ko"] == "총합") & (printed["sido_ko"] == "")]
        values = dict(zip(national["column"], national["value"], strict=True))
        found |= {n: float(values[c]) for n, c in _STATUS_COLUMNS.items() if c in values}
    return _dated(found, reading.report, STATUS_NAMES)


def _of_trend(reading: Reading) -> dict[str, PublishedTotal]:
    cells = reading.tables["cells"]
    units = cells.loc[cells["is_total"] != "true", "unit_ko"]
    found = {"national_complexes": float(units.nunique())}
    whole = cells[
        (cells["is_total"] == "true")
        & (cells["industry_id"] == "total")
        & (cells["size_id"] == "all")
        & (cells["state"] == "value")
    ]
    values = dict(zip(whole["metric_id"], whole["value"], strict=True))
    found |= {n: float(values[m]) for n, m in _TREND_METRICS.items() if m in values}
    return _dated(found, reading.report, TREND_NAMES)


def _dated(
    found: Mapping[str, float], report: FileReport, order: Iterable[str]
) -> dict[str, PublishedTotal]:
    return {
        name: PublishedTotal(round(found[name]), report.source, report.as_of)
        for name in order
        if name in found
    }

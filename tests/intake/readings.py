"""Readings as the readers of official files give them, made from our own tables."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.complex_ids import KIND_IDS, STATUS_IDS
from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.imports import Decision, FileKind, FileReport
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from cluster_planner.intake.applied import Tables
from cluster_planner.sources.reading import Reading
from tests.real_data import real_snapshot

KINDS_KO = {ours: theirs for theirs, ours in KIND_IDS.items()}
STATUS_KO = {ours: theirs for theirs, ours in STATUS_IDS.items()}
FIGURES = (
    "designated_area_thousand_m2",
    "managed_area_thousand_m2",
    "facility_area_thousand_m2",
    "sale_target_thousand_m2",
    "sold_thousand_m2",
    "unsold_thousand_m2",
    "sale_rate_pct",
    "tenants",
    "operating",
)


class Answers:
    """A memory with the answers that a test gives."""

    def __init__(
        self,
        yes: Mapping[tuple[str, str], str] | None = None,
        no: frozenset[tuple[str, str, str]] = frozenset(),
    ) -> None:
        self.yes, self.no = dict(yes or {}), no

    def confirmed(self, subject: str, given: str) -> str | None:
        return self.yes.get((subject, given))

    def rejected(self, subject: str, given: str, candidate_id: str) -> bool:
        return (subject, given, candidate_id) in self.no


def our_tables() -> dict[str, pd.DataFrame]:
    return dict(real_snapshot().tables)


def snapshot_of(tables: Tables) -> Snapshot:
    return take_snapshot(tables, TABLES, real_snapshot().core_rule)


def published(frame: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rows of complexes.csv in the words of the status statistic."""
    ours = real_snapshot()["complexes"] if frame is None else frame
    text = ours.apply(as_text)
    return pd.DataFrame(
        {
            "kind_ko": text["kind_id"].map(KINDS_KO),
            "sido_ko": text["source_sido"],
            "sigungu_ko": text["source_sigungu"],
            "name_raw": text["name_ko"],
            "name_ko": text["name_ko"],
            "status_ko": text["status_id"].map(STATUS_KO),
            **{name: text[name] for name in FIGURES},
            "is_child": "false",
            "parent_row": "",
            "sheet": "전국산업단지현황",
            "row": range(6, 6 + len(text)),
        }
    )


def row_of(name: str, **cells: str) -> dict[str, Any]:
    """One published row, complete, with the cells that matter to a test."""
    figures = dict.fromkeys(FIGURES, "0") | {"designated_area_thousand_m2": "100"}
    return {
        "kind_ko": "일반",
        "sido_ko": "충남",
        "sigungu_ko": "천안시",
        "name_raw": name,
        "name_ko": name,
        "status_ko": "조성중",
        **figures,
        "is_child": "false",
        "parent_row": "",
        "sheet": "전국산업단지현황",
        "row": 9000,
        **cells,
    }


def status_reading(
    complexes: pd.DataFrame,
    *,
    as_of: str = "2025-12-31",
    whole: bool = True,
    **appendices: pd.DataFrame,
) -> Reading:
    """A reading of the status statistic."""
    decision = Decision(what="온전한 파일", found="예" if whole else "아니오", why="시험")
    report = FileReport(
        file="현황.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        kind=FileKind.STATUS,
        as_of=as_of,
        rows_read=len(complexes),
        rows_kept=len(complexes),
        decisions=(decision,),
    )
    return Reading(report, {"complexes": complexes, **appendices})


def appendix(rows: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Rows of an appendix from rows of complexes.csv."""
    words = published(rows)
    frame = words[["kind_ko", "sido_ko", "sigungu_ko", "name_ko", "sheet", "row"]]
    return frame.assign(is_child="false", **columns)


def trend_cells() -> pd.DataFrame:
    """Our own cells of the national statistic as the trend reader gives them."""
    data = real_snapshot()
    names = data["national_complexes"].set_index("national_id")["name_ko"]
    stats, totals = (data[name].apply(as_text) for name in ("national_stats", "national_totals"))
    stats = stats.assign(is_total="false", unit=stats["national_id"].map(names))
    cells = pd.concat([stats, totals.assign(is_total="true", unit="계")], ignore_index=True)
    cells = cells.rename(columns={"unit_ko": "value_unit_ko", "unit": "unit_ko"})
    return cells.assign(kind_ko="", sheet="표1", row=range(5, 5 + len(cells)))


def trend_reading(cells: pd.DataFrame, as_of: str = "2026-03-31") -> Reading:
    """A reading of the national statistic."""
    report = FileReport(
        file="동향.xlsx",
        sha256="1" * 64,
        size_bytes=1,
        kind=FileKind.TREND,
        as_of=as_of,
        rows_read=492,
        rows_kept=492,
    )
    return Reading(report, {"cells": cells})


def shape_row(
    dan_id: str, name: str, lon: float, lat: float, size: float = 0.003
) -> dict[str, Any]:
    """One square boundary around a point."""
    return {
        "dan_id": dan_id,
        "name_ko": name,
        "kind_ko": "",
        "area_thousand_m2": "100",
        "geometry": shapely.box(lon - size, lat - size, lon + size, lat + size),
    }


def shapes_reading(rows: list[dict[str, Any]], as_of: str = "2026-04-01") -> Reading:
    """A reading of boundaries."""
    frame = pd.DataFrame(rows).assign(sheet="층", row=range(1, len(rows) + 1))
    shapes = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    report = FileReport(
        file="경계.zip",
        sha256="2" * 64,
        size_bytes=1,
        kind=FileKind.SHAPES,
        as_of=as_of,
        source="국가공간정보포털",
        rows_read=len(rows),
        rows_kept=len(rows),
    )
    return Reading(report, {"shapes": shapes})

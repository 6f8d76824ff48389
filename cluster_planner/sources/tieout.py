"""Tie the tables to the totals that were published, and count points outside their 시군구."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner.domain.published import Published
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding


@dataclass(frozen=True)
class TieOut:
    """What the tables add up to. Money in million won, areas in thousand ㎡."""

    complexes: int
    complex_rows: int
    tenants: int
    operating: int
    area_thousand_m2: int
    parks: int
    park_tenants: int
    """Tenants of parks on whole official rows plus those of official rows that are split."""
    national_complexes: int
    national_tenants: int
    national_jobs: int
    """Jobs as printed in the 계 row; suppressed units make the sum of the units smaller."""
    national_jobs_summed: int
    production_mkrw_printed: int
    production_mkrw_summed: int
    production_suppressed: int
    """Units whose production is suppressed: the printed total may exceed the sum by theirs."""
    points_outside: int
    """Complex rows whose point lies outside their 시군구."""
    park_points_outside: int
    points_unlisted: int
    """Points outside, of either table, that point_exceptions does not list."""

    def as_dict(self) -> dict[str, int]:
        """Return the figures under their names, for JSON."""
        return asdict(self)


def tie_out(snapshot: Snapshot) -> TieOut:
    """Return the sums of the snapshot's tables."""
    complexes, parks = snapshot["complexes"], snapshot["parks"]
    jobs = _units(snapshot, "jobs")
    production = _units(snapshot, "production_mkrw_quarter")
    outside = {
        "complexes": _outside(complexes, "row_id", snapshot.sigungu),
        "parks": _outside(parks, "park_id", snapshot.sigungu),
    }
    listed = snapshot["point_exceptions"]
    known = set(zip(listed["point_table"], listed["row_id"], strict=True))
    found = {(table, row_id) for table, ids in outside.items() for row_id in ids}
    return TieOut(
        complexes=complexes["complex_id"].nunique(),
        complex_rows=len(complexes),
        tenants=int(complexes["tenants"].sum()),
        operating=int(complexes["operating"].sum()),
        area_thousand_m2=round(complexes["designated_area_thousand_m2"].sum()),
        parks=len(parks),
        park_tenants=_park_tenants(snapshot),
        national_complexes=len(snapshot["national_complexes"]),
        national_tenants=round(_units(snapshot, "tenants")["value"].sum()),
        national_jobs=_printed(snapshot, "jobs"),
        national_jobs_summed=round(jobs["value"].sum()),
        production_mkrw_printed=_printed(snapshot, "production_mkrw_quarter"),
        production_mkrw_summed=round(production["value"].sum()),
        production_suppressed=int((production["state"] == "suppressed").sum()),
        points_outside=len(outside["complexes"]),
        park_points_outside=len(outside["parks"]),
        points_unlisted=len(found - known),
    )


def tie_out_findings(figures: TieOut, published: Published) -> tuple[Finding, ...]:
    """Return a finding for every figure that differs from the published one.

    A figure without a published total is compared with nothing.
    """
    ours = figures.as_dict()
    expected = {name: total.value for name, total in published.items() if name in ours}
    if "tenants" in expected:
        expected["park_tenants"] = expected["tenants"]
    return tuple(
        Finding(
            f"대조 {name}",
            f"{ours[name]:,}이지만 공표값은 {value:,}입니다",
            "data/를 원본으로 되돌리거나 다시 만드세요",
        )
        for name, value in {**expected, "points_unlisted": 0}.items()
        if ours[name] != value
    )


def _units(snapshot: Snapshot, metric_id: str) -> pd.DataFrame:
    return _total(snapshot["national_stats"], metric_id)


def _total(cells: pd.DataFrame, metric_id: str) -> pd.DataFrame:
    total = (cells["industry_id"] == "total") & (cells["size_id"] == "all")
    return cells[total & (cells["metric_id"] == metric_id)]


def _printed(snapshot: Snapshot, metric_id: str) -> int:
    printed = _total(snapshot["national_totals"], metric_id)["value"]
    return round(printed.iloc[0]) if len(printed) else 0


def _park_tenants(snapshot: Snapshot) -> int:
    members = snapshot["park_members"]
    whole = set(members.loc[members["basis"] == "whole", "park_id"])
    split = set(members.loc[members["basis"] == "split", "member_id"])
    parks, complexes = snapshot["parks"], snapshot["complexes"]
    on_whole_rows = parks.loc[parks["park_id"].isin(whole), "tenants"].sum()
    on_split_rows = complexes.loc[complexes["row_id"].isin(split), "tenants"].sum()
    return int(on_whole_rows + on_split_rows)


def _outside(frame: pd.DataFrame, key: str, sigungu: gpd.GeoDataFrame) -> list[str]:
    shapes = sigungu.set_index("sigungu_code").geometry
    stated = shapes.reindex(frame["sigungu_code"]).to_numpy()
    points = shapely.points(frame["lon"].to_numpy(), frame["lat"].to_numpy())
    inside = np.asarray(shapely.covers(stated, points), dtype=bool)
    return [str(row_id) for row_id in frame.loc[~inside, key]]

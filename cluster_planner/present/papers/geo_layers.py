"""The plan as layers of geometry with Korean columns, for QGIS and other programs."""

from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.headers import header
from cluster_planner.present.layers import base_shapes
from cluster_planner.present.papers.safe_text import table_text
from cluster_planner.present.partner_links import partner_links
from cluster_planner.present.region_shapes import region_shapes
from cluster_planner.present.rows import park_rows, region_rows
from cluster_planner.present.words import production_basis

PARKS: Final = "선정 단지"
REGIONS: Final = "권역"
LINKS: Final = "참여기관 연결"


def plan_layers(run: Run, snapshot: Snapshot) -> dict[str, gpd.GeoDataFrame]:
    """Regions, links and parks by name, from the lowest layer to the highest; EPSG:4326.

    Every row names the run; parks without a place have an empty geometry and are kept.
    """
    made = {
        REGIONS: _regions(run, snapshot),
        LINKS: _links(run, snapshot),
        PARKS: _parks(run, snapshot),
    }
    for frame in made.values():
        frame["실행번호"] = table_text(run.run_id)
        frame["자료 지문"] = table_text(run.snapshot_digest)
    return made


def _parks(run: Run, snapshot: Snapshot) -> gpd.GeoDataFrame:
    frame = park_rows(run, snapshot).sort_values("national_mkrw", ascending=False)
    known = snapshot["parks"].set_index("park_id")
    frame["estimated"] = [production_basis(bool(e)) for e in frame["estimated"]]
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), crs=4326)
    points[frame["lon"].isna().to_numpy()] = None
    table = _korean(frame.drop(columns=["lon", "lat"]))
    table["단지 출처"] = [table_text(known.at[i, "source"]) for i in frame["park_id"]]
    table["단지 기준일"] = [table_text(known.at[i, "as_of"]) for i in frame["park_id"]]
    return gpd.GeoDataFrame(table.reset_index(drop=True), geometry=points.reset_index(drop=True))


def _regions(run: Run, snapshot: Snapshot) -> gpd.GeoDataFrame:
    shapes = region_shapes(base_shapes(snapshot.sido, snapshot.sigungu), snapshot["regions"])
    frame = region_rows(run, snapshot)
    outlines = shapes.set_index("region_id").geometry.reindex(frame["region_id"])
    geometry = gpd.GeoSeries(outlines.to_numpy(), crs=4326)
    frame["cap_mkrw"] = frame["cap_mkrw"].astype("Float64")
    return gpd.GeoDataFrame(_korean(frame), geometry=geometry)


def _links(run: Run, snapshot: Snapshot) -> gpd.GeoDataFrame:
    links = partner_links(run, snapshot).placed
    rows = [
        {
            "참여기관": table_text(link.partner_ko),
            "단지": table_text(link.park_ko),
            "역할 수(개)": link.roles,
            "거리(km, 직선)": link.distance_km,
            "참여기관코드": link.partner_id,
            "단지코드": link.park_id,
        }
        for link in links
    ]
    columns = ["참여기관", "단지", "역할 수(개)", "거리(km, 직선)", "참여기관코드", "단지코드"]
    geometry = [shapely.LineString(link.line) for link in links if link.line is not None]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry=geometry, crs=4326)


def _korean(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(_clean).rename(columns=header)


def _clean(value: Any) -> Any:
    return table_text(value) if isinstance(value, str) else value

"""How the parks look on the live map: shown or filtered out, by kind, or by the plan's money."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.layers import kind_styles
from cluster_planner.present.map_elements import Legend
from cluster_planner.present.map_styles import plan_legend, plan_styles
from cluster_planner.present.maps import kind_legend
from cluster_planner.present.palette import Theme
from cluster_planner.present.words import PACKAGE_LABELS
from dashboards.catalog import Catalog

HIDDEN: dict[str, Any] = {"radius": 0.0, "stroke": False, "fillOpacity": 0.0, "opacity": 0.0}
_PROPERTIES = ("radius", "stroke", "color", "weight", "opacity", "fillColor", "fillOpacity")


@dataclass(frozen=True)
class ParkTables:
    """The tables of a country map whose points are the parks that planners speak of."""

    sido: gpd.GeoDataFrame
    sigungu: gpd.GeoDataFrame
    complexes: pd.DataFrame
    parks: pd.DataFrame


def park_tables(snapshot: Snapshot) -> ParkTables:
    """Parks in the place of the official rows, with the park id as row id."""
    parks = snapshot["parks"]
    return ParkTables(
        sido=snapshot.sido,
        sigungu=snapshot.sigungu,
        complexes=parks.rename(columns={"park_id": "row_id"}),
        parks=parks,
    )


def plan_frame(run: Run) -> pd.DataFrame:
    """One row per awarded park as the map wants it: park_id, national_mkrw, package_ids."""
    spent: dict[str, dict[str, int]] = {}
    for award in run.plan.awards if run.plan else ():
        packages = spent.setdefault(award.park_id, {})
        packages[award.package_id] = packages.get(award.package_id, 0) + award.national_mkrw
    order = list(PACKAGE_LABELS)
    return pd.DataFrame(
        [
            {
                "park_id": park_id,
                "national_mkrw": sum(packages.values()),
                "package_ids": ";".join(
                    sorted(packages, key=lambda p: (-packages[p], order.index(p)))
                ),
            }
            for park_id, packages in sorted(spent.items())
        ],
        columns=["park_id", "national_mkrw", "package_ids"],
    )


def park_columns(
    catalog: Catalog, shown: Collection[str], theme: Theme, plan: pd.DataFrame | None
) -> dict[str, list[Any]]:
    """Style columns along the catalog's parks; parks that are not shown are invisible."""
    ids = list(catalog.parks.index)
    if plan is None:
        styles = kind_styles(catalog.parks, "park_id", theme)
    else:
        styles = plan_styles(ids, plan, theme)
    visible = set(shown)
    looks = [{"stroke": True, **styles[i], **({} if i in visible else HIDDEN)} for i in ids]
    return {name: [look[name] for look in looks] for name in _PROPERTIES}


def legend_of(theme: Theme, plan: pd.DataFrame | None) -> Legend:
    """What the colours of `park_columns` mean."""
    return kind_legend(theme) if plan is None else plan_legend(theme, plan)

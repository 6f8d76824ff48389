"""The parks of each region or 시군구 added up, where adding up is honest."""

from typing import Final, Literal

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.unsold import for_sale_thousand_m2, unsold_thousand_m2

type Level = Literal["region", "sigungu"]

KEYS: Final = {"region": "region_id", "sigungu": "sigungu_code"}
_PUBLISHED: Final = ("production_mkrw_quarter", "jobs", "exports_kusd")
_TABLES: Final = {"region": "regions", "sigungu": "sigungu"}


def area_table(snapshot: Snapshot, level: Level) -> pd.DataFrame:
    """One row per area of the country, also those without parks; index region_id or sigungu_code.

    parks, core, aged, national_parks, tenants, operating, land_thousand_m2, unsold_thousand_m2,
    operating_pct (of tenants), sale_pct (by land for sale), aged_pct, ax_demo and smart_green (parks with
    the designation), ax_projects (AX 실증산단 as officials count them), published (parks with
    quarterly statistics), and of those only: production_mkrw_quarter, exports_kusd, jobs, with
    held_back (parks whose production the source holds back). A rate without its base, and sums
    where nothing is published, are missing. A park on a border counts where its table row says.
    """
    key = KEYS[level]
    parks = _described(snapshot)
    groups = parks.groupby(key)
    areas = snapshot[_TABLES[level]][key].astype("str")
    table = pd.DataFrame(index=pd.Index(areas, name=key))
    table["parks"] = groups.size()
    for column in ("core", "aged", "national_parks", "ax_demo", "smart_green", "published", "held_back",
                   "tenants", "operating", "land_thousand_m2", "unsold_thousand_m2"):  # fmt: skip
        table[column] = groups[column].sum()
    table = table.fillna(0.0)
    table["ax_projects"] = _projects(snapshot, parks, key).reindex(table.index).fillna(0.0)
    table["operating_pct"] = _percent(table["operating"], table["tenants"])
    table["aged_pct"] = _percent(table["aged"], table["parks"])
    table["sale_pct"] = _percent(groups["sold_weight"].sum(), groups["sale_land"].sum())
    for column in _PUBLISHED:
        table[column] = groups[column].sum(min_count=1)
    return table


def _described(snapshot: Snapshot) -> pd.DataFrame:
    parks = snapshot.parks.set_index("park_id")
    land = parks["facility_area_thousand_m2"]
    known = for_sale_thousand_m2(snapshot).where(parks["sale_rate_pct"].notna())
    published = _published(snapshot).reindex(parks.index)
    return parks.assign(
        core=parks["is_core"],
        aged=parks["aged_20y"] | parks["aged_priority"],
        national_parks=parks["kind_id"] == "national",
        ax_demo=parks["ax_demo_year"].notna(),
        smart_green=parks["smart_green_date"].notna(),
        tenants=parks["tenants"].astype("float64"),
        operating=parks["operating"].astype("float64"),
        land_thousand_m2=land,
        unsold_thousand_m2=unsold_thousand_m2(snapshot),
        sold_weight=known * parks["sale_rate_pct"] / 100,
        sale_land=known,
        published=published["published"].fillna(0.0),
        held_back=published["held_back"].fillna(0.0),
        **{column: published[column] for column in _PUBLISHED},
    )


def _published(snapshot: Snapshot) -> pd.DataFrame:
    stats = snapshot.national_stats
    totals = stats[(stats["industry_id"] == "total") & (stats["size_id"] == "all")]
    parks = snapshot.national_complexes.set_index("national_id")["park_id"]
    wide = totals.pivot_table(index="national_id", columns="metric_id", values="value")
    wide = wide.reindex(columns=list(_PUBLISHED)).reindex(parks.index)
    groups = wide.groupby(parks)
    sums = groups.sum().where(groups.count().eq(groups.size(), axis=0))
    sums["published"] = 1.0
    sums["held_back"] = sums["production_mkrw_quarter"].isna().astype("float64")
    return sums


def _projects(snapshot: Snapshot, parks: pd.DataFrame, key: str) -> "pd.Series[float]":
    """One grant that covers parks of several areas counts in each."""
    grants = snapshot.designations.query("designation_id == 'ax_demo'")
    here = grants.assign(area=grants["park_id"].map(parks[key]))
    return here.groupby("area")["project_id"].nunique().astype("float64")


def _percent(part: "pd.Series[float]", whole: "pd.Series[float]") -> "pd.Series[float]":
    return 100 * part / whole.where(whole > 0)

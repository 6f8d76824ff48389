"""The maps of the planner: the whole country, and a plan over it."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, Final, Protocol

import geopandas as gpd
import pandas as pd

from cluster_planner.present import words
from cluster_planner.present.assets import STATIC
from cluster_planner.present.layers import (
    BaseShapes,
    Features,
    area_features,
    base_shapes,
    complex_lines,
    feature_collection,
    kind_styles,
    place_labels,
    point_features,
    sido_style,
    sigungu_style,
)
from cluster_planner.present.map_elements import Legend, LegendEntry
from cluster_planner.present.map_outline import outline
from cluster_planner.present.map_page import (
    PlannerMap,
    offline_html,
    save_offline_html,
    served_html,
)
from cluster_planner.present.map_styles import (
    ColourBy,
    faint_style,
    plan_legend,
    plan_lines,
    plan_styles,
)
from cluster_planner.present.palette import LIGHT, Theme

__all__ = [
    "COMPLEXES",
    "LINKS",
    "PARKS",
    "REGIONS",
    "SIGUNGU",
    "MapTables",
    "base_shapes",
    "country_map",
    "kind_legend",
    "offline_html",
    "outline",
    "plan_map",
    "save_offline_html",
    "served_html",
    "theme_styles",
]

NEIGHBOURS: Final = "neighbours"
SIGUNGU: Final = "sigungu"
REGIONS: Final = "regions"
COMPLEXES: Final = "complexes"
PARKS: Final = "parks"
LINKS: Final = "links"

BORDER_CREDIT: Final = "경계: 통계청 SGIS(가공), 주변국: Natural Earth"


class MapTables(Protocol):
    """The tables of a Snapshot that a map draws."""

    @property
    def sido(self) -> gpd.GeoDataFrame: ...
    @property
    def sigungu(self) -> gpd.GeoDataFrame: ...
    @property
    def complexes(self) -> pd.DataFrame: ...
    @property
    def parks(self) -> pd.DataFrame: ...


def country_map(
    tables: MapTables,
    theme: Theme = LIGHT,
    *,
    shapes: BaseShapes | None = None,
    popup: bool = False,
) -> PlannerMap:
    """Return all official complexes over provinces and districts, coloured by kind.

    Layers: neighbours, sigungu, regions (province outlines), complexes. `shapes` may be passed to
    save the second it takes to simplify the borders; `popup` opens a card on click (offline file).
    """
    drawn = _base_map(tables, theme, "전국 산업단지 지도", shapes)
    places = dict(zip(tables.sigungu["sigungu_code"], tables.sigungu["full_name_ko"], strict=True))
    # Large points first, so that small ones lie on top and can be hit.
    complexes = tables.complexes.sort_values(["operating", "row_id"], ascending=[False, True])
    features = point_features(complexes, "row_id", complex_lines(places))
    styles = kind_styles(complexes, "row_id", theme)
    drawn.draw(COMPLEXES, "산업단지", features, styles, points=True, popup=popup)
    drawn.explain(kind_legend(theme))
    return drawn


def plan_map(
    tables: MapTables,
    plan: pd.DataFrame,
    theme: Theme = LIGHT,
    *,
    colour_by: ColourBy = "money",
    links: pd.DataFrame | None = None,
    title: str = "선정 단지 지도",
    shapes: BaseShapes | None = None,
) -> PlannerMap:
    """Return the parks a plan selects, coloured by money or package, over all others.

    `plan` has one row per awarded park: park_id, national_mkrw, package_ids (';'-joined, dearest
    first). `links`, when given, has partner_id, park_id, lon, lat, name_ko (the partner's place and
    name). Raises KeyError for a park the tables do not hold.
    """
    drawn = _base_map(tables, theme, title, shapes)
    parks = tables.parks.set_index("park_id", drop=False)
    unknown = sorted(set(plan["park_id"]) - set(parks.index))
    if unknown:
        raise KeyError(f"plan frame: unknown park {', '.join(unknown)}")
    others = parks[~parks.index.isin(plan["park_id"])]
    faint = dict.fromkeys(others.index, faint_style(theme))
    drawn.draw(
        PARKS, "미선정 단지", point_features(others, "park_id", _place_line), faint, points=True
    )
    if links is not None:
        _draw_links(drawn, parks, links, theme)
    joined = plan.merge(
        parks.reset_index(drop=True)[["park_id", "name_ko", "lon", "lat"]],
        on="park_id",
        validate="one_to_one",
    ).sort_values("national_mkrw", ascending=False)
    styles = plan_styles(joined["park_id"], plan, theme, colour_by)
    features = point_features(joined, "park_id", plan_lines)
    drawn.draw("awards", "선정 단지", features, styles, points=True, popup=True)
    drawn.explain(plan_legend(theme, plan, colour_by))
    return drawn


def kind_legend(theme: Theme) -> Legend:
    """Return the legend of the country map."""
    entries = tuple(LegendEntry(words.KIND_LABELS[k], colour) for k, colour in theme.kinds.items())
    return Legend("산업단지 종류", entries=entries, note="점이 클수록 가동업체가 많습니다")


def theme_styles(theme: Theme) -> dict[str, dict[str, Any]]:
    """Return the style of each base layer in a theme, to restyle a live map."""
    return {
        NEIGHBOURS: _neighbour_style(theme),
        SIGUNGU: sigungu_style(theme),
        REGIONS: sido_style(theme),
    }


def _base_map(tables: MapTables, theme: Theme, title: str, shapes: BaseShapes | None) -> PlannerMap:
    borders = shapes if shapes is not None else base_shapes(tables.sido, tables.sigungu)
    drawn = PlannerMap(title, theme, _credits(tables))
    _draw_area(
        drawn, NEIGHBOURS, "주변국", _neighbours(), _neighbour_style(theme), interactive=False
    )
    districts = area_features(borders.sigungu, "sigungu_code", "full_name_ko")
    _draw_area(drawn, SIGUNGU, "시군구", districts, sigungu_style(theme), interactive=True)
    provinces = area_features(borders.sido, "sido_code", "name_ko")
    _draw_area(drawn, REGIONS, "시도", provinces, sido_style(theme), interactive=False)
    drawn.write_labels(place_labels(borders))
    return drawn


def _draw_area(
    drawn: PlannerMap,
    layer_id: str,
    label: str,
    features: Features,
    style: dict[str, Any],
    *,
    interactive: bool,
) -> None:
    styles = {feature["id"]: style for feature in features["features"]}
    drawn.draw(layer_id, label, features, styles, interactive=interactive)


def _draw_links(drawn: PlannerMap, parks: pd.DataFrame, links: pd.DataFrame, theme: Theme) -> None:
    ends = parks.reset_index(drop=True)[["park_id", "name_ko", "lon", "lat"]]
    both = links[links["lon"].notna()].merge(
        ends, on="park_id", suffixes=("", "_park"), validate="many_to_one"
    )
    features = [_link(row) for row in both.to_dict("records")]
    style = {"color": theme.accent, "weight": 1.1, "opacity": 0.4}
    styles = {feature["id"]: style for feature in features}
    drawn.draw(LINKS, "참여기관 연결", feature_collection(features), styles)


def _link(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    start = [round(row["lon"], 4), round(row["lat"], 4)]
    end = [round(row["lon_park"], 4), round(row["lat_park"], 4)]
    return {
        "type": "Feature",
        "id": f"{row['partner_id']}__{row['park_id']}",
        "properties": {"title": f"{row['name_ko']} → {row['name_ko_park']}"},
        "geometry": {"type": "LineString", "coordinates": [start, end]},
    }


def _neighbour_style(theme: Theme) -> dict[str, Any]:
    return {"stroke": False, "fillColor": theme.neighbour, "fillOpacity": 1.0}


@cache
def _neighbours_text() -> str:
    return (STATIC / "neighbours" / "neighbours.geojson").read_text(encoding="utf-8")


def _neighbours() -> Features:
    features: Features = json.loads(_neighbours_text())
    return features


def _credits(tables: MapTables) -> str:
    # A few split parks carry a later date than the statistic that the map stands on.
    as_of = tables.complexes["as_of"].dropna().astype("str").mode()
    dated = words.day(as_of.iloc[0]) if len(as_of) else words.MISSING
    return f"{BORDER_CREDIT} · 산업단지: 한국산업단지공단 {dated}"


def _place_line(row: Mapping[Hashable, Any]) -> list[str]:
    return [words.label(words.KIND_LABELS, row["kind_id"])]

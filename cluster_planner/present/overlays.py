"""Further layers over a map: what each draws, and its line in the legend with count, source and rule."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.area_figures import area_figures
from cluster_planner.indicators.areas import Level
from cluster_planner.present import words
from cluster_planner.present.complex_outlines import complex_outlines, has_outlines
from cluster_planner.present.layers import area_features, feature_collection, operating_radius
from cluster_planner.present.map_elements import Legend, LegendEntry, Swatch
from cluster_planner.present.palette import Theme

OVERLAY_LABELS: Final[Mapping[str, str]] = {
    "engines": "성장엔진",
    "gaps": "AX 실증 공백",
    "partners": "참여기관",
    "ax_demo": "AX 실증산단",
    "smart_green": "스마트그린산단",
    "crisis": "산업위기지역",
    "core": "거점 단지",
    "boundaries": "단지 경계",
}
OVERLAY_IDS: Final = tuple(OVERLAY_LABELS)


@dataclass(frozen=True)
class Overlay:
    """One layer: features with ids, their path options, and what the legend says of it."""

    overlay_id: str
    features: Mapping[str, Any]
    styles: Mapping[str | None, Mapping[str, Any]]
    legend: Legend
    summary: str
    """One sentence for those who do not see the map."""
    under_points: bool = False
    interactive: bool = False
    by_level: bool = False
    """Whether it differs between regions and 시군구."""


def overlay_ids(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the layers that these data can show: boundaries only where an office brought some."""
    return tuple(i for i in OVERLAY_IDS if i != "boundaries" or has_outlines(snapshot))


def overlay(
    snapshot: Snapshot,
    overlay_id: str,
    level: Level,
    areas: Mapping[Level, gpd.GeoDataFrame],
    theme: Theme,
) -> Overlay:
    """The layer of an id; `areas` are outlines with region_id or sigungu_code and a name.

    Raises KeyError for an unknown one.
    """
    match overlay_id:
        case "engines":
            return _engines(snapshot, areas["region"], theme)
        case "gaps":
            return _gaps(snapshot, level, areas[level], theme)
        case "partners":
            return _partners(snapshot, theme)
        case "boundaries":
            drawn = complex_outlines(snapshot, theme)
            return Overlay(
                "boundaries", drawn.features, {None: drawn.look}, drawn.legend, drawn.summary,
                under_points=True, interactive=True,
            )  # fmt: skip
        case "core":
            chosen = snapshot.parks[snapshot.parks["is_core"]]
            legend = "거점 단지", "자료 화면의 기준으로 고른 단지"
            return _rings("core", chosen, theme.text, "dot", 3.0, legend, "", "")
    return _designated(snapshot, overlay_id, theme)


_RINGS: Final[Mapping[str, tuple[Swatch, float, str]]] = {
    "ax_demo": ("square", 5.0, "선정 사업이 덮는 단지"),
    "smart_green": ("diamond", 5.0, "지정·사업 단지"),
    "crisis": ("triangle", 5.5, "산업위기 선제대응지역 안의 단지, 시·군 단위 지정"),
}


def _designated(snapshot: Snapshot, designation_id: str, theme: Theme) -> Overlay:
    shape, beyond, rule = _RINGS[designation_id]
    held = snapshot.designations
    held = held[held["designation_id"] == designation_id]
    parks = snapshot.parks
    chosen = parks[parks["park_id"].isin(held["park_id"])]
    colour = {
        "ax_demo": theme.ring, "smart_green": theme.kinds["agro"], "crisis": theme.kinds["national"],
    }[designation_id]  # fmt: skip
    sources = "; ".join(dict.fromkeys(str(s).split(";")[0] for s in held["source"]))
    first = sources.split("; ")
    source = first[0] + (f" 외 {len(first) - 1}건" if len(first) > 1 else "")
    dates = held["as_of"].dropna()
    dated = words.day(str(dates.max())) if len(dates) else "기준일 자료 없음"
    label = words.DESIGNATION_LABELS[designation_id]
    return _rings(designation_id, chosen, colour, shape, beyond, (label, rule), source, dated)


def _rings(
    overlay_id: str, parks: pd.DataFrame, colour: str, shape: Swatch, beyond: float,
    told: tuple[str, str], source: str, dated: str,
) -> Overlay:  # fmt: skip
    """Outlines around points: they leave the points' own colours to be seen."""
    label, rule = told
    rows = parks.to_dict("records")
    features = feature_collection(_point(str(r["park_id"]), r, str(r["name_ko"]), []) for r in rows)
    common = {"color": colour, "weight": 2.0, "opacity": 0.95, "fill": False, "stroke": True}
    shaped = {**common, "shape": "circle" if shape == "dot" else shape}
    styles: dict[str | None, dict[str, Any]] = {None: shaped}
    for row in rows:
        styles[str(row["park_id"])] = {"radius": operating_radius(row["operating"]) + beyond}
    entry = LegendEntry(f"{label} 테두리 · {len(rows)}곳", colour, shape)
    note = " · ".join(part for part in (rule, source, dated) if part)
    return Overlay(
        overlay_id, features, styles, Legend(label, (entry,), note=note),
        f"{label} {len(rows)}곳에 테두리가 있습니다.",
    )  # fmt: skip


def _gaps(snapshot: Snapshot, level: Level, shapes: gpd.GeoDataFrame, theme: Theme) -> Overlay:
    """Areas with parks and without a single AX 실증산단."""
    parks = area_figures(snapshot, level, "parks").known
    demos = area_figures(snapshot, level, "ax_demo").known
    key, name = _columns(level)
    without = [area for area, n in parks.items() if n and not demos.get(area)]
    chosen = shapes[shapes[key].astype("str").isin(without)]
    of = "권역" if level == "region" else "시군구"
    with_parks = sum(1 for n in parks.values() if n)
    look = {
        "color": theme.ring, "weight": 1.6 if level == "region" else 0.8, "opacity": 0.9,
        "fill": True, "fillColor": theme.land, "fillOpacity": 0.0, "hatch": theme.ring,
        "dashArray": "5 4" if level == "region" else None,
    }  # fmt: skip
    entry = LegendEntry(f"공백 {of} · {len(without)}곳 / {with_parks}곳", theme.ring, "hatch")
    rule = f"산업단지는 있으나 AX 실증산단이 하나도 없는 {of}"
    listed = ", ".join(str(n) for n in chosen[name][:8]) + (" 등" if len(chosen) > 8 else "")
    return Overlay(
        "gaps", area_features(chosen, key, name), {None: look},
        Legend("AX 실증 공백", (entry,), note=rule), f"{rule}: {listed} {len(without)}곳.",
        under_points=True, by_level=True,
    )  # fmt: skip


def _engines(snapshot: Snapshot, regions: gpd.GeoDataFrame, theme: Theme) -> Overlay:
    """Names of the growth engines in their regions, one under the other."""
    engines = snapshot.growth_engines
    metric = regions.set_index("region_id").to_crs(5179).geometry
    features = []
    styles: dict[str | None, dict[str, Any]] = {}
    for region_id, group in engines.groupby("region_id"):
        place = max(getattr(metric[region_id], "geoms", [metric[region_id]]), key=lambda g: g.area)
        centre = gpd.GeoSeries([place.representative_point()], crs=5179).to_crs(4326).iloc[0]
        names = [_engine(row) for row in group.to_dict("records")]
        # Beside the name of the place, not on it; an island has room only in the sea.
        east, south = (0.8, 0.0) if region_id == "jeju" else (0.0, 0.3)
        row = {"lon": centre.x + east, "lat": centre.y - south}
        region = str(regions.set_index("region_id").at[region_id, "name_ko"])
        features.append(_point(str(region_id), row, f"{region} 성장엔진 {len(names)}개", names))
        styles[str(region_id)] = {"label": str(len(names))}
    style = {
        "radius": 14, "shape": "square", "color": theme.point_line, "weight": 1.5, "fill": True,
        "fillColor": theme.packages["data_talent"], "fillOpacity": 0.95,
    }  # fmt: skip
    marks = len(engines)
    inferred = int(engines["status_id"].astype("str").str.startswith("inferred").sum())
    entry = LegendEntry(f"권역별 성장엔진 · {marks}개", theme.packages["data_talent"], "square")
    note = f"숫자는 권역의 성장엔진 수, {inferred}개는 추정 · 정부·지자체 발표와 보도 2026-09"
    listed = "; ".join(f["properties"]["title"] for f in features)
    return Overlay(
        "engines", feature_collection(features), {None: style, **styles},
        Legend("권역 성장엔진", (entry,), note=note), f"성장엔진: {listed}.", interactive=True,
    )  # fmt: skip


def _engine(row: Mapping[Hashable, Any]) -> str:
    mark = {
        "inferred_final": "추정",
        "inferred": "추정",
        "provincial": "도 전략산업",
        "belt": "벨트",
    }
    told = mark.get(str(row["status_id"]), "후보")
    return f"{row['name_ko']} ({told})"


def _partners(snapshot: Snapshot, theme: Theme) -> Overlay:
    """Places of partners; those that share a place are one mark, larger and listed on its card."""
    partners = snapshot.partners
    placed = partners[partners["lon"].notna() & partners["lat"].notna()]
    features = []
    styles: dict[str | None, dict[str, Any]] = {}
    for number, (_, group) in enumerate(placed.groupby(["lon", "lat"])):
        rows = group.to_dict("records")
        lines = [
            f"{r['name_ko']} · {words.label(words.PARTNER_TYPE_LABELS, r['type_id'])}" for r in rows
        ]
        title = lines.pop(0) if len(rows) == 1 else f"참여기관 {len(rows)}곳 · {rows[0]['city_ko']}"
        key = f"place{number}"
        features.append(_point(key, rows[0], title, lines))
        styles[key] = {"radius": 5.0 + 0.9 * (len(rows) - 1)}
        if len(rows) > 1:
            styles[key]["label"] = str(len(rows))
    look = {
        "shape": "diamond", "color": theme.surface, "weight": 1.4, "fill": True,
        "fillColor": theme.packages["robot"], "fillOpacity": 0.95,
    }  # fmt: skip
    unknown = len(partners) - len(placed)
    entry = LegendEntry(f"참여기관 · {len(placed)}곳", theme.packages["robot"], "diamond")
    note = f"위치를 모르는 {unknown}곳은 그리지 않음 · 좌표는 시군구 대표점 · M.AX 얼라이언스 발표와 보도"
    return Overlay(
        "partners", feature_collection(features), {None: look, **styles},
        Legend("참여기관", (entry,), note=f"{note} {words.day(snapshot.as_of.get('partners'))}"),
        f"위치를 아는 참여기관 {len(placed)}곳을 마름모로 보입니다. {unknown}곳은 위치 자료가 없습니다.",
        interactive=True,
    )  # fmt: skip


def _columns(level: Level) -> tuple[str, str]:
    return ("region_id", "name_ko") if level == "region" else ("sigungu_code", "full_name_ko")


def _point(key: str, row: Mapping[Any, Any], title: str, lines: Sequence[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {"title": title}
    if lines:
        properties["lines"] = list(lines)
    where = [round(float(row["lon"]), 5), round(float(row["lat"]), 5)]
    return {
        "type": "Feature",
        "id": key,
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": where},
    }

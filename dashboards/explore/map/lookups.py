"""What every session's map draws from, made once per process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import geopandas as gpd
import numpy as np

from cluster_planner.domain.plan import Run
from cluster_planner.indicators.area_figures import PLAN, AreaFigures, area_figures, plan_money
from cluster_planner.indicators.areas import Level
from cluster_planner.present.choropleth import Choropleth, choropleth
from cluster_planner.present.layers import area_features
from cluster_planner.present.overlays import Overlay, overlay
from cluster_planner.present.palette import THEMES, ThemeName
from cluster_planner.present.park_marks import Marks, money_marks, park_marks
from cluster_planner.present.region_shapes import region_shapes
from dashboards.lookups.catalog import Catalog


@dataclass(frozen=True, eq=False)
class Lookups:
    """Figures, colours and shapes by what they show."""

    catalog: Catalog
    park_ids: tuple[str, ...]
    """In the order in which the page draws them."""
    _drawn: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[Level, Mapping[str, str]]:
        """Level → area → name."""
        sigungu = self.catalog.snapshot["sigungu"]
        codes = sigungu["sigungu_code"].astype("str")
        full = dict(zip(codes, sigungu["full_name_ko"].astype("str"), strict=True))
        return {"region": self.catalog.region_ko, "sigungu": full}

    @cached_property
    def shapes(self) -> Mapping[Level, gpd.GeoDataFrame]:
        """Outlines of both levels, EPSG:4326."""
        base = self.catalog.shapes
        regions = region_shapes(base, self.catalog.snapshot["regions"])
        return {"region": regions, "sigungu": base.sigungu}

    @cached_property
    def outlines(self) -> Mapping[str, Mapping[str, Any]]:
        """Area (region:ID, sigungu:CODE) → its GeoJSON feature."""
        regions = area_features(self.shapes["region"], "region_id", "name_ko")
        sigungu = area_features(self.shapes["sigungu"], "sigungu_code", "full_name_ko")
        pairs = (("region", regions), ("sigungu", sigungu))
        return {f"{level}:{f['id']}": f for level, found in pairs for f in found["features"]}

    @cached_property
    def region_features(self) -> Mapping[str, Any]:
        """The regions as one collection."""
        found = [f for key, f in self.outlines.items() if key.startswith("region:")]
        return {"type": "FeatureCollection", "features": found}

    def bounds(self, area: str) -> tuple[float, float, float, float]:
        """West, south, east and north of an area. Raises KeyError for an unknown one."""
        level, _, area_id = area.partition(":")
        key = "region_id" if level == "region" else "sigungu_code"
        frame = self.shapes["region" if level == "region" else "sigungu"]
        chosen = frame[frame[key].astype("str") == area_id]
        if chosen.empty:
            raise KeyError(area)
        west, south, east, north = (float(v) for v in chosen.total_bounds)
        return west, south, east, north

    def figures(self, indicator_id: str, level: Level, run: Run | None) -> AreaFigures:
        """An indicator by area; the plan's money needs a run with a plan."""
        if indicator_id != PLAN:
            return area_figures(self.catalog.snapshot, level, indicator_id)
        return plan_money(self.catalog.snapshot, level, self.money(run))

    def areas(
        self, indicator_id: str, level: Level, run: Run | None, theme: ThemeName
    ) -> Choropleth:
        """Colours, legend and sentence of an indicator."""
        about = run.run_id if run is not None and indicator_id == PLAN else ""
        return self._kept(
            ("areas", indicator_id, level, about, theme),
            lambda: choropleth(
                self.figures(indicator_id, level, run), self.names[level], THEMES[theme]
            ),
        )

    def marks(self, mark_id: str, run: Run | None, theme: ThemeName) -> Marks:
        """Classes of the points."""
        if mark_id != "money":
            return park_marks(self.catalog.snapshot, self.park_ids, mark_id, THEMES[theme])
        about = run.run_id if run is not None else ""
        return self._kept(
            ("money", about, theme),
            lambda: money_marks(self.park_ids, self.money(run), THEMES[theme]),
        )

    def overlay(self, overlay_id: str, level: Level, theme: ThemeName) -> Overlay:
        """A further layer."""
        return self._kept(
            ("overlay", overlay_id, level, theme),
            lambda: overlay(self.catalog.snapshot, overlay_id, level, self.shapes, THEMES[theme]),
        )

    def money(self, run: Run | None) -> Mapping[str, float]:
        """Park → national money of a run, million won; nothing without a plan of these data."""
        plan = self.catalog.profiles.plan(run) if run is not None and run.plan else None
        return plan.national_mkrw if plan is not None else {}

    def mask(self, shown: list[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of `park_ids` are among those that pass the filters."""
        passed = set(shown)
        return np.fromiter((i in passed for i in self.park_ids), bool, len(self.park_ids))

    def _kept(self, key: Any, make: Any) -> Any:
        """A run that is solved on keeps its id, so what is about runs is made anew now and then."""
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = make()
            for oldest in list(self._drawn)[:-_MOST]:
                self._drawn.pop(oldest, None)
        return found


_MOST = 120


@lru_cache(maxsize=4)
def lookups(catalog: Catalog, park_ids: tuple[str, ...]) -> Lookups:
    """The lookups of a catalog, shared by all sessions."""
    return Lookups(catalog, park_ids)

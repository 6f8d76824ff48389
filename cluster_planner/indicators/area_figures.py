"""One figure of every region or 시군구, with what it stands on: parks counted, missing, held back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.areas import KEYS, Level, area_table
from cluster_planner.indicators.unsold import for_sale_thousand_m2

Basis = Literal["parks", "national", "designations", "plan"]
"""Where a figure comes from: the park table, statistics of national complexes, designations, a run."""


@dataclass(frozen=True)
class AreaIndicator:
    """What is measured. The id is a column of `area_table`, or one that is made here."""

    indicator_id: str
    basis: Basis
    additive: bool
    """Areas sum to the country."""


INDICATORS: Final = (
    AreaIndicator("parks", "parks", True),
    AreaIndicator("tenants", "parks", True),
    AreaIndicator("operating", "parks", True),
    AreaIndicator("operating_pct", "parks", False),
    AreaIndicator("utilization_pct", "national", False),
    AreaIndicator("sale_pct", "parks", False),
    AreaIndicator("aged_pct", "parks", False),
    AreaIndicator("designated", "designations", True),
    AreaIndicator("ax_demo", "designations", True),
    AreaIndicator("smart_green", "designations", True),
    AreaIndicator("crisis", "designations", True),
    AreaIndicator("jobs", "national", True),
    AreaIndicator("production_mkrw_quarter", "national", True),
    AreaIndicator("plan_mkrw", "plan", True),
)
INDICATOR_IDS: Final = tuple(one.indicator_id for one in INDICATORS)
PLAN: Final = "plan_mkrw"
_SOURCES: Final[Mapping[Basis, tuple[str, str]]] = {
    "parks": ("한국산업단지공단 전국산업단지현황통계", "complexes"),
    "national": ("한국산업단지공단 국가산업단지 산업동향", "national_stats"),
    "designations": ("지정 목록(전국산업단지현황통계 부록, 산업부 발표·보도)", "designations"),
    "plan": ("보고 있는 계획의 국비", ""),
}


@dataclass(frozen=True)
class AreaValue:
    """The figure of one area; `value` is None where no source gives one or no park stands."""

    value: float | None
    counted: int
    """Parks that the figure stands on."""
    missing: int
    """Parks of the area without this figure, those held back among them."""
    held_back: int
    """Parks whose figure the source holds back (비공개)."""

    @property
    def is_held_back(self) -> bool:
        """Whether there would be a figure if the source did not hold it back."""
        return self.value is None and self.held_back > 0

    @property
    def is_without_parks(self) -> bool:
        """Whether there is nothing to measure: no park stands in the area."""
        return self.value is None and self.counted == self.missing == 0


@dataclass(frozen=True)
class AreaFigures:
    """One indicator over all areas of a level, in the order of the table of areas."""

    indicator: AreaIndicator
    level: Level
    values: Mapping[str, AreaValue]
    source: str
    as_of: str
    """Latest day of the source; empty for a plan."""

    @property
    def known(self) -> dict[str, float]:
        """Area → value, where there is one."""
        return {i: v.value for i, v in self.values.items() if v.value is not None}


def indicator(indicator_id: str) -> AreaIndicator:
    """The indicator of an id. Raises KeyError for an unknown one."""
    return {one.indicator_id: one for one in INDICATORS}[indicator_id]


@lru_cache(maxsize=64)
def area_figures(snapshot: Snapshot, level: Level, indicator_id: str) -> AreaFigures:
    """The figures of an indicator of the data; for `plan_mkrw` see `plan_figures`.

    utilization_pct: 산단 가동률 of national complexes, weighted by capacity; sale_pct: 분양률 weighted by
    분양대상면적; aged_pct: share of parks that are 20 years old; designated: parks with any designation.
    Raises KeyError for an unknown indicator.
    """
    asked = indicator(indicator_id)
    table = _table(snapshot, level)
    values = {
        str(area): AreaValue(
            _number(row[indicator_id]) if row["counted"] or row["missing"] else None,
            int(row["counted"]),
            int(row["missing"]),
            int(row["held"]),
        )
        for area, row in _counted(table, asked).iterrows()
    }
    source, dated = _SOURCES[asked.basis]
    return AreaFigures(
        asked, level, MappingProxyType(values), source, str(snapshot.as_of.get(dated, ""))
    )


def plan_money(snapshot: Snapshot, level: Level, national_mkrw: Mapping[str, float]) -> AreaFigures:
    """National money of a plan by area, million won; `national_mkrw` is park → money."""
    areas = snapshot.parks.set_index("park_id")[KEYS[level]].astype("str")
    spent = pd.Series(dict(national_mkrw), dtype="float64")
    groups = spent.groupby(areas.reindex(spent.index).to_numpy())
    sums, parks = groups.sum(), groups.size()
    every = [str(area) for area in _table(snapshot, level).index]
    values = {
        area: AreaValue(float(sums.get(area, 0.0)), int(parks.get(area, 0)), 0, 0) for area in every
    }
    source = _SOURCES["plan"][0]
    return AreaFigures(indicator(PLAN), level, MappingProxyType(values), source, "")


@lru_cache(maxsize=4)
def _table(snapshot: Snapshot, level: Level) -> pd.DataFrame:
    table = area_table(snapshot, level)
    key = KEYS[level]
    area = snapshot.parks.set_index("park_id")[key].astype("str")
    held = snapshot.designations
    areas = held["park_id"].map(area)
    table["designated"] = held.groupby(areas)["park_id"].nunique().reindex(table.index).fillna(0)
    crisis = held[held["designation_id"] == "crisis"]
    table["crisis"] = crisis.groupby(areas)["park_id"].nunique().reindex(table.index).fillna(0)
    table["utilization_pct"] = _utilization(snapshot, area).reindex(table.index)
    table["with_sale"] = _with_sale(snapshot, area).reindex(table.index).fillna(0)
    return table


def _counted(table: pd.DataFrame, asked: AreaIndicator) -> pd.DataFrame:
    """The column with the parks that it stands on; what is not published is missing, not zero."""
    nothing = pd.Series(0, index=table.index)
    counted, held = table["parks"], nothing
    if asked.basis == "national":
        held = table["held_back"]
        counted = table["published"] - held
    elif asked.indicator_id == "sale_pct":
        counted = table["with_sale"]
    elif asked.indicator_id == "operating_pct":
        counted = table["parks"].where(table["tenants"] > 0, 0)
    columns = {"counted": counted, "missing": table["parks"] - counted, "held": held}
    return table[[asked.indicator_id]].assign(**columns)


def _utilization(snapshot: Snapshot, area: "pd.Series[str]") -> "pd.Series[float]":
    stats = snapshot.national_stats
    whole = stats[(stats["industry_id"] == "total") & (stats["size_id"] == "all")]
    rated = whole[whole["source_table"] == "표10 단지별 가동률"]
    wide = rated.pivot_table(index="national_id", columns="metric_id", values="value")
    wide = wide[["utilization_pct", "capacity_mkrw"]].dropna()
    parks = snapshot.national_complexes.set_index("national_id")["park_id"]
    published = parks[
        ~parks.isin(set(parks[~parks.index.isin(wide.index)]))
    ]  # a park in full, or not
    wide = wide[wide.index.isin(published.index)]
    where = pd.Series(wide.index, index=wide.index).map(parks).map(area)
    weighted = (wide["utilization_pct"] * wide["capacity_mkrw"]).groupby(where).sum()
    return weighted / wide["capacity_mkrw"].groupby(where).sum()


def _with_sale(snapshot: Snapshot, area: "pd.Series[str]") -> "pd.Series[float]":
    parks = snapshot.parks.set_index("park_id")
    known = parks["sale_rate_pct"].notna() & (for_sale_thousand_m2(snapshot) > 0)
    return known.astype("float64").groupby(area).sum()


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)

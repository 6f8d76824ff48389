"""Lookups behind all profiles, made once per snapshot: no table is searched per click."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.benefit.units import Unit, units_of
from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.places import distances_km
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.production import ProductionEstimate
from cluster_planner.indicators.specialization import manufacturing_jobs
from cluster_planner.indicators.unsold import for_sale_thousand_m2, unsold_thousand_m2
from cluster_planner.indicators.value_at_stake import production_estimate
from cluster_planner.present.words import PACKAGE_LABELS

type Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Book:
    """The tables of one snapshot as profiles look them up; never changed."""

    snapshot: Snapshot

    @cached_property
    def parks(self) -> dict[str, Row]:
        """Park id → its row."""
        return rows_by(self.snapshot["parks"], "park_id")

    @cached_property
    def region_ko(self) -> dict[str, str]:
        """Region id → name, 5극 and then 3특."""
        names = names_of(self.snapshot["regions"], "region_id", "name_ko")
        return {i: names[i] for i in (*REGION_LABELS, *names) if i in names}

    @cached_property
    def sido_ko(self) -> dict[str, str]:
        """시도 code → short name."""
        return names_of(self.snapshot["sido"], "sido_code", "short_name_ko")

    @cached_property
    def sigungu(self) -> dict[str, Row]:
        """시군구 code → its row, without the outline."""
        return rows_by(
            pd.DataFrame(self.snapshot["sigungu"].drop(columns="geometry")), "sigungu_code"
        )

    @cached_property
    def divisions(self) -> dict[str, str]:
        """Division id → name."""
        return names_of(self.snapshot["divisions"], "division_id", "name_ko")

    def place_of(self, park: Row) -> str:
        """시도 and 시군구 of a park, without saying the same name twice."""
        sido = self.sido_ko[park["sido_code"]]
        sigungu = self.sigungu.get(park["sigungu_code"], {}).get("name_ko", sido)
        return sido if sigungu == sido else f"{sido} {sigungu}"

    @cached_property
    def published(self) -> dict[str, pd.DataFrame]:
        """Statistical unit → its rows over all industries and sizes."""
        stats = self.snapshot["national_stats"]
        totals = stats[(stats["industry_id"] == "total") & (stats["size_id"] == "all")]
        return {str(key): rows for key, rows in totals.groupby("national_id")}

    @cached_property
    def by_industry(self) -> dict[str, pd.DataFrame]:
        """Statistical unit → its rows by industry, all sizes together."""
        stats = self.snapshot["national_stats"]
        split = stats[(stats["industry_id"] != "total") & (stats["size_id"] == "all")]
        return {str(key): rows for key, rows in split.groupby("national_id")}

    @cached_property
    def units_of_park(self) -> dict[str, tuple[str, ...]]:
        """Park id → the statistical units that publish for it; parks without any are left out."""
        pairs = {i: ids_in(park["national_id"]) for i, park in self.parks.items()}
        return {park_id: ids for park_id, ids in pairs.items() if ids}

    @cached_property
    def complexes_of_park(self) -> dict[str, tuple[str, ...]]:
        """Park id → the official complexes it stands on, each once."""
        complexes = names_of(self.snapshot["complexes"], "row_id", "complex_id")
        found: dict[str, dict[str, None]] = {}
        for row in records(self.snapshot["park_members"]):
            if row["member_table"] == "complexes":
                found.setdefault(row["park_id"], {})[complexes[row["member_id"]]] = None
        return {park_id: tuple(ids) for park_id, ids in found.items()}

    def parks_sharing(self, park_id: str) -> tuple[str, ...]:
        """Names of the other parks that stand on a complex of this one."""
        mine = set(self.complexes_of_park.get(park_id, ()))
        others = (i for i, ids in self.complexes_of_park.items() if mine & set(ids))
        return tuple(str(self.parks[i]["name_ko"]) for i in others if i != park_id)

    @cached_property
    def factory_counts(self) -> dict[str, pd.DataFrame]:
        """Complex id → its registered factories by industry; empty unless a list was brought in."""
        counts = self.snapshot["factory_counts"]
        return {str(key): rows for key, rows in counts.groupby("complex_id")}

    @cached_property
    def series(self) -> dict[tuple[str, str], pd.DataFrame]:
        """(Kind of place, place) → the latest figure of each series; empty unless one was fetched."""
        keys = ["place_kind", "place_id", "series_id"]
        latest = self.snapshot["series"].sort_values([*keys, "as_of"]).groupby(keys).tail(1)
        return {(str(k), str(i)): r for (k, i), r in latest.groupby(["place_kind", "place_id"])}

    @cached_property
    def production_fit(self) -> ProductionEstimate | None:
        """How production is estimated where no statistic is published; None on too few of those."""
        return production_estimate(self.snapshot)

    @cached_property
    def quotients(self) -> pd.DataFrame:
        """Location quotient of jobs: parks with statistics × manufacturing industries."""
        jobs = manufacturing_jobs(self.snapshot)
        here = jobs.div(jobs.sum(axis=1).replace(0, np.nan), axis=0)
        whole = float(jobs.sum().sum())
        everywhere: pd.Series[float] = jobs.sum() / (whole or np.nan)
        return here.div(everywhere, axis=1)

    @cached_property
    def model_units(self) -> dict[str, tuple[Unit, ...]]:
        """Park id → its divisions large enough to be converted, estimates allowed."""
        return units_of(self.snapshot, allow_estimates=True)

    @cached_property
    def designations(self) -> dict[str, list[Row]]:
        """Park id → its designations."""
        return grouped(self.snapshot["designations"], "park_id")

    @cached_property
    def engines(self) -> dict[str, list[Row]]:
        """Region id → its growth engines."""
        return grouped(self.snapshot["growth_engines"], "region_id")

    @cached_property
    def tiers(self) -> dict[str, Row]:
        """Tier of 지방투자촉진보조금 → its row."""
        return rows_by(self.snapshot["subsidy_tiers"], "tier_id")

    @cached_property
    def programmes(self) -> dict[str, Row]:
        """Programme id → its row."""
        return rows_by(self.snapshot["programmes"], "programme_id")

    @cached_property
    def packages(self) -> list[Row]:
        """Conversion packages in the order in which the words list them."""
        order = list(PACKAGE_LABELS)
        rows = records(self.snapshot["packages"])
        return sorted(rows, key=lambda row: order.index(row["package_id"]))

    @cached_property
    def envelope_programmes(self) -> dict[str, str]:
        """Budget envelope → ids of the programmes behind it, as a list cell."""
        return names_of(self.snapshot["envelopes"], "envelope_id", "programme_ids")

    @cached_property
    def unsold_thousand_m2(self) -> dict[str, float]:
        """Park id → unsold land; parks with a shared official row are left out."""
        known = unsold_thousand_m2(self.snapshot).dropna()
        return {str(park_id): float(land) for park_id, land in known.items()}

    @cached_property
    def before_sale(self) -> frozenset[str]:
        """Parks that offer no land yet: the 분양률 of 0 in their row says nothing."""
        offered = for_sale_thousand_m2(self.snapshot)
        return frozenset(str(park_id) for park_id in offered.index[offered == 0])

    @cached_property
    def partners(self) -> list[Row]:
        """Every partner whose place is known, in table order."""
        table = self.snapshot["partners"].dropna(subset=["lon", "lat"])
        return records(table)

    @cached_property
    def partner_km(self) -> dict[str, Any]:
        """Park id → kilometres to each of `partners`; NaN from a park without a place."""
        parks = self.snapshot["parks"]
        if not self.partners:
            return {park_id: np.empty(0) for park_id in parks["park_id"]}
        there = np.array([(p["lon"], p["lat"]) for p in self.partners], dtype=float)
        km = distances_km(parks[["lon", "lat"]].to_numpy(dtype=float), there)
        return dict(zip(parks["park_id"], km, strict=True))


def records(frame: pd.DataFrame) -> list[Row]:
    """Rows as plain dicts; every missing value is None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def rows_by(frame: pd.DataFrame, key: str) -> dict[str, Row]:
    """Key → its row as a plain dict."""
    return {str(row[key]): row for row in records(frame)}


def grouped(frame: pd.DataFrame, key: str) -> dict[str, list[Row]]:
    """Key → its rows as plain dicts, in table order."""
    found: dict[str, list[Row]] = {}
    for row in records(frame):
        found.setdefault(str(row[key]), []).append(row)
    return found


def names_of(frame: pd.DataFrame, key: str, column: str) -> dict[str, str]:
    """Key → name."""
    return dict(zip(frame[key].astype(str), frame[column].astype(str), strict=True))


def ids_in(cell: object) -> tuple[str, ...]:
    """Members of a list cell; none for a missing one."""
    return tuple(part for part in str(cell).split(";") if part) if cell else ()


def joined(cells: Any) -> str:
    """Different texts in their order, with commas."""
    return ", ".join(dict.fromkeys(str(c) for c in cells if c))

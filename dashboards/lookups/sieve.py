"""Which parks pass the filters, and how many each further choice would leave.

Every choice is one row of yes and no over all parks, made once per process; a filter is then a few
operations on rows of bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from cluster_planner.domain.name_search import NameSearch
from cluster_planner.indicators.engine_fit import engine_fit
from cluster_planner.indicators.production import MANUFACTURING, industry_cells
from cluster_planner.indicators.unsold import unsold_thousand_m2
from cluster_planner.indicators.value_at_stake import value_at_stake
from dashboards.lookups.choices import Filters

type Row = np.ndarray[Any, np.dtype[np.bool_]]

_COLUMNS: Final = {
    "region_ids": "region_id", "sido_codes": "sido_code", "sigungu_codes": "sigungu_code",
    "kind_ids": "kind_id", "status_ids": "status_id",
}  # fmt: skip
"""Filters that ask for the value of one column of parks."""


@dataclass(frozen=True)
class Sieve:
    """`tables` is the snapshot; rows stand in the order of its parks."""

    tables: Any
    search: NameSearch

    @cached_property
    def ids(self) -> np.ndarray[Any, Any]:
        """Park ids in table order."""
        return self.tables["parks"]["park_id"].to_numpy(dtype=object)

    @cached_property
    def choices(self) -> Mapping[str, Mapping[Any, Row]]:
        """Field of Filters → value → which parks have it."""
        parks = self.tables["parks"]
        found: dict[str, Mapping[Any, Row]] = {}
        for field, column in _COLUMNS.items():
            values = parks[column].to_numpy(dtype=object)
            found[field] = {str(v): values == v for v in pd.unique(parks[column])}
        held = self.tables["designations"]
        units = value_at_stake(self.tables)
        known = units[units["park_id"].isin(self._with_known_industry)]
        fits = known[engine_fit(self.tables, known) > 0]
        firms = industry_cells(self.tables, "operating").query("value > 0")
        firms = firms[firms["industry_id"].isin(MANUFACTURING)]
        with_statistics = np.isin(self.ids, self.tables["national_complexes"]["park_id"].to_list())
        return found | {
            "designation_ids": self._by(held, "designation_id"),
            "division_ids": self._by(units, "division_id"),
            "industry_ids": self._by(firms, "industry_id"),
            "only_core": {True: parks["is_core"].to_numpy(dtype=bool)},
            "only_aged": {True: (parks["aged_20y"] | parks["aged_priority"]).to_numpy(dtype=bool)},
            "only_engine_fit": {True: np.isin(self.ids, list(set(fits["park_id"])))},
            "only_unsold": {True: self._unsold.to_numpy() > 0},
            "statistics": {"with": with_statistics, "without": ~with_statistics},
        }

    @cached_property
    def _with_known_industry(self) -> set[str]:
        """Parks whose divisions rest on a statistic or a designation, not on the common guess."""
        tables = self.tables
        return {*tables["national_complexes"]["park_id"], *tables["park_divisions"]["park_id"]}

    @cached_property
    def _unsold(self) -> "pd.Series[float]":
        return unsold_thousand_m2(self.tables).reindex(self.ids).fillna(0.0)

    def _by(self, frame: pd.DataFrame, column: str) -> dict[Any, Row]:
        groups = frame.groupby(column)["park_id"]
        return {str(value): np.isin(self.ids, list(set(parks))) for value, parks in groups}

    def visible(self, filters: Filters) -> list[str]:
        """Ids of the parks that pass every filter, in table order."""
        return list(self.ids[self._all_of(self._asked(filters).values())])

    def counts(self, filters: Filters) -> dict[str, dict[Any, int]]:
        """Field → value → parks it would show under the other fields' present choices."""
        asked = self._asked(filters)
        counted = {}
        for field, rows in self.choices.items():
            others = self._all_of(row for name, row in asked.items() if name != field)
            counted[field] = {value: int(np.sum(row & others)) for value, row in rows.items()}
        return counted

    def _asked(self, filters: Filters) -> dict[str, Row]:
        """Field in use → which parks it lets through."""
        found: dict[str, Row] = {}
        for field, rows in self.choices.items():
            asked = getattr(filters, field)
            if asked:
                values = asked if isinstance(asked, tuple) else (asked,)
                found[field] = self._any_of(rows[v] for v in values if v in rows)
        if filters.query.strip():
            found["query"] = np.isin(self.ids, self.search.matches(filters.query))
        if filters.picked:
            found["picked"] = np.isin(self.ids, list(filters.picked))
        return found

    def _all_of(self, rows: Iterable[Row]) -> Row:
        return np.logical_and.reduce([np.ones(len(self.ids), dtype=bool), *rows])

    def _any_of(self, rows: Iterable[Row]) -> Row:
        return np.logical_or.reduce([np.zeros(len(self.ids), dtype=bool), *rows])

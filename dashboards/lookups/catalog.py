"""The parks of a snapshot as the page looks them up: by id, by filter and by any of their names.

Built once per process and shared by all sessions; never changed.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import pandas as pd

from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.name_search import NameSearch
from cluster_planner.domain.published import Published
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present import maps
from cluster_planner.present.layers import BaseShapes
from dashboards.lookups.choices import Filters
from dashboards.lookups.profiles import Profiles
from dashboards.lookups.sieve import Sieve


@dataclass(frozen=True)
class Catalog:
    """Lookups over one snapshot."""

    snapshot: Snapshot
    published: Published = field(default_factory=dict, compare=False)
    """National totals as their publisher printed them."""

    @cached_property
    def parks(self) -> pd.DataFrame:
        """Parks by id, in table order."""
        return self.snapshot["parks"].set_index("park_id", drop=False)

    @cached_property
    def shapes(self) -> BaseShapes:
        """Borders simplified for the screen; takes about a second."""
        return maps.base_shapes(self.snapshot.sido, self.snapshot.sigungu)

    @cached_property
    def region_ko(self) -> dict[str, str]:
        """Region id → name, in the order in which the country names them."""
        names = _names(self.snapshot["regions"], "region_id", "name_ko")
        return {i: names[i] for i in (*REGION_LABELS, *names) if i in names}

    @cached_property
    def envelope_ko(self) -> dict[str, str]:
        """Budget envelope of a scenario → name."""
        return _names(self.snapshot["envelopes"], "envelope_id", "name_ko")

    @cached_property
    def place_ko(self) -> pd.Series:
        """Park id → 시도 and 시군구, without saying the same name twice."""
        sido = _names(self.snapshot["sido"], "sido_code", "short_name_ko")
        sigungu = _names(self.snapshot["sigungu"], "sigungu_code", "name_ko")
        parks = self.parks
        pairs = zip(parks["sido_code"].map(sido), parks["sigungu_code"].map(sigungu), strict=True)
        return pd.Series([_place(*pair) for pair in pairs], index=parks.index, dtype="str")

    @cached_property
    def search(self) -> NameSearch:
        """Finds parks by what is typed."""
        return NameSearch(self.snapshot["parks"])

    @cached_property
    def sieve(self) -> Sieve:
        """Filters and the counts beside their choices."""
        return Sieve(self.snapshot, self.search)

    @cached_property
    def profiles(self) -> Profiles:
        """Facts of parks and areas."""
        return Profiles(self.snapshot, self.published)

    def park(self, park_id: str) -> "pd.Series[Any]":
        """One park's row. Raises KeyError for an unknown one."""
        return cast("pd.Series[Any]", self.parks.loc[park_id])

    def name_ko(self, park_id: str) -> str:
        """The planner's name of a park."""
        return str(self.parks.at[park_id, "name_ko"])

    def visible(self, filters: Filters) -> list[str]:
        """Ids of the parks that pass every filter, in table order."""
        return self.sieve.visible(filters)

    def best_match(self, query: str) -> str | None:
        """The park a typed name most likely means: an equal name first, then more tenants."""
        found = self.search.ranked(query)
        return found[0] if found and query.strip() else None


def _names(frame: pd.DataFrame, key: str, column: str) -> dict[str, str]:
    return dict(zip(frame[key].astype("str"), frame[column].astype("str"), strict=True))


def _place(sido: object, sigungu: object) -> str:
    if not isinstance(sigungu, str) or sigungu == sido:
        return str(sido)
    return f"{sido} {sigungu}"

"""The parks of a snapshot as the page looks them up: by id, by filter and by any of their names.

Built once per process and shared by all sessions; never changed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import pandas as pd

from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.production import ProductionEstimate
from cluster_planner.indicators.value_at_stake import production_estimate
from cluster_planner.present import maps
from cluster_planner.present.layers import BaseShapes
from cluster_planner.present.words import KIND_SHORT_LABELS

_SPACES = re.compile(r"[\s·․ㆍ・_-]+")


@dataclass(frozen=True)
class Catalog:
    """Lookups over one snapshot."""

    snapshot: Snapshot

    @cached_property
    def parks(self) -> pd.DataFrame:
        """Parks by id, in table order."""
        return self.snapshot["parks"].set_index("park_id", drop=False)

    @cached_property
    def production_fit(self) -> ProductionEstimate:
        """How production is estimated where no statistic is published."""
        return production_estimate(self.snapshot)

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
    def _names_of_park(self) -> pd.Series:
        parks = self.parks
        text = parks["name_ko"].astype("str")
        for column in ("official_name_ko", "aliases"):
            text = text + ";" + parks[column].fillna("").astype("str")
        return text.map(folded)

    @cached_property
    def table(self) -> pd.DataFrame:
        """What the list shows of each park."""
        parks = self.parks
        return pd.DataFrame(
            {
                "park_id": parks["park_id"],
                "name_ko": parks["name_ko"],
                "kind_ko": parks["kind_id"].map(KIND_SHORT_LABELS),
                "place_ko": self.place_ko,
                "core_ko": parks["is_core"].map({True: "거점", False: ""}),
                "tenants": parks["tenants"].astype("Float64"),
                "operating": parks["operating"].astype("Float64"),
            },
            index=parks.index,
        )

    def park(self, park_id: str) -> "pd.Series[Any]":
        """One park's row. Raises KeyError for an unknown one."""
        return cast("pd.Series[Any]", self.parks.loc[park_id])

    def name_ko(self, park_id: str) -> str:
        """The planner's name of a park."""
        return str(self.parks.at[park_id, "name_ko"])

    def visible(
        self,
        region_ids: Collection[str] = (),
        kind_ids: Collection[str] = (),
        only_core: bool = False,
        query: str = "",
    ) -> list[str]:
        """Ids of the parks that pass every filter, in table order. Empty collections pass all."""
        parks = self.parks
        keep = pd.Series(True, index=parks.index)
        if region_ids:
            keep &= parks["region_id"].isin(list(region_ids))
        if kind_ids:
            keep &= parks["kind_id"].isin(list(kind_ids))
        if only_core:
            keep &= parks["is_core"].astype(bool)
        if wanted := folded(query):
            keep &= self._names_of_park.str.contains(wanted, regex=False)
        return list(parks.index[keep])

    def best_match(self, query: str) -> str | None:
        """The park a typed name most likely means: an equal name first, then more tenants."""
        found = self.visible(query=query)
        if not found:
            return None
        wanted = folded(query)
        names = self.parks.loc[found, "name_ko"].map(folded)
        tenants = self.parks.loc[found, "tenants"].astype("Float64").fillna(0)
        order = pd.DataFrame({"equal": names == wanted, "tenants": tenants})
        ranked = order.sort_values(["equal", "tenants"], ascending=False, kind="stable")
        return str(ranked.index[0])


def folded(text: str) -> str:
    """A name without case, spaces, middle dots and hyphens: 울산·미포 and 울산 미포 are one.

    >>> folded("울산·미포"), folded("MTV 시화")
    ('울산미포', 'mtv시화')
    """
    return _SPACES.sub("", text).casefold()


def _names(frame: pd.DataFrame, key: str, column: str) -> dict[str, str]:
    return dict(zip(frame[key].astype("str"), frame[column].astype("str"), strict=True))


def _place(sido: object, sigungu: object) -> str:
    if not isinstance(sigungu, str) or sigungu == sido:
        return str(sido)
    return f"{sido} {sigungu}"

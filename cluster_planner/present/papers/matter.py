"""What every section is made from: the run, its data, and the runs to hold it against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from cluster_planner.domain.plan import Plan, Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.reasons import Loss
from cluster_planner.present import rows
from cluster_planner.present.words import MISSING, day


@dataclass(frozen=True, eq=False)
class Matter:
    """A run with a plan on its own snapshot; frames are made once, by the functions of the screen."""

    run: Run
    snapshot: Snapshot
    sources_text: str = ""
    """Text of data/SOURCES.md, from which the terms of use are quoted."""
    others: tuple[Run, ...] = field(default=())
    """Runs on the same snapshot to compare with."""
    why: Mapping[str, Loss] | None = None
    """Park → what the optimum loses with it forced in; None where nobody asked."""

    @property
    def plan(self) -> Plan:
        """The plan. Raises ValueError for a run without one."""
        if self.run.plan is None:
            raise ValueError("a run without a plan has no paper")
        return self.run.plan

    @property
    def origin(self) -> str:
        """Which run the figures are from."""
        return f"계획 {self.run.scenario.name}, 실행번호 {self.run.run_id}"

    @cached_property
    def as_of(self) -> str:
        """The day of the official statistic that the plan stands on."""
        known = self.snapshot.complexes["as_of"].dropna().astype("str").mode()
        return f"산업단지 통계 {day(known.iloc[0]) if len(known) else MISSING}"

    def dated(self, table: str) -> str:
        """The date of a data table."""
        return day(self.snapshot.as_of.get(table, MISSING))

    @cached_property
    def parks(self) -> pd.DataFrame:
        """See `rows.park_rows`, in the order of the regions, the dearest first."""
        order = list(rows.region_rows(self.run, self.snapshot)["region_id"])
        frame = rows.park_rows(self.run, self.snapshot)
        place = frame["region_id"].map(order.index)
        return (
            frame.assign(place=place)
            .sort_values(["place", "national_mkrw", "park_id"], ascending=[True, False, True])
            .drop(columns="place")
        )

    @cached_property
    def regions(self) -> pd.DataFrame:
        """See `rows.region_rows`."""
        return rows.region_rows(self.run, self.snapshot)


def whole(number: float) -> str:
    """A whole number with separators; the unit stands above the table.

    >>> whole(1234567.4), whole(-3)
    ('1,234,567', '-3')
    """
    return f"{number:,.0f}"

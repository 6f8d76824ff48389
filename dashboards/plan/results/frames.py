"""Everything that the views read of one run, computed once when it is first needed."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import Plan, Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present import rows
from cluster_planner.present.partner_links import PartnerLinks, partner_links
from cluster_planner.present.timeline import Timeline, timeline


@dataclass(frozen=True, eq=False)
class RunFrames:
    """A run with a plan, and the frames of `present.rows` of it."""

    run: Run
    snapshot: Snapshot

    @property
    def plan(self) -> Plan:
        """The plan. Raises ValueError for a run without one."""
        if self.run.plan is None:
            raise ValueError("a run without a plan has no frames")
        return self.run.plan

    @cached_property
    def awards(self) -> pd.DataFrame:
        """See `rows.award_rows`."""
        return rows.award_rows(self.run, self.snapshot)

    @cached_property
    def parks(self) -> pd.DataFrame:
        """See `rows.park_rows`."""
        return rows.park_rows(self.run, self.snapshot)

    @cached_property
    def points(self) -> pd.DataFrame:
        """What the map needs of each awarded park, without the frames: a run recolours at once."""
        money: dict[str, Counter[str]] = {}
        for award in self.plan.awards:
            money.setdefault(award.park_id, Counter())[award.package_id] += award.national_mkrw
        parks = self.snapshot["parks"].set_index("park_id")[["name_ko", "region_id", "lon", "lat"]]
        rows = [
            {
                "park_id": park_id,
                "national_mkrw": packages.total(),
                "package_ids": ";".join(sorted(packages, key=lambda p: (-packages[p], p))),
            }
            for park_id, packages in sorted(money.items())
        ]
        frame = pd.DataFrame(rows, columns=["park_id", "national_mkrw", "package_ids"])
        return frame.join(parks, on="park_id", validate="one_to_one")

    @cached_property
    def regions(self) -> pd.DataFrame:
        """See `rows.region_rows`."""
        return rows.region_rows(self.run, self.snapshot)

    @cached_property
    def assignments(self) -> pd.DataFrame:
        """See `rows.assignment_rows`."""
        return rows.assignment_rows(self.run, self.snapshot)

    @cached_property
    def timeline(self) -> Timeline:
        """See `present.timeline`."""
        return timeline(self.run, self.snapshot)

    @cached_property
    def links(self) -> PartnerLinks:
        """See `present.partner_links`."""
        return partner_links(self.run, self.snapshot)

    @cached_property
    def problem(self) -> Problem:
        """The problem that was solved, for reasons that need no solver."""
        return problem_of(self.snapshot, self.run.scenario)

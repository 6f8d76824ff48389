"""Profiles as the screen asks for them: every lookup is made once per process."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from cluster_planner.domain.plan import Run
from cluster_planner.domain.published import Published
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.areas import Level
from cluster_planner.present.profile.area import area_profile
from cluster_planner.present.profile.area_sums import Areas
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.country import country_profile
from cluster_planner.present.profile.fact import Profile
from cluster_planner.present.profile.outcome import PlanBook
from cluster_planner.present.profile.park import park_profile
from cluster_planner.present.profile.surroundings import Likeness

_MOST_RUNS = 8
"""Runs whose lookups are kept: those that people have open, not all that were ever made."""


@dataclass(frozen=True)
class Profiles:
    """Makes profiles of parks and areas; shared by all sessions."""

    snapshot: Snapshot
    published: Published = field(default_factory=dict, compare=False)
    """National totals as printed."""
    _plans: dict[str, PlanBook] = field(default_factory=dict)

    @cached_property
    def book(self) -> Book:
        """Lookups over the tables."""
        return Book(self.snapshot)

    @cached_property
    def likeness(self) -> Likeness:
        """Distances between parks."""
        return Likeness(self.book)

    @cached_property
    def areas(self) -> Areas:
        """Areas added up."""
        return Areas(self.book)

    def warm(self) -> None:
        """Make every lookup now, so that the first click need not."""
        first = next(iter(self.book.parks))
        self.of_park(first, None)
        self.of_area("region", next(iter(self.book.region_ko)), None)
        _ = (self.book.production_fit, self.book.quotients, self.book.model_units)

    def of_park(self, park_id: str, run: Run | None) -> Profile:
        """Raises KeyError for an unknown park."""
        return park_profile(self.book, self.likeness, park_id, self.plan(run))

    def of_area(self, level: Level, area_id: str, run: Run | None) -> Profile:
        """Raises KeyError for an unknown area."""
        return area_profile(self.areas, level, area_id, self.plan(run))

    def of_parks(self, park_ids: Collection[str]) -> Profile:
        """What a choice of parks comes to."""
        return country_profile(self.book, park_ids, self.published)

    def has_area(self, level: str, area_id: str) -> bool:
        """Whether there is such a region or 시군구."""
        known = {"region": set(self.book.region_ko), "sigungu": set(self.book.sigungu)}
        return area_id in known.get(level, set())

    def plan(self, run: Run | None) -> PlanBook | None:
        """Lookups over a run of this snapshot; None without one."""
        if run is None or run.snapshot_digest != self.snapshot.digest:
            return None
        known = self._plans.get(run.run_id)
        if known is None:
            known = self._plans[run.run_id] = PlanBook(run, self.snapshot)
            for oldest in list(self._plans)[:-_MOST_RUNS]:
                self._plans.pop(oldest, None)
        return known

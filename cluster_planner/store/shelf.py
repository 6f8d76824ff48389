"""Everything that outlives a process, in one hand."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cluster_planner.store.archives import Archives
from cluster_planner.store.database.connection import Database, open_database
from cluster_planner.store.drafts import Drafts
from cluster_planner.store.jobs import Jobs
from cluster_planner.store.runs import Runs
from cluster_planner.store.scenarios import Scenarios
from cluster_planner.store.sweeps import Sweeps


@dataclass(frozen=True)
class Shelf:
    """What is kept in the database of a user's folder, or of the office.

    The database is opened when first used; each part raises StoreError when it cannot be reached.
    """

    home: Path

    @cached_property
    def database(self) -> Database:
        """Where it is kept."""
        return open_database(self.home)

    @property
    def scenarios(self) -> Scenarios:
        """Saved scenarios with their versions."""
        return Scenarios(self.database)

    @property
    def runs(self) -> Runs:
        """Runs by their digest."""
        return Runs(self.database)

    @property
    def sweeps(self) -> Sweeps:
        """Alternatives, ladders and other answers of many solves."""
        return Sweeps(self.database)

    @property
    def archives(self) -> Archives:
        """Data snapshots as they were kept."""
        return Archives(self.database)

    @property
    def jobs(self) -> Jobs:
        """Computations under way, ended and broken off."""
        return Jobs(self.database)

    @property
    def drafts(self) -> Drafts:
        """Scenarios on screens that nobody saved yet."""
        return Drafts(self.database)

    def tidy(self) -> None:
        """Let old drafts and notes on jobs go. Raises StoreError."""
        self.drafts.tidy()
        self.jobs.tidy()

"""What the page 자료 shows, made once per process."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.data_catalogue import DataTable, Tie, data_catalogue, ties
from cluster_planner.present.data_issues import Issue
from cluster_planner.sources.about import About, read_about
from cluster_planner.sources.published import read_published
from cluster_planner.sources.tieout import tie_out


@dataclass(frozen=True)
class Known:
    """Tables, their weaknesses and the sums that were tied to published ones."""

    tables: tuple[DataTable, ...]
    ties: tuple[Tie, ...]
    about: About

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every weakness, in the order of the tables."""
        return tuple(issue for table in self.tables for issue in table.issues)

    def table(self, name: str) -> DataTable:
        """One table. Raises KeyError for an unknown name."""
        found = next((table for table in self.tables if table.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@lru_cache(maxsize=2)
def known(snapshot: Snapshot, folder: Path | None) -> Known:
    """Everything about the data of a folder; takes about half a second once."""
    about = read_about(folder)
    figures = tie_out(snapshot).as_dict()
    return Known(
        data_catalogue(snapshot, about.files), ties(figures, read_published(folder)), about
    )

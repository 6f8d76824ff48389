"""What the page compares: the chosen runs of the shelf, each against the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cluster_planner.cli.compare_data import KnownData, data_of
from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding
from cluster_planner.explain.differences import Difference, difference
from cluster_planner.present.difference_rows import LETTERS
from cluster_planner.present.difference_words import DifferenceWords
from dashboards.lookups.kept import kept_run
from dashboards.state.desk import Desk

MOST: Final = len(LETTERS)


@dataclass(frozen=True)
class Comparison:
    """Runs in the order chosen, with the one that is looked at closely beside the first."""

    runs: tuple[Run, ...]
    differences: tuple[Difference, ...]
    """Of each later run against the first."""
    near: int
    """Place of the difference that map and lists show."""
    words: DifferenceWords
    """Names by the open data, and by those of the runs for what these do not know."""
    known: KnownData
    """The data of the runs, as far as they are here."""
    missing: tuple[Finding, ...] = ()
    """Runs that were asked for and are not there, and data of runs that are not."""

    @property
    def pair(self) -> Difference | None:
        """The difference that map and lists show; None for fewer than two runs."""
        return self.differences[self.near] if self.differences else None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """A letter and the name of each run's scenario."""
        return tuple(
            f"{letter} {run.scenario.name}" for letter, run in zip(LETTERS, self.runs, strict=False)
        )

    @property
    def near_letter(self) -> str:
        """Letter of the run that is looked at closely."""
        return LETTERS[self.near + 1]


def comparison(desk: Desk, run_ids: Sequence[str], against: str) -> Comparison:
    """The comparison of runs by their ids; those that are not there become findings."""
    shelf, snapshot = desk.shelf, desk.catalog.snapshot
    asked = list(dict.fromkeys(run_ids))
    looked = {run_id: kept_run(shelf, run_id, "다른 실행을 고르세요") for run_id in asked[:MOST]}
    found = {run_id: run for run_id, (run, _) in looked.items() if run is not None}
    missing = [finding for _, findings in looked.values() for finding in findings]
    missing += [
        Finding(f"실행 {run_id}", f"{MOST}개까지만 견줍니다", "고른 실행을 줄이세요")
        for run_id in asked[MOST:]
    ]
    runs = tuple(found.values())
    known = data_of(runs, desk.house.home, snapshot, desk.data_folder)
    differences = tuple(difference(runs[0], run, snapshot, known.snapshots) for run in runs[1:])
    others = [run.run_id for run in runs[1:]]
    near = others.index(against) if against in others else 0
    theirs = (one for digest, one in known.snapshots.items() if digest != snapshot.digest)
    words = DifferenceWords(snapshot, *theirs)
    return Comparison(runs, differences, near, words, known, (*missing, *known.missing))

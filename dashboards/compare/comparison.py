"""What the page compares: the chosen runs of the shelf, each against the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.explain.differences import Difference, difference
from cluster_planner.store.shelf import Shelf

LETTERS: Final = "ABCD"
MOST: Final = len(LETTERS)


@dataclass(frozen=True)
class Comparison:
    """Runs in the order chosen, with the one that is looked at closely beside the first."""

    runs: tuple[Run, ...]
    differences: tuple[Difference, ...]
    """Of each later run against the first."""
    near: int
    """Place of the difference that map and lists show."""
    missing: tuple[Finding, ...] = ()
    """Runs that were asked for and are not there."""

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


def comparison(
    shelf: Shelf, snapshot: Snapshot, run_ids: Sequence[str], against: str
) -> Comparison:
    """The comparison of runs by their ids; those that are not there become findings."""
    asked = list(dict.fromkeys(run_ids))
    found = {run_id: run for run_id in asked[:MOST] if (run := shelf.runs.get(run_id)) is not None}
    missing = [
        Finding(f"실행 {run_id}", "이 컴퓨터에 남아 있지 않습니다", "다른 실행을 고르세요")
        for run_id in asked[:MOST]
        if run_id not in found
    ]
    missing += [
        Finding(f"실행 {run_id}", f"{MOST}개까지만 견줍니다", "고른 실행을 줄이세요")
        for run_id in asked[MOST:]
    ]
    runs = tuple(found.values())
    differences = tuple(difference(runs[0], run, snapshot) for run in runs[1:])
    others = [run.run_id for run in runs[1:]]
    near = others.index(against) if against in others else 0
    return Comparison(runs, differences, near, tuple(missing))

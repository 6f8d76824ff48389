"""The candidates of a problem as rows (one per segment) and single units, for vectorised pricing."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cluster_planner.domain.problem import Candidate, Problem

type Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Hanging:
    """Units of a package that follows another, each with the leading unit on which it hangs."""

    package_id: str
    lag: int
    row: Numbers
    leader: Numbers
    """Positions among the leading units."""


class Rows:
    """Index arrays of one problem."""

    def __init__(self, problem: Problem) -> None:
        """Raises ValueError where a follower leads in turn, which no table asks for."""
        self.park_ids = tuple(sorted({c.park_id for c in problem.candidates}))
        self._number = {park: i for i, park in enumerate(self.park_ids)}
        rows = [(c, segment.size) for c in problem.candidates for segment in c.segments]
        self.park = _numbers(self._number[c.park_id] for c, _ in rows)
        self.size = _numbers(size for _, size in rows)
        of_package: dict[str, list[int]] = defaultdict(list)
        for i, (candidate, _) in enumerate(rows):
            of_package[candidate.package_id].append(i)
        self._of = {package: _numbers(found) for package, found in of_package.items()}
        packages = problem.packages
        self.leaders = tuple(sorted({p.follows for p in packages.values() if p.follows}))
        if any(packages[leader].follows for leader in self.leaders if leader in packages):
            raise ValueError("a package that follows another cannot lead a third")
        self.alone = {
            package_id: found
            for package_id, found in self._of.items()
            if not packages[package_id].once_per_park
            and not packages[package_id].follows
            and package_id not in self.leaders
        }
        units = _units(problem.candidates)
        leading = [
            (candidate, row)
            for candidate, mine in units.items()
            if candidate.package_id in self.leaders
            for row in mine
        ]
        self.leading = _numbers(row for _, row in leading)
        self.package_of_leading = np.array([c.package_id for c, _ in leading], dtype=object)
        self.in_order = _in_order([candidate for candidate, _ in leading])
        """Leading candidates × their units, best first: positions among the leading units; the
        number of leading units where a candidate has no more."""
        self.hanging = tuple(_hanging(problem, units, leading))

    def of(self, package_id: str) -> Numbers:
        """Rows of a package."""
        return self._of.get(package_id, _numbers(()))

    def committed_starts(self, problem: Problem, packages: Sequence[str]) -> dict[str, Numbers]:
        """Package → per park the year number since which it stands; a large one for never."""
        starts = {p: np.full(len(self.park_ids), 10 * len(problem.years)) for p in packages}
        for (park, package), year in problem.committed.items():
            if park in self._number and package in starts:
                starts[package][self._number[park]] = year - problem.years[0]
        return starts


def _numbers(values: Any) -> Numbers:
    return np.fromiter(values, np.int64)


def _units(candidates: Sequence[Candidate]) -> dict[Candidate, list[int]]:
    """Candidate → the row of each of its units, best first."""
    units, row = {}, 0
    for candidate in candidates:
        units[candidate] = [
            row + i for i, segment in enumerate(candidate.segments) for _ in range(segment.size)
        ]
        row += len(candidate.segments)
    return units


def _in_order(leading: list[Candidate]) -> Numbers:
    positions: dict[Candidate, list[int]] = defaultdict(list)
    for position, candidate in enumerate(leading):
        positions[candidate].append(position)
    most = max((len(mine) for mine in positions.values()), default=0)
    table = np.full((len(positions), most), len(leading), np.int64)
    for i, mine in enumerate(positions.values()):
        table[i, : len(mine)] = mine
    return table


def _hanging(
    problem: Problem,
    units: dict[Candidate, list[int]],
    leading: list[tuple[Candidate, int]],
) -> Iterator[Hanging]:
    first: dict[tuple[str, str | None, str], int] = {}
    for position, (leader, _) in enumerate(leading):
        first.setdefault((leader.park_id, leader.division_id, leader.package_id), position)
    count = {(c.park_id, c.division_id, c.package_id): len(mine) for c, mine in units.items()}
    for package in problem.packages.values():
        if package.follows is None:
            continue
        row, leader_of = [], []
        for candidate, mine in units.items():
            lead = (candidate.park_id, candidate.division_id, package.follows)
            if candidate.package_id != package.package_id or lead not in first:
                continue
            for k, unit in enumerate(mine, 1):
                on = math.ceil(k / package.follows_ratio - 1e-9)
                if on <= count[lead]:
                    row.append(unit)
                    leader_of.append(first[lead] + on - 1)
        yield Hanging(package.package_id, package.lag_years, _numbers(row), _numbers(leader_of))

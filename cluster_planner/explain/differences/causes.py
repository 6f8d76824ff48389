"""Why the two plans treat a park differently, as far as the scenarios say it themselves.

Nothing is guessed: a cause is either certain (the park may not, or must, be in one of the plans) or
a changed input that touches the very park, its region or the money of its packages. A park that
neither explains has no cause here: it moved because all else did, or within the gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from cluster_planner.benefit.candidates import eligible_parks
from cluster_planner.benefit.units import units_of
from cluster_planner.domain.data_changes import DataChange, DataChanges
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences.inputs import InputChange
from cluster_planner.explain.differences.parks import ParkChange

CauseKind = Literal[
    "excluded", "not_core", "not_published", "only_estimated", "locked", "committed",
    "region_rule", "programme_budget", "data",
]  # fmt: skip

_BY_PACKAGE: Final = frozenset({"effects", "packages"})
"""Tables whose rows are each about one package."""


@dataclass(frozen=True)
class Cause:
    """One cause of a park's difference."""

    kind: CauseKind
    certain: bool
    """Whether it decides the matter alone. Otherwise it touches the park and may be the cause."""
    side: Literal["before", "after", "both"]
    """The run in which it holds: an excluded park is excluded there. both: it was changed."""
    changes: tuple[InputChange, ...] = ()
    rows: tuple[DataChange, ...] = ()
    """Rows of the data that are about the park or its packages; for `data` only."""


@dataclass(frozen=True)
class Admission:
    """Whom a scenario lets in. The data are looked at once, however many parks are asked for."""

    scenario: Scenario
    snapshot: Snapshot | None
    """The data of the run; None when they are not here: then only the scenario's words count."""

    @cached_property
    def _eligible(self) -> frozenset[str]:
        assert self.snapshot is not None
        return frozenset(eligible_parks(self.snapshot, self.scenario))

    @cached_property
    def _measured(self) -> frozenset[str]:
        assert self.snapshot is not None
        return frozenset(units_of(self.snapshot, allow_estimates=False))

    def obstacles(self, park_id: str) -> Iterator[CauseKind]:
        """What keeps a park out that has something to gain."""
        parks = self.scenario.parks
        if park_id in parks.exclude:
            yield "excluded"
        elif self.snapshot is not None and park_id not in self._eligible:
            yield "not_core" if parks.scope == "core" else "not_published"
        if not self.scenario.allow_estimates and self.snapshot is not None:
            locked = any(lock.park_id == park_id for lock in self.scenario.locks)
            if park_id not in self._measured and not locked:
                yield "only_estimated"


def causes_of(
    change: ParkChange,
    region_id: str | None,
    admissions: tuple[Admission, Admission],
    inputs: Sequence[InputChange],
    data: DataChanges | None = None,
    *,
    same_data: bool = True,
) -> tuple[Cause, ...]:
    """All causes of one park's difference, certain ones first.

    `data` says how other data differ; None where they are not both here.
    """
    found = [*_admission(change, admissions), *_decided(change, inputs)]
    found += _touching(change, region_id, inputs)
    if not same_data:
        found.append(Cause("data", certain=False, side="both", rows=tuple(_rows(change, data))))
    return tuple(sorted(found, key=lambda cause: not cause.certain))


def _admission(change: ParkChange, admissions: tuple[Admission, Admission]) -> Iterator[Cause]:
    """Why the park could not be chosen in the run that has nothing for it."""
    side: Literal["before", "after"]
    match change.standing:
        case "entered":
            side, without, others = "before", *admissions
        case "left":
            side, others, without = "after", *admissions
        case _:
            return
    elsewhere = set(others.obstacles(change.park_id))
    for kind in without.obstacles(change.park_id):
        if kind not in elsewhere:  # what did not stop the other run is not the difference
            yield Cause(kind, certain=True, side=side)


def _decided(change: ParkChange, inputs: Sequence[InputChange]) -> Iterator[Cause]:
    for path, kind in (("locks", "locked"), ("committed", "committed")):
        mine = tuple(
            i for i in inputs if i.group == path and i.subject and i.subject[0] == change.park_id
        )
        if not mine:
            continue
        side = _side(mine)
        came = (change.standing, side) in (("entered", "after"), ("left", "before"))
        # A lock forces a park in; the park of a lock that was lifted may stay of its own worth.
        certain = kind == "locked" and came and change.standing == "entered"
        yield Cause("locked" if kind == "locked" else "committed", certain, side, mine)


def _side(changes: Sequence[InputChange]) -> Literal["before", "after", "both"]:
    if all(change.before is None for change in changes):
        return "after"
    return "before" if all(change.after is None for change in changes) else "both"


def _touching(
    change: ParkChange, region_id: str | None, inputs: Sequence[InputChange]
) -> Iterator[Cause]:
    rules = tuple(i for i in inputs if i.group == "regions" and i.subject == (region_id,))
    if rules:
        yield Cause("region_rule", certain=False, side="both", changes=rules)
    paid = change.programme_ids
    money = tuple(i for i in inputs if i.path == "programmes" and i.subject[0] in paid)
    if money:
        yield Cause("programme_budget", certain=False, side="both", changes=money)


def _rows(change: ParkChange, data: DataChanges | None) -> Iterator[DataChange]:
    packages = {package.package_id for package in change.packages}
    for row in data.changes if data is not None else ():
        first = row.row_id.partition("·")[0]
        if first == change.park_id or (row.table in _BY_PACKAGE and first in packages):
            yield row

"""Two runs side by side, in full."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.data_changes import DataChanges
from cluster_planner.domain.plan import Award, Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.data_changes import data_changes
from cluster_planner.explain.differences.causes import Admission, Cause, causes_of
from cluster_planner.explain.differences.inputs import InputChange, changed_inputs
from cluster_planner.explain.differences.money import (
    Moved,
    by_park,
    by_programme,
    by_programme_year,
    by_year,
    moved,
)
from cluster_planner.explain.differences.parks import ParkChange, park_changes
from cluster_planner.explain.differences.partners import PartnerChange, partner_changes
from cluster_planner.explain.differences.verdict import Verdict, verdict

ELSEWHERE: Final = ""
"""Region of a park that the snapshot does not know."""

type Snapshots = Mapping[str, Snapshot]
"""Digest → the data of that digest, as far as they are here."""
NO_SNAPSHOTS: Final[Snapshots] = MappingProxyType({})


@dataclass(frozen=True)
class ParkDifference:
    """A park that differs, and its causes; none when the inputs do not say any."""

    change: ParkChange
    region_id: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Difference:
    """Everything in which the second run differs from the first.

    Parks, partners and money are empty when either run has no plan: see `has_plans`.
    """

    base: Run
    other: Run
    inputs: tuple[InputChange, ...]
    data: DataChanges | None
    """How the tables differ; None when they are the same or not both here (`same_data`)."""
    verdict: Verdict
    parks: tuple[ParkDifference, ...]
    partners: tuple[PartnerChange, ...]
    by_park: tuple[Moved[str], ...]
    by_region: tuple[Moved[str], ...]
    by_programme: tuple[Moved[str], ...]
    by_year: tuple[Moved[int], ...]
    by_programme_year: tuple[Moved[tuple[str, int]], ...]

    @property
    def has_plans(self) -> bool:
        """Whether both runs have a plan; otherwise nothing can be said of what moved."""
        return self.base.plan is not None and self.other.plan is not None

    @property
    def same_data(self) -> bool:
        """Whether both were made of the same tables."""
        return self.base.snapshot_digest == self.other.snapshot_digest

    @property
    def same_program(self) -> bool:
        """Whether the same version of the program made both."""
        return self.base.program_version == self.other.program_version

    @cached_property
    def gained_mkrw(self) -> int:
        """National money that parks get more, summed over the parks that get more."""
        return sum(max(0, park.change_mkrw) for park in self.by_park)

    @cached_property
    def lost_mkrw(self) -> int:
        """National money that parks get less, summed over the parks that get less; not below 0."""
        return sum(max(0, -park.change_mkrw) for park in self.by_park)

    @property
    def moved_mkrw(self) -> int:
        """National money that went from one park to another; the rest of what parks gained or lost
        was added to or taken from the whole."""
        return min(self.gained_mkrw, self.lost_mkrw)

    def entered(self) -> tuple[ParkDifference, ...]:
        """Parks of the second plan that the first does not have."""
        return tuple(park for park in self.parks if park.change.standing == "entered")

    def left(self) -> tuple[ParkDifference, ...]:
        """Parks of the first plan that the second does not have."""
        return tuple(park for park in self.parks if park.change.standing == "left")


def difference(
    base: Run, other: Run, snapshot: Snapshot, snapshots: Snapshots = NO_SNAPSHOTS
) -> Difference:
    """Compare two runs. A run's regions, and causes that need data, come from its own data where
    these are here; `snapshot` names the regions of other runs."""
    known = {snapshot.digest: snapshot, **snapshots}
    sides = known.get(base.snapshot_digest), known.get(other.snapshot_digest)
    homes = tuple(_homes(side or snapshot) for side in sides)
    inputs = changed_inputs(base.scenario, other.scenario)
    same = base.snapshot_digest == other.snapshot_digest
    data = data_changes(sides[0], sides[1]) if sides[0] and sides[1] and not same else None
    admissions = Admission(base.scenario, sides[0]), Admission(other.scenario, sides[1])
    parks = []
    for change in park_changes(base, other):
        region = homes[change.standing != "left"].get(change.park_id)
        causes = causes_of(change, region, admissions, inputs, data, same_data=same)
        parks.append(ParkDifference(change, region or ELSEWHERE, causes))
    return Difference(
        base=base,
        other=other,
        inputs=inputs,
        data=data,
        verdict=verdict(base, other),
        parks=tuple(parks),
        partners=partner_changes(base, other),
        by_park=moved(base, other, by_park),
        by_region=_by_region(base, other, homes),
        by_programme=moved(base, other, by_programme),
        by_year=moved(base, other, by_year),
        by_programme_year=moved(base, other, by_programme_year),
    )


def region_cut(snapshot: Snapshot) -> Callable[[Award], Iterator[tuple[str, int]]]:
    """Cut awards by the region that the data put their parks in; see `moved` and `sums`."""
    home = _homes(snapshot)

    def by_region(award: Award) -> Iterator[tuple[str, int]]:
        yield home.get(award.park_id, ELSEWHERE), award.national_mkrw

    return by_region


def official_order(region_id: str) -> int:
    """Regions stand as the policy lists them, strangers last."""
    order = list(REGION_LABELS)
    return order.index(region_id) if region_id in order else len(order)


def _homes(snapshot: Snapshot) -> dict[str, str]:
    parks = snapshot["parks"]
    return {
        str(park): str(region)
        for park, region in zip(parks["park_id"], parks["region_id"], strict=True)
    }


def _by_region(base: Run, other: Run, homes: tuple[dict[str, str], ...]) -> tuple[Moved[str], ...]:
    """Each plan is cut by its own data: a park may have changed its region."""
    sums: dict[str, list[int]] = {}
    if base.plan is None or other.plan is None:
        return ()
    for side, (run, home) in enumerate(zip((base, other), homes, strict=True)):
        for award in run.plan.awards if run.plan is not None else ():
            place = sums.setdefault(home.get(award.park_id, ELSEWHERE), [0, 0])
            place[side] += award.national_mkrw
    return tuple(Moved(key, *sums[key]) for key in sorted(sums, key=official_order))

"""Two runs side by side, in full."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.plan import Award, Run
from cluster_planner.domain.snapshot import Snapshot
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

ELSEWHERE = ""
"""Region of a park that the snapshot does not know."""


@dataclass(frozen=True)
class ParkDifference:
    """A park that differs, and its causes; none when the inputs do not say any."""

    change: ParkChange
    region_id: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Difference:
    """Everything in which the second run differs from the first."""

    base: Run
    other: Run
    inputs: tuple[InputChange, ...]
    verdict: Verdict
    parks: tuple[ParkDifference, ...]
    partners: tuple[PartnerChange, ...]
    by_park: tuple[Moved[str], ...]
    by_region: tuple[Moved[str], ...]
    by_programme: tuple[Moved[str], ...]
    by_year: tuple[Moved[int], ...]
    by_programme_year: tuple[Moved[tuple[str, int]], ...]

    @property
    def same_data(self) -> bool:
        """Whether both were made of the same tables."""
        return self.base.snapshot_digest == self.other.snapshot_digest

    @property
    def same_program(self) -> bool:
        """Whether the same version of the program made both."""
        return self.base.program_version == self.other.program_version

    @cached_property
    def moved_mkrw(self) -> int:
        """National money that changed its park: what parks gained or lost, whichever is more."""
        gained = sum(max(0, park.change_mkrw) for park in self.by_park)
        lost = sum(max(0, -park.change_mkrw) for park in self.by_park)
        return max(gained, lost)

    def entered(self) -> tuple[ParkDifference, ...]:
        """Parks of the second plan that the first does not have."""
        return tuple(park for park in self.parks if park.change.standing == "entered")

    def left(self) -> tuple[ParkDifference, ...]:
        """Parks of the first plan that the second does not have."""
        return tuple(park for park in self.parks if park.change.standing == "left")


def _official(row: Moved[str]) -> int:
    """Regions stand as the policy lists them, strangers last."""
    order = list(REGION_LABELS)
    return order.index(row.key) if row.key in order else len(order)


def difference(base: Run, other: Run, snapshot: Snapshot) -> Difference:
    """Compare two runs. `snapshot` names regions; causes that need data are only given when both
    runs were made of it."""
    region = dict(zip(snapshot["parks"]["park_id"], snapshot["parks"]["region_id"], strict=True))

    def by_region(award: Award) -> Iterator[tuple[str, int]]:
        yield str(region.get(award.park_id, ELSEWHERE)), award.national_mkrw

    inputs = changed_inputs(base.scenario, other.scenario)
    ours = {base.snapshot_digest, other.snapshot_digest} == {snapshot.digest}
    known = snapshot if ours else None
    admissions = (Admission(base.scenario, known), Admission(other.scenario, known))
    parks = tuple(
        ParkDifference(
            change,
            str(region.get(change.park_id, ELSEWHERE)),
            causes_of(change, region.get(change.park_id), admissions, inputs),
        )
        for change in park_changes(base, other)
    )
    return Difference(
        base=base,
        other=other,
        inputs=inputs,
        verdict=verdict(base, other),
        parks=parks,
        partners=partner_changes(base, other),
        by_park=moved(base, other, by_park),
        by_region=tuple(sorted(moved(base, other, by_region), key=_official)),
        by_programme=moved(base, other, by_programme),
        by_year=moved(base, other, by_year),
        by_programme_year=moved(base, other, by_programme_year),
    )

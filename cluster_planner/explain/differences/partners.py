"""Partners that the two plans use differently."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.plan import Run

PartnerStanding = Literal[
    "entered", "left", "wider", "narrower", "moved", "more", "less", "reshaped"
]
"""wider: parks were added and none given up, narrower: the reverse, moved: both; more and less: units
in the same parks; reshaped: other work there."""
_Place = tuple[str, str, str, str]
"""Park, division (empty for the whole park), package and role."""


@dataclass(frozen=True)
class PartnerChange:
    """One partner with the parks that it works in and the units it joins, in both plans."""

    partner_id: str
    standing: PartnerStanding
    before_units: int
    after_units: int
    before_park_ids: tuple[str, ...]
    after_park_ids: tuple[str, ...]


def partner_changes(base: Run, other: Run) -> tuple[PartnerChange, ...]:
    """Every partner that differs, by id; none when either run has no plan."""
    if base.plan is None or other.plan is None:
        return ()
    before, after = _work(base), _work(other)
    return tuple(
        _change(partner_id, before.get(partner_id, Counter()), after.get(partner_id, Counter()))
        for partner_id in sorted(before.keys() | after.keys())
        if before.get(partner_id) != after.get(partner_id)
    )


def _change(partner_id: str, before: Counter[_Place], after: Counter[_Place]) -> PartnerChange:
    parks = [tuple(sorted({place[0] for place in side})) for side in (before, after)]
    units = before.total(), after.total()
    standing: PartnerStanding
    if not before:
        standing = "entered"
    elif not after:
        standing = "left"
    elif parks[0] != parks[1]:
        standing = _places(set(parks[0]), set(parks[1]))
    elif units[0] == units[1]:
        standing = "reshaped"
    else:
        standing = "more" if units[1] > units[0] else "less"
    return PartnerChange(partner_id, standing, *units, *parks)


def _places(before: set[str], after: set[str]) -> PartnerStanding:
    if before < after:
        return "wider"
    return "narrower" if after < before else "moved"


def _work(run: Run) -> dict[str, Counter[_Place]]:
    work: dict[str, Counter[_Place]] = {}
    for joined in run.plan.assignments if run.plan is not None else ():
        place = (joined.park_id, joined.division_id or "", joined.package_id, joined.role_id)
        work.setdefault(joined.partner_id, Counter())[place] += joined.units
    return work

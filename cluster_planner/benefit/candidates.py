"""Which park may get which package, and what each project of it would gain."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from cluster_planner.benefit.segments import (
    Effect,
    lead_segments,
    lead_shares,
    tail_segments,
    tail_steps,
)
from cluster_planner.benefit.units import Unit, units_of
from cluster_planner.domain.problem import Candidate, Range, Segment
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.ageing import ageing

_NO_GAIN = Range(0.0, 0.0, 0.0)
_ENDS = ("low", "central", "high")


def eligible_parks(snapshot: Snapshot, scenario: Scenario) -> tuple[str, ...]:
    """Parks that the scenario admits: its scope and inclusions without its exclusions."""
    parks = snapshot.parks
    published = set(snapshot.national_complexes["park_id"])
    match scenario.parks.scope:
        case "core":
            chosen = set(parks.loc[parks["is_core"], "park_id"])
        case "with_statistics":
            chosen = set(parks.loc[parks["park_id"].isin(published), "park_id"])
        case "all":
            chosen = set(parks["park_id"])
    chosen |= set(scenario.parks.include) | {lock.park_id for lock in scenario.locks}
    return tuple(sorted(chosen - set(scenario.parks.exclude)))


def candidates_of(snapshot: Snapshot, scenario: Scenario) -> tuple[Candidate, ...]:
    """Every package that an eligible park may get, in a stable order.

    A park whose production is only estimated counts when the scenario allows estimates. A
    once-per-park package that is already committed is no candidate.
    """
    makers = makers_of(snapshot)
    units = units_of(snapshot, scenario.allow_estimates)
    aged = ageing(snapshot)
    done = {(c.park_id, c.package_id) for c in scenario.committed}
    locked = {lock.park_id for lock in scenario.locks}
    found: list[Candidate] = []
    for park_id in eligible_parks(snapshot, scenario):
        here = units.get(park_id, ())
        if not here and park_id not in locked:
            continue
        bonus = 1 + scenario.weights.ageing * float(aged[park_id])
        weights = _ParkWeights(park_id, bonus, scenario.weights.engine_fit)
        for maker in makers:
            if (park_id, maker.package_id) not in done:
                found += (maker.described(c, here) for c in maker.candidates(weights, here))
    return tuple(sorted(found, key=lambda c: c.candidate_id))


@dataclass(frozen=True)
class _ParkWeights:
    """What raises the score of a park's candidates."""

    park_id: str
    bonus: float
    engine_fit_weight: float

    def factor(self, engine_fit: float) -> float:
        return self.bonus + self.engine_fit_weight * engine_fit


@dataclass(frozen=True)
class Maker:
    """Makes the candidates of one package, and tells what their gains are made of."""

    package_id: str
    effect: Effect | None
    """None for once-per-park packages, which only enable others."""
    reaches_tail: bool
    most: int
    size: int
    leads: int
    """Leading firms of a unit that other packages reach."""
    adopters: float
    exponent: float

    def shares(self, units: tuple[Unit, ...], segments: tuple[Segment, ...]) -> tuple[float, ...]:
        """Share of the units' value in one firm of each segment that `candidates` made of them."""
        if self.reaches_tail:
            steps = tail_steps(*self._behind(units), self.exponent)
            return tuple(share for _, share in steps)
        (unit,) = units
        shares = lead_shares(unit.firms, self.most, self.exponent)
        before = accumulate((s.size // self.size for s in segments[:-1]), initial=0)
        return tuple(float(shares[projects]) for projects in before)

    def candidates(self, park: _ParkWeights, units: tuple[Unit, ...]) -> Iterator[Candidate]:
        """One per unit for leading firms, one per park for small firms or once-per-park."""
        estimated = not units or any(u.estimated for u in units)
        if self.effect is None:
            only = (Segment(1, _NO_GAIN),)
            yield Candidate(park.park_id, None, self.package_id, only, estimated=estimated)
        elif not self.reaches_tail:
            for unit in units:
                segments = lead_segments(
                    unit.value, self.effect, unit.firms, self.most, self.size, self.exponent
                )
                factor = park.factor(unit.engine_fit)
                yield Candidate(
                    park.park_id,
                    unit.division_id,
                    self.package_id,
                    segments,
                    factor,
                    unit.estimated,
                )
        elif segments := self._small_firms(self.effect, units):
            factor = park.factor(max(u.engine_fit for u in units))
            yield Candidate(park.park_id, None, self.package_id, segments, factor, estimated)

    def described(self, candidate: Candidate, units: tuple[Unit, ...]) -> Candidate:
        """The candidate with the indicators of its units and the workers that each project reaches.

        The firms of a unit have workers in proportion to their value (가정).
        """
        mine = tuple(u for u in units if candidate.division_id in (None, u.division_id))
        if self.effect is None or not mine:
            return candidate
        workers = sum(u.jobs for u in mine) / (1 if self.reaches_tail else self.size)
        shares = self.shares(mine, candidate.segments)
        return replace(
            candidate,
            segments=tuple(
                replace(segment, jobs=workers * share)
                for segment, share in zip(candidate.segments, shares, strict=True)
            ),
            readiness=max(u.readiness for u in mine),
            engine_fit=max(u.engine_fit for u in mine),
        )

    def _small_firms(self, effect: Effect, units: tuple[Unit, ...]) -> tuple[Segment, ...]:
        value = Range(
            sum(u.value.low for u in units),
            sum(u.value.central for u in units),
            sum(u.value.high for u in units),
        )
        return tail_segments(value, effect, *self._behind(units), self.exponent)

    def _behind(self, units: tuple[Unit, ...]) -> tuple[float, int, int]:
        """Firms of the units, how many of them the package may reach, and how many come before."""
        firms = sum(u.firms for u in units)
        return firms, min(self.most, int(firms * self.adopters)), self.leads * len(units)


def makers_of(snapshot: Snapshot) -> tuple[Maker, ...]:
    """The maker of each package, in the order of packages.csv."""
    packages = snapshot.packages.to_dict("records")
    reached = {row["package_id"]: row for row in snapshot.effects.to_dict("records")}
    assumed = snapshot.assumptions.set_index("assumption_id")["value"]
    leads = max(
        int(package["max_projects"])
        for package in packages
        if reached.get(package["package_id"], {}).get("reach") == "lead"
    )
    return tuple(
        Maker(
            package_id=package["package_id"],
            effect=None if package["once_per_park"] else effect_of(reached[package["package_id"]]),
            reaches_tail=reached.get(package["package_id"], {}).get("reach") == "tail",
            most=int(package["max_projects"]),
            size=int(package["units_per_project"]),
            leads=leads,
            adopters=float(assumed["adopter_ceiling"]) / 100,
            exponent=float(assumed["firm_size_exponent"]),
        )
        for package in packages
    )


def effect_of(row: Mapping[Hashable, Any]) -> Effect:
    """The effect that one row of effects.csv describes."""
    gain = [
        row[f"process_effect_{end}_pct"] * row[f"pass_through_{end}_pct"] / 1e4 for end in _ENDS
    ]
    scope = [row[f"scope_{end}_pct"] / 100 for end in _ENDS]
    return Effect(Range(*gain), Range(*scope), float(row["touched_cap_mkrw"]))

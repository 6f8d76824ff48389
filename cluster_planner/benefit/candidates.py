"""Which park may get which package, and what each unit of it would gain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cluster_planner.benefit.segments import Effect, lead_segments, tail_segments
from cluster_planner.domain.problem import Candidate, Range, Segment
from cluster_planner.domain.scenario import Scenario, Weights
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.ageing import ageing
from cluster_planner.indicators.engine_fit import engine_fit
from cluster_planner.indicators.readiness import readiness
from cluster_planner.indicators.value_at_stake import value_at_stake

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
    worth = _Worth.of(snapshot, scenario.weights)
    done = {(c.park_id, c.package_id) for c in scenario.committed}
    found: list[Candidate] = []
    for park_id in eligible_parks(snapshot, scenario):
        units = worth.units_of(park_id, scenario.allow_estimates)
        if units.empty and not any(lock.park_id == park_id for lock in scenario.locks):
            continue
        for package in snapshot.packages.itertuples():
            if package.once_per_park and (park_id, package.package_id) not in done:
                guessed = units.empty or bool(units["estimated"].any())
                found.append(_once(park_id, str(package.package_id), guessed))
            elif not package.once_per_park:
                found += worth.candidates(park_id, package, units)
    return tuple(sorted(found, key=lambda c: c.candidate_id))


def _once(park_id: str, package_id: str, estimated: bool) -> Candidate:
    return Candidate(park_id, None, package_id, (Segment(1, _NO_GAIN),), estimated=estimated)


@dataclass(frozen=True)
class _Worth:
    """The figures that turn a unit and a package into segments."""

    units: Mapping[str, pd.DataFrame]
    effects: pd.DataFrame
    assumptions: "pd.Series[float]"
    readiness: "pd.Series[float]"
    ageing: "pd.Series[float]"
    weights: Weights
    largest_lead: int

    @classmethod
    def of(cls, snapshot: Snapshot, weights: Weights) -> "_Worth":
        units = value_at_stake(snapshot)
        units["engine_fit"] = engine_fit(snapshot, units)
        effects = snapshot.effects.set_index("package_id")
        most = snapshot.packages.set_index("package_id")["max_projects"]
        return cls(
            units={str(park): rows for park, rows in units.groupby("park_id")},
            effects=effects,
            assumptions=snapshot.assumptions.set_index("assumption_id")["value"],
            readiness=readiness(snapshot),
            ageing=ageing(snapshot),
            weights=weights,
            largest_lead=int(most[effects.index[effects["reach"] == "lead"]].max()),
        )

    def units_of(self, park_id: str, allow_estimates: bool) -> pd.DataFrame:
        """Units of the park with enough firms and any value."""
        units = self.units.get(park_id)
        if units is None:
            return pd.DataFrame()
        enough = units["firms"] >= self.assumptions["minimum_firms"]
        keep = enough & (units["central_mkrw"] > 0)
        return units[keep & (allow_estimates | ~units["estimated"])]

    def candidates(self, park_id: str, package: Any, units: pd.DataFrame) -> Iterator[Candidate]:
        """Candidates of one package: one per unit, or one for the whole park."""
        effect = self.effects.loc[package.package_id]
        if effect["reach"] == "tail":
            yield from self._for_small_firms(park_id, package, units, effect)
            return
        for unit in units.itertuples():
            value = Range(unit.low_mkrw, unit.central_mkrw, unit.high_mkrw)  # type: ignore[arg-type]
            segments = lead_segments(
                value.times(float(self.readiness[park_id])),
                effect_of(effect),
                float(unit.firms),  # type: ignore[arg-type]
                int(package.max_projects),
                int(package.units_per_project),
                float(self.assumptions["firm_size_exponent"]),
            )
            yield Candidate(
                park_id,
                str(unit.division_id),
                package.package_id,
                segments,
                self._score_factor(park_id, float(unit.engine_fit)),  # type: ignore[arg-type]
                bool(unit.estimated),
            )

    def _for_small_firms(
        self, park_id: str, package: Any, units: pd.DataFrame, effect: "pd.Series[Any]"
    ) -> Iterator[Candidate]:
        if units.empty:
            return
        sums = units[["firms", "low_mkrw", "central_mkrw", "high_mkrw"]].sum()
        firms = float(sums["firms"])
        ceiling = int(firms * self.assumptions["adopter_ceiling"] / 100)
        value = Range(sums["low_mkrw"], sums["central_mkrw"], sums["high_mkrw"])
        segments = tail_segments(
            value.times(float(self.readiness[park_id])),
            effect_of(effect),
            firms,
            min(int(package.max_projects), ceiling),
            self.largest_lead * len(units),
            float(self.assumptions["firm_size_exponent"]),
        )
        if segments:
            fit = self._score_factor(park_id, float(units["engine_fit"].max()))
            estimated = bool(units["estimated"].any())
            yield Candidate(park_id, None, package.package_id, segments, fit, estimated)

    def _score_factor(self, park_id: str, fit: float) -> float:
        aged = float(self.ageing[park_id])
        return 1 + self.weights.engine_fit * fit + self.weights.ageing * aged


def effect_of(row: "pd.Series[Any]") -> Effect:
    """The effect that one row of effects.csv describes."""
    gain = [
        row[f"process_effect_{end}_pct"] * row[f"pass_through_{end}_pct"] / 1e4 for end in _ENDS
    ]
    scope = [row[f"scope_{end}_pct"] / 100 for end in _ENDS]
    return Effect(Range(*gain), Range(*scope), float(row["touched_cap_mkrw"]))

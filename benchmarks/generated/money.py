"""Budgets, floors and caps that grow with the number of candidates, so that choosing stays as hard."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cluster_planner.benefit.candidates import candidates_of
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot

_REGIONAL = ("floor_mkrw", "cap_mkrw", "min_parks", "local_cap_mkrw", "private_cap_mkrw")


@dataclass(frozen=True)
class Growth:
    """Candidates of one question over those of another."""

    nation: float
    regions: Mapping[str, float]

    @classmethod
    def between(
        cls, small: tuple[Snapshot, Scenario], large: tuple[Snapshot, Scenario]
    ) -> "Growth":
        """How many times the candidates of `small` the question `large` has."""
        here, there = _by_region(*small), _by_region(*large)
        return cls(
            nation=there.total() / here.total(),
            regions={region: there[region] / count for region, count in here.items()},
        )

    def shrinking_only(self) -> "Growth":
        """The national money as it is; less is asked only for a region that has fewer candidates."""
        return Growth(1.0, {region: min(1.0, g) for region, g in self.regions.items()})


def grown(scenario: Scenario, growth: Growth | None) -> Scenario:
    """The scenario with all its money and least numbers of parks times the growth, rounded down."""
    if growth is None:
        return scenario
    content: dict[str, Any] = scenario.model_dump()
    for budget in content["programmes"]:
        _times(budget["national_mkrw"], growth.nation)
        budget["basis"] = f"생성: 기준안 × {growth.nation:.3f}"
        budget["label"] = "가정"
    _times(content["national_cap_mkrw"], growth.nation)
    content["liability_cap_mkrw"] = int(scenario.liability_cap_mkrw * growth.nation)
    if content["fund"] and content["fund"]["cap_mkrw"] is not None:
        content["fund"]["cap_mkrw"] = int(content["fund"]["cap_mkrw"] * growth.nation)
    for region, rule in content["regions"].items():
        for name in _REGIONAL:
            if rule[name] is not None:
                rule[name] = int(rule[name] * growth.regions.get(region, 0.0))
    return Scenario.model_validate(content)


def _times(amounts: dict[int, int], factor: float) -> None:
    for year, amount in amounts.items():
        amounts[year] = int(amount * factor)


def _by_region(snapshot: Snapshot, scenario: Scenario) -> Counter[str]:
    parks = snapshot.parks
    region = dict(zip(parks["park_id"], parks["region_id"], strict=True))
    return Counter(region[c.park_id] for c in candidates_of(snapshot, scenario))

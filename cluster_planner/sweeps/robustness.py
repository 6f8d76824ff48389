"""What many futures say about a plan and its parks: shares, regret, sturdier plans."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.scenario import Scenario

DISTRIBUTION = "log_triangular"
"""How factors lie between their ends (가정); see `benefit.draws`."""


@dataclass(frozen=True)
class Future:
    """What is known of one future. Scores are objectives under its gains, million won."""

    number: int
    base_score: float
    """What the base plan is worth there."""
    best_score: float
    """The best plan found for it, the base plan and those of other futures included."""
    bound: float
    """No plan is worth more there."""
    chosen: tuple[tuple[str, str], ...]
    """(park, package) that the best plan found starts, sorted."""

    @property
    def regret_mkrw(self) -> tuple[float, float]:
        """What the base plan loses there: against the best plan found, and at most."""
        low = self.best_score - self.base_score
        return low, max(low, self.bound - self.base_score)

    @property
    def regret_pct(self) -> tuple[float, float]:
        """The same in per cent of the best plan found."""
        size = max(abs(self.best_score), 1e-9)
        low, high = self.regret_mkrw
        return 100 * low / size, 100 * high / size


@dataclass(frozen=True)
class Chosen:
    """In which share of the futures (0–1) a park gets anything, and each package."""

    park_id: str
    share: float
    in_base: bool
    packages: dict[str, float]


@dataclass(frozen=True)
class Sturdy:
    """A plan that some future asked for, judged over all of them."""

    future: int | None
    """The future it is best in; None for the base plan."""
    mean_score: float
    worst_regret_mkrw: float
    """Most that it loses in any future against the best plan found there."""
    joined_park_ids: tuple[str, ...]
    """Its parks that the base plan does not have."""
    left_park_ids: tuple[str, ...]


@dataclass(frozen=True)
class Robustness:
    """The base plan over the futures that were answered."""

    scenario: Scenario
    seed: int
    asked: int
    status: SolveStatus
    """How the base plan was solved."""
    base_park_ids: tuple[str, ...]
    candidate_park_ids: tuple[str, ...]
    futures: tuple[Future, ...] = ()
    base: Sturdy | None = None
    best_mean: Sturdy | None = None
    """Of all plans found, the one that is worth most on average."""
    least_regret: Sturdy | None = None
    """Of all plans found, the one whose greatest loss is least."""
    stopped: bool = False
    unit: ObjectiveUnit = "mkrw"
    """Of every score."""

    @property
    def parks(self) -> tuple[Chosen, ...]:
        """Every park that may be chosen, the most often chosen first."""
        times = Counter(key for future in self.futures for key in future.chosen)
        in_any = Counter(park for future in self.futures for park in _parks(future))
        most = max(1, len(self.futures))
        packages: dict[str, dict[str, float]] = {park: {} for park in self.candidate_park_ids}
        for (park, package), count in sorted(times.items()):
            packages[park][package] = count / most
        found = [
            Chosen(park, in_any[park] / most, park in self.base_park_ids, packages[park])
            for park in self.candidate_park_ids
        ]
        return tuple(sorted(found, key=lambda chosen: (-chosen.share, chosen.park_id)))

    @property
    def kept_share(self) -> float | None:
        """Mean share (0–1) of the base plan's parks that the best plans of the futures keep."""
        base = set(self.base_park_ids)
        if not self.futures or not base:
            return None
        return float(np.mean([len(base & _parks(f)) / len(base) for f in self.futures]))

    def regret_pct(self, chance: float) -> tuple[float, float] | None:
        """Ends of the regret (per cent) that is not exceeded in this share of the futures."""
        if not self.futures:
            return None
        low, high = np.quantile([f.regret_pct for f in self.futures], chance, axis=0)
        return float(low), float(high)

    def base_score(self, chance: float) -> float | None:
        """What the base plan is worth at most in this share of the futures."""
        if not self.futures:
            return None
        return float(np.quantile([f.base_score for f in self.futures], chance))

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "status": "cancelled" if self.stopped else self.status.value,
            "seed": self.seed,
            "asked": self.asked,
            "answered": len(self.futures),
            "unit": self.unit,
            "distribution": DISTRIBUTION,
            "base_park_ids": list(self.base_park_ids),
            "base_score": {str(c): self.base_score(c) for c in (0.05, 0.5, 0.95)},
            "kept_share": self.kept_share,
            "regret_pct": {str(c): self.regret_pct(c) for c in (0.5, 0.9, 1.0)},
            "parks": [asdict(chosen) for chosen in self.parks],
            "plans": {
                name: None if plan is None else asdict(plan)
                for name, plan in (
                    ("base", self.base),
                    ("best_mean", self.best_mean),
                    ("least_regret", self.least_regret),
                )
            },
            "futures": [
                asdict(f) | {"regret_mkrw": f.regret_mkrw, "regret_pct": f.regret_pct}
                for f in self.futures
            ],
        }


def _parks(future: Future) -> set[str]:
    return {park for park, _ in future.chosen}

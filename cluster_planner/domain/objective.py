"""What a plan is judged by: criteria, how much each weighs, and what must be kept of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

CriterionId = Literal[
    "weighted_gain", "gain", "jobs", "readiness", "engine_fit", "balance", "least"
]
ObjectiveUnit = Literal["mkrw", "points", "person_years"]

LINEAR: Final[tuple[CriterionId, ...]] = (
    "weighted_gain",
    "gain",
    "jobs",
    "readiness",
    "engine_fit",
)
"""Sums over units; each is a yearly value times the years of effect."""
FULL_POINTS: Final = 1e6
"""Points of a plan that reaches every reference."""
LEAST_TIE: Final = 0.01
"""Part of the total gain that is added to a max-min objective, so that what is left is used."""


@dataclass(frozen=True)
class Stage:
    """One maximisation: objective units per unit of each criterion.

    `main` is the criterion that the stage is about; of it, the share `keep` of what was reached is
    a floor for every later stage.
    """

    main: CriterionId
    weights: Mapping[CriterionId, float]
    unit: ObjectiveUnit = "mkrw"
    keep: float = 1.0


GAIN: Final = Stage("weighted_gain", {"weighted_gain": 1.0})


@dataclass(frozen=True)
class Objective:
    """The stage to solve now, what must be kept in it, and the stages after it."""

    now: Stage = GAIN
    floors: Mapping[CriterionId, float] = field(default_factory=dict)
    """Criterion → least value, in the criterion's own unit."""
    later: tuple[Stage, ...] = ()

    @property
    def is_total_gain(self) -> bool:
        """Whether nothing but the gain with its weights counts."""
        return dict(self.now.weights) == {"weighted_gain": 1.0} and not (self.floors or self.later)

    @property
    def is_sum_over_units(self) -> bool:
        """Whether `Problem.score` tells all: no criterion of whole regions, nothing to keep."""
        return self.now.weights.keys() <= set(LINEAR) and not self.floors

    def after(self, reached: float) -> "Objective":
        """The next stage, with what the present one reached of its criterion as a floor."""
        kept = self.now.keep * reached
        floors = dict(self.floors)
        floors[self.now.main] = max(floors.get(self.now.main, 0.0), kept)
        return Objective(self.later[0], floors, self.later[1:])


TOTAL_GAIN: Final = Objective()

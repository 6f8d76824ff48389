"""What each weight of a scenario does: the plan without it, beside the plan with all of them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.sweeps.crew import Crew, plans
from cluster_planner.sweeps.partial import plans_so_far


@dataclass(frozen=True)
class Effect:
    """What changes when one weight is zero."""

    place: str
    """`weights` raises scores of parks, `objective.weights` sums criteria."""
    name: str
    weight: float
    status: SolveStatus
    joined_park_ids: tuple[str, ...]
    """Parks of the plan without the weight that the plan with it does not have."""
    left_park_ids: tuple[str, ...]
    change_pct: dict[str, float]
    """Criterion → how far its value moves, per cent of the value with the weight."""


@dataclass(frozen=True)
class Effects:
    """One effect for each weight above zero."""

    scenario: Scenario
    status: SolveStatus
    effects: tuple[Effect, ...] = ()
    stopped: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "status": "cancelled" if self.stopped else self.status.value,
            "effects": [asdict(effect) for effect in self.effects],
        }


def weight_effects(crew: Crew, scenario: Scenario) -> Effects:
    """Plan the scenario once more for each weight, with that weight zero.

    Within the gap other parks may be chosen for no reason, so a park that moves is a hint and a
    criterion that moves by more than the gap is an effect. The only weight of an objective stays.
    """
    (base,) = plans(crew, [scenario])
    if base.plan is None:
        return Effects(scenario, base.outcome.status)
    asked = tuple(_weights(scenario))
    changed = [without_weight(scenario, place, name) for place, name, _ in asked]
    found = plans_so_far(crew, changed, scenario)
    told = tuple(
        _effect(base, place, name, weight, run)
        for (place, name, weight), run in zip(asked, found.answers, strict=True)
        if run is not None
    )
    return Effects(scenario, base.outcome.status, told, found.stopped)


def without_weight(scenario: Scenario, place: str, name: str) -> Scenario:
    """The scenario with one weight zero."""
    content = scenario.model_dump()
    weights = content["weights"] if place == "weights" else content["objective"]["weights"]
    weights[name] = 0.0
    return scenario_from(content, f"{place}.{name}")


def _weights(scenario: Scenario) -> Iterator[tuple[str, str, float]]:
    yield from (("weights", name, weight) for name, weight in scenario.weights if weight > 0)
    given = {name: weight for name, weight in scenario.objective.weights.items() if weight > 0}
    if len(given) > 1:
        yield from (("objective.weights", name, weight) for name, weight in sorted(given.items()))


def _effect(base: Run, place: str, name: str, weight: float, run: Run) -> Effect:
    assert base.plan is not None
    before = set(base.plan.park_ids)
    after = before if run.plan is None else set(run.plan.park_ids)
    values = {c.criterion_id: c.value for c in run.criteria}
    return Effect(
        place=place,
        name=name,
        weight=weight,
        status=run.outcome.status,
        joined_park_ids=tuple(sorted(after - before)),
        left_park_ids=tuple(sorted(before - after)),
        change_pct={
            c.criterion_id: 100 * (values[c.criterion_id] - c.value) / c.value
            for c in base.criteria
            if c.value and c.criterion_id in values
        },
    )

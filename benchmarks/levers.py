"""A lever moved on the screen: from the changed scenario to a new audited plan within 1 %."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.generated.nations import Nation
from benchmarks.path import baseline, planned, to_gap
from benchmarks.reading import Reading
from benchmarks.trail import Trail
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario, SolverSettings
from cluster_planner.optimize.engine.family import Family, Hooks
from cluster_planner.optimize.engine.outcome import Solved
from cluster_planner.sweeps.ladder import at_level

_NEAR = 1e-2
_TARGET_S = 1.0
_LIMIT_S = 30.0
_REPEATS = 3


def levers() -> list[Reading]:
    """Each lever, warm: from the model and the plan of the scenario before it was moved."""
    nation = baseline()
    problem = problem_of(nation.snapshot, nation.scenario)
    family = Family(problem, nation.scenario.solver)
    before = family.solve().decision

    def warm(moved: Problem, settings: SolverSettings, trail: Trail) -> Solved:
        hooks = Hooks(trail.bounded, None, lambda decision: trail.offered(moved, decision))
        return family.solve(moved, hooks, before, settings)

    readings = []
    for name, move in _MOVES.items():
        moved = Nation(nation.snapshot, move(nation.scenario))
        walks = [planned(moved, _NEAR, _LIMIT_S, warm) for _ in range(_REPEATS)]
        readings.append(to_gap(f"levers.{name}_s", walks, _NEAR, _TARGET_S))
    return readings


def _with(scenario: Scenario, change: Callable[[dict[str, Any]], None]) -> Scenario:
    content = scenario.model_dump()
    change(content)
    return Scenario.model_validate(content)


def _more_floor(content: dict[str, Any]) -> None:
    content["regions"]["gangwon"]["floor_mkrw"] *= 2


def _more_weight(content: dict[str, Any]) -> None:
    content["weights"]["engine_fit"] *= 2


_MOVES: Mapping[str, Callable[[Scenario], Scenario]] = {
    "budget_up": lambda s: at_level(s, 110.0),
    "budget_down": lambda s: at_level(s, 90.0),
    "floor": lambda s: _with(s, _more_floor),
    "weight": lambda s: _with(s, _more_weight),
}

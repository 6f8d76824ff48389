"""Plans of scenarios that are much alike, answered from one loaded model per process.

The model is always that of the scenario they are like, never that of the question before, so an
answer does not depend on which process it is asked of, nor on what that was asked earlier.
"""

import threading
from dataclasses import dataclass

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.optimize.engine.family import Family
from cluster_planner.optimize.nation import is_one_model
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.crew import Stop


@dataclass(frozen=True)
class Question:
    """A scenario to plan, and the one whose model it may borrow."""

    scenario: Scenario
    like: Scenario


def plan_alike(snapshot: Snapshot, question: Question, stop: Stop) -> Run:
    """The audited run of a scenario; why there is no plan is not searched for."""
    family = family_of(snapshot, question.like)
    return plan_scenario(
        snapshot, question.scenario, should_stop=stop, explain=False, family=family
    )


class _Kept(threading.local):
    """The last model of this thread, by snapshot and scenario: a model answers one at a time."""

    def __init__(self) -> None:
        self.models: dict[tuple[str, str], Family | None] = {}


_kept = _Kept()


def family_of(snapshot: Snapshot, like: Scenario) -> Family | None:
    """The loaded model of a scenario; None for one that is not solved as one model."""
    key = (snapshot.digest, like.digest)
    models = _kept.models
    if key not in models:
        problem = problem_of(snapshot, like)
        warm = is_one_model(problem) and like.solver.engine == "highs"
        models.clear()
        models[key] = None
        if warm and not problem.objective.later:
            models[key] = Family(problem, like.solver)
    return models[key]

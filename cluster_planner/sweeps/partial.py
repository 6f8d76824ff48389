"""What a sweep has when its reader asks it to stop."""

from collections.abc import Sequence
from dataclasses import dataclass

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.sweeps.crew import Crew, SweepStopped, Work
from cluster_planner.sweeps.likeness import Question, plan_alike


@dataclass(frozen=True)
class Collected[R]:
    """Answers in the order of the questions; None where the sweep was stopped before."""

    answers: tuple[R | None, ...]
    stopped: bool


def as_far_as_possible[T, R](crew: Crew, work: Work[T, R], items: Sequence[T]) -> Collected[R]:
    """The work on every item, or on those that were answered before the reader asked to stop."""
    try:
        return Collected(crew.each(work, items), stopped=False)
    except SweepStopped as stop:
        return Collected(tuple(stop.answered.get(i) for i in range(len(items))), stopped=True)


def plans_so_far(crew: Crew, scenarios: Sequence[Scenario], like: Scenario) -> Collected[Run]:
    """One audited run per scenario, as far as possible; all may borrow the model of `like`."""
    questions = [Question(scenario, like) for scenario in scenarios]
    return as_far_as_possible(crew, plan_alike, questions)

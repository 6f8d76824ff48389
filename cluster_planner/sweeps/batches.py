"""One problem changed in many small ways: answered in batches that each keep a solver warm.

A batch is always as large, however many processes there are, so that an answer does not depend on
who was asked what before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cluster_planner.audit import refuse_broken, without_idle_money
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import Outcome, Plan
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario, SolverSettings
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.optimize.engine.family import Family, Hooks
from cluster_planner.optimize.nation import decide, is_one_model
from cluster_planner.optimize.solve import Solved
from cluster_planner.sweeps.crew import Crew, Stop, Work
from cluster_planner.sweeps.partial import Collected, as_far_as_possible

AT_ONCE = 8
"""Questions of a batch: enough to be worth a warm solver, few enough to tell how far it is."""


@dataclass(frozen=True)
class Answer:
    """An audited plan of a changed problem, or how its solve ended without one."""

    outcome: Outcome
    plan: Plan | None


class Change(Protocol):
    """A change of a problem that can travel to another process."""

    def answer(self, problem: Problem, warm: "Warm", stop: Stop) -> Answer:
        """The best plan of the changed problem, audited."""
        ...


class Warm:
    """Solves problems one after the other that differ in gains, money and limits only."""

    def __init__(self, problem: Problem, settings: SolverSettings) -> None:
        self.settings = settings
        warm = is_one_model(problem) and settings.engine == "highs"
        self._family = Family(problem, settings) if warm else None

    def answer(self, problem: Problem, stop: Stop) -> Answer:
        """The best plan found, audited. Raises SolverError when the audit refuses it."""
        if self._family is None:  # CBC keeps nothing warm; a nation is narrowed by other parks
            return audited(problem, decide(problem, self.settings, None, stop))
        return audited(problem, self._family.solve(problem, Hooks(should_stop=stop)))


def audited(problem: Problem, solved: Solved) -> Answer:
    """The plan of a solve once the auditor agrees. Raises SolverError when it does not."""
    if solved.decision is None:
        return Answer(solved.outcome, None)
    plan = without_idle_money(problem, plan_of(problem, solved.decision))
    refuse_broken(problem, plan, solved.outcome, solved.solver_score)
    return Answer(solved.outcome, plan)


def in_batches[T, R](
    crew: Crew,
    work: Work[Any, tuple[R, ...]],
    items: Sequence[T],
    make: Callable[[tuple[T, ...]], Any],
    at_once: int | None = None,
) -> Collected[R]:
    """The answers to all items, asked so many `at_once` in what `make` makes of them."""
    size = at_once or AT_ONCE
    groups = [tuple(items[i : i + size]) for i in range(0, len(items), size)]
    found = as_far_as_possible(crew, work, [make(group) for group in groups])
    return Collected(tuple(_spread(groups, found.answers)), found.stopped)


def changed(crew: Crew, scenario: Scenario, changes: Sequence[Change]) -> Collected[Answer]:
    """The audited answer to the problem of a scenario under each change."""
    return in_batches(crew, _solve, changes, lambda group: _Batch(scenario, group))


@dataclass(frozen=True)
class _Batch:
    scenario: Scenario
    changes: tuple[Change, ...]


def _solve(snapshot: Snapshot, batch: _Batch, stop: Stop) -> tuple[Answer, ...]:
    problem = problem_of(snapshot, batch.scenario)
    warm = Warm(problem, batch.scenario.solver)
    return tuple(change.answer(problem, warm, stop) for change in batch.changes)


def _spread[T, R](
    groups: Iterable[tuple[T, ...]], answers: Iterable[tuple[R, ...] | None]
) -> Iterator[R | None]:
    for group, answer in zip(groups, answers, strict=True):
        yield from (None,) * len(group) if answer is None else answer

"""What one more 100억 buys: per programme, per region and for the country's limits."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.checks import refuse_stages
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario
from cluster_planner.optimize.relaxed import relaxed_gains
from cluster_planner.sweeps.batches import Answer, changed
from cluster_planner.sweeps.changes import MoreRoom
from cluster_planner.sweeps.crew import Crew, plans

STEP_MKRW: Final = 10_000


@dataclass(frozen=True)
class Value:
    """What a step of one limit is worth, million won of the objective or its other unit (추정)."""

    limit: str
    subject: str
    """Programme or region; empty for limits of the whole country."""
    step_mkrw: int
    relaxed_mkrw: float | None
    """What the relaxation gains, which may split projects; None without an optimum of it."""
    low_mkrw: float | None = None
    """The optimum surely rises so much; None until it was solved with the step."""
    high_mkrw: float | None = None
    """It rises no more; None without a bound."""


@dataclass(frozen=True)
class Values:
    """Every limit of money of a scenario, with what a step of it is worth."""

    scenario: Scenario
    status: SolveStatus
    values: tuple[Value, ...] = ()
    stopped: bool = False
    unit: ObjectiveUnit = "mkrw"

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "status": "cancelled" if self.stopped else self.status.value,
            "unit": self.unit,
            "values": [asdict(value) for value in self.values],
        }


def values(crew: Crew, scenario: Scenario, step_mkrw: int = STEP_MKRW) -> Values:
    """The value of a step of every programme budget, region cap and floor, and national limit.

    All other limits stay, so money that another limit holds back is worth nothing. A floor falls
    by the step, at most to zero.
    """
    problem = problem_of(crew.snapshot, scenario)
    refuse_stages(problem)
    (base,) = plans(crew, [scenario])
    if base.plan is None:
        return Values(scenario, base.outcome.status)
    steps = tuple(_steps(problem, step_mkrw))
    relaxed = relaxed_gains(problem, scenario.solver, [step.rows(problem) for step in steps])
    found = changed(crew, scenario, steps)
    told = tuple(
        _value(base.outcome, step, gain, answer)
        for step, gain, answer in zip(steps, relaxed, found.answers, strict=True)
    )
    return Values(scenario, base.outcome.status, told, found.stopped, base.outcome.unit)


def _steps(problem: Problem, step_mkrw: int) -> Iterator[MoreRoom]:
    programmes = {programme for programme, _ in problem.budgets_mkrw}
    for programme in sorted(programmes & set(problem.programmes)):
        yield MoreRoom("programme_budget", programme, step_mkrw)
    for region, rule in sorted(problem.regions.items()):
        if rule.cap_mkrw is not None:
            yield MoreRoom("region_cap", region, step_mkrw)
        if rule.floor_mkrw:
            yield MoreRoom("region_floor", region, min(step_mkrw, rule.floor_mkrw))
    if problem.national_cap_mkrw:
        yield MoreRoom("national_cap", "", step_mkrw)
    yield MoreRoom("liability_cap", "", step_mkrw)


def _value(base: Outcome, step: MoreRoom, relaxed: float | None, answer: Answer | None) -> Value:
    value = Value(step.limit, step.subject, step.step_mkrw, relaxed)
    if answer is None or answer.outcome.objective is None or base.objective is None:
        return value
    low = 0.0 if base.bound is None else max(0.0, answer.outcome.objective - base.bound)
    bound = answer.outcome.bound
    high = None if bound is None else max(low, bound - base.objective)
    return replace(value, low_mkrw=low, high_mkrw=high)

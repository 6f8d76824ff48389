"""Solve a scenario again in many futures drawn from its evidence ranges, the same for everyone."""

from dataclasses import dataclass, replace
from typing import Final

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.checks import refuse_stages
from cluster_planner.benefit.draws import seeded
from cluster_planner.benefit.futures import Futures, futures_of
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.sweeps.batches import Answer, Warm, in_batches
from cluster_planner.sweeps.crew import Crew, Stop, plans
from cluster_planner.sweeps.judged import judged
from cluster_planner.sweeps.robustness import Robustness

FUTURE_GAP: Final = 1.5e-2
"""Solver gap of a future: its interval of regret is told, and the plans of all other futures narrow
it, so a proof to the last digit would cost ten times as much and say hardly more."""
AT_ONCE: Final = 20
"""Futures of a batch: they are quick next to drawing them all again."""


@dataclass(frozen=True)
class _Batch:
    """Some of the futures that one seed draws."""

    scenario: Scenario
    seed: int
    futures: int
    numbers: tuple[int, ...]


def robust(crew: Crew, scenario: Scenario, futures: int, seed: int | None = None) -> Robustness:
    """How the best plan and its parks stand in so many futures.

    `seed` is that of the scenario's solver unless one is given. Each future is solved to within
    `FUTURE_GAP`; a future in which no bound was found in time is left out. Raises ScenarioError for
    an objective that is no sum over units. Rules do not depend on gains, so a plan of one future is a
    plan of all, and the best plan of a future is the best of all that were found anywhere.
    """
    seed = scenario.solver.seed if seed is None else seed
    problem = problem_of(crew.snapshot, scenario)
    _refuse_regional(problem)
    (base,) = plans(crew, [scenario])
    result = Robustness(
        scenario=scenario,
        seed=seed,
        asked=futures,
        status=base.outcome.status,
        base_park_ids=base.plan.park_ids if base.plan is not None else (),
        unit=base.outcome.unit,
        candidate_park_ids=tuple(sorted({c.park_id for c in problem.candidates})),
    )
    if base.plan is None:
        return result
    found = in_batches(
        crew,
        _solve,
        range(futures),
        lambda numbers: _Batch(scenario, seed, futures, numbers),
        AT_ONCE,
    )
    answers = {n: a for n, a in enumerate(found.answers) if a and a.outcome.bound is not None}
    if answers:
        drawn = _futures(crew.snapshot, problem, _Batch(scenario, seed, futures, ()))
        result = judged(result, drawn, base.plan, answers)
    return replace(result, stopped=found.stopped)


def _refuse_regional(problem: Problem) -> None:
    refuse_stages(problem)
    if not problem.objective.is_sum_over_units:
        what = "권역을 견주는 목표는 미래마다 계획을 서로 견줄 수 없습니다"
        remedy = "total_gain이나 균형(balance)·최소(least) 없는 weighted로 바꾸어 물으세요"
        raise ScenarioError((Finding("objective", what, remedy),))


def _futures(snapshot: Snapshot, problem: Problem, batch: _Batch) -> Futures:
    draw = seeded(batch.seed, batch.futures)
    return futures_of(snapshot, problem, batch.scenario.allow_estimates, draw)


def _solve(snapshot: Snapshot, batch: _Batch, stop: Stop) -> tuple[Answer, ...]:
    problem = problem_of(snapshot, batch.scenario)
    drawn = _futures(snapshot, problem, batch)
    settings = batch.scenario.solver
    warm = Warm(problem, settings.model_copy(update={"gap": max(FUTURE_GAP, settings.gap)}))
    return tuple(warm.answer(drawn.problem_in(number), stop) for number in batch.numbers)

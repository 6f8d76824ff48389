"""Decide a problem whose objective has several stages: one after the other, with floors between."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from cluster_planner.domain.criteria import criterion_value
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Progress, SolveStatus, StageResult
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.family import Family, Hooks
from cluster_planner.optimize.engine.outcome import Solved
from cluster_planner.optimize.nation import decide


@dataclass(frozen=True)
class Staged:
    """The last stage's answer, and the problem of that stage, which the plan is audited against."""

    problem: Problem
    solved: Solved
    stages: tuple[StageResult, ...] = ()
    """Empty for an objective of one stage."""


def decide_in_stages(
    problem: Problem,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    *,
    on_incumbent: Callable[[Decision], None] | None = None,
    family: Family | None = None,
) -> Staged:
    """Solve each stage in turn; the time that is left is shared evenly by the stages to come.

    `family` is a loaded model of a problem like the first stage's.

    Proven only when every stage is: a floor from an unproven stage is true, but may be too low.
    Raises SolverError when HiGHS itself fails.
    """
    ends = time.perf_counter() + settings.time_limit_s
    several = bool(problem.objective.later)
    results: list[StageResult] = []
    before: Decision | None = None
    while True:
        left = max(1.0, ends - time.perf_counter()) / (1 + len(problem.objective.later))
        asked = settings.model_copy(update={"time_limit_s": left}) if several else settings
        solved = _decide(problem, asked, on_progress, should_stop, on_incumbent, before, family)
        if solved.decision is None and before is not None:
            solved = _as_before(problem, solved, before)
        results.append(_result(problem, solved))
        value, status = results[-1].value, solved.outcome.status
        if value is None or status == SolveStatus.CANCELLED or not problem.objective.later:
            break
        before = solved.decision
        problem = replace(problem, objective=problem.objective.after(value))
    if not several:
        return Staged(problem, solved)
    return Staged(problem, _as_proven_as_all(solved, results), tuple(results))


def _decide(
    problem: Problem,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
    on_incumbent: Callable[[Decision], None] | None,
    start: Decision | None,
    family: Family | None,
) -> Solved:
    unit = problem.objective.now.unit

    def tell(progress: Progress) -> None:
        assert on_progress is not None
        on_progress(progress.model_copy(update={"unit": unit}))

    hooks = Hooks(tell if on_progress else None, should_stop, on_incumbent)
    if family is not None:
        solved = family.solve(problem, hooks, start, settings)
    else:
        solved = decide(
            problem,
            settings,
            hooks.on_progress,
            should_stop,
            on_incumbent=on_incumbent,
            start=start,
        )
    outcome = solved.outcome.model_copy(update={"unit": unit})
    return replace(solved, outcome=outcome)


def _as_before(problem: Problem, solved: Solved, before: Decision) -> Solved:
    """The plan of the stage before holds here too, when this stage found none in time."""
    status = solved.outcome.status
    if status != SolveStatus.CANCELLED:
        status = SolveStatus.FOUND
    objective = total_score(problem, plan_of(problem, before))
    outcome = solved.outcome.model_copy(update={"status": status, "objective": objective})
    return Solved(outcome, before)


def _result(problem: Problem, solved: Solved) -> StageResult:
    main = problem.objective.now.main
    value = None
    if solved.decision is not None:
        value = criterion_value(problem, plan_of(problem, solved.decision), main)
    return StageResult(criterion_id=main, value=value, outcome=solved.outcome)


def _as_proven_as_all(solved: Solved, results: list[StageResult]) -> Solved:
    unproven = any(r.outcome.status != SolveStatus.PROVEN for r in results)
    if solved.outcome.status == SolveStatus.PROVEN and unproven:
        outcome = solved.outcome.model_copy(update={"status": SolveStatus.FOUND})
        return replace(solved, outcome=outcome)
    return solved

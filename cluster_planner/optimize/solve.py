"""Solve a problem and say honestly how it ended.

Status, plan and bound are derived from HiGHS's own facts and never from PuLP's status, which calls
a solve that a time limit stopped "Optimal".
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

import highspy
import pulp

from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import PROOF_GAP, Outcome, Progress, SolveStatus, relative_gap
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import Finding, SolverError
from cluster_planner.optimize.assignment import assign_partners
from cluster_planner.optimize.live import LiveHiGHS
from cluster_planner.optimize.model import Model, build

_WHOLE = 1e-4
_INFEASIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_BROKEN = (
    highspy.HighsModelStatus.kLoadError,
    highspy.HighsModelStatus.kModelError,
    highspy.HighsModelStatus.kPresolveError,
    highspy.HighsModelStatus.kSolveError,
)


@dataclass(frozen=True)
class Solved:
    """How a solve ended, with the decision if there is one."""

    outcome: Outcome
    decision: Decision | None
    solver_score: float | None = None
    """The objective in the solver's words; the outcome's is our own sum over the plan, which is
    higher where an unfinished solve left a better case of a unit to a later project."""


def solve(
    problem: Problem,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Solved:
    """Find the best decision within the settings. Raises SolverError when HiGHS itself fails."""
    began = time.perf_counter()
    model = build(problem)
    built = time.perf_counter()
    if model.always_broken:
        return Solved(_outcome(SolveStatus.INFEASIBLE, model, built - began, 0.0), None)
    if not model.lp.numVariables():
        return _nothing_to_decide(model, built - began)
    load(model, settings, on_progress, should_stop)
    model.highs.run()
    seconds = time.perf_counter() - built
    return _read(problem, model, built - began, seconds)


def load(
    model: Model,
    settings: SolverSettings,
    on_progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
) -> None:
    """Hand a model over to HiGHS, which then waits in `model.highs` to be run."""
    solver = LiveHiGHS(
        on_progress,
        should_stop,
        gapRel=settings.gap,
        timeLimit=settings.time_limit_s,
        threads=1,
        random_seed=settings.seed,
    )
    solver.createAndConfigureSolver(model.lp)
    solver.buildSolverModel(model.lp)


def _nothing_to_decide(model: Model, build_seconds: float) -> Solved:
    outcome = _outcome(SolveStatus.PROVEN, model, build_seconds, 0.0, objective=0.0, bound=0.0)
    return Solved(outcome, Decision({}, {}))


def _read(problem: Problem, model: Model, build_seconds: float, seconds: float) -> Solved:
    bound = _bound(model)
    if not _has_point(model):
        status = status_of(model, None, bound)
        return Solved(_outcome(status, model, build_seconds, seconds, bound=bound), None)
    decision = _decision(problem, model, model.highs.getSolution().col_value)
    objective = total_score(problem, plan_of(problem, decision))
    status = status_of(model, objective, bound)
    outcome = _outcome(status, model, build_seconds, seconds, objective=objective, bound=bound)
    return Solved(outcome, decision, 100 * model.highs.getObjectiveValue())


def _has_point(model: Model) -> bool:
    """Whether HiGHS holds a feasible point; its model status does not tell."""
    info = model.highs.getInfo()
    return bool(info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)


def status_of(
    model: Model, objective: float | None = None, bound: float | None = None
) -> SolveStatus:
    """How the last run of HiGHS on a model ended, by HiGHS's own facts.

    Without the plan's objective nothing is called proven. Raises SolverError when HiGHS broke.
    """
    ended = model.highs.getModelStatus()
    if ended in _INFEASIBLE:
        return SolveStatus.INFEASIBLE
    if ended in _BROKEN:
        finding = Finding("HiGHS", f"풀이 도구가 멈췄습니다 ({ended.name})", "다시 실행하세요")
        raise SolverError((finding,))
    cancelled = ended == highspy.HighsModelStatus.kInterrupt
    if not _has_point(model):
        return SolveStatus.CANCELLED if cancelled else SolveStatus.NOTHING
    gap = relative_gap(objective, bound)
    if gap is not None and gap <= PROOF_GAP:
        return SolveStatus.PROVEN
    return SolveStatus.CANCELLED if cancelled else SolveStatus.FOUND


def _bound(model: Model) -> float | None:
    """Best proven bound, million won; an LP's own optimum is its bound."""
    highs = model.highs
    if not model.lp.isMIP():
        optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return 100 * highs.getObjectiveValue() if optimal else None
    bound = highs.getInfo().mip_dual_bound
    return None if abs(bound) >= highspy.kHighsInf else 100 * bound


def _outcome(
    status: SolveStatus,
    model: Model,
    build_seconds: float,
    solve_seconds: float,
    objective: float | None = None,
    bound: float | None = None,
) -> Outcome:
    return Outcome(
        status=status,
        objective=objective,
        bound=bound,
        build_seconds=build_seconds,
        solve_seconds=solve_seconds,
        solver=f"HiGHS {version('highspy')} · PuLP {pulp.__version__}",
        columns=model.lp.numVariables(),
        rows=model.lp.numConstraints(),
    )


def _decision(problem: Problem, model: Model, values: list[float]) -> Decision:
    """Read whole numbers out of the solution; refuse what is not whole."""
    at = {column.id: i for i, column in enumerate(model.lp.exported_variables())}
    whole = {
        key: _whole(values[at[column.id]], column.name)
        for key, column in model.columns.started_by.items()
    }
    projects: dict[tuple[str, int], int] = defaultdict(int)
    for (name, i, year), count in whole.items():
        if started := count - whole.get((name, i, year - 1), 0):
            projects[name, year] += started
    return Decision(projects, assign_partners(problem, projects))


def _whole(value: float, name: str) -> int:
    nearest = round(value)
    if abs(value - nearest) > _WHOLE:
        finding = Finding(name, f"정수여야 할 값이 {value}입니다", "풀이 도구 설정을 확인하세요")
        raise SolverError((finding,))
    return nearest

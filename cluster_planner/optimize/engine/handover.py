"""Hand a model over to HiGHS, and read how a run of it ended by HiGHS's own facts."""

from collections.abc import Callable

import highspy

from cluster_planner.domain.plan import PROOF_GAP, SolveStatus, relative_gap
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import Finding, SolverError
from cluster_planner.optimize.engine.live import LiveHiGHS
from cluster_planner.optimize.formulation.model import Model

INFEASIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_BROKEN = (
    highspy.HighsModelStatus.kLoadError,
    highspy.HighsModelStatus.kModelError,
    highspy.HighsModelStatus.kPresolveError,
    highspy.HighsModelStatus.kSolveError,
)


def load(
    model: Model,
    settings: SolverSettings,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Hand a model over to HiGHS, which then waits in `model.highs` to be run."""
    solver = LiveHiGHS(
        should_stop,
        gapRel=settings.gap,
        timeLimit=settings.time_limit_s,
        threads=1,
        random_seed=settings.seed,
    )
    solver.createAndConfigureSolver(model.lp)
    solver.buildSolverModel(model.lp)


def refuse_broken_run(ended: highspy.HighsModelStatus) -> None:
    """Raise SolverError when a run of HiGHS did not come to an end of its own."""
    if ended in _BROKEN:
        finding = Finding("HiGHS", f"풀이 도구가 멈췄습니다 ({ended.name})", "다시 실행하세요")
        raise SolverError((finding,))


def status_of(model: Model) -> SolveStatus:
    """How the last run of HiGHS on a model ended; without a plan's objective nothing is proven.

    Raises SolverError when HiGHS broke.
    """
    ended = model.highs.getModelStatus()
    refuse_broken_run(ended)
    if ended in INFEASIBLE:
        return SolveStatus.INFEASIBLE
    has_point = (
        model.highs.getInfo().primal_solution_status
        == highspy.SolutionStatus.kSolutionStatusFeasible
    )
    cancelled = ended == highspy.HighsModelStatus.kInterrupt
    return judge(False, cancelled, has_point, None, None)


def judge(
    infeasible: bool,
    cancelled: bool,
    has_plan: bool,
    objective: float | None,
    bound: float | None,
) -> SolveStatus:
    """The honest word for how a solve ended."""
    if infeasible:
        return SolveStatus.INFEASIBLE
    if not has_plan:
        return SolveStatus.CANCELLED if cancelled else SolveStatus.NOTHING
    gap = relative_gap(objective, bound)
    if gap is not None and gap <= PROOF_GAP:
        return SolveStatus.PROVEN
    return SolveStatus.CANCELLED if cancelled else SolveStatus.FOUND

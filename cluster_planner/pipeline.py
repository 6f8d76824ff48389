"""The order of things from a question to a checked run and its files; nothing else lives here."""

import time
from collections.abc import Callable
from pathlib import Path

from cluster_planner import __version__
from cluster_planner.audit import audit, refuse_broken, without_idle_money
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.criteria import criteria_of
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Outcome, Progress, Run, SolveStatus, as_dicts
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.run_ids import run_id_of
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError, unwritable
from cluster_planner.explain.infeasible import infeasible_findings
from cluster_planner.optimize.engine.family import Family
from cluster_planner.optimize.formulation.model import write_mps
from cluster_planner.optimize.stages import decide_in_stages
from cluster_planner.sources.embedded import sources_text

_PLAN_EVERY_S = 0.5
"""Between two audited plans that are told while the solver runs."""


def plan_scenario(
    snapshot: Snapshot,
    scenario: Scenario,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    *,
    explain: bool = True,
    on_plan: Callable[[Run], None] | None = None,
    family: Family | None = None,
) -> Run:
    """Solve a scenario on a snapshot and check the plan before anyone sees it.

    A plan and an infeasibility are both a Run. With `explain` off, an infeasibility is not traced
    to its rules, which may take longer than the solve. Raises ScenarioError for a scenario that
    contradicts itself, and SolverError when the solver breaks or the audit refuses its plan.
    `on_plan` hears of audited plans while the solver runs, as runs that were cancelled just then.
    `family` is a loaded model of a scenario that differs in numbers only.
    """
    began = time.perf_counter()
    problem = problem_of(snapshot, scenario)
    live = None
    if on_plan is not None:
        live = _Live(snapshot, scenario, problem, on_plan, on_progress)
        on_progress = live.progress
    staged = decide_in_stages(
        problem,
        scenario.solver,
        on_progress,
        should_stop,
        on_incumbent=None if live is None else live.found,
        family=family,
    )
    problem, solved = staged.problem, staged.solved
    plan = None
    if solved.decision is not None:
        plan = without_idle_money(problem, plan_of(problem, solved.decision))
        refuse_broken(problem, plan, solved.outcome, solved.solver_score)
    findings = _findings(snapshot, problem, solved.outcome.status, should_stop, explain)
    return Run(
        run_id=run_id(snapshot, scenario),
        scenario=scenario,
        snapshot_digest=snapshot.digest,
        program_version=__version__,
        outcome=solved.outcome,
        plan=plan,
        criteria=() if plan is None else criteria_of(problem, plan),
        stages=staged.stages,
        findings=as_dicts(findings),
        total_seconds=time.perf_counter() - began,
    )


class _Live:
    """Makes audited runs of what the solver finds, now and then; the last one is never lost."""

    def __init__(
        self,
        snapshot: Snapshot,
        scenario: Scenario,
        problem: Problem,
        on_plan: Callable[[Run], None],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self._of = (snapshot, scenario)
        self._problem = problem
        self._on_plan = on_plan
        self._on_progress = on_progress
        self._began = time.perf_counter()
        self._told_at = 0.0
        self._waiting: Decision | None = None
        self._bound: float | None = None

    def found(self, decision: Decision) -> None:
        """A better decision than the last."""
        self._waiting = decision
        self._tell()

    def progress(self, progress: Progress) -> None:
        """The solver's news; a decision that had to wait is told now."""
        if not self._problem.objective.later:  # a stage's bound is in the stage's own measure
            self._bound = progress.bound
        if self._on_progress is not None:
            self._on_progress(progress)
        self._tell()

    def _tell(self) -> None:
        now = time.perf_counter()
        if self._waiting is None or now - self._told_at < _PLAN_EVERY_S:
            return
        plan = plan_of(self._problem, self._waiting)
        self._waiting, self._told_at = None, now
        if audit(self._problem, plan):
            return  # the final run speaks of broken plans; one in between is only not kept
        snapshot, scenario = self._of
        outcome = Outcome(
            status=SolveStatus.CANCELLED,
            objective=total_score(self._problem, plan),
            bound=self._bound,
            unit=self._problem.objective.now.unit,
            solve_seconds=now - self._began,
        )
        self._on_plan(
            Run(
                run_id=run_id(snapshot, scenario),
                scenario=scenario,
                snapshot_digest=snapshot.digest,
                program_version=__version__,
                outcome=outcome,
                plan=plan,
                criteria=criteria_of(self._problem, plan),
                total_seconds=now - self._began,
            )
        )


def run_id(snapshot: Snapshot, scenario: Scenario) -> str:
    """Digest of scenario × snapshot × program version, 16 hexadecimal digits."""
    return run_id_of(scenario.digest, snapshot.digest, __version__)


def export_model(snapshot: Snapshot, scenario: Scenario, path: Path) -> None:
    """Write the scenario's model as MPS, for checking with any other solver.

    Raises ScenarioError when the scenario contradicts itself or the file cannot be written.
    """
    try:
        path.touch()  # the solver's own error names no file
    except OSError as error:
        raise ScenarioError(unwritable(path)) from error
    write_mps(problem_of(snapshot, scenario), str(path))


def write_files(
    run: Run,
    snapshot: Snapshot,
    folder: Path,
    *,
    with_mps: bool = False,
    data_folder: Path | None = None,
) -> tuple[Path, ...]:
    """Write plan.json, plan.xlsx, map.html and, when asked, model.mps; return their paths.

    They change together or not at all. `data_folder` is where the snapshot was read, by default
    the data of the program. Raises ScenarioError when they cannot be written, DataError when the
    run names what the snapshot does not know.
    """
    # Imported when asked for: folium and the workbook are slow to load, and planning needs neither.
    from cluster_planner.present.plan_files import write_plan_files

    def write_model(path: Path) -> None:
        export_model(snapshot, run.scenario, path)

    mps = write_model if with_mps else None
    return write_plan_files(run, snapshot, folder, mps, sources_text(data_folder))


def _findings(
    snapshot: Snapshot,
    problem: Problem,
    status: SolveStatus,
    should_stop: Callable[[], bool] | None,
    explain: bool,
) -> tuple[Finding, ...]:
    if status == SolveStatus.INFEASIBLE and explain:
        return infeasible_findings(snapshot, problem, should_stop)
    if status == SolveStatus.NOTHING:
        remedy = "시간 제한을 늘리거나 조건을 줄이세요"
        return (Finding("풀이", "시간 안에 계획을 하나도 찾지 못했습니다", remedy),)
    return ()

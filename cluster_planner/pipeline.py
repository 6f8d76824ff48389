"""The order of things from a question to a checked run; nothing else lives here."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from cluster_planner import __version__
from cluster_planner.audit import refuse_broken, without_idle_money
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import Progress, Run, SolveStatus, as_dicts
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.explain.infeasible import infeasible_findings
from cluster_planner.optimize.model import write_mps
from cluster_planner.optimize.nation import decide


def plan_scenario(
    snapshot: Snapshot,
    scenario: Scenario,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Run:
    """Solve a scenario on a snapshot and check the plan before anyone sees it.

    A plan and an infeasibility are both a Run. Raises ScenarioError for a scenario that
    contradicts itself, and SolverError when the solver breaks or the audit refuses its plan.
    """
    began = time.perf_counter()
    problem = problem_of(snapshot, scenario)
    solved = decide(problem, scenario.solver, on_progress, should_stop)
    plan = None
    if solved.decision is not None:
        plan = without_idle_money(problem, plan_of(problem, solved.decision))
        refuse_broken(problem, plan, solved.outcome, solved.solver_score)
    findings = _findings(snapshot, problem, solved.outcome.status, should_stop)
    return Run(
        run_id=run_id(snapshot, scenario),
        scenario=scenario,
        snapshot_digest=snapshot.digest,
        program_version=__version__,
        outcome=solved.outcome,
        plan=plan,
        findings=as_dicts(findings),
        total_seconds=time.perf_counter() - began,
    )


def run_id(snapshot: Snapshot, scenario: Scenario) -> str:
    """Digest of scenario × snapshot × program version, 16 hexadecimal digits."""
    text = f"{scenario.digest}|{snapshot.digest}|{__version__}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def export_model(snapshot: Snapshot, scenario: Scenario, path: Path) -> None:
    """Write the scenario's model as MPS, for checking with any other solver."""
    write_mps(problem_of(snapshot, scenario), str(path))


def _findings(
    snapshot: Snapshot,
    problem: Problem,
    status: SolveStatus,
    should_stop: Callable[[], bool] | None,
) -> tuple[Finding, ...]:
    if status == SolveStatus.INFEASIBLE:
        return infeasible_findings(snapshot, problem, should_stop)
    if status == SolveStatus.NOTHING:
        remedy = "시간 제한을 늘리거나 조건을 줄이세요"
        return (Finding("풀이", "시간 안에 계획을 하나도 찾지 못했습니다", remedy),)
    return ()

"""The questions why and why not, asked of a run or a scenario on the data themselves."""

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.checks import refuse_stages
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding, ScenarioError
from cluster_planner.explain.reasons import Reason, Stop, why
from cluster_planner.explain.repairs import Impasse, impasse


def why_park(
    snapshot: Snapshot,
    run: Run,
    park_id: str,
    with_budget: bool = False,
    should_stop: Stop = None,
) -> Reason:
    """Say why a park is in the plan of a run or not: solves once more with the park forced.

    `with_budget` also searches the factor on all money at which it is chosen, in several solves.
    Money is million won, a loss is in the unit of the objective. Raises DataError when the run was
    made of other data, ScenarioError when it has no plan or its objective several stages, and
    SolverError when a solve breaks.
    """
    if run.snapshot_digest != snapshot.digest:
        remedy = "그 자료를 열거나 다시 계획하세요"
        raise DataError(Finding(f"실행 {run.run_id}", "다른 자료로 만든 계획입니다", remedy))
    if run.plan is None:
        remedy = "run.findings와 why_infeasible의 답을 보세요"
        raise ScenarioError(Finding(run.scenario.name, "까닭을 물을 계획이 없습니다", remedy))
    problem = problem_of(snapshot, run.scenario)
    refuse_stages(problem)
    settings = run.scenario.solver
    return why(problem, run.plan, run.outcome, park_id, settings, with_budget, should_stop)


def why_infeasible(snapshot: Snapshot, scenario: Scenario, should_stop: Stop = None) -> Impasse:
    """Say whether a scenario has a plan; if not, what collides and the cheapest ways out.

    Prices are million won that must move. Raises ScenarioError for a scenario that contradicts
    itself without any solver.
    """
    return impasse(problem_of(snapshot, scenario), scenario.solver, should_stop)

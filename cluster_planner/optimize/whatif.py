"""The same question with one park forced out or in, or with all its money scaled."""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

import highspy
import pulp

from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.domain.problem import Candidate, Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.assignment import assign_partners
from cluster_planner.optimize.columns import started_until
from cluster_planner.optimize.model import Model, build
from cluster_planner.optimize.nation import decide
from cluster_planner.optimize.rules import Row
from cluster_planner.optimize.solve import Solved, load, status_of

Stop = Callable[[], bool] | None


def without_park(problem: Problem, park_id: str) -> Problem:
    """The problem in which a park can get nothing new; its locks and earlier decisions stay."""
    return problem.restricted(lambda candidate: candidate.park_id != park_id)


def forced_out(
    problem: Problem, park_id: str, settings: SolverSettings, should_stop: Stop = None
) -> Solved:
    """The best plan in which a park gets nothing new. Raises SolverError like `solve`."""
    return decide(without_park(problem, park_id), settings, None, should_stop)


def forced_in(
    problem: Problem, park_id: str, settings: SolverSettings, should_stop: Stop = None
) -> Solved:
    """The best plan in which a park has 기반 by the last year, or any unit where 기반 stands already.

    Infeasible for a park without candidates. Raises SolverError like `solve`.
    """
    mine = [c for c in problem.candidates if c.park_id == park_id]
    if any(c.package_id == "base" for c in mine):
        by_the_end = {(park_id, "base"): problem.years[-1]} | dict(problem.locks)
        return decide(replace(problem, locks=by_the_end), settings, None, should_stop)
    return _with_any_of(problem, mine, settings, should_stop)


def scaled(problem: Problem, factor: float) -> Problem:
    """The problem with every budget, yearly cap and later liability times a factor, in whole won."""
    return replace(
        problem,
        budgets_mkrw=_times(problem.budgets_mkrw, factor),
        national_cap_mkrw=_times(problem.national_cap_mkrw, factor),
        liability_cap_mkrw=round(problem.liability_cap_mkrw * factor),
    )


def add_row(model: Model, row: Row) -> None:
    """Add one row to a model that has not been handed over yet."""
    model.lp.addConstraint(row_constraint(row), row.name)


def row_constraint(row: Row) -> pulp.LpAffineExpression:
    """A row in the form that PuLP adds as a constraint."""
    expression = pulp.lpSum_vars_coefs(row.terms)
    match row.sense:
        case "<=":
            return expression <= row.limit
        case ">=":
            return expression >= row.limit
        case "==":
            return expression == row.limit


def _times[K](amounts: Mapping[K, int], factor: float) -> dict[K, int]:
    return {key: round(amount * factor) for key, amount in amounts.items()}


def _with_any_of(
    problem: Problem, mine: list[Candidate], settings: SolverSettings, should_stop: Stop
) -> Solved:
    """The best plan with at least one unit of these candidates, which no lock can ask for."""
    began = time.perf_counter()
    model = build(problem)
    last = problem.years[-1]
    terms = [term for c in mine for term in started_until(problem, model.columns, c, last)]
    if model.always_broken or not terms:
        return Solved(Outcome(status=SolveStatus.INFEASIBLE), None)
    add_row(model, Row("forced_in", terms, ">=", 1.0))
    built = time.perf_counter()
    load(model, settings, None, should_stop)
    model.highs.run()
    return _read(problem, model, built - began, time.perf_counter() - built)


def _read(problem: Problem, model: Model, build_seconds: float, seconds: float) -> Solved:
    """How the run ended, with our own sum over the plan as in `solve`."""
    dual = model.highs.getInfo().mip_dual_bound
    bound = None if abs(dual) >= highspy.kHighsInf else 100 * dual
    decision = _decision(problem, model)
    objective = None
    if decision is not None:
        objective = total_score(problem, plan_of(problem, decision))
    outcome = Outcome(
        status=status_of(model, objective, bound),
        objective=objective,
        bound=bound,
        build_seconds=build_seconds,
        solve_seconds=seconds,
        columns=model.lp.numVariables(),
        rows=model.lp.numConstraints(),
    )
    claimed = None if decision is None else 100 * model.highs.getObjectiveValue()
    return Solved(outcome, decision, claimed)


def _decision(problem: Problem, model: Model) -> Decision | None:
    """Whole units of the point that HiGHS holds; the auditor refuses what rounding would break."""
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    if model.highs.getInfo().primal_solution_status != feasible:
        return None
    values = model.highs.getSolution().col_value
    at = {column.id: i for i, column in enumerate(model.lp.exported_variables())}
    whole = {key: round(values[at[c.id]]) for key, c in model.columns.started_by.items()}
    units: dict[tuple[str, int], int] = defaultdict(int)
    for (name, i, year), count in whole.items():
        if started := count - whole.get((name, i, year - 1), 0):
            units[name, year] += started
    return Decision(units, assign_partners(problem, units))

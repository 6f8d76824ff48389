"""Why a park is in the plan or not: what forcing it costs, what stops it, what its money earns.

Everything is a figure or an id; the sentences are in `reason_words`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cluster_planner.audit import refuse_broken, without_idle_money
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Award, Outcome, Plan, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.explain.binding import Binding, bindings
from cluster_planner.optimize.nation import decide
from cluster_planner.optimize.solve import Solved
from cluster_planner.optimize.whatif import forced_in, forced_out, scaled, without_park

Stop = Callable[[], bool] | None
FACTOR_TOLERANCE = 0.05
MOST_FACTOR = 4.0


@dataclass(frozen=True)
class Loss:
    """What the optimum loses when the park is forced out or in, in the unit of the objective.

    The true loss lies between the ends; they differ by the gaps of the two solves.
    """

    forced: Literal["out", "in"]
    status: SolveStatus
    """How the forced solve ended; INFEASIBLE means that no plan remains."""
    low_mkrw: float = 0.0
    high_mkrw: float | None = None
    """None when the forced solve found no plan."""


@dataclass(frozen=True)
class BudgetFactor:
    """How many times its money the scenario needs for the park to be chosen.

    More money may also drop a park again, so this is one change between two factors, not the only
    one; and near a tie a plan within the gap may do without the park.
    """

    without: float
    """The plan at this factor leaves the park out, or there is none."""
    chosen: float | None
    """The plan at this factor chooses the park; None when not even the largest one tried does."""
    solves: int


@dataclass(frozen=True)
class Reason:
    """Everything that is known about one park and a plan."""

    park_id: str
    in_plan: bool
    candidate: bool
    awards: tuple[Award, ...]
    unit: ObjectiveUnit = "mkrw"
    """Of the loss."""
    loss: Loss | None = None
    """None for a park without candidates."""
    bindings: tuple[Binding, ...] = ()
    score_per_eok: float | None = None
    """Objective per 억 of national money in the plan, or in the plan that forces the park in; None
    where the objective is no sum of gains alone."""
    marginal_park_id: str | None = None
    """Park of the plan whose money earns least, the asked one aside."""
    marginal_score_per_eok: float | None = None
    budget_factor: BudgetFactor | None = None


def why(
    problem: Problem,
    plan: Plan,
    outcome: Outcome,
    park_id: str,
    settings: SolverSettings,
    with_budget: bool = False,
    should_stop: Stop = None,
) -> Reason:
    """Explain one park against an audited plan and its outcome; solves the problem once more,
    and several times with `with_budget`. Raises SolverError when a solve breaks or the auditor
    refuses a plan.
    """
    awards = tuple(a for a in plan.awards if a.park_id == park_id)
    if not any(c.park_id == park_id for c in problem.candidates):
        return Reason(park_id, in_plan=bool(awards), candidate=False, awards=awards)
    asked = problem
    if awards:
        asked = without_park(problem, park_id)
        solved = forced_out(problem, park_id, settings, should_stop)
    else:
        solved = forced_in(problem, park_id, settings, should_stop)
    forced = _audited(asked, solved)
    marginal = _marginal(problem, plan, park_id)
    factor = None
    if with_budget:
        factor = budget_factor(problem, park_id, bool(awards), settings, should_stop)
    return Reason(
        park_id=park_id,
        in_plan=bool(awards),
        candidate=True,
        awards=awards,
        unit=outcome.unit,
        loss=loss_of(outcome, solved.outcome, "out" if awards else "in"),
        bindings=bindings(problem, plan, park_id),
        score_per_eok=_score_per_eok(problem, plan if awards else forced, park_id),
        marginal_park_id=marginal[1] if marginal else None,
        marginal_score_per_eok=marginal[0] if marginal else None,
        budget_factor=factor,
    )


def loss_of(free: Outcome, forced: Outcome, way: Literal["out", "in"]) -> Loss:
    """Range of the loss from the objectives and bounds of the free and the forced solve."""
    if forced.objective is None:
        return Loss(way, forced.status)
    low = 0.0
    if free.objective is not None and forced.bound is not None:
        low = max(0.0, free.objective - forced.bound)
    high = None if free.bound is None else max(low, free.bound - forced.objective)
    return Loss(way, forced.status, low, high)


def budget_factor(
    problem: Problem,
    park_id: str,
    in_plan: bool,
    settings: SolverSettings,
    should_stop: Stop = None,
) -> BudgetFactor:
    """Bisect the factor on all money at which the park is chosen, to `FACTOR_TOLERANCE`."""
    solves = 0
    without, chosen = (0.0, 1.0) if in_plan else (1.0, 2.0)
    while not in_plan and chosen <= MOST_FACTOR:
        solves += 1
        if _chosen(scaled(problem, chosen), park_id, settings, should_stop):
            break
        without, chosen = chosen, 2 * chosen
    if chosen > MOST_FACTOR:
        return BudgetFactor(without, None, solves)
    while chosen - without > FACTOR_TOLERANCE:
        middle = (without + chosen) / 2
        solves += 1
        if _chosen(scaled(problem, middle), park_id, settings, should_stop):
            chosen = middle
        else:
            without = middle
    return BudgetFactor(without, chosen, solves)


def _chosen(problem: Problem, park_id: str, settings: SolverSettings, should_stop: Stop) -> bool:
    plan = _audited(problem, decide(problem, settings, None, should_stop))
    return plan is not None and park_id in without_idle_money(problem, plan).park_ids


def _audited(problem: Problem, solved: Solved) -> Plan | None:
    if solved.decision is None:
        return None
    plan = plan_of(problem, solved.decision)
    refuse_broken(problem, plan, solved.outcome, solved.solver_score)
    return plan


def _marginal(problem: Problem, plan: Plan, park_id: str) -> tuple[float, str] | None:
    others = [
        (score, park)
        for park in plan.park_ids
        if park != park_id and (score := _score_per_eok(problem, plan, park)) is not None
    ]
    return min(others, default=None)


def _score_per_eok(problem: Problem, plan: Plan | None, park_id: str) -> float | None:
    """Objective per 억 of new national money of one park; None without any."""
    if plan is None or problem.objective.now.weights.keys() != {"weighted_gain"}:
        return None
    factor = {(c.park_id, c.division_id, c.package_id): c.score_factor for c in problem.candidates}
    mine = [a for a in plan.awards if a.park_id == park_id]
    national = sum(a.national_mkrw for a in mine)
    if not national:
        return None
    score = sum(a.gain_central_mkrw * factor[a.park_id, a.division_id, a.package_id] for a in mine)
    return 100 * score / national

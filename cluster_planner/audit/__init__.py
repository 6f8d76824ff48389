"""Every rule of a plan again, by plain arithmetic on its awards and assignments.

Nothing here knows a solver. A plan that this module complains about is never shown.
The checks carry the names of the rules in `cluster_planner.optimize.formulation.rules`.
"""

from collections.abc import Iterator

from cluster_planner.audit.awards import award_fits_candidate
from cluster_planner.audit.lines import Check, Line
from cluster_planner.audit.money import (
    fund_cap,
    fund_noncapital_share,
    liability_cap,
    national_cap,
    noncapital_share,
    programme_budget,
    region_cap,
    region_floor,
    region_local_cap,
    region_private_cap,
)
from cluster_planner.audit.objective import (
    kept_criterion,
    objective_agrees,
    objective_lines,
    region_gain_even,
    region_gain_least,
)
from cluster_planner.audit.order import (
    follows,
    needs_in_park,
    park_lock,
    region_min_parks,
    stays_started,
)
from cluster_planner.audit.partners import partner_capacity, partner_demand
from cluster_planner.domain.plan import Award, Outcome, Plan
from cluster_planner.domain.problem import Problem
from cluster_planner.errors import Finding, SolverError

CHECKS: tuple[Check, ...] = (
    programme_budget,
    national_cap,
    liability_cap,
    region_floor,
    region_cap,
    region_local_cap,
    region_private_cap,
    region_min_parks,
    noncapital_share,
    fund_cap,
    fund_noncapital_share,
    region_gain_least,
    region_gain_even,
    kept_criterion,
    stays_started,
    needs_in_park,
    follows,
    park_lock,
    partner_demand,
    partner_capacity,
)


def every_line(problem: Problem, plan: Plan) -> Iterator[tuple[str, Line]]:
    """Yield every instance of every rule with both of its sides, by the name of the rule.

    The awards come first; when one of them is none that the problem offers, nothing else can be
    computed and nothing else follows.
    """
    sound = True
    for check in (award_fits_candidate, *CHECKS):
        if not sound:
            return
        for line in check.lines(problem, plan):
            sound = sound and (check is not award_fits_candidate or line.holds)
            yield check.__name__, line


def audit(
    problem: Problem, plan: Plan, outcome: Outcome | None = None, solver_score: float | None = None
) -> tuple[str, ...]:
    """Return a Korean sentence per broken rule; empty means that the plan holds.

    With an outcome, its objective must be what the plan is worth, not below what the solver
    claims and not above its bound, each within 1e-5 of its size.
    """
    unknown = tuple(dict.fromkeys(award_fits_candidate(problem, plan)))
    if unknown:
        return unknown
    complaints = [sentence for check in CHECKS for sentence in check(problem, plan)]
    if outcome is not None:
        complaints += objective_agrees(problem, plan, outcome, solver_score)
    return tuple(complaints)


def refuse_broken(
    problem: Problem, plan: Plan, outcome: Outcome, solver_score: float | None = None
) -> None:
    """Raise SolverError with every complaint about a plan: it must not be shown."""
    if complaints := audit(problem, plan, outcome, solver_score):
        remedy = "프로그램 결함입니다. 시나리오 파일과 함께 알려 주세요"
        raise SolverError(Finding("검산", complaint, remedy) for complaint in complaints)


def without_idle_money(problem: Problem, plan: Plan) -> Plan:
    """The plan without awards that gain nothing and that no rule needs; it scores the same.

    A solver is indifferent to money that buys nothing as long as the budget lasts.
    """
    for award in reversed(plan.awards):
        if award.gain_central_mkrw > 0 or _is_needed(problem, plan, award):
            continue
        unit = (award.park_id, award.division_id, award.package_id)
        leaner = Plan(
            awards=tuple(a for a in plan.awards if a is not award),
            assignments=tuple(
                a for a in plan.assignments if (a.park_id, a.division_id, a.package_id) != unit
            ),
        )
        if not audit(problem, leaner):
            plan = leaner
    return plan


def _is_needed(problem: Problem, plan: Plan, award: Award) -> bool:
    """Whether another award of the park needs this one: a whole audit would only say the same."""
    return any(
        award.package_id in problem.packages[other.package_id].needs_in_park
        for other in plan.awards
        if other.park_id == award.park_id
    )


__all__ = [
    "CHECKS",
    "Check",
    "Line",
    "audit",
    "award_fits_candidate",
    "every_line",
    "objective_agrees",
    "objective_lines",
    "refuse_broken",
    "without_idle_money",
]

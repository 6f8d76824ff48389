"""Why nothing fits: a smallest set of rules that cannot hold together.

A deletion filter: leave rules out one at a time and keep only those without which a plan exists.
It needs no help from the solver, so it also explains conflicts that only whole numbers make.
"""

from collections.abc import Callable, Collection

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.model import build
from cluster_planner.optimize.rules import Row, partner_capacity
from cluster_planner.optimize.solve import solve_model
from cluster_planner.optimize.strengthen import STRENGTHENING

STRUCTURE = frozenset({"stays_started", "needs_in_park", "follows", "partner_demand"})
"""Rules that say what a plan is; a planner cannot lift them."""
_QUICK = SolverSettings(time_limit_s=5.0, gap=0.5)


def rule_of(row_name: str) -> str:
    """The rule that a row belongs to."""
    return row_name.split("__")[0]


def conflict(problem: Problem, should_stop: Callable[[], bool] | None = None) -> tuple[str, ...]:
    """Row names of liftable rules that are infeasible together, none of which can be left out.

    Empty when a plan exists. What could not be settled, within five seconds a try or before
    `should_stop`, is kept, so the answer may then be larger than the smallest.
    """
    names = _liftable(problem)
    if _feasible(problem, names):
        return ()
    whole_rules = [{n for n in names if rule_of(n) == rule} for rule in _rules(names)]
    for group in whole_rules:
        names = _without(problem, names, group, should_stop)
    for name in sorted(names):
        names = _without(problem, names, {name}, should_stop)
    return tuple(sorted(names))


def _rules(names: set[str]) -> list[str]:
    return sorted({rule_of(name) for name in names})


def _without(
    problem: Problem,
    names: set[str],
    group: set[str],
    should_stop: Callable[[], bool] | None,
) -> set[str]:
    """The names without the group, if they still conflict; else all of them."""
    if should_stop is not None and should_stop():
        return names
    rest = names - group
    return names if _feasible(problem, rest) else rest


def _liftable(problem: Problem) -> set[str]:
    model = build(problem)
    rows = {row.name for row in model.lp.constraints()} | set(model.always_broken)
    return {name for name in rows if rule_of(name) not in (*STRUCTURE, STRENGTHENING)}


def _feasible(problem: Problem, names: Collection[str]) -> bool:
    """Whether some plan obeys these rows and the structure; undecided counts as yes."""

    def keep(row: Row) -> bool:
        return rule_of(row.name) in STRUCTURE or row.name in names

    model = build(problem, keep, with_objective=False)
    for (partner, _), column in model.columns.joined.items():
        if f"{partner_capacity.__name__}__{partner}" not in names:
            column.upBound = None  # the same limit stands as a bound, which would outlive its row
    return solve_model(model, _QUICK) != SolveStatus.INFEASIBLE

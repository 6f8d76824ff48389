"""The cheapest way to make a problem feasible: rules that may give way, at a price in won.

Money gives way at its own amount. A park that is asked for but released (a lock, one of a region's
least number) costs the national money of its package: what converting it would have cost. The
share outside the capital region and the partners' capacity have no price in won and always hold.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import highspy
import pulp

from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.conflict import rule_of
from cluster_planner.optimize.engine.handover import load
from cluster_planner.optimize.formulation.columns import Columns, add_columns, eok
from cluster_planner.optimize.formulation.model import Model
from cluster_planner.optimize.formulation.rules import Row, rows_of
from cluster_planner.optimize.whatif import Stop, row_constraint

COUNTED = frozenset({"region_min_parks", "park_lock"})
"""Rules that ask for a number of parks."""
PRICED = COUNTED | {
    "programme_budget",
    "national_cap",
    "liability_cap",
    "region_floor",
    "region_cap",
    "region_local_cap",
    "region_private_cap",
    "fund_cap",
}
_SETTINGS = SolverSettings(time_limit_s=15.0, gap=0.0)
_EXACT_MKRW = 1e-2
"""Slack below this is rounding of the solver."""


@dataclass(frozen=True)
class Change:
    """One row that gives way by `amount`: million won, or parks for a rule that counts them."""

    row: str
    amount: int
    price_mkrw: int


@dataclass(frozen=True)
class Repair:
    """Changes that together make the problem feasible."""

    changes: tuple[Change, ...]
    proven: bool
    """Whether no cheaper one exists among the rows that were allowed to give way."""

    @property
    def price_mkrw(self) -> int:
        """Sum of the prices of all changes."""
        return sum(c.price_mkrw for c in self.changes)


def priced_rows(problem: Problem) -> tuple[str, ...]:
    """Names of all rows of the problem that may give way."""
    columns = add_columns(pulp.LpProblem("names"), problem)
    names = (row.name for row in rows_of(problem, columns))
    return tuple(name for name in names if rule_of(name) in PRICED)


def cheapest_repair(
    problem: Problem, rows: Collection[str], should_stop: Stop = None
) -> Repair | None:
    """The cheapest repair that changes only these rows; None when there is none, or none in time."""
    model, lifts = _elastic(problem, frozenset(rows))
    if model.always_broken:
        return None
    load(model, _SETTINGS, should_stop)
    model.highs.run()
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    if model.highs.getInfo().primal_solution_status != feasible:
        return None
    proven = model.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    values = model.highs.getSolution().col_value
    at = {column.id: i for i, column in enumerate(model.lp.exported_variables())}
    found = [_change(problem, name, values[at[lift.id]]) for name, lift in sorted(lifts.items())]
    return Repair(tuple(c for c in found if c.amount), proven)


def unit_price_mkrw(problem: Problem, row: str) -> int:
    """Price of giving way by one: a million won, or the national money of a park's package."""
    match row.split("__"):
        case ["region_min_parks", _]:
            return problem.packages["base"].national_mkrw
        case ["park_lock", _, package_id]:
            return problem.packages[package_id].national_mkrw
    return 1


def _elastic(problem: Problem, names: frozenset[str]) -> tuple[Model, dict[str, pulp.LpVariable]]:
    lp = pulp.LpProblem("repair", pulp.LpMinimize)
    columns = add_columns(lp, problem)
    for joined in columns.joined.values():
        joined.upBound = None  # partner_capacity is a row of its own
    lifts: dict[str, pulp.LpVariable] = {}
    broken = []
    rows = list(rows_of(problem, columns))
    for row in rows:
        if row.name in names:
            lifts[row.name] = _lift(lp, row)
            row = replace(row, terms=[*row.terms, (lifts[row.name], _way(row))])
        if row.terms:
            lp.addConstraint(row_constraint(row), row.name)
        elif (row.limit < 0) if row.sense == "<=" else (row.limit > 0):
            broken.append(row.name)
    _carry_more(lp, problem, columns, lifts)
    prices = {name: _price_eok(problem, name) for name in lifts}
    lp.setObjective(pulp.lpSum_vars_coefs([(lifts[n], price) for n, price in prices.items()]))
    return Model(lp, columns, tuple(broken)), lifts


def _lift(lp: pulp.LpProblem, row: Row) -> pulp.LpVariable:
    most = max(0.0, row.limit) if row.sense == ">=" else None
    if rule_of(row.name) in COUNTED:
        return lp.add_variable(f"lift__{row.name}", 0, most, "Integer")
    return lp.add_variable(f"lift__{row.name}", 0, most)


def _way(row: Row) -> float:
    return 1.0 if row.sense == ">=" else -1.0


def _price_eok(problem: Problem, name: str) -> float:
    return eok(unit_price_mkrw(problem, name)) if rule_of(name) in COUNTED else 1.0


def _carry_more(
    lp: pulp.LpProblem, problem: Problem, columns: Columns, lifts: dict[str, pulp.LpVariable]
) -> None:
    """A larger budget may also carry more over; as a bound of the column it could not."""
    share = problem.carry_over_pct / 100
    for (programme, year), carried in columns.carried.items():
        if (lift := lifts.get(f"programme_budget__{programme}__{year}")) is not None:
            most, carried.upBound = carried.upBound, None
            row = Row(f"carried__{programme}__{year}", [(carried, 1.0), (lift, -share)], "<=", most)
            lp.addConstraint(row_constraint(row), row.name)


def _change(problem: Problem, name: str, value: float) -> Change:
    if rule_of(name) in COUNTED:
        amount = round(value)
    else:
        amount = max(0, math.ceil(100 * value - _EXACT_MKRW))
    return Change(name, amount, amount * unit_price_mkrw(problem, name))

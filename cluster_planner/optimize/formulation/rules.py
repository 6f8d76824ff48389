"""Every rule of a plan, one function each; its name is the prefix of its rows.

The auditor has a function of the same name for each of them (`cluster_planner.audit`).
"""

from collections.abc import Iterator

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.columns import Columns
from cluster_planner.optimize.formulation.money_rules import (
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
from cluster_planner.optimize.formulation.objective_rules import (
    kept_criterion,
    region_gain_even,
    region_gain_least,
)
from cluster_planner.optimize.formulation.order_rules import (
    follows,
    needs_in_park,
    park_lock,
    region_min_parks,
    stays_started,
)
from cluster_planner.optimize.formulation.partner_rules import (
    partner_capacity,
    partner_demand,
)
from cluster_planner.optimize.formulation.rows import Row, Rule

__all__ = ["RULES", "Row", "Rule", "rows_of"]

RULES: tuple[Rule, ...] = (
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

STRUCTURE = frozenset({"stays_started", "needs_in_park", "follows", "partner_demand"})
"""Rules that say what a plan is; a planner cannot lift them."""


def rows_of(problem: Problem, columns: Columns) -> Iterator[Row]:
    """All rows of the model in the order of `RULES`."""
    for rule in RULES:
        yield from rule(problem, columns)

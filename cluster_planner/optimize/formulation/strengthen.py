"""Rows that cut off no plan but bring the relaxation closer to whole numbers.

Payments of a programme are whole multiples of their greatest common divisor, so its budget may be
rounded down to one (a Chvátal–Gomory cut), year by year with the most that can be carried in, and
cumulated over the years. Without them half a park is worth more than one per cent of the optimum.
"""

import math
from collections import defaultdict
from collections.abc import Iterator

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.columns import Columns, Terms, eok
from cluster_planner.optimize.formulation.money import paid_in
from cluster_planner.optimize.formulation.rules import Row

STRENGTHENING = "whole_budget"
"""Prefix of these rows; they follow from programme_budget and are no rules of their own."""

_REST = 1e-9
"""Of payments in 억원, which are whole multiples of 0.01."""


def whole_budgets(problem: Problem, columns: Columns) -> Iterator[Row]:
    """Budgets of each programme in whole payments, per year and from the first year on."""
    for programme in problem.programmes:
        divisor = _divisor(problem, programme)
        until: Terms = []
        free_until = 0
        carried = 0.0
        for year in problem.years:
            budget = problem.budgets_mkrw.get((programme, year), 0)
            free = budget - problem.committed_payment_mkrw(programme, year)
            paid = paid_in(problem, columns, programme, year)
            until = _summed(until + paid)
            free_until += free
            limits = (("year", paid, free + carried), ("until", until, float(free_until)))
            for kind, terms, limit in limits:
                rounded = math.floor(limit / divisor + 1e-9) * divisor
                if rounded < limit and terms:
                    name = f"{STRENGTHENING}__{programme}__{kind}__{year}"
                    yield Row(name, terms, "<=", eok(rounded))
            carried = budget * problem.carry_over_pct / 100


def _summed(terms: Terms) -> Terms:
    """One term per column: what cancels out leaves nothing, not a rest of 1e-17."""
    sums: dict[int, float] = defaultdict(float)
    for column, k in terms:
        sums[column.id] += k
    return [
        (column, sums[i])
        for i, column in {c.id: c for c, _ in terms}.items()
        if abs(sums[i]) > _REST
    ]


def _divisor(problem: Problem, programme_id: str) -> int:
    amounts = {
        amount
        for package in problem.packages.values()
        if package.programme_id == programme_id
        for amount in package.payments_mkrw(problem.years[0]).values()
    }
    return max(1, math.gcd(*amounts))

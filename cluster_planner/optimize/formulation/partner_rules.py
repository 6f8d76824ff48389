"""The rules about who takes part. Its name is the prefix of a rule's rows."""

from collections import defaultdict
from collections.abc import Iterator

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.columns import Columns, Terms, started_until
from cluster_planner.optimize.formulation.rows import Row


def partner_demand(problem: Problem, columns: Columns) -> Iterator[Row]:
    """Each project has each of its roles filled."""
    candidates = {c.candidate_id: c for c in problem.candidates}
    for group in columns.classes:
        terms: Terms = [(columns.joined[p, group.class_id], 1.0) for p in group.partner_ids]
        for need in group.needs:
            candidate = candidates[need.candidate_id]
            total = started_until(problem, columns, candidate, problem.years[-1])
            terms += [(column, -k) for column, k in total]
        yield Row(f"partner_demand__{group.class_id}", terms, "==", 0.0)


def partner_capacity(problem: Problem, columns: Columns) -> Iterator[Row]:
    """No partner joins more projects than it can."""
    joined: dict[str, Terms] = defaultdict(list)
    for (partner, _), column in columns.joined.items():
        joined[partner].append((column, 1.0))
    for partner, terms in sorted(joined.items()):
        limit = problem.partner_capacity[partner]
        yield Row(f"partner_capacity__{partner}", terms, "<=", limit)

"""Split joined projects over partners with the shortest ways: a transportation problem.

Its matrix is totally unimodular, so the simplex method answers in whole projects.
"""

from collections import defaultdict
from collections.abc import Mapping

import pulp

from cluster_planner.domain.problem import Problem
from cluster_planner.errors import Finding, SolverError

_UNKNOWN_KM = 400.0
"""An unknown location counts as far away, so that known near partners come first (가정)."""
_SAME_KM = 1e-4
"""Per place in the alphabet: makes the choice between equally near partners repeatable."""


def assign_partners(
    problem: Problem, projects: Mapping[tuple[str, int], int]
) -> dict[tuple[str, str, str], int]:
    """(candidate, role, partner) → projects joined, with the least total distance."""
    totals: dict[str, int] = defaultdict(int)
    for (candidate_id, _), count in projects.items():
        totals[candidate_id] += count
    needs = [need for need in problem.needs if totals.get(need.candidate_id)]
    if not needs:
        return {}
    lp = pulp.LpProblem("partners", pulp.LpMinimize)
    rank = {partner: i for i, partner in enumerate(sorted(problem.partner_capacity))}
    columns, cost = {}, []
    for i, need in enumerate(needs):
        for link in need.links:
            column = lp.add_variable(f"x{i}_{rank[link.partner_id]}", 0)
            columns[need.candidate_id, need.role_id, link.partner_id] = column
            km = _UNKNOWN_KM if link.distance_km is None else link.distance_km
            cost.append((column, km + _SAME_KM * rank[link.partner_id]))
    lp.setObjective(pulp.lpSum_vars_coefs(cost))
    for need in needs:
        filled = [columns[need.candidate_id, need.role_id, k.partner_id] for k in need.links]
        lp.addConstraint(pulp.lpSum_vars(filled) == totals[need.candidate_id])
    _limit_partners(lp, problem, columns)
    return _solved(lp, columns)


def _limit_partners(
    lp: pulp.LpProblem,
    problem: Problem,
    columns: Mapping[tuple[str, str, str], pulp.LpVariable],
) -> None:
    joined = defaultdict(list)
    for (_, _, partner), column in columns.items():
        joined[partner].append(column)
    for partner, mine in joined.items():
        lp.addConstraint(pulp.lpSum_vars(mine) <= problem.partner_capacity[partner])


def _solved(
    lp: pulp.LpProblem, columns: Mapping[tuple[str, str, str], pulp.LpVariable]
) -> dict[tuple[str, str, str], int]:
    stats = lp.solve(pulp.HiGHS(msg=False, threads=1, solver="simplex"))
    if stats.status != pulp.LpSolveStatus.Optimal:
        finding = Finding("참여기관 배정", "배정을 찾지 못했습니다", "참여기관 수용력을 확인하세요")
        raise SolverError((finding,))
    return {key: n for key, column in columns.items() if (n := round(column.varValue or 0)) > 0}

"""The rules about who takes part."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from cluster_planner.audit.awards import known_candidates
from cluster_planner.domain.plan import Plan
from cluster_planner.domain.problem import Problem


def partner_demand(problem: Problem, plan: Plan) -> Iterator[str]:
    """Each project has each of its roles filled, by a partner that may fill it."""
    filled: Counter[tuple[str, str]] = Counter()
    known = known_candidates(problem)
    able = {(n.candidate_id, n.role_id): n.partner_ids for n in problem.needs}
    for join in plan.assignments:
        candidate = known.get((join.park_id, join.division_id, join.package_id))
        key = (candidate.candidate_id if candidate else "", join.role_id)
        filled[key] += join.units
        if join.units < 1:
            yield f"{join.partner_id}: {join.park_id}의 참여 사업 수가 {join.units}개입니다"
        if join.partner_id not in able.get(key, ()):
            yield f"{join.partner_id}: {join.park_id}의 {join.role_id} 역할을 맡을 수 없습니다"
    units: Counter[str] = Counter()
    for award in plan.awards:
        key3 = (award.park_id, award.division_id, award.package_id)
        units[known[key3].candidate_id] += award.units
    for candidate_id, role in able:
        if filled[candidate_id, role] != units[candidate_id]:
            missing = units[candidate_id] - filled[candidate_id, role]
            yield f"{candidate_id}: {role} 참여기관이 {missing}개 사업에서 맞지 않습니다"


def partner_capacity(problem: Problem, plan: Plan) -> Iterator[str]:
    """No partner joins more projects than it can."""
    joined: dict[str, int] = defaultdict(int)
    for join in plan.assignments:
        joined[join.partner_id] += join.units
    for partner, count in joined.items():
        if count > problem.partner_capacity.get(partner, 0):
            yield f"{partner}: 참여 사업 {count}개가 수용력보다 많습니다"

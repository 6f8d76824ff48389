"""The rules about who takes part."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from cluster_planner.audit.awards import known_candidates
from cluster_planner.audit.lines import NAME, UNITS, Check, Line
from cluster_planner.domain.plan import Plan
from cluster_planner.domain.problem import Problem


@Check
def partner_demand(problem: Problem, plan: Plan) -> Iterator[Line]:
    """Each project has each of its roles filled, by a partner that may fill it."""
    filled: Counter[tuple[str, str]] = Counter()
    known = known_candidates(problem)
    able = {(n.candidate_id, n.role_id): n.partner_ids for n in problem.needs}
    for join in plan.assignments:
        candidate = known.get((join.park_id, join.division_id, join.package_id))
        key = (candidate.candidate_id if candidate else "", join.role_id)
        filled[key] += join.units
        partner = join.partner_id
        named = (partner, join.park_id, join.division_id, join.package_id, join.role_id)
        complaint = f"{partner}: {join.park_id}의 참여 사업 수가 {join.units}개입니다"
        yield Line((*named, "units"), join.units, ">=", 1, UNITS, complaint)
        complaint = f"{partner}: {join.park_id}의 {join.role_id} 역할을 맡을 수 없습니다"
        allowed = partner if partner in able.get(key, ()) else None
        yield Line((*named, "allowed"), partner, "=", allowed, NAME, complaint)
    units: Counter[str] = Counter()
    for award in plan.awards:
        key3 = (award.park_id, award.division_id, award.package_id)
        units[known[key3].candidate_id] += award.units
    by_name = {candidate.candidate_id: unit for unit, candidate in known.items()}
    for candidate_id, role in able:
        there, asked = filled[candidate_id, role], units[candidate_id]
        missing = f"{asked - there}개 사업에서 맞지 않습니다"
        complaint = f"{candidate_id}: {role} 참여기관이 {missing}"
        unit = by_name.get(candidate_id, (candidate_id, None, ""))
        yield Line((None, *unit, role, "filled"), there, "=", asked, UNITS, complaint)


@Check
def partner_capacity(problem: Problem, plan: Plan) -> Iterator[Line]:
    """No partner joins more projects than it can."""
    joined: dict[str, int] = defaultdict(int)
    for join in plan.assignments:
        joined[join.partner_id] += join.units
    for partner, count in joined.items():
        most = problem.partner_capacity.get(partner, 0)
        complaint = f"{partner}: 참여 사업 {count}개가 수용력보다 많습니다"
        yield Line((partner,), count, "<=", most, UNITS, complaint)

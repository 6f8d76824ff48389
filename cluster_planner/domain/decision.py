"""What a solver decides, and what it is worth: counts of units by candidate and year."""

from collections.abc import Mapping
from dataclasses import dataclass

from cluster_planner.domain.cases import best_first as best_first
from cluster_planner.domain.criteria import criterion_value
from cluster_planner.domain.plan import Assignment, Award, Plan
from cluster_planner.domain.problem import Candidate, Problem, Range


@dataclass(frozen=True)
class Decision:
    """Units started, and partners that join them; nothing derived."""

    units: Mapping[tuple[str, int], int]
    """(candidate id, start year) → units, only where there are any."""
    partners: Mapping[tuple[str, str, str], int]
    """(candidate id, role, partner) → units joined, only where there are any."""


def plan_of(problem: Problem, decision: Decision) -> Plan:
    """Write the decision out as awards and assignments with their money and gain."""
    candidates = {c.candidate_id: c for c in problem.candidates}
    taken: dict[str, int] = {}
    awards = []
    for (candidate_id, year), units in sorted(
        decision.units.items(), key=lambda x: (x[0][1], x[0][0])
    ):
        candidate = candidates[candidate_id]
        awards.append(_award(problem, candidate, year, units, taken.get(candidate_id, 0)))
        taken[candidate_id] = taken.get(candidate_id, 0) + units
    return Plan(awards=tuple(awards), assignments=_assignments(problem, decision, candidates))


def decision_of(problem: Problem, plan: Plan) -> Decision:
    """What was decided in a plan of this problem: `plan_of` the other way round."""
    names = {(c.park_id, c.division_id, c.package_id): c.candidate_id for c in problem.candidates}
    units: dict[tuple[str, int], int] = {}
    for award in plan.awards:
        key = (names[award.park_id, award.division_id, award.package_id], award.start_year)
        units[key] = units.get(key, 0) + award.units
    partners = {
        (names[a.park_id, a.division_id, a.package_id], a.role_id, a.partner_id): a.units
        for a in plan.assignments
    }
    return Decision(units, partners)


def _award(problem: Problem, candidate: Candidate, year: int, units: int, already: int) -> Award:
    package = problem.packages[candidate.package_id]
    gain = Range(0.0, 0.0, 0.0)
    for segment, count in best_first(candidate, already, units):
        more = segment.annual_gain_mkrw.times(count * problem.annuity[package.package_id, year])
        gain = Range(gain.low + more.low, gain.central + more.central, gain.high + more.high)
    return Award(
        park_id=candidate.park_id,
        division_id=candidate.division_id,
        package_id=package.package_id,
        programme_id=package.programme_id,
        start_year=year,
        units=units,
        national_mkrw=units * package.national_mkrw,
        local_mkrw=units * problem.local_mkrw(candidate),
        private_mkrw=units * problem.private_mkrw(candidate),
        fund_mkrw=units * problem.fund_mkrw(candidate),
        national_by_year_mkrw={y: units * m for y, m in package.payments_mkrw(year).items()},
        gain_low_mkrw=gain.low,
        gain_central_mkrw=gain.central,
        gain_high_mkrw=gain.high,
        estimated=candidate.estimated,
    )


def _assignments(
    problem: Problem, decision: Decision, candidates: Mapping[str, Candidate]
) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(
            partner_id=partner_id,
            park_id=candidates[candidate_id].park_id,
            division_id=candidates[candidate_id].division_id,
            package_id=candidates[candidate_id].package_id,
            role_id=role_id,
            units=units,
            distance_km=problem.distance_km(partner_id, candidates[candidate_id].park_id),
        )
        for (candidate_id, role_id, partner_id), units in sorted(decision.partners.items())
    )


def total_score(problem: Problem, plan: Plan) -> float:
    """Objective of a plan by plain arithmetic, in the unit of the problem's objective."""
    weights = problem.objective.now.weights
    return sum(w * criterion_value(problem, plan, c) for c, w in weights.items() if w)

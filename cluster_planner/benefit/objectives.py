"""From what a scenario wants to be best at to weights, floors and stages of a problem."""

from dataclasses import replace

from cluster_planner.domain.criteria import references
from cluster_planner.domain.objective import (
    FULL_POINTS,
    GAIN,
    LEAST_TIE,
    TOTAL_GAIN,
    CriterionId,
    Objective,
    Stage,
)
from cluster_planner.domain.objective_rule import ObjectiveRule
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.snapshot import Snapshot


def with_objective(snapshot: Snapshot, problem: Problem, rule: ObjectiveRule) -> Problem:
    """The problem with the objective that a scenario asks for."""
    problem = replace(problem, firms_of_region=_firms(snapshot, problem))
    return replace(problem, objective=objective_of(problem, rule))


def objective_of(problem: Problem, rule: ObjectiveRule) -> Objective:
    """Weights, floors and stages of a rule, with the problem's own references as scales."""
    match rule.kind:
        case "total_gain":
            return TOTAL_GAIN
        case "weighted":
            return Objective(_weighted(problem, rule))
        case "max_min":
            return Objective(_stage(problem, "least", 0.0))
        case "balance_floor" if rule.floor_pct is not None:
            return Objective(_stage(problem, "least", 100 - rule.floor_pct), later=(GAIN,))
        case "balance_floor":
            return Objective(floors={"least": rule.floor_mkrw_per_firm or 0.0})
        case "lexicographic":
            first, *later = (_stage(problem, p.criterion, p.give_pct) for p in rule.order)
            return Objective(first, later=tuple(later))


def _weighted(problem: Problem, rule: ObjectiveRule) -> Stage:
    """Points per unit of each criterion: weight ÷ sum of weights ÷ reference."""
    best = references(problem)
    total = sum(rule.weights.values())
    weights: dict[CriterionId, float] = {
        criterion: FULL_POINTS * weight / total / best[criterion] if best[criterion] else 0.0
        for criterion, weight in sorted(rule.weights.items())
    }
    return Stage(max(weights, key=lambda c: weights[c]), weights, "points")


def _stage(problem: Problem, criterion: CriterionId, give_pct: float) -> Stage:
    keep = 1 - give_pct / 100
    match criterion:
        case "least":
            # In million won: as if every region gained as much per firm as the least one.
            firms = sum(problem.firms_of_region.values())
            return Stage("least", {"least": firms, "weighted_gain": LEAST_TIE}, "mkrw", keep)
        case "jobs":
            return Stage("jobs", {"jobs": 1.0}, "person_years", keep)
    return Stage(criterion, {criterion: 1.0}, "mkrw", keep)


def _firms(snapshot: Snapshot, problem: Problem) -> dict[str, float]:
    """Operating firms in all parks of each region in which any candidate gains anything."""
    gaining = {
        problem.region_of_park[c.park_id]
        for c in problem.candidates
        if any(s.annual_gain_mkrw.central > 0 for s in c.segments)
    }
    parks = snapshot.parks
    firms = parks["operating"].astype("float64").groupby(parks["region_id"]).sum()
    return {region: float(firms[region]) for region in sorted(gaining) if firms[region] > 0}

"""The criteria of a plan by plain arithmetic, and the references that they are measured by."""

from collections import Counter, defaultdict
from math import isnan

from cluster_planner.domain.cases import best_first
from cluster_planner.domain.objective import LINEAR, CriterionId
from cluster_planner.domain.plan import Award, CriterionValue, Plan
from cluster_planner.domain.problem import Candidate, Problem

CRITERIA: tuple[CriterionId, ...] = (*LINEAR, "balance", "least")


def criterion_value(problem: Problem, plan: Plan, criterion: CriterionId) -> float:
    """One criterion of a plan, in its own unit: million won, person-years, or million won a firm.

    balance: gain that lies where the firms are, i.e. the sum over regions of the lesser of its gain
    and its share of firms × the whole gain. least: gain per operating firm of the region with least.
    """
    match criterion:
        case "weighted_gain":
            factor = {_unit(c): c.score_factor for c in problem.candidates}
            return sum(a.gain_central_mkrw * factor[_unit(a)] for a in plan.awards)
        case "gain":
            return sum(a.gain_central_mkrw for a in plan.awards)
        case "balance" | "least":
            return _regional(problem, plan, criterion)
        case _:
            return _by_units(problem, plan, criterion)


def _unit(one: Candidate | Award) -> tuple[str, str | None, str]:
    return one.park_id, one.division_id, one.package_id


def _regional(problem: Problem, plan: Plan, criterion: CriterionId) -> float:
    gain: dict[str, float] = defaultdict(float)
    for award in plan.awards:
        gain[problem.region_of_park[award.park_id]] += award.gain_central_mkrw
    firms = problem.firms_of_region
    if criterion == "least":
        return min((gain[region] / n for region, n in firms.items()), default=0.0)
    share = sum(gain.values()) / sum(firms.values()) if firms else 0.0
    return sum(min(gain[region], n * share) for region, n in firms.items())


def _by_units(problem: Problem, plan: Plan, criterion: CriterionId) -> float:
    known = {_unit(c): c for c in problem.candidates}
    taken: Counter[str] = Counter()
    total = 0.0
    for award in sorted(plan.awards, key=lambda a: a.start_year):
        candidate = known[_unit(award)]
        years = problem.annuity[award.package_id, award.start_year]
        for segment, count in best_first(candidate, taken[candidate.candidate_id], award.units):
            total += count * years * problem.annual(criterion, candidate, segment)
        taken[candidate.candidate_id] += award.units
    return total


def references(problem: Problem) -> dict[CriterionId, float]:
    """A value of each criterion that no plan can exceed, from budgets and candidates alone.

    Each programme's money of the whole horizon, with what may fall due later, goes to the units with
    most value per won as if nothing else bound and everything started in its best year. balance can
    at most be the whole gain, least at most the gain per firm if it lay evenly. Not from a solver,
    so equal on every machine.
    """
    found: dict[CriterionId, float] = {c: _affordable(problem, c) for c in LINEAR}
    firms = sum(problem.firms_of_region.values())
    return found | {"balance": found["gain"], "least": found["gain"] / firms if firms else 0.0}


def _affordable(problem: Problem, criterion: CriterionId) -> float:
    offers: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for candidate in problem.candidates:
        package = problem.packages[candidate.package_id]
        years = max(problem.annuity[package.package_id, year] for year in problem.years)
        for segment in candidate.segments:
            value = years * problem.annual(criterion, candidate, segment)
            units = segment.size * candidate.parks
            offers[package.programme_id].append((value, package.national_mkrw, units))
    return sum(_filled(rows, _money(problem, programme)) for programme, rows in offers.items())


def _money(problem: Problem, programme: str) -> float:
    offered = sum(problem.budgets_mkrw.get((programme, year), 0) for year in problem.years)
    return offered + problem.liability_cap_mkrw


def _filled(offers: list[tuple[float, int, int]], money: float) -> float:
    """Value of the best units that the money buys, the last one in part."""
    total = 0.0
    for value, cost, units in sorted(offers, key=lambda o: (-o[0] / max(o[1], 1e-9), o)):
        bought = float(units) if cost == 0 else min(units, money / cost)
        money -= bought * cost
        total += bought * value
    return total


def criteria_of(problem: Problem, plan: Plan) -> tuple[CriterionValue, ...]:
    """Every criterion of a plan: value, reference, weight in the objective and contribution to it.

    One that the data do not know (workers where no statistic of jobs is published) has no row.
    """
    best = references(problem)
    now, floors = problem.objective.now, problem.objective.floors
    rows = []
    for criterion in CRITERIA:
        value, reference = criterion_value(problem, plan, criterion), best[criterion]
        if isnan(reference):
            continue
        weight = now.weights.get(criterion, 0.0)
        rows.append(
            CriterionValue(
                criterion_id=criterion,
                value=value,
                reference=reference,
                normalised_pct=100 * value / reference if reference else None,
                weight=weight,
                contribution=weight * value,
                floor=floors.get(criterion),
            )
        )
    return tuple(rows)

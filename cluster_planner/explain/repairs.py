"""Repairs of a scenario without a plan: priced, applied, and checked before they are offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import Scenario, SolverSettings, scenario_from
from cluster_planner.optimize.conflict import conflict, rule_of
from cluster_planner.optimize.elastic import PRICED, Change, Repair, cheapest_repair, priced_rows
from cluster_planner.optimize.nation import decide

Stop = Callable[[], bool] | None

_FIELDS = {
    "region_floor": ("floor_mkrw", -1),
    "region_cap": ("cap_mkrw", 1),
    "region_local_cap": ("local_cap_mkrw", 1),
    "region_private_cap": ("private_cap_mkrw", 1),
    "region_min_parks": ("min_parks", -1),
}
"""Field of a region's limits and the direction in which it gives way; the same in a scenario."""


@dataclass(frozen=True)
class Offer:
    """A repair that was applied and then really had a plan that the auditor accepts."""

    repair: Repair
    rules: tuple[str, ...]
    """Rules that it changes, sorted."""


@dataclass(frozen=True)
class Impasse:
    """How a problem stands: with a plan, or with a conflict and the ways out of it."""

    status: SolveStatus
    """FOUND when some plan exists, INFEASIBLE when none does, else unsettled."""
    rows: tuple[str, ...] = ()
    """Row names of a smallest conflicting set."""
    offers: tuple[Offer, ...] = ()
    """Cheapest first; at most one per set of rules."""


def impasse(problem: Problem, settings: SolverSettings, should_stop: Stop = None) -> Impasse:
    """Find out whether a problem has a plan; if not, which rules collide and what would help."""
    status = _plan_exists(problem, settings, should_stop)
    if status is not SolveStatus.INFEASIBLE:
        return Impasse(status)
    rows = conflict(problem, should_stop)
    found: dict[tuple[str, ...], Offer] = {}
    for repair in _repairs(problem, rows, should_stop):
        rules = tuple(sorted({rule_of(c.row) for c in repair.changes}))
        better = rules not in found or repair.price_mkrw < found[rules].repair.price_mkrw
        if better and _helps(problem, repair, settings, should_stop):
            found[rules] = Offer(repair, rules)
    offers = sorted(found.values(), key=lambda o: (o.repair.price_mkrw, o.rules))
    return Impasse(status, rows, tuple(offers))


def repaired(problem: Problem, repair: Repair) -> Problem:
    """The problem after a repair."""
    for change in repair.changes:
        problem = _with_change(problem, change)
    return problem


def repaired_scenario(scenario: Scenario, repair: Repair) -> Scenario:
    """The scenario after a repair, under a name that says so."""
    content = scenario.model_dump()
    for change in repair.changes:
        _change_content(content, change)
    content["name"] = f"{scenario.name[:70]} (수리안)"
    return scenario_from(content, "수리안")


def _repairs(problem: Problem, rows: tuple[str, ...], should_stop: Stop) -> Iterator[Repair]:
    """Over the whole conflict, and rule by rule; over all rows where the conflict is not all."""
    every = priced_rows(problem)
    rules = sorted({rule_of(row) for row in rows} & PRICED)
    for allowed in ({*rules}, *({rule} for rule in rules)):
        near = [row for row in rows if rule_of(row) in allowed]
        far = [row for row in every if len(allowed) == len(rules) or rule_of(row) in allowed]
        for chosen in (near, far):
            if repair := cheapest_repair(problem, chosen, should_stop):
                yield repair
                break


def _helps(problem: Problem, repair: Repair, settings: SolverSettings, should_stop: Stop) -> bool:
    status = _plan_exists(repaired(problem, repair), settings, should_stop)
    return status is SolveStatus.FOUND


def _plan_exists(problem: Problem, settings: SolverSettings, should_stop: Stop) -> SolveStatus:
    """FOUND for a plan that the auditor accepts; any plan will do, so the gap is wide."""
    solved = decide(problem, settings.model_copy(update={"gap": 0.5}), None, should_stop)
    if solved.decision is None:
        return solved.outcome.status
    broken = audit(problem, plan_of(problem, solved.decision))
    return SolveStatus.NOTHING if broken else SolveStatus.FOUND


def _with_change(problem: Problem, change: Change) -> Problem:
    rule, *parts = change.row.split("__")
    match rule, parts:
        case "programme_budget", [programme, year]:
            key = (programme, int(year))
            more = problem.budgets_mkrw.get(key, 0) + change.amount
            return replace(problem, budgets_mkrw={**problem.budgets_mkrw, key: more})
        case "national_cap", [year]:
            more = problem.national_cap_mkrw[int(year)] + change.amount
            caps = {**problem.national_cap_mkrw, int(year): more}
            return replace(problem, national_cap_mkrw=caps)
        case "liability_cap", []:
            more = problem.liability_cap_mkrw + change.amount
            return replace(problem, liability_cap_mkrw=more)
        case "fund_cap", []:
            more = (problem.fund_cap_mkrw or 0) + change.amount
            return replace(problem, fund_cap_mkrw=more)
        case "park_lock", [park_id, package_id]:
            left = {k: y for k, y in problem.locks.items() if k != (park_id, package_id)}
            return replace(problem, locks=left)
        case _, [region]:
            limits = _with_limit(problem.regions[region], rule, change.amount)
            return replace(problem, regions={**problem.regions, region: limits})
    raise ValueError(change.row)


def _with_limit(limits: RegionLimits, rule: str, amount: int) -> RegionLimits:
    field, way = _FIELDS[rule]
    changed: dict[str, Any] = {field: (getattr(limits, field) or 0) + way * amount}
    return replace(limits, **changed)


def _change_content(content: dict[str, Any], change: Change) -> None:
    rule, *parts = change.row.split("__")
    match rule, parts:
        case "programme_budget", [programme, year]:
            budget = _budget(content, programme)
            amounts = budget["national_mkrw"]
            amounts[int(year)] = amounts.get(int(year), 0) + change.amount
            budget["label"] = "가정"
            note = f" (수리안: {year}년 {change.amount:,}백만원 증액)"
            budget["basis"] += note
        case "national_cap", [year]:
            content["national_cap_mkrw"][int(year)] += change.amount
        case "liability_cap", []:
            content["liability_cap_mkrw"] += change.amount
        case "fund_cap", []:
            content["fund"]["cap_mkrw"] += change.amount
        case "park_lock", [park_id, package_id]:
            content["locks"] = tuple(
                lock
                for lock in content["locks"]
                if (lock["park_id"], lock["package_id"]) != (park_id, package_id)
            )
            # The lock also admitted the park; without it the park must still be able to serve.
            content["parks"]["include"] = (*content["parks"]["include"], park_id)
        case _, [region]:
            field, way = _FIELDS[rule]
            content["regions"][region][field] += way * change.amount


def _budget(content: dict[str, Any], programme_id: str) -> dict[str, Any]:
    for budget in content["programmes"]:
        if budget["programme_id"] == programme_id:
            found: dict[str, Any] = budget
            return found
    new = {"programme_id": programme_id, "national_mkrw": {}, "label": "가정", "basis": "새 예산"}
    content["programmes"] = (*content["programmes"], new)
    return new

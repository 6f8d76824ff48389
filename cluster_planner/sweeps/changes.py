"""The single changes of a problem that the sweeps ask about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cluster_planner.audit import refuse_broken
from cluster_planner.domain.decision import Decision, decision_of, plan_of
from cluster_planner.domain.plan import Outcome, Plan
from cluster_planner.domain.problem import Problem
from cluster_planner.errors import SolverError
from cluster_planner.optimize.engine.assignment import assign_partners
from cluster_planner.optimize.whatif import forced_in, without_park
from cluster_planner.sweeps.batches import Answer, Warm, audited
from cluster_planner.sweeps.crew import Stop

BASE = "base"


@dataclass(frozen=True)
class WithoutPark:
    """A park can get nothing new."""

    park_id: str

    def answer(self, problem: Problem, warm: Warm, stop: Stop) -> Answer:
        """The best plan without the park."""
        return warm.answer(without_park(problem, self.park_id), stop)


@dataclass(frozen=True)
class WithPark:
    """A park has 기반 by the last year, or any unit where 기반 stands already."""

    park_id: str

    def answer(self, problem: Problem, warm: Warm, stop: Stop) -> Answer:
        """The best plan with the park."""
        lock = (self.park_id, BASE)
        if any((c.park_id, c.package_id) == lock for c in problem.candidates):
            locks = {lock: problem.years[-1]} | dict(problem.locks)
            return warm.answer(replace(problem, locks=locks), stop)
        return audited(problem, forced_in(problem, self.park_id, warm.settings, stop))


@dataclass(frozen=True)
class WithoutPartner:
    """A partner joins nothing; `plan` and `outcome` are those of the problem with it."""

    partner_id: str
    plan: Plan
    outcome: Outcome

    def answer(self, problem: Problem, warm: Warm, stop: Stop) -> Answer:
        """The same plan when others can stand in; else the best plan without the partner."""
        capacity = dict(problem.partner_capacity) | {self.partner_id: 0}
        changed = replace(problem, partner_capacity=capacity)
        units = decision_of(problem, self.plan).units
        try:
            partners = assign_partners(changed, units)
        except SolverError:  # nobody can stand in
            return warm.answer(changed, stop)
        plan = plan_of(changed, Decision(units, partners))
        refuse_broken(changed, plan, self.outcome)
        return Answer(self.outcome, plan)


type Limit = Literal[
    "programme_budget", "national_cap", "liability_cap", "region_cap", "region_floor"
]


@dataclass(frozen=True)
class MoreRoom:
    """One limit of money gives way by a step: a floor falls, any other limit rises."""

    limit: Limit
    subject: str
    """Programme or region; empty for limits of the whole country."""
    step_mkrw: int

    def answer(self, problem: Problem, warm: Warm, stop: Stop) -> Answer:
        """The best plan with the room."""
        return warm.answer(self.of(problem), stop)

    def of(self, problem: Problem) -> Problem:
        """The problem with the room; yearly limits rise in proportion to what they are."""
        match self.limit:
            case "programme_budget":
                mine = {k: v for k, v in problem.budgets_mkrw.items() if k[0] == self.subject}
                return replace(
                    problem, budgets_mkrw=dict(problem.budgets_mkrw) | raised(mine, self.step_mkrw)
                )
            case "national_cap":
                caps = raised(problem.national_cap_mkrw, self.step_mkrw)
                return replace(problem, national_cap_mkrw=caps)
            case "liability_cap":
                return replace(
                    problem, liability_cap_mkrw=problem.liability_cap_mkrw + self.step_mkrw
                )
            case "region_cap":
                rule = problem.regions[self.subject]
                cap = (rule.cap_mkrw or 0) + self.step_mkrw
                rule = replace(rule, cap_mkrw=cap)
            case "region_floor":
                rule = problem.regions[self.subject]
                rule = replace(rule, floor_mkrw=rule.floor_mkrw - self.step_mkrw)
        return replace(problem, regions=dict(problem.regions) | {self.subject: rule})

    def rows(self, problem: Problem) -> Mapping[str, float]:
        """Row of the model → by how many million won its limit changes."""
        changed = self.of(problem)
        match self.limit:
            case "programme_budget":
                return {
                    f"programme_budget__{programme}__{year}": float(amount - before)
                    for (programme, year), amount in changed.budgets_mkrw.items()
                    if (before := problem.budgets_mkrw[programme, year]) != amount
                }
            case "national_cap":
                return {
                    f"national_cap__{year}": float(cap - problem.national_cap_mkrw[year])
                    for year, cap in changed.national_cap_mkrw.items()
                }
            case "liability_cap":
                return {"liability_cap": float(self.step_mkrw)}
            case "region_cap":
                return {f"region_cap__{self.subject}": float(self.step_mkrw)}
            case "region_floor":
                return {f"region_floor__{self.subject}": -float(self.step_mkrw)}


def raised[K](amounts: Mapping[K, int], step: int) -> dict[K, int]:
    """The amounts with a step spread over them in proportion; even where all are zero.

    >>> raised({2026: 30, 2027: 10}, 10)
    {2026: 38, 2027: 12}
    """
    total = sum(amounts.values())
    weights = {key: amount if total else 1 for key, amount in amounts.items()}
    until, given, result = 0, 0, {}
    for key, weight in weights.items():
        until += weight
        share = round(step * until / sum(weights.values())) - given
        given += share
        result[key] = amounts[key] + share
    return result

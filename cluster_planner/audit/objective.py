"""The rules about criteria, and whether the reported objective is what the plan is worth."""

from collections import defaultdict
from collections.abc import Iterator

from cluster_planner.domain.criteria import criterion_value
from cluster_planner.domain.decision import total_score
from cluster_planner.domain.objective import LINEAR
from cluster_planner.domain.plan import Outcome, Plan
from cluster_planner.domain.problem import Problem

SLACK = 1e-5
"""Relative slack of figures that a solver only knows within its tolerances."""


def region_gain_least(problem: Problem, plan: Plan) -> Iterator[str]:
    """No region gains less per operating firm than the floor."""
    floor = problem.objective.floors.get("least", 0.0)
    gain: dict[str, float] = defaultdict(float)
    for award in plan.awards:
        gain[problem.region_of_park[award.park_id]] += award.gain_central_mkrw
    for region, firms in problem.firms_of_region.items():
        if _short(gain[region] / firms, floor):
            yield f"{region} 업체당 기대효과가 하한 {floor:,.2f}백만원보다 적습니다"


def region_gain_even(problem: Problem, plan: Plan) -> Iterator[str]:
    """At least the floor of the gain lies where the firms are."""
    floor = problem.objective.floors.get("balance", 0.0)
    even = criterion_value(problem, plan, "balance") if floor else 0.0
    if _short(even, floor):
        yield f"업체 몫대로 놓인 기대효과 {even:,.0f}백만원이 하한 {floor:,.0f}백만원보다 적습니다"


def kept_criterion(problem: Problem, plan: Plan) -> Iterator[str]:
    """What earlier stages reached of a criterion is kept."""
    for criterion in LINEAR:
        if floor := problem.objective.floors.get(criterion):
            value = criterion_value(problem, plan, criterion)
            if _short(value, floor):
                yield f"기준 {criterion}의 값 {value:,.2f}이 지킬 값 {floor:,.2f}보다 작습니다"


def _short(value: float, floor: float) -> bool:
    return value < floor - SLACK * max(1.0, floor)


def objective_agrees(
    problem: Problem, plan: Plan, outcome: Outcome, solver_score: float | None
) -> Iterator[str]:
    """The reported objective is what the plan is worth, between the solver's claim and bound."""
    ours = total_score(problem, plan)
    slack = SLACK * max(1.0, abs(ours))
    if outcome.objective is None or abs(ours - outcome.objective) > slack:
        yield f"목적값이 다릅니다: 보고 {outcome.objective}, 검산 {ours:,.2f}"
    if solver_score is not None and ours < solver_score - slack:
        yield f"목적값이 풀이 도구의 값 {solver_score:,.2f}보다 작습니다: 검산 {ours:,.2f}"
    if outcome.bound is not None and ours > outcome.bound + slack:
        yield f"목적값이 상한 {outcome.bound:,.2f}보다 큽니다: 검산 {ours:,.2f}"

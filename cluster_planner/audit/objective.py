"""The rules about criteria, and whether the reported objective is what the plan is worth."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from cluster_planner.audit.lines import MONEY, Check, Line
from cluster_planner.domain.criteria import criterion_value
from cluster_planner.domain.decision import total_score
from cluster_planner.domain.objective import LINEAR
from cluster_planner.domain.plan import Outcome, Plan
from cluster_planner.domain.problem import Problem

SLACK = 1e-5
"""Relative slack of figures that a solver only knows within its tolerances."""
UNIT_OF_CRITERION: Final = {"jobs": "명·년", "least": "백만원/업체"}
"""Of all other criteria the unit is million won."""
UNIT_OF_OBJECTIVE: Final = {"mkrw": MONEY, "points": "점", "person_years": "명·년"}


@Check
def region_gain_least(problem: Problem, plan: Plan) -> Iterator[Line]:
    """No region gains less per operating firm than the floor."""
    floor = problem.objective.floors.get("least", 0.0)
    gain: dict[str, float] = defaultdict(float)
    for award in plan.awards:
        gain[problem.region_of_park[award.park_id]] += award.gain_central_mkrw
    for region, firms in problem.firms_of_region.items() if floor else ():
        complaint = f"{region} 업체당 기대효과가 하한 {floor:,.2f}백만원보다 적습니다"
        yield _kept((region,), gain[region] / firms, floor, UNIT_OF_CRITERION["least"], complaint)


@Check
def region_gain_even(problem: Problem, plan: Plan) -> Iterator[Line]:
    """At least the floor of the gain lies where the firms are."""
    if floor := problem.objective.floors.get("balance", 0.0):
        even = criterion_value(problem, plan, "balance")
        what = f"하한 {floor:,.0f}백만원보다 적습니다"
        complaint = f"업체 몫대로 놓인 기대효과 {even:,.0f}백만원이 {what}"
        yield _kept((), even, floor, MONEY, complaint)


@Check
def kept_criterion(problem: Problem, plan: Plan) -> Iterator[Line]:
    """What earlier stages reached of a criterion is kept."""
    for criterion in LINEAR:
        if floor := problem.objective.floors.get(criterion):
            value = criterion_value(problem, plan, criterion)
            complaint = f"기준 {criterion}의 값 {value:,.2f}이 지킬 값 {floor:,.2f}보다 작습니다"
            unit = UNIT_OF_CRITERION.get(criterion, MONEY)
            yield _kept((criterion,), value, floor, unit, complaint)


def _kept(subject: tuple[str, ...], value: float, floor: float, unit: str, complaint: str) -> Line:
    return Line(subject, value, ">=", floor, unit, complaint, SLACK * max(1.0, floor))


def objective_lines(
    problem: Problem, plan: Plan, outcome: Outcome, solver_score: float | None = None
) -> Iterator[Line]:
    """The reported objective is what the plan is worth, between the solver's claim and bound."""
    ours = total_score(problem, plan)
    slack = SLACK * max(1.0, abs(ours))
    unit = UNIT_OF_OBJECTIVE[outcome.unit]
    complaint = f"목적값이 다릅니다: 보고 {outcome.objective}, 검산 {ours:,.2f}"
    yield Line(("objective",), outcome.objective, "=", ours, unit, complaint, slack)
    if solver_score is not None:
        what = f"{solver_score:,.2f}보다 작습니다: 검산 {ours:,.2f}"
        complaint = f"목적값이 풀이 도구의 값 {what}"
        yield Line(("solver",), ours, ">=", solver_score, unit, complaint, slack)
    if outcome.bound is not None:
        complaint = f"목적값이 상한 {outcome.bound:,.2f}보다 큽니다: 검산 {ours:,.2f}"
        yield Line(("bound",), ours, "<=", outcome.bound, unit, complaint, slack)


def objective_agrees(
    problem: Problem, plan: Plan, outcome: Outcome, solver_score: float | None
) -> Iterator[str]:
    """Yield a Korean sentence per way in which the reported objective does not agree."""
    for line in objective_lines(problem, plan, outcome, solver_score):
        if not line.holds:
            yield line.complaint

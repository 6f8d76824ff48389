"""What a plan file claims beside its awards, computed again: objective, criteria, distances, id."""

from collections.abc import Iterator
from math import inf
from typing import Final

from cluster_planner.audit import every_line, objective_lines
from cluster_planner.audit.lines import MONEY, NAME, Line, Value
from cluster_planner.audit.objective import UNIT_OF_CRITERION
from cluster_planner.domain.criteria import criteria_of
from cluster_planner.domain.plan import PROOF_GAP, CriterionValue, Plan, Run, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.run_ids import run_id_of

_SAME: Final = 1e-9
"""Relative: the same sums in another order."""
_FIGURES: Final = ("value", "reference", "normalised_pct", "weight", "contribution", "floor")


def run_lines(problem: Problem, run: Run) -> Iterator[tuple[str, Line]]:
    """Yield every rule and every claim of a run with both sides, by the name of the rule.

    Claims that can only be computed of sound awards are left out when these are not.
    Raises ValueError for a run without a plan.
    """
    if run.plan is None:
        raise ValueError("a run without a plan has nothing to be checked")
    sound = True
    for rule, line in every_line(problem, run.plan):
        sound = sound and (rule != "award_fits_candidate" or line.holds)
        yield rule, line
    yield "identity", _identity(run)
    if sound:
        for line in objective_lines(problem, run.plan, run.outcome):
            yield "objective", line
        for line in _criteria(problem, run):
            yield "criterion", line
        for line in _distances(problem, run.plan):
            yield "distance", line
    if run.outcome.status is SolveStatus.PROVEN:
        yield "proof", _proof(run)


def _identity(run: Run) -> Line:
    there = run_id_of(run.scenario.digest, run.snapshot_digest, run.program_version)
    complaint = "실행번호가 시나리오·자료·프로그램 판에서 나온 것이 아닙니다"
    return Line(("run_id",), run.run_id, "=", there, NAME, complaint)


def _proof(run: Run) -> Line:
    gap = run.outcome.gap
    shown = 100 * (inf if gap is None else gap)
    complaint = f"증명된 최적이라는 계획의 오차가 {shown:.3g}%입니다"
    return Line(("gap",), shown, "<=", 100 * PROOF_GAP, "%", complaint, 100 * PROOF_GAP * _SAME)


def _criteria(problem: Problem, run: Run) -> Iterator[Line]:
    assert run.plan is not None
    ours = {row.criterion_id: row for row in criteria_of(problem, run.plan)}
    told = ", ".join(row.criterion_id for row in run.criteria)
    complaint = "기준의 목록이 다릅니다"
    yield Line((None, "list"), told, "=", ", ".join(ours), NAME, complaint)
    for row in run.criteria:
        if (mine := ours.get(row.criterion_id)) is not None:
            yield from _criterion(row, mine)


def _criterion(told: CriterionValue, ours: CriterionValue) -> Iterator[Line]:
    unit = UNIT_OF_CRITERION.get(told.criterion_id, MONEY)
    units = {"normalised_pct": "%", "weight": "", "contribution": ""}
    for figure in _FIGURES:
        shown, computed = getattr(told, figure), getattr(ours, figure)
        if shown is None and computed is None:
            continue
        slack = _SAME * max(1.0, abs(computed or 0.0))
        complaint = f"기준 {told.criterion_id}의 {figure}이(가) 다시 센 값과 다릅니다"
        subject = (told.criterion_id, figure)
        yield Line(subject, shown, "=", computed, units.get(figure, unit), complaint, slack)


def _distances(problem: Problem, plan: Plan) -> Iterator[Line]:
    for join in plan.assignments:
        computed: Value = problem.distance_km(join.partner_id, join.park_id)
        if join.distance_km is None and computed is None:
            continue
        complaint = f"{join.partner_id} – {join.park_id}의 거리가 다시 잰 것과 다릅니다"
        subject = (join.partner_id, join.park_id, join.division_id, join.package_id, join.role_id)
        yield Line(subject, join.distance_km, "=", computed, "km", complaint)

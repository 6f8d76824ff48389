"""Every plan that any future asked for, judged in all futures."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from cluster_planner.audit import refuse_broken
from cluster_planner.benefit.draws import Numbers
from cluster_planner.benefit.futures import Futures, Table
from cluster_planner.domain.decision import Decision, decision_of, plan_of, total_score
from cluster_planner.domain.plan import Outcome, Plan
from cluster_planner.sweeps.batches import Answer
from cluster_planner.sweeps.robustness import Future, Robustness, Sturdy

_BASE = 0
"""Where the base plan stands among the plans."""


def judged(
    result: Robustness, drawn: Futures, base: Plan, answers: Mapping[int, Answer]
) -> Robustness:
    """The result with these futures and the plans that stand best over them.

    Raises SolverError when a plan of one future breaks a rule or the bound of another in which it
    is the best.
    """
    askers = [number for number, answer in answers.items() if answer.plan is not None]
    found = [base, *(a.plan for a in answers.values() if a.plan is not None)]
    decisions = [decision_of(drawn.problem, plan) for plan in found]
    numbers = list(answers)
    scores: Table = np.array([drawn.scores(decision)[numbers] for decision in decisions])
    own = {number: row for row, number in enumerate(askers, 1)}
    best = [_best(scores[:, i], own.get(number)) for i, number in enumerate(numbers)]
    for number, row in zip(numbers, best, strict=True):
        if row != own.get(number):
            _check(drawn, number, answers[number].outcome, decisions[row])
    futures = tuple(
        _future(number, answers[number].outcome, scores[:, i], row, found[row])
        for i, (number, row) in enumerate(zip(numbers, best, strict=True))
    )
    means, worst = scores.mean(axis=1), (scores.max(axis=0) - scores).max(axis=1)

    def sturdy(row: int) -> Sturdy:
        parks = set(found[row].park_ids)
        return Sturdy(
            future=None if row == _BASE else askers[row - 1],
            mean_score=float(means[row]),
            worst_regret_mkrw=float(worst[row]),
            joined_park_ids=tuple(sorted(parks - set(base.park_ids))),
            left_park_ids=tuple(sorted(set(base.park_ids) - parks)),
        )

    return replace(
        result,
        futures=futures,
        base=sturdy(_BASE),
        best_mean=sturdy(int(means.argmax())),
        least_regret=sturdy(int(worst.argmin())),
    )


def _best(scores: Numbers, own: int | None) -> int:
    """The plan that scores most; of equals the one that was found for this future."""
    best = int(scores.argmax())
    return own if own is not None and scores[own] >= scores[best] else best


def _future(number: int, outcome: Outcome, scores: Numbers, row: int, plan: Plan) -> Future:
    assert outcome.bound is not None
    return Future(
        number=number,
        base_score=float(scores[_BASE]),
        best_score=float(scores[row]),
        bound=outcome.bound,
        chosen=tuple(sorted({(a.park_id, a.package_id) for a in plan.awards})),
    )


def _check(drawn: Futures, number: int, outcome: Outcome, decision: Decision) -> None:
    """A plan that was found for another future must hold in this one."""
    problem = drawn.problem_in(number)
    plan = plan_of(problem, decision)
    refuse_broken(
        problem, plan, outcome.model_copy(update={"objective": total_score(problem, plan)})
    )

"""What each park and each partner of a plan is worth to it, and what each park left out would cost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.checks import refuse_stages
from cluster_planner.domain.decision import total_score
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Outcome, Plan, Run, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.reasons import Loss, loss_of
from cluster_planner.sweeps.batches import Answer, changed
from cluster_planner.sweeps.changes import WithoutPark, WithoutPartner, WithPark
from cluster_planner.sweeps.crew import Crew, plans


@dataclass(frozen=True)
class Part:
    """A park or a partner and what the optimum loses without it, or with a park forced in."""

    kind: Literal["park", "partner"]
    id: str
    national_mkrw: int = 0
    """New national money of a park."""
    units: int = 0
    """Units that a partner joins."""
    loss: Loss | None = None
    """None where the sweep was stopped before."""
    at_most_mkrw: float | None = None
    """A bound of the loss that needs no solve: the plan with the park just left out."""


@dataclass(frozen=True)
class Parts:
    """Parts of a scenario's plan, or parks that are none, the costliest first."""

    scenario: Scenario
    status: SolveStatus
    parts: tuple[Part, ...] = ()
    stopped: bool = False
    unit: ObjectiveUnit = "mkrw"
    """Of every loss."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "status": "cancelled" if self.stopped else self.status.value,
            "unit": self.unit,
            "parts": TypeAdapter(tuple[Part, ...]).dump_python(self.parts, mode="json"),
        }


def importance(crew: Crew, scenario: Scenario) -> Parts:
    """The loss without each park of the best plan, and without each partner that joins it.

    A partner whose work others can take over in the same plan costs nothing beyond the gap and no
    solve. Parks are solved once each.
    """
    problem = problem_of(crew.snapshot, scenario)
    refuse_stages(problem)
    (base,) = plans(crew, [scenario])
    if base.plan is None:
        return Parts(scenario, base.outcome.status)
    parts = [*_parks(problem, base.plan, base.outcome), *_partners(base.plan)]
    changes = [
        WithoutPark(part.id)
        if part.kind == "park"
        else WithoutPartner(part.id, base.plan, base.outcome)
        for part in parts
    ]
    found = changed(crew, scenario, changes)
    return _told(base, parts, found.answers, "out", found.stopped)


def why_not(crew: Crew, scenario: Scenario) -> Parts:
    """The loss with each park forced in that has candidates and is not in the best plan."""
    problem = problem_of(crew.snapshot, scenario)
    refuse_stages(problem)
    (base,) = plans(crew, [scenario])
    if base.plan is None:
        return Parts(scenario, base.outcome.status)
    left = sorted({c.park_id for c in problem.candidates} - set(base.plan.park_ids))
    found = changed(crew, scenario, [WithPark(park) for park in left])
    parts = [Part("park", park) for park in left]
    return _told(base, parts, found.answers, "in", found.stopped)


def _parks(problem: Problem, plan: Plan, outcome: Outcome) -> Iterable[Part]:
    money = Counter[str]()
    for award in plan.awards:
        money[award.park_id] += award.national_mkrw
    for park in plan.park_ids:
        yield Part("park", park, money[park], at_most_mkrw=_at_most(problem, plan, outcome, park))


def _partners(plan: Plan) -> Iterable[Part]:
    units = Counter[str]()
    for joined in plan.assignments:
        units[joined.partner_id] += joined.units
    return (Part("partner", partner, units=count) for partner, count in sorted(units.items()))


def _at_most(problem: Problem, plan: Plan, outcome: Outcome, park_id: str) -> float | None:
    """What leaving the park out costs when nothing else changes; None where that breaks a rule."""
    rest = Plan(
        awards=tuple(a for a in plan.awards if a.park_id != park_id),
        assignments=tuple(a for a in plan.assignments if a.park_id != park_id),
    )
    if outcome.bound is None or audit(problem, rest):
        return None
    return max(0.0, outcome.bound - total_score(problem, rest))


def _told(
    base: Run,
    parts: Sequence[Part],
    answers: Sequence[Answer | None],
    way: Literal["out", "in"],
    stopped: bool,
) -> Parts:
    # A plan with a park forced is one of the question itself, and may be the better one of two
    # that were both solved to a gap.
    scores = [answer.outcome.objective for answer in answers if answer is not None]
    best = max(score for score in (base.outcome.objective, *scores) if score is not None)
    free = base.outcome.model_copy(update={"objective": best})
    told = [
        part if answer is None else replace(part, loss=_loss(free, part, answer, way))
        for part, answer in zip(parts, answers, strict=True)
    ]
    order = sorted(told, key=lambda p: (p.kind, _cost(p) if way == "in" else -_cost(p), p.id))
    return Parts(base.scenario, base.outcome.status, tuple(order), stopped, free.unit)


def _loss(free: Outcome, part: Part, answer: Answer, way: Literal["out", "in"]) -> Loss:
    loss = loss_of(free, answer.outcome, way)
    if part.at_most_mkrw is None:
        return loss
    known = [end for end in (loss.high_mkrw, part.at_most_mkrw) if end is not None]
    return replace(loss, high_mkrw=max(loss.low_mkrw, min(known)))


def _cost(part: Part) -> float:
    """For the order: what is known of the loss at most; without any plan it is above all others."""
    if part.loss is None:
        return -1.0 if part.at_most_mkrw is None else part.at_most_mkrw
    if part.loss.status is SolveStatus.INFEASIBLE:
        return float("inf")
    return -1.0 if part.loss.high_mkrw is None else part.loss.high_mkrw

"""Equally good plans that differ in their parks, and which parks all of them share."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import Lock, Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.sweeps.compare import BASE, at_least, based_parks, score
from cluster_planner.sweeps.crew import Crew, plans
from cluster_planner.sweeps.partial import plans_so_far

MOST_PARKS = 200
"""Parks that can be tried one by one; each costs a solve."""


class Standing(StrEnum):
    """What is known of a park over all plans within the tolerance."""

    CORE = "core"
    """No such plan does without it (by the bound of the best plan without it)."""
    OPTIONAL = "optional"
    """There is such a plan with it, and one without it."""
    NEVER = "never"
    """No such plan has it (by the bound of the best plan with it)."""
    OPEN = "open"
    """The solves stopped before it was settled."""


@dataclass(frozen=True)
class Alternative:
    """One plan within the tolerance, with the question that it answers, for `run` to repeat."""

    park_ids: tuple[str, ...]
    """Parks with a new 기반."""
    joined_park_ids: tuple[str, ...]
    """Of these, the ones that the best plan does not have."""
    left_park_ids: tuple[str, ...]
    """Parks of the best plan that this one does not have."""
    score: float
    gap: float | None
    loss_pct: float
    """Score below the best plan's."""
    scenario: Scenario


@dataclass(frozen=True)
class Alternatives:
    """The best plan first, then others in the order in which they add most difference."""

    scenario: Scenario
    within_pct: float
    status: SolveStatus
    plans: tuple[Alternative, ...]
    standing: dict[str, Standing]
    """Park that may newly get 기반 → its standing over all plans within the tolerance."""
    stopped: bool = False
    """Whether the reader stopped before every question was answered."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`; each plan carries its whole scenario."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "within_pct": self.within_pct,
            "status": "cancelled" if self.stopped else self.status.value,
            "standing": {park: standing.value for park, standing in self.standing.items()},
            "plans": [
                asdict(plan) | {"scenario": plan.scenario.model_dump(mode="json")}
                for plan in self.plans
            ],
        }


def alternatives(crew: Crew, scenario: Scenario, k: int, within_pct: float) -> Alternatives:
    """Up to `k` plans that score at most so many per cent below the best and differ in parks.

    Solves once more per park that may newly get 기반: without it where the best plan has it, with
    it where the best plan does not. Every other choice of parks is among those questions, so their
    bounds settle for all plans what a few plans could only suggest. Raises ScenarioError when more
    than `MOST_PARKS` parks may get 기반.
    """
    parks = _open_parks(crew.snapshot, scenario)
    (best,) = plans(crew, [scenario])
    if best.plan is None:
        return Alternatives(scenario, within_pct, best.outcome.status, (), {})
    flips = [flipped(scenario, park, park in based_parks(best)) for park in parks]
    found = plans_so_far(crew, flips, scenario)
    asked = list(zip(parks, flips, found.answers, strict=True))
    answers = [answer for answer in found.answers if answer is not None]
    for answer in answers:  # a solve that stops within its gap may miss what a narrower one finds
        best = at_least(crew.snapshot, best, answer)
    least = score(best) * (1 - within_pct / 100)
    within = [answer for answer in answers if score(answer) >= least]
    chosen = most_different(best, within, k)
    standing = {
        park: _standing(park, [best, *within], flip, answer, least) for park, flip, answer in asked
    }
    for lock in scenario.locks:
        if lock.package_id == BASE and not _committed(scenario, lock.park_id):
            standing[lock.park_id] = Standing.CORE
    told = tuple(_alternative(run, best) for run in chosen)
    status = best.outcome.status
    return Alternatives(scenario, within_pct, status, told, standing, found.stopped)


def flipped(scenario: Scenario, park_id: str, chosen: bool) -> Scenario:
    """The scenario without a chosen park, or with one that was not chosen.

    Every package needs 기반 in its park, so a park that may get nothing is one without 기반.
    """
    if chosen:
        excluded = (*scenario.parks.exclude, park_id)
        scope = scenario.parks.model_copy(update={"exclude": tuple(sorted(set(excluded)))})
        return scenario.model_copy(update={"parks": scope})
    lock = Lock(park_id=park_id, package_id="base", by_year=scenario.years[-1])
    return scenario.model_copy(update={"locks": (*scenario.locks, lock)})


def most_different(best: Run, others: Sequence[Run], k: int) -> tuple[Run, ...]:
    """The best run and up to k − 1 others, each the farthest in parks from those before it."""
    chosen = [best]
    while len(chosen) < k:
        taken = [based_parks(run) for run in chosen]
        new = [run for run in others if based_parks(run) not in taken]
        if not new:
            break
        chosen.append(
            max(new, key=lambda run: (min(len(based_parks(run) ^ t) for t in taken), score(run)))
        )
    return tuple(chosen)


def _open_parks(snapshot: Snapshot, scenario: Scenario) -> tuple[str, ...]:
    """Parks that may newly get 기반 and are not locked."""
    locked = {lock.park_id for lock in scenario.locks if lock.package_id == BASE}
    candidates = problem_of(snapshot, scenario).candidates
    parks = {c.park_id for c in candidates if c.package_id == BASE} - locked
    if len(parks) > MOST_PARKS:
        problem = f"기반을 새로 받을 수 있는 단지가 {len(parks):,}곳으로 너무 많습니다"
        remedy = f"parks.scope를 좁혀 {MOST_PARKS}곳 이하로 줄이세요"
        raise ScenarioError((Finding("parks.scope", problem, remedy),))
    return tuple(sorted(parks))


def _committed(scenario: Scenario, park_id: str) -> bool:
    return any((c.park_id, c.package_id) == (park_id, BASE) for c in scenario.committed)


def _standing(
    park: str, within: Sequence[Run], flip: Scenario, answer: Run | None, least: float
) -> Standing:
    having = {park in based_parks(run) for run in within}
    if having == {True, False}:
        return Standing.OPTIONAL
    if answer is None:
        return Standing.OPEN
    bound = answer.outcome.bound
    infeasible = answer.outcome.status == SolveStatus.INFEASIBLE
    if infeasible or (bound is not None and bound < least):
        return Standing.CORE if park in flip.parks.exclude else Standing.NEVER
    return Standing.OPEN


def _alternative(run: Run, best: Run) -> Alternative:
    parks, of_best = based_parks(run), based_parks(best)
    return Alternative(
        park_ids=tuple(sorted(parks)),
        joined_park_ids=tuple(sorted(parks - of_best)),
        left_park_ids=tuple(sorted(of_best - parks)),
        score=score(run),
        gap=run.outcome.gap,
        loss_pct=100 * (score(best) - score(run)) / max(abs(score(best)), 1e-9),
        scenario=run.scenario,
    )

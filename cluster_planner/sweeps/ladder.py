"""The budget ladder: the optimum at rising budgets, free and nested, and the price of nesting."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cluster_planner.domain.plan import Outcome, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sweeps.compare import at_least, based_parks
from cluster_planner.sweeps.crew import Crew
from cluster_planner.sweeps.partial import Collected, plans_so_far

LOWEST_PCT = 50.0
HIGHEST_PCT = 150.0
_LOCKABLE = ("base", "data_talent")


@dataclass(frozen=True)
class Rung:
    """One budget level. Scores are objectives in million won, present value with weights."""

    budget_pct: float
    budget_mkrw: int
    """National money that the level offers after the yearly caps."""
    free_status: SolveStatus
    free_score: float | None
    free_gap: float | None
    nested_status: SolveStatus
    """CANCELLED where the reader stopped before it was asked."""
    nested_score: float | None
    nested_gap: float | None
    price_mkrw: float | None
    """Price of nesting: what the free plan scores above the nested one."""
    price_at_most_mkrw: float | None
    """The same against the free bound: the true price is not above this."""
    free_park_ids: tuple[str, ...]
    """Parks with a new 기반 in the free plan."""
    nested_park_ids: tuple[str, ...]
    entering_park_ids: tuple[str, ...]
    """Parks with a new 기반 in the nested plan that the level below did not have."""


@dataclass(frozen=True)
class Ladder:
    """All levels from the smallest budget up."""

    scenario: Scenario
    rungs: tuple[Rung, ...]
    """Only the levels that were answered when the reader stopped."""
    stopped: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "status": "cancelled" if self.stopped else "complete",
            "rungs": [asdict(rung) for rung in self.rungs],
        }


def ladder(crew: Crew, scenario: Scenario, levels_pct: Sequence[float]) -> Ladder:
    """Plan every level freely, then again keeping what the level below started.

    A level scales all programme budgets and the caps of national money: yearly, per region, and
    after the horizon. Floors, least numbers of parks and local money stay as they are. So a plan
    of a level is a plan of every higher one, and a missing plan can only be below.
    """
    levels = sorted(levels_pct)
    questions = [at_level(scenario, level) for level in levels]
    asked = plans_so_far(crew, questions, scenario)
    answered = [(level, run) for level, run in zip(levels, asked.answers, strict=True) if run]
    free = _never_falling(crew.snapshot, [run for _, run in answered])
    nested = (
        Collected((None,) * len(free), stopped=True)
        if asked.stopped
        else _nested(crew, scenario, free)
    )
    free = tuple(
        one if kept is None else at_least(crew.snapshot, one, kept)
        for one, kept in zip(free, nested.answers, strict=True)
    )
    free = _never_falling(crew.snapshot, free)
    below: frozenset[str] = frozenset()
    rungs = []
    for (level, _), one, kept in zip(answered, free, nested.answers, strict=True):
        rungs.append(_rung(level, one, kept, below))
        below = frozenset() if kept is None else based_parks(kept)
    return Ladder(scenario, tuple(rungs), nested.stopped)


def even_levels(steps: int) -> tuple[float, ...]:
    """So many levels from 50 % to 150 %; a single one is the scenario's own budget.

    >>> even_levels(3)
    (50.0, 100.0, 150.0)
    """
    if steps == 1:
        return (100.0,)
    step = (HIGHEST_PCT - LOWEST_PCT) / (steps - 1)
    return tuple(LOWEST_PCT + i * step for i in range(steps))


def at_level(scenario: Scenario, level_pct: float) -> Scenario:
    """The scenario with its national money scaled, rounded down to a million won."""
    content = scenario.model_dump()

    def scaled(amount: int) -> int:
        return int(amount * level_pct / 100)

    content["name"] = f"{scenario.name[:60]} (예산 {level_pct:.1f}%)"
    for budget in content["programmes"]:
        budget["national_mkrw"] = {y: scaled(m) for y, m in budget["national_mkrw"].items()}
    caps = content["national_cap_mkrw"]
    content["national_cap_mkrw"] = {year: scaled(cap) for year, cap in caps.items()}
    content["liability_cap_mkrw"] = scaled(scenario.liability_cap_mkrw)
    for rule in content["regions"].values():
        if rule["cap_mkrw"] is not None:
            # Below its own floor a cap would contradict it before any plan is tried.
            rule["cap_mkrw"] = max(scaled(rule["cap_mkrw"]), rule["floor_mkrw"])
    return scenario_from(content, f"예산 {level_pct:.1f}%")


def keeping(scenario: Scenario, run: Run) -> Scenario:
    """The scenario with a lock, by its start year, on all park packages that the run starts."""
    locks: dict[tuple[str, str], int] = {
        (lock.park_id, lock.package_id): lock.by_year for lock in scenario.locks
    }
    for award in run.plan.awards if run.plan is not None else ():
        if award.package_id in _LOCKABLE:
            key = (award.park_id, award.package_id)
            locks[key] = min(award.start_year, locks.get(key, award.start_year))
    content = scenario.model_dump()
    content["locks"] = [
        {"park_id": park, "package_id": package, "by_year": year}
        for (park, package), year in sorted(locks.items())
    ]
    return scenario_from(content)


def _nested(crew: Crew, scenario: Scenario, free: Sequence[Run]) -> Collected[Run]:
    nested: list[Run] = []
    for one in free:
        kept = keeping(one.scenario, nested[-1]) if nested else one.scenario
        if _obeys_locks(one, kept):
            nested.append(one)  # the best of all plans is the best of those that keep the locks
            continue
        (answer,) = plans_so_far(crew, [kept], scenario).answers
        if answer is None:
            return Collected((*nested, *(None,) * (len(free) - len(nested))), stopped=True)
        nested.append(at_least(crew.snapshot, answer, nested[-1]))
    return Collected(tuple(nested), stopped=False)


def _obeys_locks(run: Run, kept: Scenario) -> bool:
    if kept.digest == run.scenario.digest:
        return True
    awards = run.plan.awards if run.plan is not None else ()
    start = {(a.park_id, a.package_id): a.start_year for a in awards}
    start |= {(c.park_id, c.package_id): c.start_year for c in kept.committed}
    return all(
        start.get((lock.park_id, lock.package_id), lock.by_year + 1) <= lock.by_year
        for lock in kept.locks
    )


def _never_falling(snapshot: Snapshot, runs: Sequence[Run]) -> tuple[Run, ...]:
    kept: list[Run] = []
    for run in runs:
        kept.append(at_least(snapshot, run, kept[-1]) if kept else run)
    return tuple(kept)


def _rung(level: float, free: Run, nested: Run | None, below: frozenset[str]) -> Rung:
    outcome = Outcome(status=SolveStatus.CANCELLED) if nested is None else nested.outcome
    best, kept, bound = free.outcome.objective, outcome.objective, free.outcome.bound
    parks = frozenset() if nested is None else based_parks(nested)
    return Rung(
        budget_pct=level,
        budget_mkrw=free.scenario.total_budget_mkrw,
        free_status=free.outcome.status,
        free_score=best,
        free_gap=free.outcome.gap,
        nested_status=outcome.status,
        nested_score=kept,
        nested_gap=outcome.gap,
        price_mkrw=None if best is None or kept is None else best - kept,
        price_at_most_mkrw=None if bound is None or kept is None else max(0.0, bound - kept),
        free_park_ids=tuple(sorted(based_parks(free))),
        nested_park_ids=tuple(sorted(parks)),
        entering_park_ids=tuple(sorted(parks - below)),
    )

"""Efficiency against balance: the best score at rising floors of money per tenant firm."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.candidates import eligible_parks
from cluster_planner.domain.plan import Plan, Run, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.optimize.engine.family import Family, Hooks
from cluster_planner.sweeps.crew import Crew, Stop, SweepStopped, plans
from cluster_planner.sweeps.partial import Collected, plans_so_far

_ROUNDS = 10
"""Halvings of the search for the highest floor with split projects."""
_STEPS_DOWN = (0.9, 0.8, 0.65, 0.5, 0.25)
"""Parts of that floor at which a plan of whole projects is sought; nearer to it proofs take long."""
_ANY_PLAN = 0.5
"""Solver gap that is enough where only the existence of a plan is asked."""


@dataclass(frozen=True)
class Point:
    """One plan of the frontier, with the scenario that `run` can repeat."""

    floor_mkrw_per_firm: float
    """Asked of every region: new national money per tenant firm of its parks, million won."""
    balance_mkrw_per_firm: float
    """What the region that gets least per firm really gets."""
    least_region_id: str
    score: float
    gap: float | None
    status: SolveStatus
    national_mkrw: int
    scenario: Scenario
    run: Run | None = field(default=None, repr=False, compare=False)
    """The run itself, so that it can be opened without solving it again."""


@dataclass(frozen=True)
class Frontier:
    """Points that no other found point beats in both, from the best score to the best balance."""

    scenario: Scenario
    points: tuple[Point, ...]
    dominated: int
    """Plans that were found and left out because another is at least as good in both."""
    unanswered: int
    """Floors for which no plan was found in time."""
    stopped: bool = False
    """Whether the reader stopped before every question was answered."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`; each point carries its whole scenario."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "status": "cancelled" if self.stopped else "complete",
            "dominated": self.dominated,
            "unanswered": self.unanswered,
            "points": [_plain(point) for point in self.points],
        }


def frontier(crew: Crew, scenario: Scenario, points: int) -> Frontier:
    """Best plans at so many floors, evenly from what the best score gives to the most there is.

    The balance of a plan is the new national money per tenant firm (all parks of the region) of
    the region that gets least; regions without an eligible park do not count. The highest floor
    is searched by halving, so that every point of the way has a plan.
    """
    firms = firms_by_region(crew.snapshot, scenario)
    (best,) = plans(crew, [scenario])
    if best.plan is None or not firms:
        return Frontier(scenario, (), 0, 1)
    lowest = balance(crew.snapshot, best.plan, firms)[0]
    floors, asked = _climb(crew, scenario, firms, lowest, points)
    found = [
        _point(crew.snapshot, run, run.plan, firms, floor)
        for floor, run in zip([0.0, *floors], [best, *asked.answers], strict=True)
        if run is not None and run.plan is not None
    ]
    kept = undominated(found)
    unanswered = 1 + len(floors) - len(found)
    return Frontier(scenario, kept, len(found) - len(kept), unanswered, asked.stopped)


def firms_by_region(snapshot: Snapshot, scenario: Scenario) -> dict[str, int]:
    """Tenant firms of all parks of each region that has an eligible park and any firm."""
    parks = snapshot.parks
    eligible = parks["park_id"].isin(eligible_parks(snapshot, scenario))
    reached = set(parks.loc[eligible, "region_id"])
    sums = parks.groupby("region_id")["tenants"].sum()
    return {str(r): int(n) for r, n in sums.items() if r in reached and n > 0}


def balance(snapshot: Snapshot, plan: Plan, firms: Mapping[str, int]) -> tuple[float, str]:
    """Least new national money per tenant firm over the regions, million won, and whose it is."""
    region_of = dict(zip(snapshot.parks["park_id"], snapshot.parks["region_id"], strict=True))
    money = dict.fromkeys(firms, 0)
    for award in plan.awards:
        region = str(region_of[award.park_id])
        if region in money:
            money[region] += award.national_mkrw
    return min((money[region] / count, region) for region, count in firms.items())


def with_floor(scenario: Scenario, firms: Mapping[str, int], per_firm: float) -> Scenario:
    """The scenario in which every region gets at least so much per tenant firm."""
    content = scenario.model_dump()
    content["name"] = f"{scenario.name[:50]} (업체당 {per_firm:.2f}백만원 이상)"
    for region, count in firms.items():
        rule = content["regions"].setdefault(region, {})
        rule["floor_mkrw"] = max(rule.get("floor_mkrw", 0), math.floor(per_firm * count))
    return scenario_from(content, "균형 하한")


def undominated(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that no other equals or beats in both score and balance, by rising balance."""
    kept: list[Point] = []
    best = -math.inf
    for point in sorted(points, key=lambda p: (-p.balance_mkrw_per_firm, -p.score)):
        if point.score > best:
            kept.append(point)
            best = point.score
    return tuple(reversed(kept))


def _plain(point: Point) -> dict[str, Any]:
    content = asdict(replace(point, run=None)) | {
        "scenario": point.scenario.model_dump(mode="json")
    }
    del content["run"]
    return content


def _climb(
    crew: Crew, scenario: Scenario, firms: Mapping[str, int], lowest: float, points: int
) -> tuple[Sequence[float], Collected[Run]]:
    """The floors above the first point, and the best plan at each."""
    try:
        highest = _highest_floor(crew, scenario, firms, lowest) if points > 1 else lowest
    except SweepStopped:
        return (), Collected((), stopped=True)
    if highest <= lowest:
        return (), Collected((), stopped=False)
    floors = [lowest + (highest - lowest) * i / (points - 1) for i in range(1, points)]
    asked = [with_floor(scenario, firms, floor) for floor in floors]
    return floors, plans_so_far(crew, asked, with_floor(scenario, firms, highest))


@dataclass(frozen=True)
class _Search:
    """Where the highest floor is searched."""

    scenario: Scenario
    firms: Mapping[str, int]
    lowest: float
    """A floor for which there is a plan."""


def _highest_floor(
    crew: Crew, scenario: Scenario, firms: Mapping[str, int], lowest: float
) -> float:
    """The highest floor for which a plan was found."""
    return crew.each(_highest, [_Search(scenario, firms, lowest)])[0]


def _highest(snapshot: Snapshot, search: _Search, stop: Stop) -> float:
    """Halve between what has a plan and all money spread evenly, split projects allowed; then step
    down to a floor at which there is a plan of whole ones. It is solved and audited afterwards."""
    offered = search.scenario.total_budget_mkrw + search.scenario.liability_cap_mkrw
    good, bad = search.lowest, offered / sum(search.firms.values())
    if bad <= good:
        return good
    problem = problem_of(snapshot, with_floor(search.scenario, search.firms, good))
    rows = {
        r: replace(rule, floor_mkrw=max(1, rule.floor_mkrw)) for r, rule in problem.regions.items()
    }
    problem = replace(problem, regions=rows)  # a floor of zero would have no row to be raised
    settings = search.scenario.solver.model_copy(update={"gap": _ANY_PLAN})
    family = Family(problem, settings)

    def at(floor: float) -> Problem:
        asked = dict(problem.regions)
        for region, firms in search.firms.items():
            least = max(asked[region].floor_mkrw, math.floor(floor * firms))
            asked[region] = replace(asked[region], floor_mkrw=least)
        return replace(problem, regions=asked)

    for _ in range(_ROUNDS):
        middle = (good + bad) / 2
        if family.has_relaxed_plan(at(middle)):
            good = middle
        else:
            bad = middle
    for part in _STEPS_DOWN:
        floor = search.lowest + part * (good - search.lowest)
        if family.solve(at(floor), Hooks(should_stop=stop)).decision is not None:
            return floor
    return search.lowest


def _point(
    snapshot: Snapshot, run: Run, plan: Plan, firms: Mapping[str, int], floor: float
) -> Point:
    least, region = balance(snapshot, plan, firms)
    return Point(
        floor_mkrw_per_firm=floor,
        balance_mkrw_per_firm=least,
        least_region_id=region,
        score=run.outcome.objective or 0.0,
        gap=run.outcome.gap,
        status=run.outcome.status,
        national_mkrw=plan.national_mkrw,
        scenario=run.scenario,
        run=run,
    )

"""Efficiency against balance: the best score at rising floors of money per tenant firm."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.candidates import eligible_parks
from cluster_planner.domain.plan import Plan, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.optimize.solve import solve
from cluster_planner.sweeps.crew import Crew, Stop, plans

_ROUNDS = 5
"""Halvings of the search for the highest floor: it is found to within 1/32 of its range."""
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


@dataclass(frozen=True)
class Frontier:
    """Points that no other found point beats in both, from the best score to the best balance."""

    scenario: Scenario
    points: tuple[Point, ...]
    dominated: int
    """Plans that were found and left out because another is at least as good in both."""
    unanswered: int
    """Floors for which no plan was found in time."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`; each point carries its whole scenario."""
        return {
            "scenario": self.scenario.name,
            "scenario_digest": self.scenario.digest,
            "dominated": self.dominated,
            "unanswered": self.unanswered,
            "points": [
                asdict(point) | {"scenario": point.scenario.model_dump(mode="json")}
                for point in self.points
            ],
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
    highest = _highest_floor(crew, scenario, firms, lowest) if points > 1 else lowest
    floors = [lowest + (highest - lowest) * i / (points - 1) for i in range(1, points)]
    if highest <= lowest:
        floors = []
    answers = plans(crew, [with_floor(scenario, firms, floor) for floor in floors])
    found = [
        _point(crew.snapshot, run, run.plan, firms, floor)
        for floor, run in zip([0.0, *floors], [best, *answers], strict=True)
        if run.plan is not None
    ]
    kept = undominated(found)
    return Frontier(scenario, kept, len(found) - len(kept), 1 + len(floors) - len(found))


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


def _highest_floor(
    crew: Crew, scenario: Scenario, firms: Mapping[str, int], lowest: float
) -> float:
    """The highest floor for which a plan was found, between `lowest` and all money spread evenly."""
    good = lowest
    bad = _offered(scenario) / sum(firms.values())
    for _ in range(_ROUNDS if bad > good else 0):
        middle = (good + bad) / 2
        question = with_floor(scenario, firms, middle)
        if _affordable(question) and crew.each(_has_plan, [question])[0]:
            good = middle
        else:
            bad = middle
    return good


def _offered(scenario: Scenario) -> int:
    return scenario.total_budget_mkrw + scenario.liability_cap_mkrw


def _affordable(scenario: Scenario) -> bool:
    """Whether the floors contradict neither the money offered nor a cap of their region."""
    rules = scenario.regions.values()
    below_caps = all(r.cap_mkrw is None or r.floor_mkrw <= r.cap_mkrw for r in rules)
    return below_caps and sum(r.floor_mkrw for r in rules) <= _offered(scenario)


def _has_plan(snapshot: Snapshot, scenario: Scenario, stop: Stop) -> bool:
    """Whether any plan is found; the plans that are told are solved and audited afterwards."""
    settings = scenario.solver.model_copy(update={"gap": max(_ANY_PLAN, scenario.solver.gap)})
    problem = problem_of(snapshot, scenario)
    return solve(problem, settings, should_stop=stop).decision is not None


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
    )

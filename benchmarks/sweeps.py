"""What a sweep costs in solves of the default scenario; each as its command runs it, on all cores."""

import time
from collections.abc import Callable
from statistics import median

from benchmarks.generated.nations import Nation
from benchmarks.path import baseline
from benchmarks.reading import Reading
from cluster_planner.cli.scenarios import with_gap
from cluster_planner.domain.scenario import Scenario
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.crew import Crew, team
from cluster_planner.sweeps.frontier import frontier as front_of
from cluster_planner.sweeps.importance import why_not as why_not_of
from cluster_planner.sweeps.ladder import even_levels
from cluster_planner.sweeps.ladder import ladder as ladder_of
from cluster_planner.sweeps.robust import robust as robust_of

_SOLVES = 3
_STEPS = 20
_POINTS = 10
_FUTURES = 200
_GAP_PCT = 0.5
"""As the commands ask by default; the one solve beside it is proven to the scenario's own gap."""


def ladder() -> list[Reading]:
    """Twenty budget levels, free and nested."""

    def ask(crew: Crew, scenario: Scenario) -> str:
        rungs = ladder_of(crew, scenario, even_levels(_STEPS)).rungs
        gaps = [r.free_gap for r in rungs if r.free_gap is not None]
        return f"{len(rungs)} levels, worst gap {max(gaps, default=1.0):.3%}"

    return _in_solves("sweeps.ladder", ask, at_most=8.0)


def frontier() -> list[Reading]:
    """Ten points from efficiency to balance."""

    def ask(crew: Crew, scenario: Scenario) -> str:
        front = front_of(crew, scenario, _POINTS)
        gaps = [p.gap for p in front.points if p.gap is not None]
        found = f"{len(front.points)} points, {front.dominated} dominated"
        return f"{found}, {front.unanswered} unanswered, worst gap {max(gaps, default=1.0):.3%}"

    return _in_solves("sweeps.frontier", ask, at_most=6.0)


def why_not() -> list[Reading]:
    """Why not, for every park outside the plan."""

    def ask(crew: Crew, scenario: Scenario) -> str:
        answered = why_not_of(crew, scenario)
        return f"{len(answered.parts)} parks" + (", stopped" if answered.stopped else "")

    return _in_solves("sweeps.why_not", ask, at_most=10.0)


def robust() -> list[Reading]:
    """Two hundred futures of the default scenario."""
    nation = baseline()
    began = time.perf_counter()
    with team(nation.snapshot) as crew:
        futures = robust_of(crew, nation.scenario, _FUTURES)
    seconds = time.perf_counter() - began
    note = f"{len(futures.futures)} of {_FUTURES} futures answered"
    return [Reading("sweeps.robust_s", seconds, at_most=120.0, note=note)]


def _in_solves(name: str, ask: Callable[[Crew, Scenario], str], at_most: float) -> list[Reading]:
    nation = baseline()
    one = one_solve(nation)
    scenario = with_gap(nation.scenario, None, _GAP_PCT)
    began = time.perf_counter()
    with team(nation.snapshot) as crew:
        note = ask(crew, scenario)
    seconds = time.perf_counter() - began
    return [
        Reading(f"{name}_s", seconds, note=note),
        Reading(f"{name}_solves", seconds / one, "×", at_most, f"one solve {one:.2f} s"),
    ]


def one_solve(nation: Nation) -> float:
    """Median seconds of the whole path of one scenario in this process."""
    runs = [plan_scenario(nation.snapshot, nation.scenario) for _ in range(_SOLVES)]
    return median(run.total_seconds for run in runs)

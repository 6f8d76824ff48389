"""The whole path from a scenario to an audited plan, with the time of each part."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.generated.nations import Nation
from benchmarks.reading import Reading
from benchmarks.trail import Trail
from cluster_planner.audit import refuse_broken, without_idle_money
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.decision import Decision, plan_of
from cluster_planner.domain.plan import Outcome
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings, read_scenario
from cluster_planner.optimize.engine.outcome import Solved
from cluster_planner.optimize.nation import decide
from cluster_planner.sources.embedded import data_home, load_snapshot


@dataclass(frozen=True)
class Planned:
    """One walk along the path; seconds."""

    problem_s: float
    """Scenario and tables → problem."""
    decide_s: float
    """Problem → decision: building, handing over, solving, placing partners."""
    audit_s: float
    total_s: float
    cpu_s: float
    """Of this process alone, all threads: far below `total_s` when other programs held the cores."""
    outcome: Outcome
    trail: Trail
    decision: Decision | None

    @property
    def rest_s(self) -> float:
        """What deciding takes besides building and solving: narrowing, placing partners."""
        return self.decide_s - self.outcome.build_seconds - self.outcome.solve_seconds

    @property
    def build_share(self) -> float:
        """Part of the time that goes into building the problem and the model."""
        return (self.problem_s + self.outcome.build_seconds) / self.total_s


def baseline() -> Nation:
    """The default scenario on the real tables."""
    return Nation(load_snapshot(), read_scenario(data_home() / "scenarios" / "baseline.yaml"))


type Solve = Callable[[Problem, SolverSettings, Trail], Solved]
"""Decides a problem and lets the trail hear of it."""


def cold(problem: Problem, settings: SolverSettings, trail: Trail) -> Solved:
    """As the product decides a problem that it has not met before."""
    return decide(
        problem,
        settings,
        trail.bounded,
        on_incumbent=lambda decision: trail.offered(problem, decision),
    )


def planned(nation: Nation, gap: float, limit_s: float, solve: Solve = cold) -> Planned:
    """Plan to this gap or until the limit. Raises SolverError when the auditor refuses the plan."""
    began, cpu_began = time.perf_counter(), time.process_time()
    trail = Trail(began)
    problem = problem_of(nation.snapshot, nation.scenario)
    ready = time.perf_counter()
    settings = nation.scenario.solver.model_copy(update={"gap": gap, "time_limit_s": limit_s})
    solved = solve(problem, settings, trail)
    decided = time.perf_counter()
    if solved.decision is not None:
        plan = without_idle_money(problem, plan_of(problem, solved.decision))
        refuse_broken(problem, plan, solved.outcome, solved.solver_score)
    trail.ended(solved.outcome.objective, solved.outcome.bound)
    ended = time.perf_counter()
    return Planned(
        problem_s=ready - began,
        decide_s=decided - ready,
        audit_s=ended - decided,
        total_s=ended - began,
        cpu_s=time.process_time() - cpu_began,
        outcome=solved.outcome,
        trail=trail,
        decision=solved.decision,
    )


def to_gap(name: str, walks: list[Planned], gap: float, at_most: float | None) -> Reading:
    """Median time to an audited plan with this gap; not reached when half of the walks failed."""
    never = float("inf")
    middle = median(w.trail.reached_s(gap) or never for w in walks)
    if middle < never:
        return Reading(name, middle, at_most=at_most)
    found = [g for w in walks if (g := w.trail.best_gap()) is not None]
    reached = f"best gap {min(found):.3%}" if found else "no plan with a bound"
    note = f"not reached: {reached} after {max(w.total_s for w in walks):.0f} s"
    return Reading(name, None, at_most=at_most, note=note)


def parts(name: str, walks: list[Planned]) -> list[Reading]:
    """Where the time goes, as medians, and how large the model was."""
    last = walks[-1].outcome
    size = f"{last.status.value}, {last.columns} columns × {last.rows} rows"
    gaps = [w.outcome.gap for w in walks]
    return [
        Reading(f"{name}.problem_s", median(w.problem_s for w in walks)),
        Reading(f"{name}.build_s", median(w.outcome.build_seconds for w in walks)),
        Reading(f"{name}.solve_s", median(w.outcome.solve_seconds for w in walks)),
        Reading(f"{name}.rest_s", median(w.rest_s for w in walks)),
        Reading(f"{name}.audit_s", median(w.audit_s for w in walks)),
        Reading(f"{name}.total_s", median(w.total_s for w in walks), note=size),
        Reading(
            f"{name}.cpu_s", median(w.cpu_s for w in walks), note="processor seconds of total_s"
        ),
        Reading(f"{name}.gap", None if None in gaps else max(g or 0.0 for g in gaps), ""),
    ]

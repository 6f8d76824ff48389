"""What the plans of a sweep share: an honest comparison of runs that are each solved to a gap."""

from cluster_planner.audit import refuse_broken
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot

BASE = "base"


def based_parks(run: Run) -> frozenset[str]:
    """Parks in which the plan newly starts 기반; empty without a plan."""
    awards = run.plan.awards if run.plan is not None else ()
    return frozenset(a.park_id for a in awards if a.package_id == BASE)


def score(run: Run) -> float:
    """Objective of a run's plan; below every plan when it has none."""
    if run.plan is None or run.outcome.objective is None:
        return float("-inf")
    return run.outcome.objective


def at_least(snapshot: Snapshot, run: Run, other: Run) -> Run:
    """The run, with the other's plan where that one scores more.

    For an `other` whose every plan obeys the rules of `run`: solves that stop within a gap may
    leave the wider question with the worse plan. The borrowed plan is audited on the question of
    `run`. Raises SolverError when it does not hold there.
    """
    if score(other) <= score(run):
        return run
    status = SolveStatus.FOUND if run.plan is None else run.outcome.status
    changes = {"objective": other.outcome.objective, "status": status}
    outcome = run.outcome.model_copy(update=changes)
    better = run.model_copy(update={"plan": other.plan, "outcome": outcome})
    assert other.plan is not None
    refuse_broken(problem_of(snapshot, run.scenario), other.plan, outcome)
    return better

"""The problem that a run's plan was judged by, built again from its scenario and data."""

from dataclasses import replace
from typing import Final

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.bundle.sentences import Names
from cluster_planner.domain.plan import Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.criteria import CRITERIA
from cluster_planner.present.papers.safe_text import visible

_TABLES: Final = (
    ("park", "parks", "park_id"),
    ("division", "divisions", "division_id"),
    ("package", "packages", "package_id"),
    ("envelope", "envelopes", "envelope_id"),
    ("region", "regions", "region_id"),
    ("partner", "partners", "partner_id"),
    ("role", "roles", "role_id"),
)


def problem_of_run(run: Run, snapshot: Snapshot) -> Problem:
    """Return the problem of the last stage that was solved, with what the earlier ones reached.

    Raises ScenarioError when the scenario does not fit the data.
    """
    problem = problem_of(snapshot, run.scenario)
    for stage in run.stages[:-1]:
        if stage.value is not None and problem.objective.later:
            problem = replace(problem, objective=problem.objective.after(stage.value))
    return problem


def names_of(snapshot: Snapshot) -> Names:
    """Return the names by which people know the ids of a plan."""
    of_tables = {
        kind: {
            str(i): visible(str(name))
            for i, name in zip(snapshot[table][key], snapshot[table]["name_ko"], strict=True)
        }
        for kind, table, key in _TABLES
    }
    return of_tables | {"criterion": {i: name for i, (name, _) in CRITERIA.items()}}

"""Cluster Planner from Python: one door to what the command line and the screen do.

Nothing is computed here; docs/python.md says what each name is for, and docs/examples shows them
at work. Money is integer million won (`_mkrw`), a gap is a share (0.001 = 0.1 %), gains are present
values of added value and estimates (추정). What is wrong with the input is raised as DataError or
ScenarioError, and with what is kept as StoreError; each carries every `Finding`. That there is no
plan is an answer and raises nothing.
"""

from cluster_planner.domain.park_names import find_park
from cluster_planner.domain.plan import PROOF_GAP, Plan, Progress, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, read_scenario, scenario_from
from cluster_planner.domain.scenario_edits import scenario_with, with_budget, write_scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import (
    DataError,
    Finding,
    Overtaken,
    PlannerError,
    ScenarioError,
    SolverError,
    StoreError,
)
from cluster_planner.explain.asked import why_infeasible, why_park
from cluster_planner.explain.reasons import Loss, Reason
from cluster_planner.explain.repairs import Impasse, repaired_scenario
from cluster_planner.explain.run_repeat import Repetition, repetition
from cluster_planner.pipeline import export_model, plan_scenario, write_files
from cluster_planner.present.criteria import criterion_sentences
from cluster_planner.present.reason_words import loss_sentence, offer_sentence, reason_sentences
from cluster_planner.present.summary import gap_words, sentences, status_sentence
from cluster_planner.present.tables import plan_tables
from cluster_planner.present.words import money
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sources.scenarios import find_scenario
from cluster_planner.store.accepted import accepted_data
from cluster_planner.store.home import home_folder
from cluster_planner.store.runs import RunRecord
from cluster_planner.store.shelf import Shelf
from cluster_planner.sweeps.alternatives import Alternatives, alternatives
from cluster_planner.sweeps.crew import Alone, Crew, SweepStopped, team
from cluster_planner.sweeps.dask_crew import dask_team
from cluster_planner.sweeps.frontier import Frontier, frontier
from cluster_planner.sweeps.importance import Parts, importance, why_not
from cluster_planner.sweeps.ladder import Ladder, at_level, even_levels, ladder
from cluster_planner.sweeps.robust import robust
from cluster_planner.sweeps.robustness import Robustness
from cluster_planner.sweeps.values import Values, values
from cluster_planner.sweeps.weights import Effects, weight_effects

__all__ = [  # noqa: RUF022 - in the order of the work, as docs/python.md tells it
    # data and questions
    "load_snapshot",
    "accepted_data",
    "find_scenario",
    "read_scenario",
    "scenario_from",
    "scenario_with",
    "with_budget",
    "at_level",
    "write_scenario",
    "find_park",
    # a plan, and how good it is
    "plan_scenario",
    "status_sentence",
    "sentences",
    "criterion_sentences",
    "plan_tables",
    "write_files",
    "export_model",
    # reasons
    "why_park",
    "reason_sentences",
    "loss_sentence",
    "why_infeasible",
    "offer_sentence",
    "repaired_scenario",
    # many plans at once, and who solves them
    "Alone",
    "team",
    "dask_team",
    "ladder",
    "even_levels",
    "frontier",
    "alternatives",
    "robust",
    "values",
    "importance",
    "why_not",
    "weight_effects",
    # what is kept
    "Shelf",
    "home_folder",
    "repetition",
    # figures in words
    "money",
    "gap_words",
    "PROOF_GAP",
    # what is handed in and out
    "Snapshot",
    "Scenario",
    "Run",
    "Plan",
    "Progress",
    "SolveStatus",
    "Reason",
    "Loss",
    "Impasse",
    "Crew",
    "Ladder",
    "Frontier",
    "Alternatives",
    "Robustness",
    "Values",
    "Parts",
    "Effects",
    "RunRecord",
    "Repetition",
    # what can go wrong
    "PlannerError",
    "DataError",
    "ScenarioError",
    "SolverError",
    "StoreError",
    "Overtaken",
    "Finding",
    "SweepStopped",
]

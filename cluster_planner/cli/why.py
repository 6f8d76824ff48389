"""`cluster-planner why`: one park, in the plan or not, and for what reasons."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from cluster_planner import pipeline
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.park_names import find_park
from cluster_planner.cli.reason_words import names_of, why_sentences
from cluster_planner.cli.scenarios import find_scenario, with_time_limit
from cluster_planner.domain.plan import Plan, Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.explain.admission import obstacles
from cluster_planner.explain.reasons import Reason
from cluster_planner.explain.reasons import why as reason_for
from cluster_planner.present.summary import status_sentence
from cluster_planner.sources.embedded import data_home, load_snapshot


def why(options: argparse.Namespace) -> int:
    """Plan a scenario and explain one park. Raises ScenarioError or DataError for bad input."""
    with ProgressLine(sys.stderr) as line:
        line.show("시나리오와 자료를 읽는 중…", now=True)
        home = options.data or data_home()
        scenario = with_time_limit(find_scenario(options.scenario, home), options.time_limit)
        snapshot = load_snapshot(options.data)
        park_id = find_park(snapshot, options.park)
        line.show("계획을 푸는 중…", now=True)
        with stop_on_interrupt() as asked:
            run = in_background(
                lambda: pipeline.plan_scenario(snapshot, scenario, should_stop=asked.is_set)
            )
            reason = None
            plan = run.plan
            if plan is not None and run.outcome.status is not SolveStatus.CANCELLED:
                line.show("이 단지를 넣거나 뺀 계획을 푸는 중…", now=True)
                reason = in_background(
                    lambda: _reason(snapshot, run, plan, park_id, options.budget, asked.is_set)
                )
            stopped = asked.is_set()
    _report(snapshot, run, park_id, reason, as_json=options.json)
    if stopped:
        return ExitCode.CANCELLED
    return ExitCode.OK if reason is not None else ExitCode.NO_PLAN


def _reason(
    snapshot: Snapshot,
    run: Run,
    plan: Plan,
    park_id: str,
    with_budget: bool,
    should_stop: Callable[[], bool],
) -> Reason:
    problem = problem_of(snapshot, run.scenario)
    settings = run.scenario.solver
    return reason_for(problem, plan, run.outcome, park_id, settings, with_budget, should_stop)


def _report(
    snapshot: Snapshot, run: Run, park_id: str, reason: Reason | None, *, as_json: bool
) -> None:
    names = names_of(snapshot)
    found = obstacles(snapshot, run.scenario, park_id)
    lines = why_sentences(reason, names, found) if reason is not None else ()
    if as_json:
        print_json(
            {
                "park_id": park_id,
                "park_ko": names[park_id],
                "scenario": run.scenario.name,
                "run_id": run.run_id,
                "status": run.outcome.status.value,
                "objective": run.outcome.objective,
                "bound": run.outcome.bound,
                "reason": _plain(reason),
                "obstacles": [asdict(obstacle) for obstacle in found],
                "sentences": list(lines),
                "findings": list(run.findings),
            }
        )
    else:
        say(f"{run.scenario.name}: {status_sentence(run)}")
        for sentence in lines:
            say(sentence)
    if reason is None:
        findings = [Finding(**finding) for finding in run.findings]
        print_findings("계획이 없어 이 단지의 까닭을 말할 수 없습니다.", findings)


def _plain(reason: Reason | None) -> Any:
    return TypeAdapter(Reason | None).dump_python(reason, mode="json")

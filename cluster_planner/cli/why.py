"""`cluster-planner why`: one park, in the plan or not, and for what reasons."""

import argparse
import sys
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from cluster_planner import pipeline
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.scenarios import asked_scenario, with_engine, with_gap, with_time_limit
from cluster_planner.cli.sweep import sweep
from cluster_planner.domain.park_names import find_park
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.admission import obstacles
from cluster_planner.explain.asked import why_park
from cluster_planner.explain.reasons import Reason
from cluster_planner.present.reason_words import names_of, reason_sentences
from cluster_planner.present.summary import status_sentence
from cluster_planner.sources.embedded import load_snapshot


def why(options: argparse.Namespace) -> int:
    """Plan a scenario and explain one park, or all that it leaves out. Raises ScenarioError or
    DataError for bad input."""
    _check(options)
    if options.all:
        return sweep(options)
    with ProgressLine(sys.stderr) as line:
        line.show("시나리오와 자료를 읽는 중…", now=True)
        given = asked_scenario(options.scenario, options.data)
        timed = with_engine(with_time_limit(given, options.time_limit), options.engine)
        scenario = with_gap(timed, options.gap, 0.0)
        snapshot = load_snapshot(options.data)
        park_id = find_park(snapshot, options.park)
        line.show("계획을 푸는 중…", now=True)
        with stop_on_interrupt() as asked:
            run = in_background(
                lambda: pipeline.plan_scenario(snapshot, scenario, should_stop=asked.is_set)
            )
            reason = None
            if run.plan is not None and run.outcome.status is not SolveStatus.CANCELLED:
                line.show("이 단지를 넣거나 뺀 계획을 푸는 중…", now=True)
                reason = in_background(
                    lambda: why_park(snapshot, run, park_id, options.budget, asked.is_set)
                )
            stopped = asked.is_set()
    _report(snapshot, run, park_id, reason, as_json=options.json)
    if stopped:
        return ExitCode.CANCELLED
    return ExitCode.OK if reason is not None else ExitCode.NO_PLAN


def _check(options: argparse.Namespace) -> None:
    if (options.park is None) == (not options.all):
        problem = "단지 하나나 --all 가운데 하나만 물을 수 있습니다"
        remedy = "why 창원 또는 why --all처럼 쓰세요"
        raise ScenarioError((Finding("why", problem, remedy),))
    if options.dask is not None and not options.all:
        problem = "단지 하나를 물을 때는 쓸 수 없습니다"
        raise ScenarioError((Finding("--dask", problem, "why --all과 함께 쓰세요"),))
    if options.all and options.budget:
        problem = "--all과 함께 쓸 수 없습니다"
        raise ScenarioError((Finding("--budget", problem, "단지를 하나 골라 물으세요"),))


def _report(
    snapshot: Snapshot, run: Run, park_id: str, reason: Reason | None, *, as_json: bool
) -> None:
    lines = reason_sentences(reason, snapshot, run.scenario) if reason is not None else ()
    if as_json:
        print_json(
            {
                "park_id": park_id,
                "park_ko": names_of(snapshot)[park_id],
                "scenario": run.scenario.name,
                "run_id": run.run_id,
                "status": run.outcome.status.value,
                "objective": run.outcome.objective,
                "bound": run.outcome.bound,
                "reason": _plain(reason),
                "obstacles": [
                    asdict(obstacle) for obstacle in obstacles(snapshot, run.scenario, park_id)
                ],
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

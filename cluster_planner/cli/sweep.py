"""The commands that plan many times: each asks its sweep and tells the answer."""

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from cluster_planner.benefit.checks import check
from cluster_planner.cli import sweep_words
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.part_words import of_importance, of_values, of_why_not
from cluster_planner.cli.robust_words import of_robustness
from cluster_planner.cli.scenarios import asked_scenario, with_engine, with_gap, with_time_limit
from cluster_planner.cli.sweeps_kept import keep_report
from cluster_planner.cli.weight_words import of_weight_effects
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sweeps.alternatives import alternatives
from cluster_planner.sweeps.crew import Crew, Stop, SweepStopped, Tell, team
from cluster_planner.sweeps.dask_crew import dask_team
from cluster_planner.sweeps.frontier import frontier
from cluster_planner.sweeps.importance import importance, why_not
from cluster_planner.sweeps.ladder import even_levels, ladder
from cluster_planner.sweeps.robust import robust
from cluster_planner.sweeps.values import values
from cluster_planner.sweeps.weights import weight_effects

_NO_PLAN = Finding(
    "풀이", "어느 물음에도 계획이 없습니다", "같은 시나리오로 run을 실행하면 까닭을 알려 줍니다"
)


def sweep(options: argparse.Namespace) -> int:
    """Run the sweep that was asked for. Raises ScenarioError or DataError for bad input."""
    with ProgressLine(sys.stderr) as line:
        line.show("시나리오와 자료를 읽는 중…", now=True)
        given = asked_scenario(options.scenario, options.data)
        timed = with_engine(with_time_limit(given, options.time_limit), options.engine)
        scenario = with_gap(timed, options.gap, options.least_gap_pct)
        snapshot = load_snapshot(options.data)
        check(snapshot, scenario)
        try:
            report = _answer(options, snapshot, scenario, line)
        except SweepStopped:
            report = None
    if report is None or (report.stopped and not report.rows):
        return _stopped(as_json=options.json)
    if options.keep and report.has_plan:
        sweep_id = keep_report(options, scenario, snapshot.digest, report)
    else:
        sweep_id = ""
    return _tell(report, sweep_id, as_json=options.json)


def _answer(
    options: argparse.Namespace, snapshot: Snapshot, scenario: Scenario, line: ProgressLine
) -> sweep_words.Report:
    ask = _question(options, scenario)
    with stop_on_interrupt() as asked:

        def show(done: int, of: int) -> None:
            line.show(_stopping() if asked.is_set() else f"푸는 중 {done}/{of}")

        def work() -> sweep_words.Report:
            with crew_of(options, snapshot, asked.is_set, show) as crew:
                return ask(crew)

        line.show("프로세스를 여는 중…", now=True)
        return in_background(work)


def crew_of(
    options: argparse.Namespace, snapshot: Snapshot, should_stop: Stop, tell: Tell
) -> AbstractContextManager[Crew]:
    """The crew that was asked for: processes here, or the workers of a cluster."""
    if options.dask is not None:
        return dask_team(snapshot, options.dask, should_stop, tell)
    return team(snapshot, options.workers, should_stop, tell)


def _question(
    options: argparse.Namespace, scenario: Scenario
) -> Callable[[Crew], sweep_words.Report]:
    match options.command:
        case "frontier":
            return lambda crew: sweep_words.of_frontier(
                frontier(crew, scenario, options.points), crew.snapshot
            )
        case "alternatives":
            return lambda crew: sweep_words.of_alternatives(
                alternatives(crew, scenario, options.k, options.within), crew.snapshot
            )
        case "robust":
            return lambda crew: of_robustness(
                robust(crew, scenario, options.futures, options.seed), crew.snapshot
            )
        case "values":
            return lambda crew: of_values(values(crew, scenario), crew.snapshot)
        case "importance":
            return lambda crew: of_importance(importance(crew, scenario), crew.snapshot)
        case "weights":
            return lambda crew: of_weight_effects(weight_effects(crew, scenario), crew.snapshot)
        case "why":
            return lambda crew: of_why_not(why_not(crew, scenario), crew.snapshot)
        case _:
            levels = even_levels(options.steps)
            return lambda crew: sweep_words.of_ladder(ladder(crew, scenario, levels), crew.snapshot)


def _tell(report: sweep_words.Report, sweep_id: str, *, as_json: bool) -> ExitCode:
    if as_json:
        print_json(dict(report.content) | ({"sweep_id": sweep_id} if sweep_id else {}))
    else:
        kept = (f"보관한 답: {sweep_id}",) if sweep_id else ()
        for text in replace(report, sentences=(*report.sentences, *kept)).lines():
            say(text)
    if report.stopped:
        print("중단: 그때까지 답한 것만 보였습니다.", file=sys.stderr)
        return ExitCode.CANCELLED
    if not report.has_plan:
        print_findings("계획을 하나도 찾지 못했습니다.", [_NO_PLAN])
        return ExitCode.NO_PLAN
    return ExitCode.OK


def _stopped(*, as_json: bool) -> ExitCode:
    if as_json:
        print_json({"status": "cancelled"})
    print("첫 답을 얻기 전에 중단했습니다. 보일 결과가 없습니다.", file=sys.stderr)
    return ExitCode.CANCELLED


def _stopping() -> str:
    return "멈추는 중…(한 번 더 누르면 바로 끝냅니다)"

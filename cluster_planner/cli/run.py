"""`cluster-planner run`: one scenario to plan.json, plan.xlsx, map.html and model.mps."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cluster_planner import pipeline
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.scenarios import find_scenario, with_time_limit
from cluster_planner.domain.plan import Progress, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.present.plan_files import check_folder, write_plan_files
from cluster_planner.present.summary import gap_words, sentences, summary_json
from cluster_planner.present.words import money
from cluster_planner.sources.embedded import data_home, load_snapshot

SOURCES: Final = "SOURCES.md"


def run(options: argparse.Namespace) -> int:
    """Plan a scenario and write its files. Raises ScenarioError or DataError for bad input."""
    with ProgressLine(sys.stderr) as line:
        line.show("시나리오를 읽는 중…", now=True)
        home = options.data or data_home()
        scenario = with_time_limit(find_scenario(options.scenario, home), options.time_limit)
        check_folder(options.out)
        line.show("자료를 읽고 검사하는 중…", now=True)
        snapshot = load_snapshot(options.data)
        result = _plan(snapshot, scenario, line)
        files: Sequence[Path] = ()
        if result.plan is not None:
            line.show("파일을 쓰는 중…", now=True)
            files = _write(result, snapshot, home, options)
    _report(result, snapshot, files, as_json=options.json)
    return _code(result)


def _plan(snapshot: Snapshot, scenario: Scenario, line: ProgressLine) -> Run:
    with stop_on_interrupt() as asked:

        def show(progress: Progress) -> None:
            line.show(_stopping() if asked.is_set() else _progress_words(progress))

        line.show("모형을 만드는 중…", now=True)
        return in_background(
            lambda: pipeline.plan_scenario(
                snapshot, scenario, on_progress=show, should_stop=asked.is_set
            )
        )


def _write(
    result: Run, snapshot: Snapshot, home: Path, options: argparse.Namespace
) -> tuple[Path, ...]:
    def write_model(path: Path) -> None:
        pipeline.export_model(snapshot, result.scenario, path)

    notes = home / SOURCES
    sources_text = notes.read_text("utf-8") if notes.is_file() else ""
    mps = write_model if options.mps else None
    return write_plan_files(result, snapshot, options.out, mps, sources_text)


def _report(result: Run, snapshot: Snapshot, files: Sequence[Path], *, as_json: bool) -> None:
    if as_json:
        print_json(summary_json(result, snapshot, files))
    else:
        for sentence in sentences(result, snapshot):
            say(sentence)
        for path in files:
            say(f"쓴 파일: {path}")
    if result.plan is None:
        found = [Finding(**finding) for finding in result.findings]
        print_findings("계획이 없어 파일을 쓰지 않았습니다(폴더에 있던 것은 그대로입니다).", found)


def _code(result: Run) -> ExitCode:
    if result.outcome.status is SolveStatus.CANCELLED:
        return ExitCode.CANCELLED
    return ExitCode.OK if result.plan is not None else ExitCode.NO_PLAN


def _progress_words(progress: Progress) -> str:
    parts = [f"푸는 중 {progress.seconds:.0f}초"]
    if progress.incumbent is not None:
        parts.append(f"찾은 계획 {money(progress.incumbent)}")
    if progress.bound is not None:
        parts.append(f"상한 {money(progress.bound)}")
    if progress.gap is not None:
        parts.append(f"간격 {gap_words(progress.gap)}")
    return " · ".join(parts)


def _stopping() -> str:
    return "멈추는 중… 찾은 계획을 지킵니다(한 번 더 누르면 바로 끝냅니다)"

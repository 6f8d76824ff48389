"""`cluster-planner run`: one scenario to plan.json, plan.xlsx, map.html and model.mps."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from cluster_planner import pipeline
from cluster_planner.benefit.checks import check
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.interrupt import stop_on_interrupt
from cluster_planner.cli.keeping import Keeper
from cluster_planner.cli.scenarios import asked_scenario, with_engine, with_time_limit
from cluster_planner.domain.plan import Progress, Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.plan_files import check_folder
from cluster_planner.present.summary import gap_words, sentences, summary_json
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sweeps.beside import Beside


def run(options: argparse.Namespace, worker: Beside) -> int:
    """Plan a scenario in the worker and write the files of the plan.

    Raises ScenarioError or DataError for bad input.
    """
    with ProgressLine(sys.stderr) as line:
        line.show("시나리오를 읽는 중…", now=True)
        given = asked_scenario(options.scenario, options.data)
        scenario = with_engine(with_time_limit(given, options.time_limit), options.engine)
        check_folder(options.out)
        worker.ask(scenario, options.data)  # it reads the data while we do
        line.show("자료를 읽고 검사하는 중…", now=True)
        snapshot = load_snapshot(options.data)
        check(snapshot, scenario)  # at once: the worker has yet to read the data
        keeping = Keeper(scenario.name, options.data) if options.keep else None
        with keeping or nullcontext():
            result, stopped = _plan(worker, line, keeping)
            _check_same_data(snapshot, result)
            files = _write(options, result, snapshot, line)
            kept = keeping.done(result, asked_to_stop=stopped) if keeping else False
    _report(result, snapshot, files, as_json=options.json, kept=kept)
    if keeping:
        keeping.told()
    return _code(result)


def _plan(worker: Beside, line: ProgressLine, keeping: Keeper | None) -> tuple[Run, bool]:
    with stop_on_interrupt() as asked:

        def show(progress: Progress) -> None:
            line.show(_stopping() if asked.is_set() else _progress_words(progress))

        line.show("모형을 만드는 중…", now=True)
        run = worker.plan(show, asked, keeping.best if keeping else None)
        return run, asked.is_set()


def _write(
    options: argparse.Namespace, result: Run, snapshot: Snapshot, line: ProgressLine
) -> Sequence[Path]:
    if result.plan is None:
        return ()
    line.show("파일을 쓰는 중…", now=True)
    return pipeline.write_files(
        result, snapshot, options.out, with_mps=options.mps, data_folder=options.data
    )


def _check_same_data(snapshot: Snapshot, result: Run) -> None:
    if result.snapshot_digest != snapshot.digest:
        problem = "계산하는 동안 자료가 바뀌었습니다"
        raise DataError(Finding("자료 폴더", problem, "자료를 다 고친 뒤 다시 실행하세요"))


def _report(
    result: Run, snapshot: Snapshot, files: Sequence[Path], *, as_json: bool, kept: bool
) -> None:
    if as_json:
        print_json(summary_json(result, snapshot, files) | {"kept": kept})
    else:
        for sentence in sentences(result, snapshot):
            say(sentence)
        for path in files:
            say(f"쓴 파일: {path}")
        if kept:
            say(f"보관한 실행: {result.run_id}")
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
        parts.append(f"찾은 계획 {objective_words(progress.incumbent, progress.unit)}")
    if progress.bound is not None:
        parts.append(f"상한 {objective_words(progress.bound, progress.unit)}")
    if progress.gap is not None:
        parts.append(f"간격 {gap_words(progress.gap)}")
    return " · ".join(parts)


def _stopping() -> str:
    return "멈추는 중… 찾은 계획을 지킵니다(한 번 더 누르면 바로 끝냅니다)"

"""`cluster-planner rerun`: a run once more on its own data, and whether it comes out the same."""

import argparse
import sys
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.export_runs import find_run
from cluster_planner.cli.interrupt import stop_on_interrupt
from cluster_planner.cli.keeping import keep_data
from cluster_planner.cli.rerun_words import Kept, content, lines
from cluster_planner.cli.run_data import own_data
from cluster_planner.domain.plan import Progress, Run, SolveStatus
from cluster_planner.errors import StoreError, unwritable
from cluster_planner.explain.run_repeat import Repetition, repetition
from cluster_planner.present.criteria import objective_words
from cluster_planner.store.home import home_folder
from cluster_planner.store.shelf import Shelf
from cluster_planner.sweeps.beside import Beside


def rerun(options: argparse.Namespace, worker: Beside) -> int:
    """Repeat a run in the worker and tell what differs.

    Raises ScenarioError, StoreError or DataError when the run or its data are not there.
    """
    before = find_run(options.run, home_folder())
    with ProgressLine(sys.stderr) as line:
        line.show("실행이 쓴 자료를 찾는 중…", now=True)
        snapshot, folder = own_data(before.snapshot_digest)
        worker.ask(before.scenario, folder)
        after, stopped = _plan(worker, line)
    if stopped and after.outcome.status is SolveStatus.CANCELLED:
        print("되풀이를 마치기 전에 중단했습니다. 견주지 않았습니다.", file=sys.stderr)
        if options.json:
            print_json({"status": "cancelled"})
        return ExitCode.CANCELLED
    found = repetition(before, after)
    kept = _keep(found, folder) if options.keep else Kept.NOT_ASKED
    if options.json:
        print_json(content(found, kept))
    else:
        for text in lines(found, kept, snapshot):
            say(text)
    return ExitCode.OK if found.equal else ExitCode.DIFFERENT


def _plan(worker: Beside, line: ProgressLine) -> tuple[Run, bool]:
    with stop_on_interrupt() as asked:

        def show(progress: Progress) -> None:
            found = objective_words(progress.incumbent, progress.unit)
            line.show(
                "멈추는 중…"
                if asked.is_set()
                else f"다시 푸는 중 {progress.seconds:.0f}초 · {found}"
            )

        line.show("모형을 만드는 중…", now=True)
        return worker.plan(show, asked), asked.is_set()


def _keep(found: Repetition, folder: Path | None) -> Kept:
    """Keep the repetition where it says more than what is kept: that one may be in a paper."""
    after = found.after
    try:
        runs = Shelf(home_folder()).runs
        there = runs.get(after.run_id)
        if there is not None and _worth(after) <= _worth(there):
            return Kept.OLD_STAYS
        runs.keep(after)
        keep_data(folder, after.snapshot_digest)
        return Kept.NEW if there is None else Kept.REPLACED
    except StoreError as error:
        print_findings("되풀이한 결과를 보관하지 못했습니다.", error.findings)
    except OSError as error:
        found_ = [unwritable(error.filename or home_folder())]
        print_findings("되풀이한 결과의 자료를 보관하지 못했습니다.", found_)
    return Kept.FAILED


def _worth(run: Run) -> tuple[int, float]:
    """No plan, a plan by its score, a proven plan: two proven ones say the same."""
    if run.plan is None:
        return (0, 0.0)
    if run.outcome.status is SolveStatus.PROVEN:
        return (2, 0.0)
    return (1, run.outcome.objective or 0.0)

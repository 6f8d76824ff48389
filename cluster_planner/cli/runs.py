"""`cluster-planner runs`: which runs are kept, and all that is noted of one."""

import argparse

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_json, say
from cluster_planner.cli.kept_words import fact_lines, run_content, run_lines
from cluster_planner.cli.run_data import has_data
from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.home import home_folder
from cluster_planner.store.runs import RunRecord, Runs
from cluster_planner.store.shelf import Shelf


def runs(options: argparse.Namespace) -> int:
    """List runs or show one. Raises StoreError when the database or the run is not there."""
    kept = Shelf(home_folder()).runs
    if options.words[:1] == ["show"]:
        return _show(kept, options)
    words = " ".join(options.words)
    found, total = kept.list(options.newest, words=words), kept.count(words)
    if options.json:
        print_json({"count": total, "runs": [run_content(run) for run in found]})
        return ExitCode.OK
    for line in run_lines(found, total):
        say(line)
    return ExitCode.OK


def _show(kept: Runs, options: argparse.Namespace) -> int:
    run = _record(kept, one_id(options.words, "runs"))
    data_here = has_data(run.snapshot_digest)
    if options.json:
        print_json({**run_content(run), "data_here": data_here})
        return ExitCode.OK
    for line in fact_lines(run, data_here):
        say(line)
    return ExitCode.OK


def _record(kept: Runs, prefix: str) -> RunRecord:
    run_id = kept.id_of(prefix)
    return next(run for run in kept.list(words=run_id) if run.run_id == run_id)


def one_id(words: list[str], command: str) -> str:
    """The id after `show`. Raises StoreError when there is none or more than one."""
    if len(words) != 2:
        problem = f"번호를 {len(words) - 1}개 적었습니다"
        raise StoreError(Finding(f"{command} show", problem, "번호를 하나 적으세요"))
    return words[1]

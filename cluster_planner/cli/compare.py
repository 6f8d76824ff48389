"""`cluster-planner compare`: what differs between runs that were kept."""

import argparse
import sys
from collections.abc import Sequence

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.compare_data import KnownData, data_of
from cluster_planner.cli.compare_shares import attribution_report
from cluster_planner.cli.compare_words import Compared, content, reports
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.export_runs import find_run
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.sweep import crew_of
from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.differences import difference
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.home import home_folder
from cluster_planner.sweeps.attribution import Attribution, attribution
from cluster_planner.sweeps.crew import Alone

LEAST, MOST = 2, 4


def compare(options: argparse.Namespace) -> int:
    """Compare the runs. Raises ScenarioError or DataError for bad input, with every finding."""
    runs = read_runs(options.plans)
    with ProgressLine(sys.stderr) as line:
        line.show("자료를 읽는 중…", now=True)
        snapshot = load_snapshot(options.data)
        data = data_of(runs, home_folder(), snapshot, options.data)
        pairs = tuple(difference(runs[0], run, snapshot, data.snapshots) for run in runs[1:])
        found = Compared(runs, pairs, snapshot, data.snapshots)
        shares = _attributed(options, data, runs, line) if options.attribute else ()
    if data.missing:
        print_findings("이 컴퓨터에 없는 자료가 있습니다.", data.missing)
    if options.json:
        print_json(content(found, shares))
    else:
        for report in reports(found):
            for text in (*report.lines(), ""):
                say(text)
        for number, one in enumerate(shares, 1):
            versions = runs[0].program_version, runs[number].program_version
            for text in (*attribution_report(one, number, found.words, versions).lines(), ""):
                say(text)
    return ExitCode.CANCELLED if any(one.stopped for one in shares) else ExitCode.OK


def read_runs(places: Sequence[str]) -> tuple[Run, ...]:
    """The runs of plan.json files, of their folders, or of ids that are kept.

    Raises ScenarioError with every finding.
    """
    if not LEAST <= len(places) <= MOST:
        problem = f"{len(places)}개를 적었습니다"
        raise ScenarioError(Finding("RUN", problem, f"{LEAST}–{MOST}개를 적으세요"))
    runs: list[Run] = []
    findings: list[Finding] = []
    for place in places:
        try:
            runs.append(find_run(place, home_folder()))
        except ScenarioError as error:
            findings += error.findings
    if findings:
        raise ScenarioError(findings)
    return tuple(runs)


def _attributed(
    options: argparse.Namespace, data: KnownData, runs: Sequence[Run], line: ProgressLine
) -> tuple[Attribution, ...]:
    base = runs[0]
    known = data.snapshots.get(base.snapshot_digest)
    if known is None:
        raise ScenarioError(data.missing)
    with stop_on_interrupt() as asked:

        def show(done: int, of: int) -> None:
            line.show(
                "멈추는 중…" if asked.is_set() else f"조건을 하나씩 바꾸어 푸는 중 {done}/{of}"
            )

        def work() -> tuple[Attribution, ...]:
            found = []
            with crew_of(options, known, asked.is_set, show) as crew:
                for run in runs[1:]:
                    theirs = data.snapshots.get(run.snapshot_digest)
                    others = theirs if theirs is not None and theirs is not known else None
                    elsewhere = Alone(others, asked.is_set) if others is not None else None
                    found.append(attribution(crew, base, run, elsewhere))
            return tuple(found)

        line.show("프로세스를 여는 중…", now=True)
        return in_background(work)

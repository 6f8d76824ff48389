"""`cluster-planner compare`: what differs between runs that were kept."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.compare_words import attribution_report, content, reports
from cluster_planner.cli.console import ProgressLine, print_json, say
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.sweep import crew_of
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.differences import difference
from cluster_planner.present.plan_files import PLAN_JSON
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sweeps.attribution import Attribution, attribution

LEAST, MOST = 2, 4


def compare(options: argparse.Namespace) -> int:
    """Compare the runs. Raises ScenarioError or DataError for bad input, with every finding."""
    runs = read_runs(options.plans)
    with ProgressLine(sys.stderr) as line:
        line.show("자료를 읽는 중…", now=True)
        snapshot = load_snapshot(options.data)
        differences = tuple(difference(runs[0], run, snapshot) for run in runs[1:])
        found = _attributed(options, snapshot, runs, line) if options.attribute else ()
    if options.json:
        print_json(content(runs, differences, found, snapshot))
    else:
        for report in reports(runs, differences, snapshot):
            for text in (*report.lines(), ""):
                say(text)
        for number, one in enumerate(found, 1):
            for text in (*attribution_report(one, number, snapshot).lines(), ""):
                say(text)
    return ExitCode.CANCELLED if any(one.stopped for one in found) else ExitCode.OK


def read_runs(places: Sequence[str]) -> tuple[Run, ...]:
    """The runs of plan.json files or their folders. Raises ScenarioError with every finding."""
    if not LEAST <= len(places) <= MOST:
        problem = f"{len(places)}개를 적었습니다"
        raise ScenarioError(Finding("PLAN", problem, f"{LEAST}–{MOST}개를 적으세요"))
    runs: list[Run] = []
    findings: list[Finding] = []
    for place in places:
        try:
            runs.append(_run(Path(place)))
        except ScenarioError as error:
            findings += error.findings
    if findings:
        raise ScenarioError(findings)
    return tuple(runs)


def _run(place: Path) -> Run:
    path = place / PLAN_JSON if place.is_dir() else place
    try:
        return Run.from_json(path.read_bytes())
    except FileNotFoundError as error:
        remedy = "plan.json이나 그 파일이 든 폴더를 적으세요"
        raise ScenarioError(Finding(str(path), "파일이 없습니다", remedy)) from error
    except OSError as error:
        finding = Finding(str(path), "읽을 수 없는 파일입니다", "읽을 권한이 있는지 확인하세요")
        raise ScenarioError(finding) from error
    except ValidationError as error:
        remedy = "cluster-planner run이 쓴 plan.json을 적으세요"
        raise ScenarioError(Finding(str(path), "계획 파일이 아닙니다", remedy)) from error


def _attributed(
    options: argparse.Namespace, snapshot: Snapshot, runs: Sequence[Run], line: ProgressLine
) -> tuple[Attribution, ...]:
    with stop_on_interrupt() as asked:

        def show(done: int, of: int) -> None:
            line.show(
                "멈추는 중…" if asked.is_set() else f"조건을 하나씩 바꾸어 푸는 중 {done}/{of}"
            )

        def work() -> tuple[Attribution, ...]:
            with crew_of(options, snapshot, asked.is_set, show) as crew:
                return tuple(attribution(crew, runs[0], run) for run in runs[1:])

        line.show("프로세스를 여는 중…", now=True)
        return in_background(work)

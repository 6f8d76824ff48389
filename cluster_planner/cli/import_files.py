"""`cluster-planner import`: files from outside become a proposed snapshot of the data."""

import argparse
import sys
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_json, say
from cluster_planner.cli.import_words import change_lines, changes_content, report_lines
from cluster_planner.cli.interrupt import stop_on_interrupt
from cluster_planner.domain.data_changes import DataChanges
from cluster_planner.domain.imports import ImportReport
from cluster_planner.errors import ScenarioError, unwritable
from cluster_planner.explain.data_changes import data_changes
from cluster_planner.intake.gate import Outcome, import_files
from cluster_planner.present.imports import report_bytes
from cluster_planner.sources.cage import Options, Stopped
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.home import home_folder
from cluster_planner.store.snapshots import SnapshotShelf


def import_(options: argparse.Namespace) -> int:
    """Read the files and propose a snapshot. Raises DataError when the data in use are broken."""
    home = home_folder()
    try:
        with ProgressLine(sys.stderr) as line, stop_on_interrupt() as asked:

            def told(words: str, share: float | None) -> None:
                line.show(words if share is None else f"{words} {share * 100:.0f} %")

            outcome = import_files(
                options.files,
                options.data,
                home,
                options=Options(crs=options.crs or "", base_folder=options.data),
                on_progress=told,
                stop=asked.is_set,
            )
    except Stopped:
        print("중단했습니다. 만들던 것은 남기지 않았습니다.", file=sys.stderr)
        return ExitCode.CANCELLED
    return show(outcome, options, home)


def show(outcome: Outcome, options: argparse.Namespace, home: Path) -> int:
    """Print what came of an import, accept it where that was asked for, and return the exit code.

    `options` has `json`, and `report` and `accept` where the command offers them.
    """
    report = outcome.report
    changes = changes_of(report, home) if outcome.folder is not None else None
    if path := getattr(options, "report", None):
        write_report(path, report, changes)
    clean = not report.findings and not any(file.refused for file in report.files)
    wanted = getattr(options, "accept", False) and clean and not report.older
    accepted = bool(wanted and outcome.folder is not None)
    if accepted:
        SnapshotShelf.of(home).accept(report.digest)
    if options.json:
        print_json(_content(outcome, changes, accepted=accepted))
    else:
        for text in report_lines(report):
            say(text)
        for text in change_lines(changes) if changes else ():
            say(text)
        _say_next(outcome, options, accepted=accepted)
    return ExitCode.OK if clean else ExitCode.BAD_INPUT


def changes_of(report: ImportReport, home: Path) -> DataChanges:
    """Return what a proposed snapshot changes. Raises DataError when either cannot be read."""
    shelf = SnapshotShelf.of(home)
    older, newer = (load_snapshot(shelf.get(d)) for d in (report.base_digest, report.digest))
    return data_changes(older, newer)


def write_report(path: Path, report: ImportReport, changes: DataChanges | None) -> None:
    """Write the workbook of an import. Raises ScenarioError where the path cannot be written."""
    try:
        path.write_bytes(report_bytes(report, changes))
    except OSError as error:
        raise ScenarioError(unwritable(path)) from error


def _content(outcome: Outcome, changes: DataChanges | None, *, accepted: bool) -> dict[str, object]:
    return {
        "status": "ok" if outcome.report.digest else "nothing_taken",
        "accepted": accepted,
        "changed": outcome.report.changed,
        "import_id": outcome.import_id,
        "report": outcome.report.model_dump(mode="json"),
        "changes": changes_content(changes) if changes else None,
    }


def _say_next(outcome: Outcome, options: argparse.Namespace, *, accepted: bool) -> None:
    digest = outcome.report.digest[:12]
    if accepted:
        say(
            f"받아들였습니다. 이제부터 {digest}을(를) 씁니다. 되돌리기: cluster-planner data rollback"
        )
    elif outcome.folder is not None:
        if getattr(options, "accept", False):
            why = "지금 자료보다 오래된" if outcome.report.older else "거절된"
            say(f"{why} 파일이 있어 저절로 받아들이지 않았습니다.")
        say(f"받아들이기: cluster-planner data accept {digest}")
        say(f"모두 보기: cluster-planner data diff {digest} --all")

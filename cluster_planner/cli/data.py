"""`cluster-planner data`: which data there are, what differs, and which are used."""

import argparse
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_findings, print_json, say
from cluster_planner.cli.data_choice import EMBEDDED
from cluster_planner.cli.data_confirm import confirm_names
from cluster_planner.cli.data_export import export
from cluster_planner.cli.data_words import kept_content, list_lines, snapshot_lines
from cluster_planner.cli.import_files import changes_of, write_report
from cluster_planner.cli.import_words import change_lines, changes_content, report_lines
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding
from cluster_planner.explain.data_changes import data_changes
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.home import home_folder
from cluster_planner.store.snapshots import SnapshotShelf


def data(options: argparse.Namespace) -> int:
    """Do what `options.action` says. Raises DataError for data that are not there or damaged."""
    shelf = SnapshotShelf.of(home_folder())
    match options.action:
        case "list":
            return _list(shelf, options)
        case "show":
            return _show(shelf, options)
        case "diff":
            return _diff(shelf, options)
        case "accept":
            return _accept(shelf, options)
        case "reject":
            return _reject(shelf, options)
        case "rollback":
            return _in_use(shelf.roll_back(), "되돌렸습니다", options)
        case "confirm":
            return confirm_names(options, home_folder())
        case _:
            return export(shelf, options)


def _list(shelf: SnapshotShelf, options: argparse.Namespace) -> int:
    kept, current, embedded = shelf.list(), shelf.current(), load_snapshot()
    if options.json:
        content = [kept_content(one, shelf.report(one.digest)) for one in kept]
        history = [step.model_dump(mode="json") for step in shelf.history()]
        print_json(
            {"current": current or embedded.digest, "embedded": embedded.digest,
             "uses_embedded": not current, "snapshots": content, "history": history}
        )  # fmt: skip
        return ExitCode.OK
    reports = {one.digest: shelf.report(one.digest) for one in kept}
    for line in list_lines(kept, reports, embedded, current):
        say(line)
    return ExitCode.OK


def _show(shelf: SnapshotShelf, options: argparse.Namespace) -> int:
    digest = _digest(shelf, options.digest) if options.digest else shelf.current()
    snapshot = _load(shelf, digest)
    report = shelf.report(digest) if digest else None
    if options.report is not None:
        if report is None:
            problem = "가져오기로 만든 자료가 아니라 보고서가 없습니다"
            raise DataError(Finding(f"자료 {snapshot.digest[:12]}", problem, _LIST))
        write_report(options.report, report, changes_of(report, shelf.folder.parent))
    if options.json:
        rows = {name: len(frame) for name, frame in snapshot.tables.items()}
        told = None if report is None else report.model_dump(mode="json")
        print_json({"digest": snapshot.digest, "as_of": dict(snapshot.as_of), "rows": rows,
                    "report": told})  # fmt: skip
        return ExitCode.OK
    for line in (*snapshot_lines(snapshot), *(report_lines(report) if report else ())):
        say(line)
    return ExitCode.OK


def _diff(shelf: SnapshotShelf, options: argparse.Namespace) -> int:
    first, second = options.first, options.second
    if second is None:
        newer = _digest(shelf, first) if first else _latest(shelf)
        parents = {one.digest: one.parent for one in shelf.list()}
        older = parents.get(newer) or shelf.current()
    else:
        older, newer = _digest(shelf, first), _digest(shelf, second)
    changes = data_changes(_load(shelf, older), _load(shelf, newer))
    if options.json:
        print_json(changes_content(changes))
        return ExitCode.OK
    say(f"{changes.older[:12]} → {changes.newer[:12]}")
    for line in change_lines(changes, None if options.all else 30):
        say(line)
    return ExitCode.OK


def _accept(shelf: SnapshotShelf, options: argparse.Namespace) -> int:
    digest = _digest(shelf, options.digest) if options.digest else _latest(shelf)
    _load(shelf, digest)
    if known := [*_passed_over(shelf, digest), *_older(shelf, digest)]:
        print_findings("받아들이지만 알아 두세요.", known)
    shelf.accept(digest)
    return _in_use(digest, "받아들였습니다", options)


def _passed_over(shelf: SnapshotShelf, digest: str) -> list[Finding]:
    """Return what to know when a snapshot was not made from the data in use."""
    parent = next((one.parent for one in shelf.list() if one.digest == digest), "")
    current = shelf.current() or load_snapshot().digest
    if not parent or parent == current or digest == current:
        return []
    problem = f"지금 쓰는 {current[:12]}이(가) 아니라 {parent[:12]}에서 만든 자료입니다"
    remedy = "그 뒤에 받아들인 것은 들어 있지 않습니다. 다시 가져오면 지금 자료 위에 만듭니다"
    return [Finding(f"자료 {digest[:12]}", problem, remedy)]


def _older(shelf: SnapshotShelf, digest: str) -> list[Finding]:
    """Return which files put older figures in the place of newer ones."""
    report = shelf.report(digest) if digest else None
    remedy = "cluster-planner data rollback으로 되돌릴 수 있습니다"
    return [
        Finding(file.file, decision.why, remedy)
        for file in (report.files if report else ())
        for decision in file.older
    ]


def _reject(shelf: SnapshotShelf, options: argparse.Namespace) -> int:
    digest = shelf.digest_of(options.digest) if options.digest else _latest(shelf)
    shelf.reject(digest)
    if options.json:
        print_json({"removed": digest})
    else:
        say(f"지웠습니다: {digest[:12]}. 지금 쓰는 자료는 그대로입니다.")
    return ExitCode.OK


def _in_use(digest: str, done: str, options: argparse.Namespace) -> int:
    if options.json:
        print_json({"current": digest or load_snapshot().digest, "uses_embedded": not digest})
    else:
        named = f"자료 {digest[:12]}을(를)" if digest else "프로그램에 든 자료를"
        say(f"{done}. 이제부터 {named} 씁니다. 열려 있는 화면은 다시 열어야 바뀝니다.")
    return ExitCode.OK


def _digest(shelf: SnapshotShelf, named: str) -> str:
    return "" if named == EMBEDDED else shelf.digest_of(named)


def _latest(shelf: SnapshotShelf) -> str:
    for one in shelf.list():
        if one.state == "proposed":
            return one.digest
    raise DataError(Finding("자료 보관함", "받아들이기를 기다리는 자료가 없습니다", _LIST))


def _load(shelf: SnapshotShelf, digest: str) -> Snapshot:
    folder: Path | None = shelf.get(digest) if digest else None
    snapshot = load_snapshot(folder)
    if digest and snapshot.digest != digest:
        problem = "보관된 뒤에 내용이 바뀌었습니다"
        remedy = "쓰지 마세요. 원본 파일을 다시 가져오세요"
        raise DataError(Finding(f"자료 {digest[:12]}", problem, remedy))
    return snapshot


_LIST = "cluster-planner data list로 보관된 자료를 보세요"

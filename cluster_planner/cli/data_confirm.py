"""`cluster-planner data confirm`: answers to the names that an import proposed."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_json, say
from cluster_planner.cli.import_files import show
from cluster_planner.cli.import_words import question_lines
from cluster_planner.domain.imports import Proposal
from cluster_planner.errors import DataError, Finding, ScenarioError
from cluster_planner.intake.gate import confirm
from cluster_planner.intake.kept import KeptImport, KeptImports
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.snapshots import SnapshotShelf


def confirm_names(options: argparse.Namespace, home: Path) -> int:
    """List the open questions of the latest import, or answer some and apply the import again.

    Raises DataError when no import waits, ScenarioError for numbers that name no question.
    """
    kept = _waiting(home)
    questions = [one for file in kept.report.files for one in file.proposals]
    answers = _answers(questions, options.yes, options.no)
    if answers:
        return show(confirm(home, kept.import_id, answers, _base(kept, home)), options, home)
    if options.json:
        print_json(
            {"import_id": kept.import_id, "questions": [one.model_dump() for one in questions]}
        )
    else:
        for line in question_lines(kept.report):
            say(line)
    return ExitCode.OK


def _base(kept: KeptImport, home: Path) -> Path | None:
    """Return the data in use, which may be newer than the import; its own where it had others."""
    shelf = SnapshotShelf.of(home)
    own = kept.report.base_digest
    used = {step.digest for step in shelf.history()}
    if own in used or own not in {one.digest for one in shelf.list()}:
        return shelf.current_folder()
    return shelf.current_folder() if own == load_snapshot().digest else shelf.get(own)


def _waiting(home: Path) -> KeptImport:
    for kept in KeptImports.of(home).all():
        if any(file.proposals for file in kept.report.files):
            return kept
    problem = "답을 기다리는 이름이 없습니다"
    raise DataError(Finding("가져오기", problem, "먼저 cluster-planner import로 파일을 가져오세요"))


def _answers(
    questions: Sequence[Proposal], yes: Sequence[int] | str, no: Sequence[int] | str
) -> dict[Proposal, bool]:
    every = range(1, len(questions) + 1)
    agreed = set(every if isinstance(yes, str) else yes)
    denied = set(every if isinstance(no, str) else no)
    unknown = sorted((agreed | denied) - set(every))
    if unknown:
        listed = ", ".join(map(str, unknown))
        remedy = f"1–{len(questions)} 가운데 쓰세요"
        raise ScenarioError(Finding("data confirm", f"{listed}번 물음은 없습니다", remedy))
    if agreed & denied:
        listed = ", ".join(map(str, sorted(agreed & denied)))
        problem = f"{listed}번에 두 가지로 답했습니다"
        raise ScenarioError(Finding("data confirm", problem, "--yes와 --no 가운데 하나만 쓰세요"))
    return {questions[n - 1]: n in agreed for n in sorted(agreed | denied)}

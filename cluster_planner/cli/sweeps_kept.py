"""`cluster-planner sweeps`, and how the answers of many solves get there."""

import argparse
from typing import Any

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_findings, print_json, say
from cluster_planner.cli.keeping import keep_data
from cluster_planner.cli.kept_words import SWEEP_LABELS, asked, moment, sweep_content, sweep_lines
from cluster_planner.cli.runs import one_id
from cluster_planner.cli.sweep_arguments import SWEEPS
from cluster_planner.cli.sweep_words import Report
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, StoreError, unwritable
from cluster_planner.store.home import home_folder
from cluster_planner.store.runs import FEWEST
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.sweeps import SweepRecord, Sweeps

_TOLD = ("sentences", "header", "rows")


def keep_report(
    options: argparse.Namespace, scenario: Scenario, snapshot_digest: str, report: Report
) -> str:
    """Keep the answer of a command with its words and return its id.

    When it cannot be kept, says so on stderr and returns an empty id.
    """
    content = {"answer": report.content, **{name: getattr(report, name) for name in _TOLD}}
    try:
        sweep_id = Shelf(home_folder()).sweeps.keep(
            options.command,
            scenario,
            snapshot_digest,
            asked_of(options),
            content,
            whole=not report.stopped,
        )
        keep_data(options.data, snapshot_digest)
    except StoreError as error:
        print_findings("답을 보관하지 못했습니다(답은 그대로입니다).", error.findings)
        return ""
    except OSError as error:
        found = [unwritable(error.filename or home_folder())]
        print_findings("답의 자료를 보관하지 못했습니다(답은 그대로입니다).", found)
    return sweep_id


def asked_of(options: argparse.Namespace) -> dict[str, Any]:
    """What a command asks besides the scenario, by the names of its options."""
    numbers = next((sweep.numbers for sweep in SWEEPS if sweep.command == options.command), ())
    names = [option.lstrip("-") for option, *_ in numbers]
    return {name: getattr(options, name) for name in names}


def sweeps(options: argparse.Namespace) -> int:
    """List kept answers or show one. Raises StoreError when the database or it is not there."""
    kept = Shelf(home_folder()).sweeps
    if options.words[:1] == ["show"]:
        return _show(kept, one_id(options.words, "sweeps"), as_json=options.json)
    every = [one for one in kept.list() if _holds(one, options.words)]
    found = every[: options.newest]
    if options.json:
        print_json({"count": len(every), "sweeps": [sweep_content(one) for one in found]})
        return ExitCode.OK
    for line in sweep_lines(found, len(every)):
        say(line)
    return ExitCode.OK


def _show(kept: Sweeps, prefix: str, *, as_json: bool) -> int:
    record, content = kept.get(_id_of(kept, prefix))
    told = isinstance(content, dict) and all(name in content for name in (*_TOLD, "answer"))
    if as_json:
        answer = content["answer"] if told else content
        print_json({"sweep": sweep_content(record), "answer": answer})
        return ExitCode.OK
    say(_headline(record))
    if not told:
        say("화면에서 물은 답입니다. 내용은 --json으로 보거나 화면에서 여세요.")
        return ExitCode.OK
    rows = tuple(tuple(map(str, row)) for row in content["rows"])
    sentences, header = tuple(content["sentences"]), tuple(content["header"])
    for line in Report(sentences, header, rows, {}, has_plan=True).lines():
        say(line)
    return ExitCode.OK


def _headline(record: SweepRecord) -> str:
    part = "" if record.whole else ", 중단할 때까지의 답"
    return (
        f"{SWEEP_LABELS.get(record.kind, record.kind)}({asked(record)}{part}) · "
        f"보관 {moment(record.kept_at)} · 프로그램 {record.program_version} · "
        f"자료 {record.snapshot_digest[:12]}"
    )


def _id_of(kept: Sweeps, prefix: str) -> str:
    found = [one.sweep_id for one in kept.list() if one.sweep_id.startswith(prefix)]
    remedy = "cluster-planner sweeps로 보관된 것을 보세요"
    if len(prefix) < FEWEST or not found:
        raise StoreError(Finding(f"대안 탐색 {prefix}", "보관된 것이 없습니다", remedy))
    if len(found) > 1:
        raise StoreError(Finding(f"대안 탐색 {prefix}", "여러 개가 이렇게 시작합니다", remedy))
    return found[0]


def _holds(one: SweepRecord, words: list[str]) -> bool:
    text = f"{one.name} {one.kind} {SWEEP_LABELS.get(one.kind, '')}".casefold()
    return all(word.casefold() in text or one.sweep_id.startswith(word) for word in words)

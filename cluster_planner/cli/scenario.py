"""`cluster-planner scenario`: saved scenarios with their versions; none is ever overwritten."""

import argparse
import getpass
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_json, say
from cluster_planner.cli.scenario_words import (
    changes_content,
    list_lines,
    saved_content,
    version_content,
    version_lines,
)
from cluster_planner.cli.scenarios import asked_scenario
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.scenario_edits import scenario_with, write_scenario
from cluster_planner.errors import Finding, ScenarioError, StoreError
from cluster_planner.explain.differences import changed_inputs
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.store.home import home_folder
from cluster_planner.store.scenarios import Scenarios, Version
from cluster_planner.store.shelf import Shelf


def scenario(options: argparse.Namespace) -> int:
    """Do what `options.action` says. Raises StoreError or ScenarioError, Overtaken for a conflict."""
    kept = Shelf(home_folder()).scenarios
    match options.action:
        case "list":
            return _list(kept, options)
        case "show":
            return _show(kept, options)
        case "save":
            return _save(kept, options)
        case "diff":
            return _diff(kept, options)
        case "restore":
            return _restore(kept, options)
        case "export":
            return _export(kept, options)
        case _:
            return _hide(kept, options)


def _list(kept: Scenarios, options: argparse.Namespace) -> int:
    found = kept.list(hidden=options.all)
    if options.json:
        print_json({"scenarios": [saved_content(one) for one in found]})
        return ExitCode.OK
    for line in list_lines(found):
        say(line)
    return ExitCode.OK


def _show(kept: Scenarios, options: argparse.Namespace) -> int:
    saved = kept.find(options.id)
    versions = kept.versions(saved.scenario_id)
    words = DifferenceWords(load_snapshot(options.data))
    changes = [_told(kept, words, version) for version in versions]
    if options.json:
        told = [
            version_content(version) | {"changes_ko": list(changed)}
            for version, changed in zip(versions, changes, strict=True)
        ]
        print_json(saved_content(saved) | {"versions": told})
        return ExitCode.OK
    for line in version_lines(saved, versions, changes):
        say(line)
    return ExitCode.OK


def _told(kept: Scenarios, words: DifferenceWords, version: Version) -> tuple[str, ...]:
    """What a version changed against the one before it; nothing of the first."""
    if version.version == 1:
        return ()
    try:
        before, after = (
            kept.get(version.scenario_id, number)
            for number in (version.version - 1, version.version)
        )
    except StoreError as error:  # a version that only another program reads hides no other
        return tuple(finding.problem for finding in error.findings)
    return words.sentences(changed_inputs(before, after))


def _save(kept: Scenarios, options: argparse.Namespace) -> int:
    asked = asked_scenario(options.scenario, options.data)
    if options.name is not None:
        asked = scenario_with(asked, name=options.name)
    if options.over is None:
        if options.to is not None:
            problem = "어느 판을 고친 것인지 적지 않았습니다"
            raise StoreError(Finding("--to", problem, "--over N을 함께 적으세요"))
        version = kept.create(asked, author=_author(options), note=options.note)
    else:
        version = _save_over(kept, asked, options)
    return _done(f"{asked.name}: {version.version}판을 저장했습니다", version, options)


def _save_over(kept: Scenarios, asked: Scenario, options: argparse.Namespace) -> Version:
    saved = kept.find(options.to if options.to is not None else asked.name)
    return kept.save(
        saved.scenario_id, asked, over=options.over, author=_author(options), note=options.note
    )


def _diff(kept: Scenarios, options: argparse.Namespace) -> int:
    saved = kept.find(options.id)
    second = options.second or saved.version
    first = options.first or second - 1
    if first < 1:
        problem = "판이 하나뿐이라 견줄 것이 없습니다"
        raise StoreError(Finding(f"시나리오 {saved.name}", problem, "새 판을 저장한 뒤 견주세요"))
    changes = changed_inputs(*(kept.get(saved.scenario_id, number) for number in (first, second)))
    words = DifferenceWords(load_snapshot(options.data))
    if options.json:
        print_json(
            {"scenario_id": saved.scenario_id, "first": first, "second": second,
             "changes": changes_content(changes, words)}
        )  # fmt: skip
        return ExitCode.OK
    say(f"{saved.name}: {first}판 → {second}판")
    for sentence in words.sentences(changes) or ("다른 것이 없습니다.",):
        say(f"  {sentence}")
    return ExitCode.OK


def _restore(kept: Scenarios, options: argparse.Namespace) -> int:
    saved = kept.find(options.id)
    version = kept.restore(
        saved.scenario_id,
        options.version,
        over=options.over or saved.version,
        author=_author(options),
    )
    said = f"{saved.name}: {options.version}판의 내용을 {version.version}판으로 되살렸습니다"
    return _done(said, version, options)


def _export(kept: Scenarios, options: argparse.Namespace) -> int:
    saved = kept.find(options.id)
    content = kept.get(saved.scenario_id, options.version)
    path: Path = options.out
    if path.exists() and not options.force:
        remedy = "다른 이름을 쓰거나 --force를 붙이세요"
        raise ScenarioError(Finding(str(path), "이미 있는 파일입니다", remedy))
    write_scenario(content, path)
    if options.json:
        version = options.version or saved.version
        print_json({"scenario_id": saved.scenario_id, "version": version, "file": str(path)})
    else:
        say(f"쓴 파일: {path}")
    return ExitCode.OK


def _hide(kept: Scenarios, options: argparse.Namespace) -> int:
    saved = kept.find(options.id)
    kept.hide(saved.scenario_id, hidden=not options.undo)
    if options.json:
        print_json({"scenario_id": saved.scenario_id, "hidden": not options.undo})
    elif options.undo:
        say(f"{saved.name}: 다시 꺼냈습니다.")
    else:
        say(f"{saved.name}: 목록에서 치웠습니다. scenario hide --undo로 다시 꺼냅니다.")
    return ExitCode.OK


def _done(said: str, version: Version, options: argparse.Namespace) -> int:
    if options.json:
        print_json(version_content(version))
    else:
        say(f"{said}(번호 {version.scenario_id}).")
    return ExitCode.OK


def _author(options: argparse.Namespace) -> str:
    """Who saves: as told, else the user of this computer where it has one."""
    if options.author is not None:
        return str(options.author)
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment or the accounts
        return ""

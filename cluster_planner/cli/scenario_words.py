"""Saved scenarios as lines for a console and as plain values."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from cluster_planner.cli.kept_words import LOCAL_TIME, moment, stamp
from cluster_planner.cli.sweep_words import table_lines
from cluster_planner.explain.differences import InputChange
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.store.scenarios import Saved, Version


def list_lines(found: Sequence[Saved]) -> tuple[str, ...]:
    """A table of saved scenarios."""
    if not found:
        return ("저장된 시나리오가 없습니다. cluster-planner scenario save로 저장합니다.",)
    header = ("번호", "이름", "판", "저장", "저장한 사람", "")
    rows = [
        (
            one.scenario_id,
            one.name,
            f"{one.version}판",
            moment(one.saved_at),
            one.author or "-",
            "치워 둠" if one.hidden else "",
        )
        for one in found
    ]
    return (*table_lines((header, *rows)), "", LOCAL_TIME)


def saved_content(one: Saved) -> dict[str, Any]:
    """A saved scenario for JSON."""
    return {
        "scenario_id": one.scenario_id,
        "name": one.name,
        "version": one.version,
        "saved_at": stamp(one.saved_at),
        "author": one.author,
        "hidden": one.hidden,
    }


def version_lines(
    saved: Saved, versions: Sequence[Version], changes: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """Yield each version with who saved it, why, and what it changed."""
    yield f"{saved.name} (번호 {saved.scenario_id})"
    for version, changed in zip(versions, changes, strict=True):
        who = f" {version.author}" if version.author else ""
        note = f" — {version.note}" if version.note else ""
        back = f" ({version.restored_from}판을 되살림)" if version.restored_from else ""
        yield f"{version.version}판  {moment(version.saved_at)}{who}{back}{note}"
        if version.version > 1:
            yield from (f"    {sentence}" for sentence in changed or ("바뀐 것 없음",))
    yield LOCAL_TIME


def version_content(version: Version) -> dict[str, Any]:
    """A version for JSON."""
    return {
        "scenario_id": version.scenario_id,
        "version": version.version,
        "digest": version.digest,
        "saved_at": stamp(version.saved_at),
        "author": version.author,
        "note": version.note,
        "restored_from": version.restored_from,
    }


def changes_content(changes: Sequence[InputChange], words: DifferenceWords) -> list[dict[str, Any]]:
    """Changed inputs for JSON."""
    plain = TypeAdapter(Any)
    return [
        {
            "path": change.path,
            "subject": list(change.subject),
            "before": plain.dump_python(change.before, mode="json"),
            "after": plain.dump_python(change.after, mode="json"),
            "sentence_ko": words.input_sentence(change),
        }
        for change in changes
    ]

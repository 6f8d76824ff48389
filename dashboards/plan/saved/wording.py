"""What the saved scenarios have in common when they are told."""

from datetime import datetime
from functools import lru_cache
from typing import Final

from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import changed_inputs
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.store.scenarios import Version
from cluster_planner.store.shelf import Shelf

NOBODY: Final = "–"
_TOLD_CHANGES: Final = 2


def local(when: datetime) -> str:
    """A moment on the clock of the server, to the minute."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}"


def version_line(version: Version) -> str:
    """A version in a line: 3판 · 2026-11-21 18:02 · 김계획."""
    who = f" · {version.author}" if version.author else ""
    return f"{version.version}판 · {local(version.saved_at)}{who}"


@lru_cache(maxsize=256)
def content_of(shelf: Shelf, scenario_id: str, version: int) -> Scenario:
    """The content of a version, which never changes. Raises StoreError."""
    return shelf.scenarios.get(scenario_id, version)


def changes_line(words: DifferenceWords, before: Scenario, after: Scenario) -> str:
    """What changed in a line: the first of it, and how much more there is."""
    told = words.sentences(changed_inputs(before, after))
    left = len(told) - _TOLD_CHANGES
    return "; ".join(told[:_TOLD_CHANGES]) + (f" 외 {left}건" if left > 0 else "") or "없음"

"""A scenario while it is being made: loose content, exactly as a scenario file has it.

The screen edits the content and `scenario_from` judges it, so the screen refuses exactly what the
command line refuses, and nothing a person typed is lost because it is not valid yet.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cluster_planner.domain.scenario import Scenario, scenario_from

Path = tuple[str | int, ...]
"""Where a value stands: ("regions", "capital", "floor_mkrw")."""


@dataclass(frozen=True)
class Draft:
    """Content of a scenario file (money in million won). Never changed; edits make new drafts."""

    text: str
    """Canonical JSON: two drafts that say the same are equal."""

    @classmethod
    def of(cls, scenario: Scenario) -> "Draft":
        """The draft that says exactly this scenario."""
        return cls.saying(scenario.model_dump(mode="json"))

    @classmethod
    def saying(cls, content: Mapping[str, Any]) -> "Draft":
        """The draft with this content. Raises TypeError for values that JSON has not."""
        return cls(json.dumps(content, ensure_ascii=False, sort_keys=True))

    @property
    def content(self) -> dict[str, Any]:
        """A copy of the content. Years are texts here, as JSON has them."""
        content: dict[str, Any] = json.loads(self.text)
        return content

    @property
    def key(self) -> str:
        """Twelve characters by which the shelf finds it again."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def locked(self) -> frozenset[str]:
        """Parks that must be converted."""
        locks = self.content.get("locks") or ()
        return frozenset(str(lock["park_id"]) for lock in locks)

    @property
    def excluded(self) -> frozenset[str]:
        """Parks that may get nothing."""
        parks = self.content.get("parks") or {}
        return frozenset(parks.get("exclude") or ())

    def at(self, *path: str | int, default: Any = None) -> Any:
        """The value at a place, or `default`."""
        found: Any = self.content
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return default
        return default if found is None else found

    def put(self, value: Any, *path: str | int) -> "Draft":
        """The draft with a value at a place; missing levels are made. None removes the entry."""
        content = self.content
        inside: Any = content
        for step in path[:-1]:
            if isinstance(inside, dict) and not isinstance(inside.get(step), dict | list):
                inside[step] = {}
            inside = inside[step]
        if value is None and isinstance(inside, dict):
            inside.pop(path[-1], None)
        else:
            inside[path[-1]] = value
        return Draft.saying(content)

    def with_lock(self, park_id: str, on: bool) -> "Draft":
        """The draft that must (or need not) convert a park by its last year."""
        locks = [lock for lock in self.at("locks", default=[]) if lock["park_id"] != park_id]
        if on:
            locks.append({"park_id": park_id, "by_year": self.at("years", -1)})
        draft = self.put(locks, "locks")
        return draft.with_exclusion(park_id, False) if on and park_id in self.excluded else draft

    def with_exclusion(self, park_id: str, on: bool) -> "Draft":
        """The draft that may (or may not) give a park anything."""
        others = sorted(self.excluded - {park_id})
        draft = self.put([*others, park_id] if on else others, "parks", "exclude")
        return draft.with_lock(park_id, False) if on and park_id in self.locked else draft

    def scenario(self) -> Scenario:
        """The scenario it asks for. Raises ScenarioError with every finding."""
        return scenario_from(self.content, "시나리오")

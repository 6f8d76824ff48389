"""The runs of the shelf as a list to choose from, each compared with the base once per process."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from pydantic import ValidationError

from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import InputChange, changed_inputs
from cluster_planner.present.badge import Badge, outcome_badge
from cluster_planner.present.difference_figures import figure
from cluster_planner.store.runs import RunRecord
from cluster_planner.store.shelf import Shelf

NEWEST: Final = 200
"""Runs that are listed at once; older ones are found by their name or id, or by asking for more."""


@dataclass(frozen=True)
class Listed:
    """One run in a line."""

    run_id: str
    name: str
    badge: Badge
    objective: float | None
    score: str
    """The objective with its unit."""
    parks: int | None
    national_mkrw: int | None
    kept_at: datetime
    changes: tuple[InputChange, ...]
    """Against the scenario that sessions start from; names and notes aside."""


def listed(shelf: Shelf, base: Scenario, most: int = NEWEST, words: str = "") -> Iterator[Listed]:
    """The newest runs, the latest first; those of another program version may be left out.

    With words only those whose name holds them all, or whose id begins so. Raises StoreError.
    """
    for record in shelf.runs.list(most, words=words):
        line = _line(record, base.model_dump_json())
        if line is not None:
            yield line


@lru_cache(maxsize=10 * NEWEST)
def _line(record: RunRecord, base_json: str) -> Listed | None:
    try:
        changes = changed_inputs(_scenario(base_json), record.scenario)
    except ValidationError:
        return None
    with_plan = record.parks is not None
    return Listed(
        run_id=record.run_id,
        name=record.name,
        badge=outcome_badge(record.status, record.gap, with_plan),
        objective=record.objective if with_plan else None,
        score=figure(record.objective, record.unit) if with_plan else "",
        parks=record.parks,
        national_mkrw=record.national_mkrw,
        kept_at=record.kept_at,
        changes=tuple(c for c in changes if c.path not in ("name", "description")),
    )


@lru_cache(maxsize=4)
def _scenario(text: str) -> Scenario:
    return Scenario.model_validate_json(text)

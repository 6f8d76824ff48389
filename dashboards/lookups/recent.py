"""The runs of the shelf as a list to choose from, each file read once per process."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import InputChange, changed_inputs
from cluster_planner.present.badge import Badge, badge
from cluster_planner.present.difference_rows import figure
from cluster_planner.store.shelf import Kept, Shelf

NEWEST: Final = 200
"""Runs that are listed; older ones are still opened by their id."""


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


def listed(shelf: Shelf, base: Scenario) -> Iterator[Listed]:
    """The newest runs, the latest first; files that cannot be read are left out."""
    for kept in shelf.runs()[:NEWEST]:
        line = _line(shelf, kept, base.model_dump_json())
        if line is not None:
            yield line


@lru_cache(maxsize=2 * NEWEST)
def _line(shelf: Shelf, kept: Kept, base_json: str) -> Listed | None:
    """`kept` holds the time of the file, so a run that is solved again is read again."""
    run = shelf.run(kept.run_id)
    if run is None:
        return None
    changes = changed_inputs(_scenario(base_json), run.scenario)
    return Listed(
        run_id=run.run_id,
        name=run.scenario.name,
        badge=badge(run),
        objective=run.outcome.objective if run.plan else None,
        score=figure(run.outcome.objective, run.outcome.unit) if run.plan else "",
        parks=len(run.plan.park_ids) if run.plan else None,
        national_mkrw=run.plan.national_mkrw if run.plan else None,
        kept_at=kept.kept_at,
        changes=tuple(c for c in changes if c.path not in ("name", "description")),
    )


@lru_cache(maxsize=4)
def _scenario(text: str) -> Scenario:
    return Scenario.model_validate_json(text)

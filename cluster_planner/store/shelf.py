"""Drafts, runs and notes on jobs, found again by their key: a refresh or a restart loses nothing.

Runs are kept until somebody deletes the files. Drafts and notes are many and small, so the old ones
go (`tidy`).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.store.files import Files

NEWEST: Final = 2_000
"""So many drafts stay however old they are."""
DAYS: Final = 30
"""Others stay so long."""
MOST: Final = 20_000
"""No more than this is kept at all; a draft is about 4 kB."""


@dataclass(frozen=True)
class Kept:
    """A run on the shelf."""

    run_id: str
    kept_at: datetime
    """UTC."""


@dataclass(frozen=True)
class JobNote:
    """What is known of a job when its server is gone."""

    run_id: str
    """Its best plan so far, or empty."""
    ended: bool
    """Whether it came to its end; otherwise it broke off with the server."""
    name: str
    """Of its scenario."""


@dataclass(frozen=True)
class Shelf:
    """A folder with drafts/KEY.json, runs/ID.json and jobs/ID.json."""

    folder: Path

    def keep_draft(self, key: str, text: str) -> None:
        """Keep the text of a draft. Raises OSError when the folder cannot be written."""
        if not self._drafts.refresh(key):
            self._drafts.write(key, text)

    def draft(self, key: str) -> str | None:
        """The text of a draft, or None when there is none of this key."""
        content = _object(self._drafts.read(key))
        return None if content is None else self._drafts.read(key)

    def keep_run(self, run: Run) -> str:
        """Keep a run and return its id; a better answer to the same question is not replaced.

        Raises OSError when the folder cannot be written.
        """
        there = self.run(run.run_id)
        if there is None or not _better(there, run):
            self._runs.write(run.run_id, run.to_json())
        return run.run_id

    def run(self, run_id: str) -> Run | None:
        """The run of an id, or None when there is none that can be read."""
        text = self._runs.read(run_id)
        try:
            return Run.from_json(text) if text is not None else None
        except ValidationError:
            return None

    def runs(self) -> tuple[Kept, ...]:
        """Every run, the latest first."""
        return tuple(Kept(run_id, kept_at) for run_id, kept_at in self._runs.dated())

    def note_job(self, job_id: str, note: JobNote) -> None:
        """Note where a job stands. Raises OSError when the folder cannot be written."""
        content = {"run_id": note.run_id, "ended": note.ended, "name": note.name}
        self._jobs.write(job_id, json.dumps(content, ensure_ascii=False))

    def job(self, job_id: str) -> JobNote | None:
        """What was noted of a job, or None."""
        content = _object(self._jobs.read(job_id))
        if content is None:
            return None
        return JobNote(
            str(content.get("run_id", "")),
            content.get("ended") is True,
            str(content.get("name", "")),
        )

    def tidy(self) -> None:
        """Let old drafts and notes go. Raises OSError when a file cannot be removed."""
        for files in (self._drafts, self._jobs):
            files.prune(NEWEST, DAYS, MOST)

    @cached_property
    def _drafts(self) -> Files:
        return Files(self.folder / "drafts")

    @cached_property
    def _runs(self) -> Files:
        return Files(self.folder / "runs")

    @cached_property
    def _jobs(self) -> Files:
        return Files(self.folder / "jobs")


def _object(text: str | None) -> dict[str, object] | None:
    try:
        content = json.loads(text) if text is not None else None
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _better(there: Run, new: Run) -> bool:
    """Whether the run that is kept says more than a new one to the same question."""
    if new.outcome.status is SolveStatus.PROVEN or there.plan is None:
        return False
    if there.outcome.status is SolveStatus.PROVEN:
        return True
    return new.plan is None or (there.outcome.objective or 0) > (new.outcome.objective or 0)

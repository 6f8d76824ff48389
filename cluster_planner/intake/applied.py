"""What applying a reading to our tables gives, and what the gate remembers between imports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from cluster_planner.domain.imports import Decision, FileReport, Proposal, Refusal, Repair
from cluster_planner.sources.reading import Reading

type Tables = Mapping[str, pd.DataFrame]
"""Every table by name as a snapshot holds it: declared columns and dtypes, never changed in
place."""


class Memory(Protocol):
    """What somebody answered to earlier proposals."""

    def confirmed(self, subject: str, given: str) -> str | None:
        """Return the id that was confirmed for this name, None if nothing was."""

    def rejected(self, subject: str, given: str, candidate_id: str) -> bool:
        """Return whether somebody said that this name is not that candidate."""


class NoMemory:
    """A memory in which nothing was ever answered."""

    def confirmed(self, subject: str, given: str) -> str | None:
        """Return None."""
        return None

    def rejected(self, subject: str, given: str, candidate_id: str) -> bool:
        """Return False."""
        return False


@dataclass(frozen=True)
class Applied:
    """All tables after a reading met them, and what was done on the way."""

    tables: Tables
    kept: int
    """Rows of the file that are in the tables now."""
    repairs: tuple[Repair, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Decision, ...] = ()
    ignored: tuple[str, ...] = ()


type Apply = Callable[[Reading, Tables, Memory], Applied]


def report_of(reading: Reading, applied: Applied) -> FileReport:
    """Return the reader's report with what applying added to it."""
    told = reading.report
    return told.model_copy(
        update={
            "rows_kept": applied.kept,
            "decisions": told.decisions + applied.notes,
            "repairs": told.repairs + applied.repairs,
            "refusals": told.refusals + applied.refusals,
            "proposals": told.proposals + applied.proposals,
            "ignored": told.ignored + applied.ignored,
        }
    )

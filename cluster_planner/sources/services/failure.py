"""Why a service gave no answer that can be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.services.secret import CUT

LONGEST_QUOTE: Final = 120


class ServiceError(DataError):
    """A refusal by a service or by us. `passing` tells whether asking again may help."""

    def __init__(
        self, finding: Finding, *, passing: bool = False, code: str = "", wait_s: float = 0.0
    ) -> None:
        """Keep the service's own code and how long it asked to wait, where it said so."""
        super().__init__(finding)
        self.passing = passing
        self.code = code
        self.wait_s = wait_s

    def cleaned(self, redact: Callable[[str], str]) -> ServiceError:
        """Return the same error as a new one without secrets and without what caused it."""
        found = self.findings[0]
        finding = Finding(redact(found.where), redact(found.problem), redact(found.remedy))
        return ServiceError(finding, passing=self.passing, code=self.code, wait_s=self.wait_s)


def quoted(text: str) -> str:
    """Return foreign text on one short line, for a finding."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + CUT

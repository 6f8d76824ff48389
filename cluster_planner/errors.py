"""What can be wrong with the input, as values and as exceptions that carry them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in the reader's coordinates, with what to do about it."""

    where: str
    """File, column and place, e.g. `parks.csv tenants(입주업체)`."""
    problem: str
    """What is wrong there, in Korean."""
    remedy: str
    """What the reader can do, in Korean."""

    def __str__(self) -> str:
        """Return `where: problem → remedy`."""
        return f"{self.where}: {self.problem} → {self.remedy}"


def unwritable(path: object) -> Finding:
    """Return the finding for a file that cannot be written."""
    return Finding(
        str(path), "쓸 수 없습니다", "폴더가 있는지, 쓸 권한과 남은 디스크 공간이 있는지 확인하세요"
    )


class PlannerError(Exception):
    """Bad input of any kind. Carries every finding, not only the first."""

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        """Keep the findings in the order given."""
        self.findings = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        """Return one line per finding."""
        return "\n".join(str(finding) for finding in self.findings)


class DataError(PlannerError):
    """The data tables are broken or contradict each other."""


class ScenarioError(PlannerError):
    """The scenario asks for something unknown or impossible by its own words."""


class SolverError(PlannerError):
    """The solver failed for a reason other than the model being infeasible."""


class StoreError(PlannerError):
    """What was kept cannot be read, or what is new cannot be kept; what was there is still there."""


class Overtaken(StoreError):
    """Somebody else saved in the meantime; nothing was overwritten."""

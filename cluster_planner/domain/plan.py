"""What comes out of a run: awards, partner assignments, status, bound and gap, as frozen values."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from cluster_planner.domain.objective import CriterionId, ObjectiveUnit
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding

PROOF_GAP = 1e-3
"""Largest relative gap at which a plan may be called 최적; always named beside the word."""


class SolveStatus(StrEnum):
    """How a solve ended. Only `PROVEN` may be called 최적."""

    PROVEN = "proven"
    FOUND = "found"
    INFEASIBLE = "infeasible"
    NOTHING = "nothing"
    CANCELLED = "cancelled"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Award(_Frozen):
    """One package in one park that starts in one year, with its whole money and gain."""

    park_id: str
    division_id: str | None
    """Alliance division of the unit; None for packages of the whole park."""
    package_id: str
    programme_id: str
    start_year: int
    units: int
    """How much of the package, in its own unit (`unit_ko` of packages.csv): parks, firms, 10억."""
    national_mkrw: int
    local_mkrw: int
    private_mkrw: int
    fund_mkrw: int = 0
    """Part of `private_mkrw` that 국민성장펀드 lends or invests."""
    national_by_year_mkrw: dict[int, int]
    """Payment year → national money, years after the horizon included."""
    gain_low_mkrw: float
    gain_central_mkrw: float
    gain_high_mkrw: float
    """Present value of added value over the horizon, million won; 추정."""
    estimated: bool
    """True when the park's production itself is an estimate."""


class Assignment(_Frozen):
    """One partner that joins a unit's package in a role, with so many of the package's units."""

    partner_id: str
    park_id: str
    division_id: str | None
    package_id: str
    role_id: str
    units: int
    distance_km: float | None
    """Straight line; None when the partner's location is unknown."""


class Plan(_Frozen):
    """Everything that is decided."""

    awards: tuple[Award, ...]
    assignments: tuple[Assignment, ...]

    @property
    def national_mkrw(self) -> int:
        """All national money committed, liabilities after the horizon included."""
        return sum(a.national_mkrw for a in self.awards)

    @property
    def park_ids(self) -> tuple[str, ...]:
        """Parks with at least one award, sorted."""
        return tuple(sorted({a.park_id for a in self.awards}))


class Progress(_Frozen):
    """What the solver knows while it runs."""

    seconds: float
    incumbent: float | None = None
    bound: float | None = None
    unit: ObjectiveUnit = "mkrw"

    @property
    def gap(self) -> float | None:
        """Relative distance between incumbent and bound."""
        return relative_gap(self.incumbent, self.bound)


class Outcome(_Frozen):
    """The solver's own facts, after our check of them."""

    status: SolveStatus
    objective: float | None = None
    """Score of the plan in `unit`; million won of present value with weights by default."""
    bound: float | None = None
    """No plan can score more than this."""
    unit: ObjectiveUnit = "mkrw"
    """mkrw: million won, points: a plan that reaches every reference has 1,000,000, person_years."""
    build_seconds: float = 0.0
    solve_seconds: float = 0.0
    solver: str = ""
    columns: int = 0
    rows: int = 0

    @property
    def gap(self) -> float | None:
        """Relative distance between objective and bound; None without both."""
        return relative_gap(self.objective, self.bound)


class CriterionValue(_Frozen):
    """One criterion of a plan, and what it adds to the objective."""

    criterion_id: CriterionId
    value: float
    """million won; jobs: workers × years of effect; least: million won per operating firm."""
    reference: float
    """A value that no plan can exceed, by arithmetic on budgets and candidates."""
    normalised_pct: float | None
    """Share of the reference; None where the reference is 0."""
    weight: float
    """Objective units per unit of value; 0 where the criterion does not count."""
    contribution: float
    """weight × value; the contributions add up to the objective."""
    floor: float | None = None
    """Least value that the plan had to keep."""


class StageResult(_Frozen):
    """How one stage of an objective in several stages ended."""

    criterion_id: CriterionId
    value: float | None
    """What the stage's plan reaches of its criterion."""
    outcome: Outcome


class Run(_Frozen):
    """One scenario solved on one snapshot by one program version."""

    run_id: str
    scenario: Scenario
    snapshot_digest: str
    program_version: str
    outcome: Outcome
    plan: Plan | None
    criteria: tuple[CriterionValue, ...] = ()
    stages: tuple[StageResult, ...] = ()
    """In the order of solving, where the objective has several stages."""
    findings: tuple[dict[str, str], ...] = ()
    """Sentences for the reader: why infeasible, what to watch."""
    total_seconds: float = 0.0

    def to_json(self) -> str:
        """The run as plan.json text (schema: `Run.model_json_schema()`)."""
        return self.model_dump_json(indent=1)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Run":
        """Read what `to_json` wrote."""
        return cls.model_validate_json(text)


def relative_gap(objective: float | None, bound: float | None) -> float | None:
    """(bound − objective) / |objective| for a maximisation; None when one of them is missing."""
    if objective is None or bound is None:
        return None
    return max(0.0, bound - objective) / max(abs(objective), 1e-9)


def as_dicts(findings: tuple[Finding, ...]) -> tuple[dict[str, str], ...]:
    """Findings as plain values for a file."""
    return tuple({"where": f.where, "problem": f.problem, "remedy": f.remedy} for f in findings)


def schema() -> dict[str, Any]:
    """JSON schema of plan.json."""
    return Run.model_json_schema()

"""What problem.json holds: the fields of a problem with pairs of keys as lists, checked one by one."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from cluster_planner.domain.objective import CriterionId, ObjectiveUnit

FORM: Final = 1
"""Of the file; a change of meaning has another number."""

Whole = Annotated[int, Field(ge=-(10**15), le=10**15)]
Figure = Annotated[float, Field(ge=-1e18, le=1e18, allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Count = Annotated[int, Field(ge=0, le=10**9)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PackageRow(_Row):
    """A package as it is written."""

    package_id: str
    programme_id: str
    once_per_park: bool
    national_mkrw: Whole
    local_mkrw: Whole
    private_mkrw: Whole
    payment_pct: Annotated[tuple[Whole, ...], Field(min_length=1, max_length=50)]
    needs_in_park: tuple[str, ...]
    follows: str | None
    follows_ratio: Figure
    lag_years: Count
    fund_mkrw: Whole


class SegmentRow(_Row):
    """The next projects of a candidate."""

    size: Count
    low: Figure
    central: Figure
    high: Figure
    jobs: Figure | None
    """None where no statistic of jobs is published."""


class CandidateRow(_Row):
    """What a unit may get."""

    park_id: str
    division_id: str | None
    package_id: str
    segments: tuple[SegmentRow, ...]
    score_factor: Figure
    estimated: bool
    local_mkrw: Whole | None
    private_mkrw: Whole | None
    readiness: Figure
    engine_fit: Figure


class LimitsRow(_Row):
    """Floor and caps of a region."""

    floor_mkrw: Whole
    cap_mkrw: Whole | None
    min_parks: Count
    local_cap_mkrw: Whole | None
    private_cap_mkrw: Whole | None


class StageRow(_Row):
    """One maximisation."""

    main: CriterionId
    weights: dict[CriterionId, Figure]
    unit: ObjectiveUnit
    keep: Figure


class ObjectiveRow(_Row):
    """What is maximised, and what is kept."""

    now: StageRow
    floors: dict[CriterionId, Figure]
    later: tuple[StageRow, ...]


type _Dated = tuple[str, str, Year]
type PlaceRow = tuple[Figure, Figure]


class ProblemFile(_Row):
    """The content of problem.json: the fields of `Problem`, pairs of keys as lists."""

    form: Literal[1]
    years: Annotated[tuple[Year, ...], Field(min_length=1, max_length=100)]
    region_of_park: dict[str, str]
    packages: tuple[PackageRow, ...]
    candidates: tuple[CandidateRow, ...]
    budgets_mkrw: tuple[tuple[str, Year, Whole], ...]
    annuity: tuple[tuple[str, Year, Figure], ...]
    carry_over_pct: Figure
    national_cap_mkrw: tuple[tuple[Year, Whole], ...]
    liability_cap_mkrw: Whole
    regions: dict[str, LimitsRow]
    capital_region_id: str
    noncapital_share_min_pct: Figure
    fund_cap_mkrw: Whole | None
    fund_noncapital_min_pct: Figure
    locks: tuple[_Dated, ...]
    committed: tuple[_Dated, ...]
    uncharged: tuple[tuple[str, str], ...]
    partner_groups: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[str, str, Count], ...]
    """Candidate, role, and which group of partners can fill it."""
    partner_capacity: dict[str, Whole]
    park_places: dict[str, PlaceRow]
    partner_places: dict[str, PlaceRow]
    objective: ObjectiveRow
    firms_of_region: dict[str, Annotated[float, Field(gt=0, le=1e15)]]

"""The question in the solver's terms, without a solver: candidates, packages, money, partners.

Everything here is plain and frozen, so that the optimiser and the auditor read the same numbers.
Money is integer million won (`_mkrw`). A project here is one unit of a package, the smallest amount
that can be granted: a park, a firm, or national money of 10억. What a ministry calls a standard
project is several of them (`units_per_project` of packages.csv).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from cluster_planner.domain.objective import TOTAL_GAIN, CriterionId, Objective
from cluster_planner.domain.places import Place, distance_km


@dataclass(frozen=True)
class Range:
    """A figure with the ends between which it may lie."""

    low: float
    central: float
    high: float

    def times(self, factor: float) -> "Range":
        """The same range in another scale."""
        return Range(self.low * factor, self.central * factor, self.high * factor)

    def with_factor(self, other: "Range") -> "Range":
        """The product of two ranges of non-negative factors, end by end."""
        return Range(self.low * other.low, self.central * other.central, self.high * other.high)


@dataclass(frozen=True)
class Package:
    """A conversion package: what one unit costs, who pays when, and what must stand before."""

    package_id: str
    programme_id: str
    once_per_park: bool
    """True for 기반 and 데이터·인력: one per park, and others may need it."""
    national_mkrw: int
    local_mkrw: int
    private_mkrw: int
    payment_pct: tuple[int, ...]
    """Share of the national money paid in the start year, the next year, …; sums to 100."""
    needs_in_park: tuple[str, ...] = ()
    """Once-per-park packages that must have started at least `lag_years` before."""
    follows: str | None = None
    """Package of the same unit whose earlier projects limit this one."""
    follows_ratio: float = 1.0
    """Projects allowed per earlier project of `follows`."""
    lag_years: int = 1
    fund_mkrw: int = 0
    """Part of `private_mkrw` that 국민성장펀드 lends or invests; 0 when the fund is not asked for."""

    def payments_mkrw(self, start_year: int) -> dict[int, int]:
        """Year → national money of one project; the last year takes what rounding leaves."""
        paid = {
            start_year + i: self.national_mkrw * pct // 100
            for i, pct in enumerate(self.payment_pct[:-1])
        }
        last = start_year + len(self.payment_pct) - 1
        return paid | {last: self.national_mkrw - sum(paid.values())}


@dataclass(frozen=True)
class Segment:
    """The next `size` projects of a candidate, each with the same gain."""

    size: int
    annual_gain_mkrw: Range
    jobs: float = 0.0
    """Workers of the firms that one project reaches."""


@dataclass(frozen=True)
class Candidate:
    """A package that one unit (park × division) may get, best cases first."""

    park_id: str
    division_id: str | None
    package_id: str
    segments: tuple[Segment, ...]
    score_factor: float = 1.0
    """1 + the weighted indicators of the park."""
    estimated: bool = False
    parks: int = 1
    """How many like parks the candidate stands for; more than one only inside the optimiser."""
    local_mkrw: int | None = None
    private_mkrw: int | None = None
    """Money of one unit here where it differs from the package's: see `Problem.local_mkrw`."""
    readiness: float = 0.0
    engine_fit: float = 0.0
    """Indicators between 0 and 1, for objectives that weigh them."""

    @cached_property
    def candidate_id(self) -> str:
        """ASCII name that is unique within a problem; used in LP rows and columns."""
        return "__".join(x for x in (self.park_id, self.division_id, self.package_id) if x)

    @property
    def max_units(self) -> int:
        """Most projects over the horizon."""
        return sum(s.size for s in self.segments)


@dataclass(frozen=True)
class Need:
    """A role that each project of a candidate must have filled, and who could."""

    candidate_id: str
    role_id: str
    partner_ids: tuple[str, ...]
    """Needs that the same partners can fill share one tuple: a nation has too many for copies."""


@dataclass(frozen=True)
class RegionLimits:
    """Floor, caps and least number of parks of one region."""

    floor_mkrw: int = 0
    cap_mkrw: int | None = None
    min_parks: int = 0
    local_cap_mkrw: int | None = None
    private_cap_mkrw: int | None = None
    """For what its firms pay themselves: private money without the fund's part."""


@dataclass(frozen=True)
class Problem:
    """Everything that a plan must obey and is judged by."""

    years: tuple[int, ...]
    region_of_park: Mapping[str, str]
    packages: Mapping[str, Package]
    candidates: tuple[Candidate, ...]
    budgets_mkrw: Mapping[tuple[str, int], int]
    """(programme, year) → national money."""
    annuity: Mapping[tuple[str, int], float]
    """(package, start year) → years of full effect, discounted to the first year."""
    carry_over_pct: float = 0.0
    national_cap_mkrw: Mapping[int, int] = field(default_factory=dict)
    liability_cap_mkrw: int = 0
    regions: Mapping[str, RegionLimits] = field(default_factory=dict)
    capital_region_id: str = "capital"
    noncapital_share_min_pct: float = 0.0
    fund_cap_mkrw: int | None = None
    """Most money of 국민성장펀드 over the horizon."""
    fund_noncapital_min_pct: float = 0.0
    """Least share of the fund's money outside the capital region."""
    locks: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(park, once-per-park package) → year by which it must have started."""
    committed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(park, once-per-park package) → year in which an earlier decision started it."""
    uncharged: frozenset[tuple[str, str]] = frozenset()
    """Committed ones whose payments are counted at another park of the same decision."""
    needs: tuple[Need, ...] = ()
    partner_capacity: Mapping[str, int] = field(default_factory=dict)
    """Partner → most projects over the horizon."""
    park_places: Mapping[str, Place] = field(default_factory=dict)
    partner_places: Mapping[str, Place] = field(default_factory=dict)
    """Only of partners whose place is known."""
    objective: Objective = TOTAL_GAIN
    firms_of_region: Mapping[str, float] = field(default_factory=dict)
    """Operating firms in all parks of each region that could gain anything."""

    def local_mkrw(self, candidate: Candidate) -> int:
        """Matching money that the park's governments pay for one unit."""
        own = candidate.local_mkrw
        return self.packages[candidate.package_id].local_mkrw if own is None else own

    def private_mkrw(self, candidate: Candidate) -> int:
        """Private money of one unit, the fund's part included."""
        own = candidate.private_mkrw
        return self.packages[candidate.package_id].private_mkrw if own is None else own

    def fund_mkrw(self, candidate: Candidate) -> int:
        """Part of the private money of one unit that 국민성장펀드 lends or invests."""
        return self.packages[candidate.package_id].fund_mkrw

    def distance_km(self, partner_id: str, park_id: str) -> float | None:
        """Straight line from a partner to a park, to 0.1 km; None when a place is unknown."""
        here, there = self.partner_places.get(partner_id), self.park_places.get(park_id)
        return None if here is None or there is None else round(distance_km(*here, *there), 1)

    def restricted(self, keeps: Callable[[Candidate], bool]) -> "Problem":
        """The problem with the candidates that `keeps` admits and only their needs."""
        kept = tuple(c for c in self.candidates if keeps(c))
        names = {c.candidate_id for c in kept}
        needs = tuple(n for n in self.needs if n.candidate_id in names)
        return replace(self, candidates=kept, needs=needs)

    def in_order(self) -> "Problem":
        """The same problem with candidates and needs by name: a model must not depend on the order.

        Equal plans are then told apart in the same way whatever order the input came in.
        """
        return replace(
            self,
            candidates=tuple(sorted(self.candidates, key=lambda c: c.candidate_id)),
            needs=tuple(sorted(self.needs, key=lambda n: (n.candidate_id, n.role_id))),
        )

    @property
    def programmes(self) -> tuple[str, ...]:
        """Programme envelopes that any package draws on, sorted."""
        return tuple(sorted({p.programme_id for p in self.packages.values()}))

    def committed_payment_mkrw(self, programme_id: str, year: int) -> int:
        """National money that earlier decisions already bind in a year."""
        return sum(
            package.payments_mkrw(start).get(year, 0)
            for package, start in self._charged()
            if package.programme_id == programme_id
        )

    def committed_liability_mkrw(self) -> int:
        """National money of earlier decisions that falls due after the horizon."""
        return sum(
            amount
            for package, start in self._charged()
            for year, amount in package.payments_mkrw(start).items()
            if year > self.years[-1]
        )

    def _charged(self) -> list[tuple[Package, int]]:
        return [
            (self.packages[package_id], start)
            for (park_id, package_id), start in self.committed.items()
            if (park_id, package_id) not in self.uncharged
        ]

    def annual(self, criterion: CriterionId, candidate: Candidate, segment: Segment) -> float:
        """Yearly value of one project: million won, or workers; 0 for criteria of whole regions."""
        gain = segment.annual_gain_mkrw.central
        match criterion:
            case "weighted_gain":
                return gain * candidate.score_factor
            case "gain":
                return gain
            case "jobs":
                return segment.jobs
            case "readiness":
                return gain * candidate.readiness
            case "engine_fit":
                return gain * candidate.engine_fit
        return 0.0

    def score(self, candidate: Candidate, segment: Segment, year: int) -> float:
        """Objective of one project that starts in a year, without what regions add to it.

        For the total gain: central gain in present value × score factor, million won.
        """
        weights = self.objective.now.weights
        yearly = sum(w * self.annual(c, candidate, segment) for c, w in weights.items())
        return yearly * self.annuity[candidate.package_id, year]

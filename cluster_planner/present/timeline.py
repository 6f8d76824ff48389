"""When each park of a plan is converted: packages by start, payments by year, effects after.

Rows are parks in the order of the regions; money is integer million won.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.plan import Award, Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.rows import payment_years
from cluster_planner.present.words import PACKAGE_LABELS


@dataclass(frozen=True)
class Stretch:
    """One package of a park: when it starts, when it is paid, from when it has its full effect."""

    package_id: str
    start_years: tuple[int, ...]
    units_by_year: Mapping[int, int]
    """Units that start in each year."""
    paid_by_year: Mapping[int, int]
    """National money by payment year."""
    effect_from: int
    """First year in which any of it has its full effect."""


@dataclass(frozen=True)
class Line:
    """One park with its packages in the usual order."""

    park_id: str
    park_ko: str
    region_id: str
    region_ko: str
    stretches: tuple[Stretch, ...]

    @property
    def paid_by_year(self) -> dict[int, int]:
        """National money of all packages by payment year."""
        paid: dict[int, int] = {}
        for stretch in self.stretches:
            for year, mkrw in stretch.paid_by_year.items():
                paid[year] = paid.get(year, 0) + mkrw
        return paid

    @property
    def national_mkrw(self) -> int:
        """National money of all years."""
        return sum(self.paid_by_year.values())

    @property
    def effect_from(self) -> int:
        """First year in which any package has its full effect."""
        return min(stretch.effect_from for stretch in self.stretches)

    def starting(self, year: int) -> tuple[str, ...]:
        """Packages that start in a year, in the usual order."""
        return tuple(s.package_id for s in self.stretches if year in s.start_years)


@dataclass(frozen=True)
class Timeline:
    """The years that are worth a column, and a line per park."""

    years: tuple[int, ...]
    """Years of the scenario and later years with payments."""
    last_year: int
    """Last year of the scenario; what is paid later is a liability."""
    benefit_until: int
    """Last year whose effects are counted."""
    lines: tuple[Line, ...]


def timeline(run: Run, snapshot: Snapshot) -> Timeline:
    """The parks of a plan over the years; no lines without a plan."""
    parks = snapshot["parks"].set_index("park_id")
    regions = snapshot["regions"].set_index("region_id")["name_ko"]
    packages = snapshot.packages
    build = dict(
        zip(packages["package_id"].astype("str"), packages["build_years"].astype(int), strict=True)
    )
    by_park: dict[str, list[Award]] = {}
    for award in run.plan.awards if run.plan else ():
        by_park.setdefault(award.park_id, []).append(award)
    lines = [
        Line(
            park_id,
            str(parks.at[park_id, "name_ko"]),
            region := str(parks.at[park_id, "region_id"]),
            str(regions[region]),
            _stretches(awards, build),
        )
        for park_id, awards in by_park.items()
    ]
    order = list(REGION_LABELS)
    lines.sort(key=lambda x: (order.index(x.region_id), -x.national_mkrw, x.park_id))
    return Timeline(
        payment_years(run),
        run.scenario.years[-1],
        run.scenario.horizon.benefit_until,
        tuple(lines),
    )


def _stretches(awards: list[Award], build: Mapping[str, int]) -> tuple[Stretch, ...]:
    found = []
    for package_id in PACKAGE_LABELS:
        mine = [award for award in awards if award.package_id == package_id]
        if not mine:
            continue
        units: dict[int, int] = {}
        paid: dict[int, int] = {}
        for award in mine:
            units[award.start_year] = units.get(award.start_year, 0) + award.units
            for year, mkrw in award.national_by_year_mkrw.items():
                paid[year] = paid.get(year, 0) + mkrw
        starts = tuple(sorted(units))
        found.append(
            Stretch(
                package_id,
                starts,
                dict(sorted(units.items())),
                dict(sorted(paid.items())),
                starts[0] + build[package_id],
            )
        )
    return tuple(found)

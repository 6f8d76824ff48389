"""Parks whose packages or money differ between two plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.plan import Award, Run

Standing = Literal["entered", "left", "more", "less", "reshaped"]
"""reshaped: the same money for other packages, units or years."""
_Unit = tuple[str, str]
"""Package and division; the division of the whole park is empty."""


@dataclass(frozen=True)
class PackageChange:
    """One package in one unit of a park, in both plans; without units it is not in that plan."""

    package_id: str
    division_id: str | None
    programme_ids: tuple[str, ...]
    before_units: int
    after_units: int
    before_years: tuple[int, ...]
    """Start years."""
    after_years: tuple[int, ...]
    before_mkrw: int
    after_mkrw: int


@dataclass(frozen=True)
class ParkChange:
    """One park that the two plans treat differently; money is national, million won."""

    park_id: str
    standing: Standing
    before_mkrw: int
    after_mkrw: int
    packages: tuple[PackageChange, ...]
    """Only those that differ."""

    @property
    def change_mkrw(self) -> int:
        """What it gets more, below zero for less."""
        return self.after_mkrw - self.before_mkrw

    @property
    def programme_ids(self) -> frozenset[str]:
        """Programmes that pay the packages that differ."""
        return frozenset(p for package in self.packages for p in package.programme_ids)


def park_changes(base: Run, other: Run) -> tuple[ParkChange, ...]:
    """Every park that differs: entered, left, then by how much money moved. None without both plans."""
    if base.plan is None or other.plan is None:
        return ()
    before, after = _by_park(base), _by_park(other)
    changes = [
        change
        for park_id in sorted(before.keys() | after.keys())
        if (change := _change(park_id, before.get(park_id, []), after.get(park_id, [])))
    ]
    rank = {"entered": 0, "left": 1}
    return tuple(sorted(changes, key=lambda c: (rank.get(c.standing, 2), -abs(c.change_mkrw))))


def _change(park_id: str, before: list[Award], after: list[Award]) -> ParkChange | None:
    units = sorted({*map(_unit, before), *map(_unit, after)})
    packages = tuple(
        change
        for unit in units
        if (change := _package(unit, _of(unit, before), _of(unit, after))) is not None
    )
    if not packages:
        return None
    sums = sum(a.national_mkrw for a in before), sum(a.national_mkrw for a in after)
    return ParkChange(park_id, _standing(before, after, *sums), *sums, packages)


def _standing(before: list[Award], after: list[Award], paid: int, pays: int) -> Standing:
    if not before:
        return "entered"
    if not after:
        return "left"
    if paid == pays:
        return "reshaped"
    return "more" if pays > paid else "less"


def _package(unit: _Unit, before: list[Award], after: list[Award]) -> PackageChange | None:
    sides = [
        (
            sum(a.units for a in side),
            tuple(sorted({a.start_year for a in side})),
            sum(a.national_mkrw for a in side),
        )
        for side in (before, after)
    ]
    if _counted(before) == _counted(after) and sides[0] == sides[1]:
        return None
    package_id, division_id = unit
    return PackageChange(
        package_id=package_id,
        division_id=division_id or None,
        programme_ids=tuple(sorted({a.programme_id for a in (*before, *after)})),
        before_units=sides[0][0],
        after_units=sides[1][0],
        before_years=sides[0][1],
        after_years=sides[1][1],
        before_mkrw=sides[0][2],
        after_mkrw=sides[1][2],
    )


def _counted(awards: Iterable[Award]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for award in awards:
        counted[award.start_year] = counted.get(award.start_year, 0) + award.units
    return counted


def _by_park(run: Run) -> dict[str, list[Award]]:
    parks: dict[str, list[Award]] = {}
    for award in run.plan.awards if run.plan is not None else ():
        parks.setdefault(award.park_id, []).append(award)
    return parks


def _of(unit: _Unit, awards: list[Award]) -> list[Award]:
    return [award for award in awards if _unit(award) == unit]


def _unit(award: Award) -> _Unit:
    return (award.package_id, award.division_id or "")

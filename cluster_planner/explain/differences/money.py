"""National money of two plans side by side; every table adds up to the totals of the plans."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from cluster_planner.domain.plan import Award, Run


@dataclass(frozen=True)
class Moved[K: Hashable]:
    """National money of one park, region, programme or year in both plans, million won."""

    key: K
    before_mkrw: int
    after_mkrw: int

    @property
    def change_mkrw(self) -> int:
        """What it gets more, below zero for less."""
        return self.after_mkrw - self.before_mkrw


def moved[K: Hashable](
    base: Run, other: Run, parts: Callable[[Award], Iterator[tuple[K, int]]]
) -> tuple[Moved[K], ...]:
    """Both plans cut by a key; `parts` gives the key and money of each part of an award.

    Sorted by key; keys without money on both sides are left out, unchanged ones are kept. Empty
    when either run has no plan: nothing was moved to or from it.
    """
    if base.plan is None or other.plan is None:
        return ()
    before, after = sums(base, parts), sums(other, parts)
    keys = sorted(before.keys() | after.keys())  # type: ignore[type-var]
    return tuple(Moved(key, before[key], after[key]) for key in keys)


def by_park(award: Award) -> Iterator[tuple[str, int]]:
    """The park of an award with all its money."""
    yield award.park_id, award.national_mkrw


def by_programme(award: Award) -> Iterator[tuple[str, int]]:
    """The programme of an award with all its money."""
    yield award.programme_id, award.national_mkrw


def by_year(award: Award) -> Iterator[tuple[int, int]]:
    """Payment years of an award, those after the horizon included."""
    yield from award.national_by_year_mkrw.items()


def by_programme_year(award: Award) -> Iterator[tuple[tuple[str, int], int]]:
    """The programme of an award with each of its payment years."""
    for year, amount in award.national_by_year_mkrw.items():
        yield (award.programme_id, year), amount


def sums[K: Hashable](run: Run, parts: Callable[[Award], Iterator[tuple[K, int]]]) -> Counter[K]:
    """National money of one plan cut by a key, million won; empty without a plan."""
    found: Counter[K] = Counter()
    for award in run.plan.awards if run.plan is not None else ():
        for key, amount in parts(award):
            found[key] += amount
    return +found

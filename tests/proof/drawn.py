"""Random problems in which every rule has a chance to bind; a seed gives the same one for ever."""

from dataclasses import dataclass
from random import Random
from typing import Any

from cluster_planner.domain.problem import (
    Candidate,
    Need,
    Package,
    Problem,
    Range,
    RegionLimits,
    Segment,
)

REGIONS = ("north", "capital", "south")
PROGRAMMES = ("complex", "factory", "robot")
PARTNERS = ("a", "b", "c")


@dataclass(frozen=True)
class Size:
    """How large a problem may become."""

    parks: int = 2
    years: int = 3
    units: int = 2
    """Most projects of a candidate that may have several."""
    tight: float = 0.25
    """Chance of each limit to stand; with all of them at once nothing would be feasible."""


TINY = Size()


def drawn_problem(seed: int, size: Size = TINY) -> Problem:
    """A problem of that size."""
    return _Draw(seed, size).problem()


class _Draw:
    def __init__(self, seed: int, size: Size) -> None:
        self._random = Random(seed)
        self._size = size
        self._years = tuple(range(2026, 2026 + size.years))
        self._packages = self._drawn_packages()
        self._parks = {f"p{i}": self._random.choice(REGIONS) for i in range(size.parks)}
        self._parks |= dict(zip(self._parks, ("north", "capital"), strict=False))

    def problem(self) -> Problem:
        """Draw everything else and put it together."""
        committed, uncharged = self._drawn_committed()
        candidates = tuple(
            c
            for park in self._parks
            for c in self._drawn_park(park)
            if (c.park_id, c.package_id) not in committed
        )
        limits: dict[str, Any] = {
            "budgets_mkrw": self._drawn_budgets(),
            "carry_over_pct": self._random.choice([0.0, 0.0, 12.5, 33.3, 100.0]),
            "national_cap_mkrw": self._rarely(
                {self._random.choice(self._years[:2]): self._money(50)}, {}
            ),
            "liability_cap_mkrw": self._rarely(self._money(20), 10**6),
            "regions": {
                region: self._drawn_limits() for region in sorted(set(self._parks.values()))
            },
            "noncapital_share_min_pct": self._rarely(self._random.choice([50.0, 66.7, 100.0]), 0.0),
            "fund_cap_mkrw": self._rarely(self._money(12), None),
            "fund_noncapital_min_pct": self._random.choice([0.0, 0.0, 70.0, 100.0]),
            "locks": self._drawn_locks(candidates),
        }
        return Problem(
            years=self._years,
            region_of_park=self._parks,
            packages=self._packages,
            candidates=candidates,
            annuity=self._drawn_annuity(),
            committed=committed,
            uncharged=uncharged,
            needs=self._drawn_needs(candidates),
            partner_capacity={p: self._random.randint(0, self._size.parks) for p in PARTNERS},
            **limits,
        )

    def _rarely(self, rare: Any, usual: Any) -> Any:
        return rare if self._random.random() < self._size.tight else usual

    def _money(self, each: int) -> int:
        """Enough for some of the parks, seldom for all."""
        return round(each * self._random.choice([0.5, 1, 1.5, 2]) * self._size.parks / 2)

    def _drawn_packages(self) -> dict[str, Package]:
        draw = self._random.choice
        base = Package(
            "base",
            "complex",
            True,
            draw([140, 60]),
            56,
            28,
            draw([(50, 50), (25,) * 4, (20,) * 5, (100,)]),
        )
        factory = Package(
            "factory",
            "factory",
            False,
            draw([60, 33]),
            15,
            30,
            draw([(30, 40, 30), (100,), (0, 100)]),
            needs_in_park=("base",),
            lag_years=draw([0, 1, 1, 2]),
            fund_mkrw=draw([12, 12, 30]),
        )
        robot = Package(
            "robot",
            draw(["robot", "robot", "factory"]),
            False,
            20,
            draw([0, 4]),
            10,
            draw([(100,), (60, 40)]),
            needs_in_park=draw([(), ("base",)]),
            follows="factory",
            follows_ratio=draw([0.5, 1.0, 2.0]),
            lag_years=draw([0, 1]),
            fund_mkrw=draw([0, 4]),
        )
        return {p.package_id: p for p in (base, factory, robot)}

    def _drawn_park(self, park: str) -> list[Candidate]:
        """기반, and two more packages or one; sometimes 기반 is worth something by itself."""
        factor = self._random.choice([1.0, 1.0, 1.25])
        own: dict[str, Any] = self._random.choice([{}, {"local_mkrw": 5, "private_mkrw": 40}])
        drawn = [
            Candidate(park, None, "base", self._segments(1, [0, 0, 3]), factor),
            Candidate(park, "ai", "factory", self._segments(self._size.units), factor, **own),
            Candidate(park, "ai", "robot", self._segments(1), factor),
        ]
        return drawn if self._random.random() < 0.7 else drawn[:2]

    def _segments(self, most: int, gains: list[int] | None = None) -> tuple[Segment, ...]:
        worth = gains or [0, 5, 10, 10, 17, 24, 38, 60]
        sizes = self._random.choice([[1], [most], [1] * min(most, 4), [1, most - 1]])
        drawn = sorted((self._random.choice(worth) for _ in sizes), reverse=True)
        return tuple(
            Segment(size, Range(g / 2, float(g), g * 2.0))
            for size, g in zip(sizes, drawn, strict=True)
            if size
        )

    def _drawn_budgets(self) -> dict[tuple[str, int], int]:
        each = {"complex": 100, "factory": 50, "robot": 20}
        return {
            (programme, year): self._random.choice([0, 1, 1, 1]) * self._money(each[programme])
            for programme in PROGRAMMES
            for year in self._years
        }

    def _drawn_limits(self) -> RegionLimits:
        most = max(1, self._size.parks // 2)
        return RegionLimits(
            floor_mkrw=self._rarely(self._money(30), 0),
            cap_mkrw=self._rarely(self._money(130), None),
            min_parks=self._rarely(self._random.randint(1, most), 0),
            local_cap_mkrw=self._rarely(self._money(56), None),
            private_cap_mkrw=self._rarely(self._money(36), None),
        )

    def _drawn_committed(self) -> tuple[dict[tuple[str, str], int], frozenset[tuple[str, str]]]:
        keys = [(park, "base") for park in self._parks if self._random.random() < 0.2]
        committed = {key: self._random.choice([2024, 2025]) for key in keys}
        return committed, frozenset(key for key in keys if self._random.random() < 0.5)

    def _drawn_locks(self, candidates: tuple[Candidate, ...]) -> dict[tuple[str, str], int]:
        free = [c.park_id for c in candidates if c.package_id == "base"]
        if not free or self._random.random() >= self._size.tight:
            return {}
        return {(self._random.choice(free), "base"): self._random.choice(self._years)}

    def _drawn_annuity(self) -> dict[tuple[str, int], float]:
        step = self._random.choice([0.0, 0.7, 1.0])  # 0: nothing is lost by starting late
        return {(p, y): 5.0 - step * (y - 2026) for p in self._packages for y in self._years}

    def _drawn_needs(self, candidates: tuple[Candidate, ...]) -> tuple[Need, ...]:
        if self._random.random() < 0.3:
            return ()
        able = [("a",), ("a", "b"), ("b", "c"), ("a", "b", "c"), ("c",)]
        return tuple(
            Need(c.candidate_id, role, self._random.choice([*able, ()]))
            for c in candidates
            for role in ("supplier", "demand")
            if c.package_id != "base" and self._random.random() < 0.45
        )

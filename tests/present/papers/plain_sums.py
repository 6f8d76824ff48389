"""The sums of a plan by plain arithmetic from the text of plan.json, without any of our functions."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

type Rows = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class PlainSums:
    """Million won, counts and per cent; ids as in the tables."""

    park: dict[str, dict[str, float]]
    region: dict[str, dict[str, float]]
    all_of: dict[str, float]
    region_year: Counter[tuple[str, int]]
    programme_year: Counter[tuple[str, int]]
    years: tuple[int, ...]
    estimated: frozenset[str]
    awards: Counter[str]
    region_parks: Counter[str]
    partners: int
    gap_pct: float


FIELDS = (
    "national_mkrw", "local_mkrw", "private_mkrw",
    "gain_low_mkrw", "gain_central_mkrw", "gain_high_mkrw",
)  # fmt: skip


def plain_sums(text: bytes, region_of: dict[str, str]) -> PlainSums:
    """Add up plan.json; `region_of` is a park's region in parks.csv."""
    told = json.loads(text)
    awards, joined = told["plan"]["awards"], told["plan"]["assignments"]
    region_year: Counter[tuple[str, int]] = Counter()
    programme_year: Counter[tuple[str, int]] = Counter()
    for award in awards:
        for year, mkrw in award["national_by_year_mkrw"].items():
            region_year[region_of[award["park_id"]], int(year)] += mkrw
            programme_year[award["programme_id"], int(year)] += mkrw
    paid = {year for _, year in region_year}
    parks = {award["park_id"] for award in awards}
    objective, bound = told["outcome"]["objective"], told["outcome"]["bound"]
    return PlainSums(
        park=_by(awards, lambda a: a["park_id"]),
        region=_by(awards, lambda a: region_of[a["park_id"]]),
        all_of=_by(awards, lambda _: "")[""],
        region_year=region_year,
        programme_year=programme_year,
        years=tuple(sorted({*told["scenario"]["years"], *paid})),
        estimated=frozenset(a["park_id"] for a in awards if a["estimated"]),
        awards=Counter(a["park_id"] for a in awards),
        region_parks=Counter(region_of[park] for park in parks),
        partners=len({a["partner_id"] for a in joined}),
        gap_pct=100 * (bound - objective) / objective,
    )


def _by(awards: Rows, key: Callable[[dict[str, Any]], str]) -> dict[str, dict[str, float]]:
    sums: dict[str, dict[str, float]] = {}
    for award in awards:
        here = sums.setdefault(key(award), dict.fromkeys(FIELDS, 0.0))
        for field in FIELDS:
            here[field] += award[field]
    return sums

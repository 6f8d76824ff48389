"""Small nations out of the real tables: some real parks under a share of the real money."""

from dataclasses import replace
from functools import cache
from random import Random

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import ParkScope
from tests.proof.drawn import Size, drawn_problem
from tests.real_data import baseline, real_snapshot


def small_nation(seed: int) -> Problem:
    """5–60 parks over 2–5 years: every third one drawn, the others cut out of the real tables."""
    random = Random(seed)
    parks, years = random.randint(5, 60), random.randint(2, 5)
    if seed % 3 == 0:
        return drawn_problem(seed, Size(parks, years, units=4, tight=0.1))
    return _cut_out(random, parks, years)


@cache
def _whole_nation() -> Problem:
    everywhere = baseline().model_copy(update={"parks": ParkScope(scope="all")})
    return problem_of(real_snapshot(), everywhere)


def _cut_out(random: Random, parks: int, years: int) -> Problem:
    whole = _whole_nation()
    names = set(random.sample(sorted({c.park_id for c in whole.candidates}), parks))
    committed = {key: y for key, y in whole.committed.items() if random.random() < 0.2}
    names |= {park for park, _ in committed}
    share = random.choice([0.05, 0.1, 0.2])
    kept = whole.restricted(lambda candidate: candidate.park_id in names)
    horizon = whole.years[:years]
    regions = {whole.region_of_park[p] for p in names}
    return replace(
        kept,
        years=horizon,
        region_of_park={p: r for p, r in whole.region_of_park.items() if p in names},
        # 14,000 a 기반: less than one of them in four years would leave every nation empty.
        budgets_mkrw={
            (g, y): round(m * max(share, 0.15 if g == "complex_ax" else 0))
            for (g, y), m in whole.budgets_mkrw.items()
            if y in horizon
        },
        national_cap_mkrw={
            y: round(m * 2 * share) for y, m in whole.national_cap_mkrw.items() if y in horizon
        },
        liability_cap_mkrw=round(whole.liability_cap_mkrw * random.choice([0.05, 0.5])),
        regions={r: _limits(random, limits) for r, limits in whole.regions.items() if r in regions},
        locks={key: year for key, year in whole.locks.items() if key[0] in names},
        committed=committed,
        uncharged=frozenset(committed) if share < 0.2 else whole.uncharged,
        partner_capacity={
            p: round(n * random.choice([0, 0.1, 1])) for p, n in whole.partner_capacity.items()
        },
    )


def _limits(random: Random, limits: RegionLimits) -> RegionLimits:
    """Real limits are for the whole nation: some of them stay, at a size that may fit."""
    if random.random() < 0.7:
        return RegionLimits()
    return replace(limits, floor_mkrw=limits.floor_mkrw // 50, min_parks=random.randint(0, 1))

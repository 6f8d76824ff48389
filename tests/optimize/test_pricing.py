"""Priced schedules are the best of each park: HiGHS finds no better one in the park's own rules."""

from random import Random

import highspy
import numpy as np
import pytest

from cluster_planner.domain.problem import Candidate, Package, Problem, Range, Segment
from cluster_planner.optimize.engine.arrays import Vector
from cluster_planner.optimize.prices.part import arrays_of_part, part_of
from cluster_planner.optimize.prices.pricing import Schedules
from cluster_planner.optimize.prices.shared import Shared
from tests.small_problems import PACKAGES, gain, park, problem_of

_RATIOS = (0.67, 1.0, 2.0)


def _packages(random: Random) -> dict[str, Package]:
    def package(name: str, *needs: str, follows: str | None = None) -> Package:
        return Package(
            name,
            name,
            name in ("base", "data"),
            100,
            10,
            10,
            (100,),
            needs_in_park=needs,
            follows=follows,
            follows_ratio=random.choice(_RATIOS),
            lag_years=random.choice([0, 1, 1, 2]),
        )

    packages = (
        package("base"),
        package("data", "base"),
        package("spread", "base"),
        package("factory", "base"),
        package("robot", follows="factory"),
        package("dark", "data", follows="factory"),
    )
    return {p.package_id: p for p in packages}


def _segments(random: Random, once: bool) -> tuple[Segment, ...]:
    if once:
        return (Segment(1, gain(random.choice([0.0, 20.0]))),)
    gains = sorted(random.sample(range(5, 60), random.randint(1, 3)), reverse=True)
    return tuple(Segment(random.randint(1, 3), gain(g)) for g in gains)


def _drawn(random: Random) -> Problem:
    """Parks with every kind of package; some are committed, some lack a package."""
    packages = _packages(random)
    years = tuple(range(2026, 2026 + random.randint(2, 4)))
    parks = [f"north_{i}" for i in range(6)]
    committed = {}
    for name in parks:
        if random.random() < 0.3:
            committed[name, "base"] = random.choice([2024, 2025, years[-1]])
    candidates = tuple(
        Candidate(
            name,
            None if packages[p].once_per_park else "ai",
            p,
            _segments(random, packages[p].once_per_park),
        )
        for name in parks
        for p in packages
        if (name, p) not in committed and random.random() < 0.85
    )
    annuity = {(p, y): 5.0 - 0.5 * (y - years[0]) for p in packages for y in years}
    return Problem(
        years=years,
        region_of_park=dict.fromkeys(parks, "north"),
        packages=packages,
        candidates=candidates,
        budgets_mkrw={},
        annuity=annuity,
        committed=committed,
    )


def _worth(random: Random, problem: Problem, shared: Shared) -> Vector:
    """The columns' own worth less a price per candidate and start year: negative, none or high."""
    worth = shared.cost[: shared.of_parks].reshape(-1, len(problem.years)).copy()
    row = 0
    for candidate in problem.candidates:
        price = [random.choice([0.0, -0.5, random.uniform(0, 3), 2.0]) for _ in problem.years]
        steps = np.array(price) - np.array([*price[1:], 0.0])
        for _ in candidate.segments:
            worth[row] -= steps
            row += 1
    return worth.ravel()


def _by_highs(shared: Shared, schedules: Schedules, worth: Vector) -> Vector:
    """The most each park gains within its own rules, by whole numbers."""
    everywhere = np.ones(len(schedules.park_ids), bool)
    part = part_of(shared, everywhere, schedules.park_of_column, np.zeros(shared.of_parks))
    lp = arrays_of_part(shared, part).lp
    free = len(part.shared.names)
    none = np.full(lp.num_row_ - free, -highspy.kHighsInf)
    lp.row_upper_ = np.concatenate([np.full(free, highspy.kHighsInf), lp.row_upper_[free:]])
    lp.row_lower_ = np.concatenate([np.full(free, -highspy.kHighsInf), none])
    lp.col_cost_ = np.concatenate([worth, np.zeros(lp.num_col_ - len(worth))])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(lp)
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    point = np.array(highs.getSolution().col_value)[: len(worth)]
    return np.bincount(schedules.park_of_column, worth * point, len(schedules.park_ids))


@pytest.mark.parametrize("seed", range(60))
def test_no_schedule_of_a_park_gains_more(seed: int) -> None:
    random = Random(seed)
    problem = _drawn(random).in_order()
    shared, schedules = Shared(problem), Schedules(problem)
    worth = _worth(random, problem, shared)
    value, point, margin = schedules.ranked(worth)

    assert value == pytest.approx(_by_highs(shared, schedules, worth), abs=1e-6)
    gained = np.bincount(schedules.park_of_column, worth * point, len(value))
    assert gained == pytest.approx(value, abs=1e-9), "the columns are worth what is said"
    rules = shared.within(frozenset(schedules.park_ids))
    used = rules.entries.amounts(point, len(rules.names))
    assert (used <= rules.upper + 1e-9).all()
    assert (point >= 0).all()
    assert (point <= shared.upper[: len(point)]).all()
    assert (margin >= 0).all()


def test_margin_is_what_the_next_best_start_of_the_base_loses() -> None:
    factory = Candidate("north_1", "ai", "factory", (Segment(1, Range(10, 10, 10)),))
    base = Candidate("north_1", None, "base", (Segment(1, Range(0, 0, 0)),))
    problem = problem_of((base, factory)).in_order()
    schedules = Schedules(problem)
    # by start year the factory gains 9, 8, 6 and the base costs 3, 2, 1
    worth = np.array([1.0, 2.0, 6.0, -1.0, -1.0, -1.0])
    value, point, margin = schedules.ranked(worth)

    assert value == pytest.approx([8 - 3])
    assert point.tolist() == [0, 1, 1, 1, 1, 1]
    assert margin == pytest.approx([(8 - 3) - (6 - 2)])


def test_park_that_gains_nothing_starts_nothing() -> None:
    problem = problem_of(park("north_1", 10), budgets_mkrw={}).in_order()
    value, point, _ = Schedules(problem).ranked(np.full(9, -1.0))

    assert value.tolist() == [0.0]
    assert not point.any()


def test_chain_of_followers_is_refused() -> None:
    third = Package("third", "third", False, 1, 0, 0, (100,), follows="robot")
    problem = problem_of(park("north_1", 10))
    packages = PACKAGES | {"third": third}
    with pytest.raises(ValueError, match="cannot lead a third"):
        Schedules(
            Problem(
                years=problem.years,
                region_of_park=problem.region_of_park,
                packages=packages,
                candidates=problem.candidates,
                budgets_mkrw={},
                annuity={},
            )
        )

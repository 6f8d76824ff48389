"""Gains in many futures agree with the ranges that they are drawn from."""

from functools import cache

import numpy as np
import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.draws import Draw, Numbers, seeded
from cluster_planner.benefit.futures import Futures, futures_of
from cluster_planner.domain.decision import decision_of, plan_of, total_score
from cluster_planner.domain.problem import Problem, Range
from cluster_planner.pipeline import plan_scenario
from tests.real_data import asked, baseline, real_snapshot

ENDS = ("low", "central", "high")


@cache
def whole() -> Problem:
    return problem_of(real_snapshot(), baseline())


def drawn(draw: Draw) -> Futures:
    return futures_of(real_snapshot(), whole(), allow_estimates=True, draw=draw)


def all_ends(source: str, ends: Range) -> Numbers:
    return np.array([ends.low, ends.central, ends.high])


@cache
def moved() -> dict[str, set[str]]:
    """Source → candidates whose gain changes when it alone goes a little way to its high end."""
    (park, *_) = [c.park_id for c in whole().candidates if c.estimated]
    sources = ("scope:diffusion", f"production:{park}", "value_added:machinery", "nobody's")

    def draw(source: str, ends: Range) -> Numbers:
        higher = ends.central + 0.01 * (ends.high - ends.central)
        return np.array([ends.central, *(higher if source == s else ends.central for s in sources)])

    gains = drawn(draw).gains_mkrw
    owners = np.array([c.candidate_id for c in whole().candidates for _ in c.segments])
    return {
        source.split(":")[0]: set(owners[gains[:, i] != gains[:, 0]].tolist())
        for i, source in enumerate(sources, 1)
    }


def test_every_end_of_every_source_is_that_end_of_the_problems_own_ranges() -> None:
    gains = drawn(all_ends).gains_mkrw
    own = [
        [getattr(segment.annual_gain_mkrw, end) for end in ENDS]
        for candidate in whole().candidates
        for segment in candidate.segments
    ]

    assert gains == pytest.approx(np.array(own), rel=1e-12)


def test_effect_of_a_package_moves_its_candidates_and_no_other() -> None:
    assert moved()["scope"]
    assert all(name.endswith("__diffusion") for name in moved()["scope"])


def test_value_of_a_park_moves_all_its_packages_and_no_other_park() -> None:
    packages = {name.split("__")[-1] for name in moved()["production"]}

    assert len({name.split("__")[0] for name in moved()["production"]}) == 1
    assert {"diffusion", "robot"} <= packages
    assert moved()["nobody's"] == set()


def test_ratio_of_an_industry_moves_published_parks_together() -> None:
    parks = {name.split("__")[0] for name in moved()["value_added"]}
    published = {c.park_id for c in whole().candidates if not c.estimated}

    assert len(parks) > 5
    assert parks <= published


def test_score_of_a_decision_is_that_of_its_plan_in_each_future() -> None:
    weighted = asked(objective={"kind": "weighted", "weights": {"jobs": 1, "gain": 1}})
    problem = problem_of(real_snapshot(), weighted)
    plan = plan_scenario(real_snapshot(), weighted).plan
    assert plan is not None
    decision = decision_of(problem, plan)
    futures = futures_of(real_snapshot(), problem, True, seeded(1, 3))

    assert plan_of(problem, decision) == plan
    scores = [
        total_score(known, plan_of(known, decision))
        for known in (futures.problem_in(number) for number in range(3))
    ]
    assert futures.scores(decision).tolist() == pytest.approx(scores, rel=1e-9)
    assert len(set(scores)) == 3

"""Reach of a nation's partners is measured at once and agrees with one distance at a time."""

import random
from dataclasses import replace
from itertools import product

import pandas as pd
import pytest

from cluster_planner.benefit import reach as reach_module
from cluster_planner.benefit.reach import Reach, places_of
from tests.small_problems import problem_of

PARTNERS = tuple(f"a{i}" for i in range(12))


def places(count: int, name: str, seed: int) -> dict[str, tuple[float, float]]:
    chance = random.Random(seed)
    return {f"{name}{i}": (chance.uniform(126, 130), chance.uniform(34, 38)) for i in range(count)}


def test_agrees_with_the_distance_that_a_plan_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach_module, "_PARKS_AT_ONCE", 4)
    parks, partners = places(9, "p", 1), places(10, "a", 2)  # a10 and a11 have no place
    reach = Reach(parks, partners, PARTNERS)
    everyone = reach.shared(PARTNERS)
    shown = replace(problem_of(()), park_places=parks, partner_places=partners).distance_km
    asked = list(product(parks, (60.0, 150.0, 400.0)))

    found = [reach.of(park, everyone, limit) for park, limit in asked]

    assert found == [
        tuple(a for a in PARTNERS if (km := shown(a, park)) is not None and km <= limit)
        for park, limit in asked
    ]
    assert len(set(found)) > 10


def test_parks_that_reach_the_same_partners_share_one_tuple() -> None:
    reach = Reach({"p": (127, 36), "q": (127, 36.001)}, {"a": (127, 36)}, ["a", "b"])
    both, other_order = reach.shared(("a", "b")), reach.shared(("b", "a"))

    near = reach.of("p", both, 5.0)
    assert near == ("a",)
    assert reach.of("q", both, 5.0) is near
    assert reach.of("q", other_order, 5.0) is near
    assert reach.shared(("a", "b")) is both


def test_rows_without_a_place_have_none() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "lon": [127, None], "lat": [36, 36.5]})

    assert places_of(frame, "id") == {"a": (127.0, 36.0)}

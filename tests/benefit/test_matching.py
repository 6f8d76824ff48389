"""Governments whose subsidy tier is known match less, and firms pay the difference."""

import pandas as pd
import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.matching import matched
from cluster_planner.domain.problem import Candidate, Package, Range, Segment
from tests.real_data import asked, real_snapshot, tables_of

BASE = Package("base", "x", True, 140, 56, 28, (100,))
CASE = (Segment(1, Range(1.0, 2.0, 3.0)),)


def money(
    national_share_pct: float, relief_pct: float = 100.0, package: Package = BASE
) -> tuple[int | None, int | None]:
    """Local and private money of a candidate in a park of such a tier."""
    snapshot = tables_of(
        parks=pd.DataFrame({"park_id": ["p", "q"], "subsidy_tier": ["tier", None]}),
        subsidy_tiers=pd.DataFrame(
            {
                "tier_id": ["tier"],
                "national_share_pct": [national_share_pct],
                "local_share_pct": [100 - national_share_pct],
            }
        ),
        assumptions=pd.DataFrame(
            {"assumption_id": ["tier_matching_relief"], "value": [relief_pct]}
        ),
    )
    here, elsewhere = (Candidate(park, None, "base", CASE) for park in "pq")
    found, other = matched(snapshot, {"base": package}, (here, elsewhere))
    assert other is elsewhere
    return found.local_mkrw, found.private_mkrw


def test_tier_lowers_the_match_to_its_ratio_and_firms_pay_the_rest() -> None:
    assert money(75.0) == (47, 37)  # 140 × 25 / 75 = 46.7, never below the ratio
    assert money(75.0, relief_pct=50.0) == (52, 32)


@pytest.mark.parametrize("national_share_pct", [45.0, 65.0])
def test_tier_that_asks_for_more_than_the_package_changes_nothing(
    national_share_pct: float,
) -> None:
    assert money(national_share_pct) == (None, None)


def test_package_that_already_asks_for_less_keeps_its_own() -> None:
    assert money(75.0, package=Package("base", "x", True, 100, 25, 0, (100,))) == (None, None)


def test_real_crisis_parks_are_relieved_of_their_base_unless_the_scenario_says_flat() -> None:
    tiered, flat = (
        problem_of(real_snapshot(), asked(local_matching=m)) for m in ("tiered", "flat")
    )
    changed = {
        (c.park_id, c.package_id): (tiered.local_mkrw(c), tiered.private_mkrw(c))
        for c in tiered.candidates
        if c.local_mkrw is not None
    }

    # Of 반월, 창원 and 여수 only 여수 is a 산업위기지역 (75:25); only 기반 asks for more than 33.3 %.
    assert changed == {("p_yeosu", "base"): (4667, 3733)}
    assert all(c.local_mkrw is None for c in flat.candidates)
    assert {flat.local_mkrw(c) for c in flat.candidates if c.package_id == "base"} == {5600}

"""Who may fill which role, on frames small enough to see."""

import pandas as pd
import pytest

from cluster_planner.benefit.consortium import capacities, needs_of
from cluster_planner.domain.problem import Candidate, Link, Range, Segment
from tests.real_data import tables_of

PARTNERS = pd.DataFrame(
    {
        "partner_id": ["near_ai", "far_ai", "placeless_ai", "bio_ai", "near_uni"],
        "type_id": ["ai_supplier", "ai_supplier", "ai_supplier", "ai_supplier", "university"],
        "division_ids": ["defence", "defence;bio", "defence", "bio", "defence"],
        "lon": [127.0, 129.0, None, 127.0, 127.0],
        "lat": [36.0, 36.0, None, 36.0, 36.0],
    }
)
UNIT = Candidate("p", "defence", "factory", (Segment(1, Range(1.0, 2.0, 3.0)),))


def fillers(**role: object) -> list[str]:
    """Partners that may fill a role for a 방산 unit of the park at (127, 36)."""
    values = {
        "package_id": "factory",
        "role_id": "ai",
        "partner_type_ids": "ai_supplier",
        "division_ids": "same",
        "reach_km": float("nan"),
    } | role
    snapshot = tables_of(
        parks=pd.DataFrame({"park_id": ["p"], "lon": [127.0], "lat": [36.0]}),
        partners=PARTNERS,
        roles=pd.DataFrame([values]),
    )
    (need,) = needs_of(snapshot, (UNIT,))
    assert (need.candidate_id, need.role_id) == ("p__defence__factory", "ai")
    return [link.partner_id for link in need.links]


def test_type_and_division_of_the_unit_decide() -> None:
    assert fillers() == ["far_ai", "near_ai", "placeless_ai"]
    assert fillers(partner_type_ids="university") == ["near_uni"]
    assert fillers(partner_type_ids="ai_supplier;university") == [
        "far_ai",
        "near_ai",
        "near_uni",
        "placeless_ai",
    ]


def test_named_division_is_asked_instead_of_or_beside_the_units_own() -> None:
    assert fillers(division_ids="bio") == ["bio_ai", "far_ai"]
    assert fillers(division_ids="same;bio") == ["bio_ai", "far_ai", "near_ai", "placeless_ai"]
    assert fillers(division_ids="humanoid") == []


def test_reach_keeps_out_the_far_and_the_placeless() -> None:
    assert fillers(reach_km=100.0) == ["near_ai"]
    assert fillers(reach_km=200.0) == ["far_ai", "near_ai"]


def test_links_carry_the_distance_and_none_without_a_place() -> None:
    role = {
        "package_id": "factory",
        "role_id": "ai",
        "partner_type_ids": "ai_supplier",
        "division_ids": "same",
        "reach_km": None,
    }
    snapshot = tables_of(
        parks=pd.DataFrame({"park_id": ["p"], "lon": [127.0], "lat": [36.0]}),
        partners=PARTNERS,
        roles=pd.DataFrame([role]),
    )
    # Two degrees along 36° north: 2 × 111.195 × cos 36° = 179.9 km.
    assert needs_of(snapshot, (UNIT,))[0].links == (
        Link("far_ai", pytest.approx(179.9, abs=0.1)),
        Link("near_ai", 0.0),
        Link("placeless_ai", None),
    )


def test_packages_without_roles_need_nobody_and_whole_parks_have_no_own_division() -> None:
    roles = pd.DataFrame(
        {
            "package_id": ["base"],
            "role_id": ["lead"],
            "partner_type_ids": ["ai_supplier"],
            "division_ids": ["same"],
            "reach_km": [None],
        }
    )
    parks = pd.DataFrame({"park_id": ["p"], "lon": [127.0], "lat": [36.0]})
    snapshot = tables_of(parks=parks, partners=PARTNERS, roles=roles)
    base = Candidate("p", None, "base", UNIT.segments)

    (need,) = needs_of(snapshot, (UNIT, base))
    assert (need.candidate_id, need.links) == ("p__base", ())


def test_capacity_goes_by_type_and_scales_down_to_whole_projects() -> None:
    assumptions = pd.DataFrame(
        {
            "assumption_id": ["capacity_ai_supplier", "capacity_university"],
            "value": [7.0, 3.0],
        }
    )
    snapshot = tables_of(partners=PARTNERS, assumptions=assumptions)

    assert capacities(snapshot, 100.0)["near_ai"] == 7
    assert capacities(snapshot, 50.0) == {
        "near_ai": 3,
        "far_ai": 3,
        "placeless_ai": 3,
        "bio_ai": 3,
        "near_uni": 1,
    }

"""Who may fill which role, on frames small enough to see."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from cluster_planner.benefit.consortium import capacities, needs_of
from cluster_planner.domain.problem import Candidate, Range, Segment
from tests.real_data import real_snapshot, tables_of

PARTNERS = pd.DataFrame(
    {
        "partner_id": ["near_ai", "far_ai", "placeless_ai", "bio_ai", "near_uni"],
        "type_id": ["ai_supplier", "ai_supplier", "ai_supplier", "ai_supplier", "university"],
        "division_ids": ["defence", "defence;bio", "defence", "bio", "defence"],
        "speciality_ids": ["battery", "", "hand_motor;battery", "battery", ""],
        "lon": [127.0, 129.0, None, 127.0, 127.0],
        "lat": [36.0, 36.0, None, 36.0, 36.0],
    }
)
UNIT = Candidate("p", "defence", "factory", (Segment(1, Range(1.0, 2.0, 3.0)),))


def fillers(asked: Mapping[str, float] = MappingProxyType({}), **role: object) -> list[str]:
    """Partners that may fill a role for a 방산 unit of the park at (127, 36).

    `asked` are the limits of a scenario.
    """
    values = {
        "package_id": "factory",
        "role_id": "ai",
        "partner_type_ids": "ai_supplier",
        "division_ids": "same",
        "speciality_ids": "",
        "reach_km": float("nan"),
    } | role
    snapshot = tables_of(
        parks=pd.DataFrame({"park_id": ["p"], "lon": [127.0], "lat": [36.0]}),
        partners=PARTNERS,
        roles=pd.DataFrame([values]),
    )
    (need,) = needs_of(snapshot, (UNIT,), asked)
    assert (need.candidate_id, need.role_id) == ("p__defence__factory", "ai")
    return list(need.partner_ids)


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


def test_role_may_ask_for_a_speciality() -> None:
    assert fillers(speciality_ids="battery") == ["near_ai", "placeless_ai"]
    assert fillers(speciality_ids="hand_motor") == ["placeless_ai"]
    assert fillers(speciality_ids="hand_motor;battery") == ["near_ai", "placeless_ai"]


def test_reach_keeps_out_the_far_and_the_placeless() -> None:
    assert fillers(reach_km=100.0) == ["near_ai"]
    assert fillers(reach_km=200.0) == ["far_ai", "near_ai"]


def test_limit_of_a_scenario_takes_the_place_of_the_tables() -> None:
    assert fillers(reach_km=200.0, asked={"ai": 100.0}) == ["near_ai"]
    assert fillers(asked={"ai": 179.9}) == ["far_ai", "near_ai"]
    assert fillers(asked={"ai": 179.8}) == ["near_ai"]
    assert fillers(reach_km=100.0, asked={"other": 200.0}) == ["near_ai"]


def test_packages_without_roles_need_nobody_and_whole_parks_have_no_own_division() -> None:
    roles = pd.DataFrame(
        {
            "package_id": ["base"],
            "role_id": ["lead"],
            "partner_type_ids": ["ai_supplier"],
            "division_ids": ["same"],
            "speciality_ids": [""],
            "reach_km": [None],
        }
    )
    parks = pd.DataFrame({"park_id": ["p"], "lon": [127.0], "lat": [36.0]})
    snapshot = tables_of(parks=parks, partners=PARTNERS, roles=roles)
    base = Candidate("p", None, "base", UNIT.segments)

    (need,) = needs_of(snapshot, (UNIT, base))
    assert (need.candidate_id, need.partner_ids) == ("p__base", ())


def test_capacity_goes_by_speciality_or_type_and_scales_down_to_whole_projects() -> None:
    assumptions = pd.DataFrame(
        {
            "assumption_id": ["capacity_ai_supplier", "capacity_university", "capacity_hand_motor"],
            "value": [7.0, 3.0, 20.0],
        }
    )
    snapshot = tables_of(partners=PARTNERS, assumptions=assumptions)

    assert capacities(snapshot, 100.0)["near_ai"] == 7
    assert capacities(snapshot, 50.0) == {
        "near_ai": 3,
        "far_ai": 3,
        "placeless_ai": 10,
        "bio_ai": 3,
        "near_uni": 1,
    }


def test_humanoid_demonstration_is_staffed_like_the_real_consortia() -> None:
    robot = Candidate("p_gumi", "ai_chip", "robot", UNIT.segments)
    able = {n.role_id: set(n.partner_ids) for n in needs_of(real_snapshot(), (robot,))}

    assert set(able) == {
        "robot_ai",
        "robot_body",
        "robot_parts",
        "robot_battery",
        "robot_demand",
    }
    assert able["robot_battery"] == {"lg_energy_solution", "samsung_sdi", "sk_on"}
    assert {"robotis", "spg"} <= able["robot_parts"]
    assert not able["robot_parts"] & {"deepx", "sk_on"}
    # The four consortia's demand firms but one: CJ대한통운 is no maker. Chips come from the unit.
    assert {"lg_electronics", "sk_energy", "hd_hyundai_mipo", "daedong"} <= able["robot_demand"]
    assert "cj_logistics" not in able["robot_demand"]


def test_units_of_six_divisions_have_their_own_institute_for_research() -> None:
    def institutes(division_id: str) -> set[str]:
        unit = Candidate("p_gumi", division_id, "ai_factory", UNIT.segments)
        (need,) = (n for n in needs_of(real_snapshot(), (unit,)) if n.role_id == "research")
        return {p for p in need.partner_ids if p.startswith("snu_institute")}

    # AI 팩토리 is also what the package itself is about, so its institute serves everywhere.
    assert institutes("future_car") == {"snu_institute_future_car", "snu_institute_ai_factory"}
    assert institutes("bio") == {"snu_institute_ai_factory"}

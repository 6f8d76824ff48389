"""Partners join by the shortest ways that their capacities allow."""

import pytest

from cluster_planner.domain.problem import Need
from cluster_planner.errors import SolverError
from cluster_planner.optimize.engine.assignment import assign_partners
from tests.small_problems import at_km, park, problem_of

FACTORIES = park("north_1", 50)[1], park("south_1", 30)[1]
NORTH, SOUTH = (c.candidate_id for c in FACTORIES)


def joined(
    capacity: dict[str, int], *needs: Need, **partners_km: float
) -> dict[tuple[str, str, str], int]:
    """Partners of two projects in the north (at 0 km) and two in the south (at 3 km)."""
    problem = problem_of(
        FACTORIES,
        needs=needs,
        partner_capacity=capacity,
        park_places=at_km(north_1=0, south_1=3),
        partner_places=at_km(**partners_km),
    )
    return assign_partners(problem, {(NORTH, 2027): 2, (SOUTH, 2027): 1, (SOUTH, 2028): 1})


def test_near_partner_takes_what_it_can_and_the_next_nearest_the_rest() -> None:
    need = Need(NORTH, "ai", ("near", "far", "placeless"))

    places = {"near": 1.0, "far": 9.0}
    ample = {"near": 5, "far": 5, "placeless": 5}

    assert joined(ample, need, **places) == {(NORTH, "ai", "near"): 2}
    assert joined(ample | {"near": 1}, need, **places) == {
        (NORTH, "ai", "near"): 1,
        (NORTH, "ai", "far"): 1,
    }


def test_a_partner_is_kept_for_the_park_that_would_have_to_go_further() -> None:
    # North is 1 km from a and 4 from b, south 2 and 7. Only two of the four fit in a: a project of
    # the north that moves to b costs 3 km more, one of the south 5.
    north = Need(NORTH, "ai", ("a", "b"))
    south = Need(SOUTH, "ai", ("a", "b"))

    assert joined({"a": 2, "b": 9}, north, south, a=1, b=-4) == {
        (NORTH, "ai", "b"): 2,
        (SOUTH, "ai", "a"): 2,
    }


def test_equally_near_partners_are_taken_in_the_order_of_their_names() -> None:
    need = Need(NORTH, "ai", ("b", "a"))

    assert joined({"a": 9, "b": 9}, need, a=5, b=-5) == {(NORTH, "ai", "a"): 2}


def test_needs_of_parks_without_projects_are_left_alone() -> None:
    problem = problem_of(FACTORIES, needs=(Need(NORTH, "ai", ()),), partner_capacity={})

    assert assign_partners(problem, {(SOUTH, 2027): 1}) == {}


def test_too_little_capacity_is_an_error_with_a_remedy() -> None:
    with pytest.raises(SolverError, match="수용력을 확인하세요"):
        joined({"a": 1}, Need(NORTH, "ai", ("a",)))

"""Partners join by the shortest ways that their capacities allow."""

import pytest

from cluster_planner.domain.problem import Link, Need
from cluster_planner.errors import SolverError
from cluster_planner.optimize.assignment import assign_partners
from tests.small_problems import park, problem_of

FACTORIES = park("north_1", 50)[1], park("south_1", 30)[1]
NORTH, SOUTH = (c.candidate_id for c in FACTORIES)


def joined(capacity: dict[str, int], *needs: Need) -> dict[tuple[str, str, str], int]:
    problem = problem_of(FACTORIES, needs=needs, partner_capacity=capacity)
    return assign_partners(problem, {(NORTH, 2027): 2, (SOUTH, 2027): 1, (SOUTH, 2028): 1})


def test_near_partner_takes_what_it_can_and_the_next_nearest_the_rest() -> None:
    need = Need(NORTH, "ai", (Link("near", 1.0), Link("far", 9.0), Link("placeless", None)))

    assert joined({"near": 5, "far": 5, "placeless": 5}, need) == {(NORTH, "ai", "near"): 2}
    assert joined({"near": 1, "far": 5, "placeless": 5}, need) == {
        (NORTH, "ai", "near"): 1,
        (NORTH, "ai", "far"): 1,
    }


def test_a_partner_is_kept_for_the_park_that_would_have_to_go_further() -> None:
    # All to a: north 1 + south 2; a has room for two only. Moving north to b costs 3, south 90.
    north = Need(NORTH, "ai", (Link("a", 1.0), Link("b", 4.0)))
    south = Need(SOUTH, "ai", (Link("a", 2.0), Link("b", 92.0)))

    assert joined({"a": 2, "b": 9}, north, south) == {(NORTH, "ai", "b"): 2, (SOUTH, "ai", "a"): 2}


def test_equally_near_partners_are_taken_in_the_order_of_their_names() -> None:
    need = Need(NORTH, "ai", (Link("b", 5.0), Link("a", 5.0)))

    assert joined({"a": 9, "b": 9}, need) == {(NORTH, "ai", "a"): 2}


def test_needs_of_parks_without_projects_are_left_alone() -> None:
    problem = problem_of(FACTORIES, needs=(Need(NORTH, "ai", ()),), partner_capacity={})

    assert assign_partners(problem, {(SOUTH, 2027): 1}) == {}


def test_too_little_capacity_is_an_error_with_a_remedy() -> None:
    with pytest.raises(SolverError, match="수용력을 확인하세요"):
        joined({"a": 1}, Need(NORTH, "ai", (Link("a", 1.0),)))

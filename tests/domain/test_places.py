"""Straight lines over the sphere."""

import numpy as np
import pytest

from cluster_planner.domain.places import distance_km, distances_km

SEOUL, BUSAN = (126.978, 37.5665), (129.0756, 35.1796)
DAEJEON, JEJU = (127.3845, 36.3504), (126.5312, 33.4996)


@pytest.mark.parametrize(
    ("a", "b", "km"), [(SEOUL, BUSAN, 325), (SEOUL, DAEJEON, 140), (SEOUL, JEJU, 454)]
)
def test_known_city_pairs(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert distance_km(*a, *b) == pytest.approx(km, abs=1.5)


def test_one_degree_of_latitude_is_the_same_part_of_a_meridian_everywhere() -> None:
    a_degree = 6371.0088 * 3.141592653589793 / 180

    assert distance_km(127, 34, 127, 35) == pytest.approx(a_degree)
    assert distance_km(127, 0, 128, 0) == pytest.approx(a_degree)
    assert distance_km(127, 60, 128, 60) == pytest.approx(a_degree / 2, rel=1e-4)


def test_there_and_back_is_the_same_and_here_is_nowhere_else() -> None:
    assert distance_km(*SEOUL, *BUSAN) == distance_km(*BUSAN, *SEOUL)
    assert distance_km(*JEJU, *JEJU) == 0.0


def test_many_places_at_once_are_as_far_apart_as_one_by_one() -> None:
    here, there = [SEOUL, JEJU], [BUSAN, DAEJEON, JEJU]
    table = distances_km(np.array(here), np.array(there))

    assert table.shape == (2, 3)
    assert table.tolist() == [[pytest.approx(distance_km(*a, *b)) for b in there] for a in here]


def test_no_place_is_no_distance() -> None:
    table = distances_km(np.array([SEOUL]), np.array([(np.nan, np.nan), SEOUL]))

    assert np.isnan(table).tolist() == [[True, False]]

"""How much an industry weighs in a park."""

import pandas as pd

from cluster_planner.indicators.specialization import location_quotient, manufacturing_jobs
from tests.real_data import real_snapshot

JOBS = pd.DataFrame(
    {"steel": [30.0, 10.0, 0.0], "food": [10.0, 30.0, 0.0]}, index=["a", "b", "empty"]
)


def test_location_quotient_is_the_local_share_over_the_national_share() -> None:
    # steel: 40 of 80 jobs everywhere, 30 of 40 in a.
    assert location_quotient(JOBS, "steel")[["a", "b"]].tolist() == [1.5, 0.5]


def test_location_quotient_comes_back_on_the_same_index_with_missing_not_zero() -> None:
    quotient = location_quotient(JOBS, "food")

    assert quotient.index.tolist() == ["a", "b", "empty"]
    assert quotient.isna().tolist() == [False, False, True]


def test_location_quotient_of_an_industry_that_is_nowhere_is_missing() -> None:
    assert location_quotient(JOBS.assign(ships=0.0), "ships").isna().all()


def test_shipbuilding_and_petrochemical_parks_are_told_by_their_quotients() -> None:
    jobs = manufacturing_jobs(real_snapshot())

    assert location_quotient(jobs, "petrochem")["p_yeosu"] > 3
    assert location_quotient(jobs, "transport")["p_ulsan_mipo"] > 2
    assert location_quotient(jobs, "electronics")["p_gumi"] > 1.5


def test_input_is_left_as_it_was() -> None:
    before = JOBS.copy()
    location_quotient(JOBS, "steel")

    pd.testing.assert_frame_equal(before, JOBS)

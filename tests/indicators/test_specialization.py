"""Concentration of a park's industry."""

import pandas as pd

from cluster_planner.indicators.specialization import herfindahl, location_quotient

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


def test_herfindahl_is_one_when_single_and_one_over_columns_when_even() -> None:
    jobs = pd.DataFrame({"x": [4.0, 1.0, 3.0, 0.0], "y": [0.0, 1.0, 1.0, 0.0]})

    assert herfindahl(jobs)[:3].tolist() == [1.0, 0.5, 0.625]
    assert pd.isna(herfindahl(jobs)[3])


def test_neither_writes_to_its_input() -> None:
    before = JOBS.copy()
    location_quotient(JOBS, "steel")
    herfindahl(JOBS)

    pd.testing.assert_frame_equal(before, JOBS)

"""Draws lie where they say, and are the same for everyone with the same seed."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.benefit.draws import log_triangular, seeded
from cluster_planner.domain.problem import Range

TENFOLD = Range(1.0, 10.0, 100.0)


def at(ends: Range, *chances: float) -> list[float]:
    return log_triangular(np.array(chances), ends).tolist()


def test_ends_mode_and_quarters_of_a_symmetric_range() -> None:
    # Triangular on logs 0, 1, 2: an eighth of all lies below 0.5, half below 1.
    assert at(TENFOLD, 0.0, 1 / 8, 1 / 2, 7 / 8, 1.0) == pytest.approx(
        [1, 10**0.5, 10, 10**1.5, 100]
    )


def test_central_figure_at_an_end_is_the_likeliest_still() -> None:
    # Logs 0, 2, 2: the chance of being below x is (x / 2)².
    assert at(Range(1.0, 100.0, 100.0), 1 / 4, 1.0) == pytest.approx([10, 100])
    assert at(Range(1.0, 1.0, 100.0), 0.0, 3 / 4) == pytest.approx([1, 10])
    assert at(Range(3.0, 3.0, 3.0), 0.1, 0.9) == [3.0, 3.0]


@pytest.mark.parametrize("ends", [Range(0.0, 1.0, 2.0), Range(2.0, 1.0, 3.0), Range(1.0, 3.0, 2.0)])
def test_ends_out_of_order_are_refused(ends: Range) -> None:
    with pytest.raises(ValueError, match="low"):
        log_triangular(np.array([0.5]), ends)


@given(
    figures=st.tuples(*[st.floats(1e-3, 1e6)] * 3),
    chances=st.lists(st.floats(0, 1), min_size=2, max_size=9),
)
def test_draws_rise_with_the_chance_and_stay_between_the_ends(
    figures: tuple[float, float, float], chances: list[float]
) -> None:
    ends = Range(*sorted(figures))
    drawn = at(ends, *sorted(chances))

    assert all(a <= b * (1 + 1e-9) for a, b in pairwise(drawn))
    assert all(ends.low <= x <= ends.high for x in drawn)


def test_source_keeps_its_draws_whoever_else_draws_and_however_many() -> None:
    few, many, other = seeded(7, 3), seeded(7, 9), seeded(8, 9)
    many("process_effect:robot", TENFOLD)

    assert few("scope:robot", TENFOLD).tolist() == many("scope:robot", TENFOLD)[:3].tolist()
    assert many("scope:robot", TENFOLD).tolist() != many("scope:ai_factory", TENFOLD).tolist()
    assert many("scope:robot", TENFOLD).tolist() != other("scope:robot", TENFOLD).tolist()

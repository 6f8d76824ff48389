"""Best cases first: segments fall, caps hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.benefit.segments import Effect, firm_shares, lead_segments, tail_segments
from cluster_planner.domain.problem import Range, Segment

VALUE = Range(550.0, 1100.0, 2200.0)
HALF = Effect(Range(0.1, 0.2, 0.5), Range(0.1, 0.5, 1.0), touched_cap_mkrw=1000.0)


def central(segments: tuple[Segment, ...]) -> list[tuple[int, float]]:
    return [(s.size, pytest.approx(s.annual_gain_mkrw.central)) for s in segments]


def test_shares_of_firms_follow_their_rank_and_sum_to_one() -> None:
    assert firm_shares(3, 1.0).tolist() == pytest.approx([6 / 11, 3 / 11, 2 / 11])
    assert firm_shares(4, 0.0).tolist() == [0.25] * 4
    assert firm_shares(10_875, 1.0).sum() == pytest.approx(1.0)
    assert firm_shares(0, 1.0).tolist() == [1.0]


def test_lead_project_gains_scope_times_effect_of_its_firm_spread_over_its_units() -> None:
    # Firms of 600, 300 and 200; half of each is touched and gains a fifth: 60, 30, 20 in 2 units.
    segments = lead_segments(VALUE, HALF, firms=3, most=5, units=2, exponent=1.0)

    assert central(segments) == [(2, 30.0), (2, 15.0), (2, 10.0)]
    # low: 300 × 0.1 × 0.1 = 3; high: min(1200 × 1, cap 1000) × 0.5 = 500; each over 2 units.
    assert segments[0].annual_gain_mkrw.low == pytest.approx(1.5)
    assert segments[0].annual_gain_mkrw.high == pytest.approx(250.0)


def test_no_more_projects_than_allowed_or_than_firms() -> None:
    def sizes(firms: float, most: int) -> list[int]:
        return [s.size for s in lead_segments(VALUE, HALF, firms, most, 6, 1.0)]

    assert sizes(firms=9, most=2) == [6, 6]
    assert sizes(firms=1, most=2) == [6]


def test_touched_value_stops_at_the_cap_and_equal_projects_share_a_segment() -> None:
    effect = Effect(Range(0.1, 0.2, 0.5), Range(1.0, 1.0, 1.0), touched_cap_mkrw=50.0)
    segments = lead_segments(VALUE, effect, firms=3, most=3, units=2, exponent=1.0)

    # Every firm is worth more than 50 at every end: 50 × (0.1, 0.2, 0.5) over 2 units.
    assert segments == (Segment(6, Range(2.5, 5.0, 12.5)),)


def test_tail_skips_the_leaders_and_takes_means_of_two_steps() -> None:
    # Five equal-rank weights 1, 1/2, 1/3, 1/4, 1/5 (sum 137/60); the first is skipped.
    value = Range(137.0, 137.0, 137.0)
    whole = Effect(Range(1.0, 1.0, 1.0), Range(1.0, 1.0, 1.0), 1000.0)
    segments = tail_segments(value, whole, firms=5, most=4, skip=1, exponent=1.0)

    assert central(segments) == [(2, (30 + 20) / 2), (2, (15 + 12) / 2)]


def test_tail_without_firms_behind_the_leaders_is_empty() -> None:
    assert tail_segments(VALUE, HALF, firms=4, most=150, skip=4, exponent=1.0) == ()
    assert tail_segments(VALUE, HALF, firms=40, most=0, skip=4, exponent=1.0) == ()


@given(
    firms=st.integers(1, 400),
    most=st.integers(0, 150),
    skip=st.integers(0, 5),
    exponent=st.floats(0, 2),
    cap=st.floats(1, 1e6),
)
def test_segments_are_concave_and_never_touch_more_than_the_cap(
    firms: int, most: int, skip: int, exponent: float, cap: float
) -> None:
    value, effect = Range(1e3, 1e5, 1e6), Effect(HALF.gain, HALF.scope, cap)
    lead = lead_segments(value, effect, firms, most, 1, exponent)
    tail = tail_segments(value, effect, firms, most, skip, exponent)

    assert sum(s.size for s in lead) == min(most, firms)
    assert sum(s.size for s in tail) == max(0, min(most, firms - skip))
    for segments in (lead, tail):
        for end in ("low", "central", "high"):
            gains = [getattr(s.annual_gain_mkrw, end) for s in segments]
            most_gain = cap * getattr(HALF.gain, end)
            # The mean of equal shares may differ from them in its last digit.
            assert all(b <= a * (1 + 1e-12) for a, b in pairwise(gains))
            assert all(gain <= most_gain * (1 + 1e-12) for gain in gains)

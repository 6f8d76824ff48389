"""What a decision is worth, worked out by hand."""

import pytest

from cluster_planner.domain.decision import Decision, best_first, plan_of, total_score
from cluster_planner.domain.problem import Candidate, Segment
from tests.small_problems import gain, park, problem_of

STEPS = (Segment(2, gain(40)), Segment(3, gain(10)), Segment(4, gain(5)))
UNIT = Candidate("north_1", "ai", "factory", STEPS, score_factor=1.5)


@pytest.mark.parametrize(
    ("already", "units", "filled"),
    [
        (0, 1, [1, 0, 0]),
        (0, 3, [2, 1, 0]),
        (1, 2, [1, 1, 0]),
        (2, 3, [0, 3, 0]),
        (4, 3, [0, 1, 2]),
        (5, 4, [0, 0, 4]),
        (9, 0, [0, 0, 0]),
    ],
)
def test_next_projects_fill_what_earlier_ones_left_of_the_best_segments(
    already: int, units: int, filled: list[int]
) -> None:
    taken = dict.fromkeys(STEPS, 0) | dict(best_first(UNIT, already, units))

    assert filled == [taken[s] for s in STEPS]


def test_later_award_of_a_unit_gets_the_later_segments_in_the_value_of_its_year() -> None:
    problem = problem_of((*park("north_1", 1)[:1], UNIT))
    name = UNIT.candidate_id
    plan = plan_of(problem, Decision({(name, 2028): 2, (name, 2026): 1, (name, 2027): 1}, {}))

    # Annuities of the small problems: 5 in 2026, 4 in 2027 and 3 in 2028.
    assert [(a.start_year, a.gain_central_mkrw) for a in plan.awards] == [
        (2026, 40 * 5.0),
        (2027, 40 * 4.0),
        (2028, (10 + 10) * 3.0),
    ]
    assert [(a.gain_low_mkrw, a.gain_high_mkrw) for a in plan.awards] == [
        (100, 400),
        (80, 320),
        (30, 120),
    ]
    assert total_score(problem, plan) == pytest.approx((200 + 160 + 60) * 1.5)


def test_award_carries_the_money_of_all_its_units_by_year() -> None:
    problem = problem_of((UNIT,))
    (award,) = plan_of(problem, Decision({(UNIT.candidate_id, 2027): 3}, {})).awards

    assert (award.national_mkrw, award.local_mkrw, award.private_mkrw) == (180, 45, 90)
    assert award.national_by_year_mkrw == {2027: 54, 2028: 72, 2029: 54}
    assert (award.programme_id, award.units) == ("factory", 3)


def test_score_of_a_segment_is_gain_times_years_of_effect_times_factor() -> None:
    problem = problem_of((UNIT,))

    assert problem.score(UNIT, STEPS[1], 2028) == pytest.approx(10 * 3.0 * 1.5)


def test_payments_of_uncharged_commitments_are_counted_elsewhere() -> None:
    both = {("north_1", "base"): 2025, ("north_2", "base"): 2025}
    problem = problem_of((), committed=both, uncharged=frozenset({("north_2", "base")}))

    assert problem.committed_payment_mkrw("complex", 2026) == 70
    assert problem.committed_payment_mkrw("factory", 2026) == 0


def test_committed_liability_is_what_falls_due_after_the_last_year() -> None:
    problem = problem_of((), committed={("north_1", "base"): 2028, ("north_2", "base"): 2027})

    assert problem.committed_liability_mkrw() == 70

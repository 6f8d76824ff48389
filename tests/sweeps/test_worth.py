"""Ranges of worth from objectives and bounds, by hand: a bound is never taken for an objective."""

from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.explain.reasons import loss_of
from cluster_planner.sweeps.batches import Answer
from cluster_planner.sweeps.changes import MoreRoom
from cluster_planner.sweeps.values import _value


def outcome(objective: float | None, bound: float | None) -> Outcome:
    return Outcome(status=SolveStatus.FOUND, objective=objective, bound=bound)


def test_step_is_worth_what_is_sure_to_what_is_possible() -> None:
    step = MoreRoom("liability_cap", "", 7_000)
    value = _value(outcome(100.0, 103.0), step, 9.0, Answer(outcome(110.0, 112.0), None))

    assert (value.low_mkrw, value.high_mkrw) == (110.0 - 103.0, 112.0 - 100.0)
    assert value.relaxed_mkrw == 9.0


def test_step_without_a_bound_has_no_upper_end() -> None:
    step = MoreRoom("liability_cap", "", 7_000)
    value = _value(outcome(100.0, 103.0), step, None, Answer(outcome(102.0, None), None))

    assert (value.low_mkrw, value.high_mkrw) == (0.0, None)


def test_loss_is_what_is_sure_to_what_is_possible() -> None:
    loss = loss_of(outcome(100.0, 103.0), outcome(90.0, 94.0), "out")

    assert (loss.low_mkrw, loss.high_mkrw) == (100.0 - 94.0, 103.0 - 90.0)

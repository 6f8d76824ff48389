"""A repetition is equal only if every figure is, and names each one that is not."""

from typing import Any

import pytest

from cluster_planner.domain.plan import CriterionValue, Run, SolveStatus, StageResult
from cluster_planner.explain.run_repeat import repetition
from tests.cli.small_plans import small_run

BEFORE = small_run(("changwon", "gumi"), ("p_a", "p_b"))


def _with_award(field: str, value: Any) -> Run:
    assert BEFORE.plan is not None
    first, *rest = BEFORE.plan.awards
    awards = (first.model_copy(update={field: value}), *rest)
    return BEFORE.model_copy(update={"plan": BEFORE.plan.model_copy(update={"awards": awards})})


def _with_outcome(**changes: Any) -> Run:
    return BEFORE.model_copy(update={"outcome": BEFORE.outcome.model_copy(update=changes)})


def test_the_same_run_is_equal_however_long_it_took_and_in_whatever_order_it_is_told() -> None:
    assert BEFORE.plan is not None
    plan = BEFORE.plan.model_copy(
        update={
            "awards": BEFORE.plan.awards[::-1],
            "assignments": BEFORE.plan.assignments[::-1],
        }
    )
    again = BEFORE.model_copy(update={"plan": plan, "total_seconds": 99.0})

    assert repetition(BEFORE, again).equal


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("units", 2),
        ("national_mkrw", 14_001),
        ("local_mkrw", 5_599),
        ("private_mkrw", 0),
        ("fund_mkrw", 1),
        ("national_by_year_mkrw", {2028: 14_000}),
        ("gain_central_mkrw", 2_000.6),
        ("estimated", True),
        ("programme_id", "other"),
    ],
)
def test_every_figure_of_an_award_is_compared(field: str, value: Any) -> None:
    (found,) = repetition(BEFORE, _with_award(field, value)).deviations

    assert (found.what, found.field, found.after) == ("award", field, value)
    assert found.subject == ("changwon", "", "base", "2028")


def test_an_award_of_another_year_is_one_that_went_and_one_that_came() -> None:
    found = repetition(BEFORE, _with_award("start_year", 2029)).deviations

    assert [(d.subject[-1], d.before, d.after) for d in found] == [("2028", 1, 0), ("2029", 0, 1)]


def test_a_partner_that_left_is_named_with_its_work() -> None:
    assert BEFORE.plan is not None
    plan = BEFORE.plan.model_copy(update={"assignments": BEFORE.plan.assignments[:1]})
    (found,) = repetition(BEFORE, BEFORE.model_copy(update={"plan": plan})).deviations

    assert (found.what, found.before, found.after) == ("assignment", 1, 0)
    assert found.subject == ("p_b", "changwon", "humanoid", "ai_factory", "research")


def test_a_park_that_left_is_named_before_its_awards() -> None:
    assert BEFORE.plan is not None
    plan = BEFORE.plan.model_copy(update={"awards": BEFORE.plan.awards[:2]})
    park, award = repetition(BEFORE, BEFORE.model_copy(update={"plan": plan})).deviations

    assert (park.what, park.subject, park.before, park.after) == ("park", ("gumi",), True, False)
    assert award.what == "award"
    came = repetition(BEFORE.model_copy(update={"plan": plan}), BEFORE).deviations
    assert [(d.what, d.before, d.after) for d in came] == [("park", False, True), ("award", 0, 1)]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"status": SolveStatus.PROVEN}, "status"),
        ({"objective": 6_000.001}, "objective"),
        ({"bound": None}, "bound"),
    ],
)
def test_scores_and_status_are_compared(changes: dict[str, Any], what: str) -> None:
    (found,) = repetition(BEFORE, _with_outcome(**changes)).deviations

    assert found.what == what


def test_a_question_that_is_not_the_one_of_the_id_is_told_where_the_program_is_the_same() -> None:
    other = BEFORE.model_copy(update={"run_id": "fedcba9876543210"})
    (found,) = repetition(BEFORE, other).deviations

    assert (found.what, found.before, found.after) == ("run", BEFORE.run_id, other.run_id)
    assert repetition(BEFORE, other.model_copy(update={"program_version": "9"})).equal


def test_every_figure_of_a_criterion_is_compared() -> None:
    value = CriterionValue(
        criterion_id="jobs",
        value=10.0,
        reference=40.0,
        normalised_pct=25.0,
        weight=2.0,
        contribution=20.0,
    )
    before = BEFORE.model_copy(update={"criteria": (value,)})
    other = value.model_copy(update={"value": 10.5})
    (found,) = repetition(before, before.model_copy(update={"criteria": (other,)})).deviations
    (gone,) = repetition(before, BEFORE).deviations

    assert (found.what, found.subject, found.field) == ("criterion", ("jobs",), "value")
    assert (found.before, found.after) == (10.0, 10.5)
    assert (gone.what, gone.before, gone.after) == ("criterion", 1, 0)


def test_stages_are_compared_and_counted() -> None:
    stages = tuple(
        StageResult(criterion_id=name, value=5.0, outcome=BEFORE.outcome)
        for name in ("balance", "gain")
    )
    before = BEFORE.model_copy(update={"stages": stages})
    less = stages[1].model_copy(update={"value": 4.0})
    (found,) = repetition(
        before, before.model_copy(update={"stages": (stages[0], less)})
    ).deviations
    (gone,) = repetition(before, before.model_copy(update={"stages": stages[:1]})).deviations

    assert (found.what, found.subject, found.before, found.after) == ("stage", ("gain",), 5.0, 4.0)
    assert (gone.what, gone.subject, gone.before, gone.after) == ("stage", (), 2, 1)


def test_the_order_of_adding_is_no_difference() -> None:
    assert repetition(BEFORE, _with_outcome(objective=6_000.0 * (1 + 1e-12))).equal


def test_a_plan_that_is_missing_on_one_side_is_told_once() -> None:
    found = repetition(BEFORE, BEFORE.model_copy(update={"plan": None})).deviations

    assert [(d.what, d.before, d.after) for d in found] == [("plan", True, False)]


def test_only_a_run_that_the_clock_ended_may_rightly_differ() -> None:
    gap = BEFORE.outcome.gap
    assert gap is not None
    settings = BEFORE.scenario.solver.model_copy(update={"gap": gap})
    scenario = BEFORE.scenario.model_copy(update={"solver": settings})
    at_the_gap = BEFORE.model_copy(update={"scenario": scenario})
    stopped = _with_outcome(status=SolveStatus.CANCELLED)

    assert repetition(BEFORE, BEFORE).doubts == ("out_of_time",)
    assert repetition(at_the_gap, at_the_gap).doubts == ()
    assert repetition(at_the_gap, stopped).doubts == ("stopped",)


def test_a_run_that_found_nothing_in_time_may_find_something_elsewhere() -> None:
    nothing = _with_outcome(status=SolveStatus.NOTHING, objective=None, bound=None)
    nothing = nothing.model_copy(update={"plan": None})
    proven = _with_outcome(status=SolveStatus.PROVEN)
    conflict = _with_outcome(status=SolveStatus.INFEASIBLE)

    assert repetition(nothing, proven).doubts == ("no_plan_in_time",)
    assert repetition(nothing, nothing).doubts == ("no_plan_in_time",)
    assert repetition(proven, conflict).doubts == ()


def test_a_solver_or_program_is_another_one_only_if_both_sides_say_which() -> None:
    unknown, newer = _with_outcome(solver=""), _with_outcome(solver="HiGHS 99")
    later = BEFORE.model_copy(update={"program_version": "99.0"})

    assert repetition(BEFORE, BEFORE).same_solver
    assert repetition(unknown, newer).same_solver
    assert repetition(newer, unknown).same_solver
    assert not repetition(BEFORE, newer).same_solver
    assert not repetition(BEFORE, later).same_program

"""The auditor tells both sides of every rule, and a complaint is a side that does not fit."""

from dataclasses import replace

import pytest

from cluster_planner.audit import CHECKS, award_fits_candidate, every_line, objective_lines
from cluster_planner.audit.lines import Line
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Plan
from tests.audit.broken_plans import CASES, PROBLEM, base_award, good, just_met, outcome, with_award
from tests.small_problems import park, problem_of

LIMITED = just_met()


def sides(problem: object, plan: Plan, rule: str) -> list[tuple[object, ...]]:
    return [
        (line.subject, line.left, line.relation, line.right)
        for name, line in every_line(problem, plan)  # type: ignore[arg-type]
        if name == rule
    ]


def test_both_sides_of_the_hand_made_plan_are_those_that_a_reader_computes() -> None:
    plan = good()  # 기반 140 = 70 + 70, factory 60 = 18 + 24 + 18 from 2027, robot 20 in 2028
    assert sides(PROBLEM, plan, "programme_budget") == [
        (("complex", "2026"), 70, "<=", 200.0),
        (("complex", "2027"), 70, "<=", 200.0),
        (("complex", "2028"), 0, "<=", 200.0),
        (("factory", "2026"), 0, "<=", 200.0),
        (("factory", "2027"), 18, "<=", 200.0),
        (("factory", "2028"), 24, "<=", 200.0),
        (("robot", "2026"), 0, "<=", 200.0),
        (("robot", "2027"), 0, "<=", 200.0),
        (("robot", "2028"), 20, "<=", 200.0),
    ]
    assert sides(PROBLEM, plan, "liability_cap") == [((), 18, "<=", 1000)]
    assert sides(PROBLEM, plan, "stays_started") == [(("north_1", "base"), 1, "<=", 1)]
    assert sides(PROBLEM, plan, "partner_capacity") == [(("a",), 1, "<=", 1)]
    assert sides(PROBLEM, plan, "needs_in_park") == [
        (("north_1", "ai", "factory", "2027", "base"), 2027, "<=", 2027),
        (("north_1", "ai", "robot", "2028", "base"), 2027, "<=", 2028),
    ]
    assert sides(PROBLEM, plan, "follows") == [
        (("north_1", "ai", "robot", "2026"), 0, "<=", 0.0),
        (("north_1", "ai", "robot", "2027"), 0, "<=", 0.0),
        (("north_1", "ai", "robot", "2028"), 1, "<=", 1.0),
    ]
    join = ("a", "north_1", "ai", "factory", "supplier")
    assert sides(PROBLEM, plan, "partner_demand") == [
        ((*join, "units"), 1, ">=", 1),
        ((*join, "allowed"), "a", "=", "a"),
        ((None, "north_1", "ai", "factory", "supplier", "filled"), 1, "=", 1),
    ]


def test_sides_of_limits_that_are_just_met_are_equal() -> None:
    region = next(p for p in LIMITED if "north" in p.regions and p.regions["north"].floor_mkrw)
    expected = {
        "region_floor": (220, ">=", 220),
        "region_cap": (220, "<=", 220),
        "region_local_cap": (71, "<=", 71),
        "region_private_cap": (52, "<=", 52),
        "region_min_parks": (1, ">=", 1),
    }
    for rule, both in expected.items():
        assert sides(region, good(), rule) == [(("north",), *both)]
    fund = replace(PROBLEM, fund_cap_mkrw=16, fund_noncapital_min_pct=100.0)
    assert sides(fund, good(), "fund_cap") == [((), 16, "<=", 16)]
    assert sides(fund, good(), "fund_noncapital_share") == [((), 16, ">=", 16.0)]
    capped = replace(PROBLEM, national_cap_mkrw={2026: 70, 2027: 88})
    assert sides(capped, good(), "national_cap") == [
        (("2026",), 70, "<=", 70),
        (("2027",), 88, "<=", 88),
    ]
    locked = replace(PROBLEM, locks={("north_1", "base"): 2026})
    assert sides(locked, good(), "park_lock") == [(("north_1", "base"), 2026, "<=", 2026)]


def test_money_that_was_carried_over_stands_on_the_right_side() -> None:
    money = dict(PROBLEM.budgets_mkrw) | {("complex", 2026): 100, ("complex", 2027): 60}
    problem = replace(PROBLEM, budgets_mkrw=money, carry_over_pct=10.0)

    told = sides(problem, good(), "programme_budget")

    assert (("complex", "2027"), 70, "<=", 70.0) in told  # 60 and a tenth of 100


@pytest.mark.parametrize(("rule", "make", "sentence"), CASES, ids=[c[0] for c in CASES])
def test_the_side_that_does_not_fit_is_told_under_the_name_of_its_rule(
    rule: str, make: object, sentence: str
) -> None:
    problem, plan = make()  # type: ignore[operator]
    broken = [(name, line) for name, line in every_line(problem, plan) if not line.holds]

    assert {name for name, _ in broken} == {rule}
    assert {line.complaint for _, line in broken} == {sentence}
    assert all(line.slack is None or line.slack < 0 for _, line in broken)


def test_no_two_lines_of_a_plan_speak_of_the_same() -> None:
    for problem in LIMITED:
        told = [(rule, line.subject) for rule, line in every_line(problem, good())]
        assert len(set(told)) == len(told)


def test_every_line_of_the_good_plan_holds_and_every_rule_that_binds_has_one() -> None:
    lines = list(every_line(PROBLEM, good()))

    assert all(line.holds for _, line in lines)
    assert {rule for rule, _ in lines} == {
        "award_fits_candidate", "programme_budget", "liability_cap", "noncapital_share",
        "fund_noncapital_share", "stays_started", "needs_in_park", "follows", "partner_demand",
        "partner_capacity",
    }  # fmt: skip


def test_nothing_is_computed_of_awards_that_the_problem_does_not_offer() -> None:
    plan = with_award(base_award(park_id="south_1"))
    names = {rule for rule, _ in every_line(PROBLEM, plan)}

    assert names == {"award_fits_candidate"}


def test_an_award_is_told_with_its_price_payments_and_gain() -> None:
    lines = {line.subject[3:]: (line.left, line.right) for line in award_fits_candidate.lines(
        PROBLEM, good()
    ) if line.subject[2] == "factory"}  # fmt: skip

    assert lines["2027", "national_mkrw"] == (60, 60)
    assert lines["2027", "national_by_year_mkrw", "2028"] == (24, 24)
    assert lines["2027", "gain_central_mkrw"] == (200.0, 200.0)  # 50 a year × 4
    assert lines[None, "max_units"] == (1, 1)


def test_a_later_award_gains_what_the_next_cases_give() -> None:
    problem = problem_of(park("north_1", 50, 20)[:2])
    base, unit = (c.candidate_id for c in problem.candidates)
    plan = plan_of(problem, Decision({(base, 2026): 1, (unit, 2027): 1, (unit, 2028): 1}, {}))
    gains = [
        line.right
        for line in award_fits_candidate.lines(problem, plan)
        if line.subject[-1] == "gain_central_mkrw" and line.subject[2] == "factory"
    ]

    assert gains == [50 * 4.0, 20 * 3.0]


def test_the_objective_is_told_beside_what_was_reported_and_its_bound() -> None:
    worth = total_score(PROBLEM, good())
    lines = {line.subject[0]: line for line in objective_lines(PROBLEM, good(), outcome())}

    assert lines["objective"].left == pytest.approx(lines["objective"].right)
    assert lines["objective"].right == worth == 237.5
    assert lines["bound"].left == worth


@pytest.mark.parametrize(
    ("left", "relation", "right", "holds", "slack"),
    [
        (1, "<=", 1, True, 0),
        (1.5, "<=", 1, False, -0.5),
        (1.05, "<=", 1, True, pytest.approx(-0.05)),
        (1, ">=", 2, False, -1),
        (1.95, ">=", 2, True, pytest.approx(-0.05)),
        (3, "=", 3, True, 0),
        (3, "=", 4, False, -1),
        (3.05, "=", 3, True, pytest.approx(-0.05)),
        ("a", "=", "a", True, None),
        ("a", "=", "b", False, None),
        ("a", "<=", "b", False, None),
        (None, "=", None, False, None),
        (1, "<=", None, False, None),
        (None, ">=", 0, False, None),
        (float("nan"), "=", float("nan"), False, pytest.approx(float("nan"), nan_ok=True)),
    ],
)
def test_sides_fit_within_the_tolerance_and_nothing_fits_what_is_missing(
    left: object, relation: str, right: object, holds: bool, slack: object
) -> None:
    line = Line((), left, relation, right, "", "", 0.1)  # type: ignore[arg-type]

    assert line.holds is holds
    assert slack == line.slack


def test_a_check_is_called_as_the_rule_that_it_checks() -> None:
    assert all(repr(check) == f"Check({check.__name__})" for check in CHECKS)
    assert all(check.__doc__ for check in CHECKS)

"""The auditor finds each broken rule, and only that one."""

import pytest

from cluster_planner.audit import CHECKS, audit
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Plan
from tests.audit import broken_plans
from tests.audit.broken_plans import CASES, OUTCOMES, PROBLEM, edited, good, outcome
from tests.small_problems import park, problem_of


@pytest.mark.parametrize(("check", "case", "sentence"), CASES, ids=[c[0] for c in CASES])
def test_breaking_one_rule_brings_exactly_its_complaint(
    check: str, case: object, sentence: str
) -> None:
    problem, plan = case()  # type: ignore[operator]

    assert audit(problem, plan) == (sentence,)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_a_plan_that_breaks_it_and_accepts_the_good_one(check: object) -> None:
    cases = [make() for name, make, _ in CASES if name == check.__name__]  # type: ignore[attr-defined]

    assert cases
    assert all(list(check(problem, plan)) for problem, plan in cases)  # type: ignore[operator]
    assert list(check(PROBLEM, good())) == []  # type: ignore[operator]


def test_good_plan_is_the_one_the_cases_speak_of_and_has_no_complaint() -> None:
    starts = [(a.package_id, a.start_year, a.national_mkrw) for a in good().awards]

    assert starts == [("base", 2026, 140), ("factory", 2027, 60), ("robot", 2028, 20)]
    assert audit(PROBLEM, good(), outcome(), total_score(PROBLEM, good())) == ()


@pytest.mark.parametrize(("change", "claims_more", "sentence"), OUTCOMES)
def test_outcome_that_disagrees_with_the_plan_brings_exactly_its_complaint(
    change: object, claims_more: float, sentence: str
) -> None:
    worth = total_score(PROBLEM, good())
    told = outcome().model_copy(update=change(worth))  # type: ignore[operator]
    (complaint,) = audit(PROBLEM, good(), told, worth + claims_more)

    assert complaint.startswith(sentence)


def test_rounding_of_the_solver_is_no_disagreement() -> None:
    worth = total_score(PROBLEM, good())
    told = outcome().model_copy(update={"objective": worth + 1e-6, "bound": worth - 1e-6})

    assert audit(PROBLEM, good(), told, worth + 1e-6) == ()


def test_national_money_that_does_not_add_up_is_told() -> None:
    complaints = audit(PROBLEM, edited("base", national_mkrw=139))

    assert "north_1 base 2026년: 사업비가 단가 × 수량과 다릅니다" in complaints
    assert "north_1 base 2026년: 연도별 국비의 합이 국비와 다릅니다" in complaints


def test_limits_that_are_just_met_are_no_complaint() -> None:
    assert {audit(problem, good()) for problem in broken_plans.just_met()} == {()}


def test_empty_plan_of_an_empty_problem_holds() -> None:
    assert audit(problem_of(()), Plan(awards=(), assignments=())) == ()


def test_order_in_which_awards_are_written_does_not_matter() -> None:
    problem = problem_of(park("north_1", 50, 20)[:2])
    base, unit = (c.candidate_id for c in problem.candidates)
    plan = plan_of(problem, Decision({(base, 2026): 1, (unit, 2027): 1, (unit, 2028): 1}, {}))
    backwards = plan.model_copy(update={"awards": plan.awards[::-1]})

    assert audit(problem, plan) == audit(problem, backwards) == ()

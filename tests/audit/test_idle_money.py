"""Money that buys nothing is taken out of a plan, unless a rule needs it."""

from dataclasses import replace

from cluster_planner.audit import audit, without_idle_money
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.problem import Need, RegionLimits
from tests.small_problems import park, problem_of

PROBLEM = problem_of((*park("north_1", 50), *park("south_1", 30)))
USED = {("north_1__base", 2026): 1, ("north_1__ai__factory", 2027): 1}
IDLE = {("south_1__base", 2026): 1}


def test_base_that_nothing_uses_is_left_out_at_the_same_score() -> None:
    plan = plan_of(PROBLEM, Decision(USED | IDLE, {}))
    leaner = without_idle_money(PROBLEM, plan)

    assert leaner.park_ids == ("north_1",)
    assert total_score(PROBLEM, leaner) == total_score(PROBLEM, plan)
    assert audit(PROBLEM, leaner) == ()


def test_partner_of_a_left_out_award_goes_with_it() -> None:
    need = Need("south_1__base", "lead", ("a",))
    problem = replace(PROBLEM, needs=(need,), partner_capacity={"a": 1})
    plan = plan_of(problem, Decision(USED | IDLE, {("south_1__base", "lead", "a"): 1}))

    assert without_idle_money(problem, plan).assignments == ()


def test_base_that_a_rule_asks_for_stays() -> None:
    problem = replace(PROBLEM, regions={"south": RegionLimits(min_parks=1)})
    plan = plan_of(problem, Decision(USED | IDLE, {}))

    assert without_idle_money(problem, plan) == plan

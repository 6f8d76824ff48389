"""Numbers that a loaded model must take over from the question: each changes the answer here."""

from dataclasses import replace

import pytest

from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.family import Family
from cluster_planner.optimize.solve import solve
from tests.small_problems import park, problem_of, relieved

EXACT = SolverSettings(gap=0.0)
EARLY = {("complex", 2026): 400, ("complex", 2027): 0, ("factory", 2026): 200, ("factory", 2027): 0}
"""Money comes in the first year only: what cannot be carried over cannot pay later years."""


def assert_taken_over(family_of: Problem, asked: Problem) -> None:
    own, cold = solve(family_of, EXACT).outcome, solve(asked, EXACT).outcome
    family = Family(family_of, EXACT)
    family.solve()
    warm = family.solve(asked).outcome

    assert cold.objective != pytest.approx(own.objective, abs=1e-3)
    assert warm.status == cold.status
    assert warm.objective == pytest.approx(cold.objective, abs=1e-3)


def test_share_that_may_be_carried_over_is_the_questions() -> None:
    problem = problem_of(
        (*park("north_1", 40, 30), *park("capital_1", 35)),
        years=(2026, 2027),
        budgets_mkrw=EARLY,
        carry_over_pct=100.0,
    )
    little = replace(problem, carry_over_pct=10.0)
    assert_taken_over(problem, little)
    assert_taken_over(little, problem)


@pytest.mark.parametrize(
    "limits",
    [
        RegionLimits(local_cap_mkrw=72),  # 기반 56 or 38, each factory 15 or 10
        RegionLimits(private_cap_mkrw=90),  # 기반 28 or 46, each factory 30 or 35
    ],
)
def test_matching_of_each_unit_is_the_questions(limits: RegionLimits) -> None:
    plain = problem_of(park("north_1", 40, 30, 20), regions={"north": limits})
    eased = replace(plain, candidates=tuple(relieved(c) for c in plain.candidates))

    assert_taken_over(plain, eased)
    assert_taken_over(eased, plain)
